// @ts-check
/** Finding elements by words: in names, other names, problem, wish, note and authors. Pure. */

import { folded } from "./folding.js";

/** @typedef {import("./types.js").ElementWire} ElementWire */
/** @typedef {{field: string, text: string, folded: string}} Field */

/** Where words are looked for, the weightiest first. */
export const FIELDS = ["name", "aliases", "problem", "wish", "note", "by", "also_by"];
const RANKS = { start: 0, word: 1, inside: 2, elsewhere: 3, kind: 4 };

/** An element that is edited is another object: what was folded of it is forgotten with it. @type {WeakMap<object, Field[]>} */
const known = new WeakMap();

/** The texts of an element, folded once. @param {ElementWire} element @returns {Field[]} */
export function fieldsOf(element) {
  const found = known.get(element);
  if (found) return found;
  const fields = FIELDS.flatMap((field) => {
    const value = /** @type {any} */ (element)[field];
    return (Array.isArray(value) ? value : [value]).filter(Boolean).map((text) => ({ field, text: String(text), folded: folded(String(text)) }));
  });
  known.set(element, fields);
  return fields;
}

/**
 * How well an element answers: 0 best … 4, null where a word is not found; and the field that answered where it is not the name.
 * @param {ElementWire} element @param {string[]} words folded @param {string} kind the folded word for its kind
 * @returns {{rank: number, in: Field|null}|null}
 */
export function answer(element, words, kind) {
  const fields = fieldsOf(element);
  /** @type {Field|null} */
  let elsewhere = null;
  let isByKind = false;
  for (const word of words) {
    const field = fields.find((one) => one.folded.includes(word));
    if (field?.field === "name") continue;
    if (field) elsewhere ??= field;
    else if (kind.includes(word)) isByKind = true;
    else return null;
  }
  if (elsewhere) return { rank: RANKS.elsewhere, in: elsewhere };
  return { rank: isByKind ? RANKS.kind : nameRank(fields[0]?.folded ?? "", words[0] ?? ""), in: null };
}

/** @param {string} name @param {string} word */
function nameRank(name, word) {
  const at = name.indexOf(word);
  if (at === 0) return RANKS.start;
  return name.includes(` ${word}`) ? RANKS.word : RANKS.inside;
}

const AROUND = 34;

/**
 * The part of a text that holds the first of these words, for a line below the name.
 * @param {string} text @param {string[]} words folded
 */
export function excerpt(text, words) {
  const letters = [...text.replace(/\s+/g, " ").trim()];
  if (letters.length <= 2 * AROUND) return letters.join("");
  let start = 0;
  while (start < letters.length && !words.some((word) => folded(letters.slice(start, start + word.length + 4).join("")).startsWith(word))) start += 1;
  const from = start >= letters.length || start < AROUND ? 0 : start - AROUND / 2;
  const until = Math.min(letters.length, from + 2 * AROUND);
  return `${from ? "…" : ""}${letters.slice(from, until).join("").trim()}${until < letters.length ? "…" : ""}`;
}
