// @ts-check
/** The rows of the tables: which, and in which order. Pure. */

import { folded } from "./folding.js";
import { fieldsOf } from "./search.js";

/** @typedef {import("./types.js").MapState} MapState */
/** @typedef {import("./types.js").ElementWire} ElementWire */
/** @typedef {import("./types.js").LinkWire} LinkWire */
/** @typedef {import("./search.js").Field} Field */
/** @typedef {{shown: Set<string>|null, answers: Map<string, {rank: number, in: Field|null}>|null, base: Set<string>|null,
 *   links: Set<string>|null, words: string[]}} Found what answers; null stands for everything */
/** @typedef {{element: ElementWire, links: number, by: string|null, in: Field|null}} ElementRow */

/** Where nothing is looked for. @type {Found} */
export const EVERYTHING = { shown: null, answers: null, base: null, links: null, words: [] };

/**
 * Elements for the table. Where words are looked for, the best answers first; else what is new first, then challenges by
 * votes, then stakeholders by links.
 * @param {MapState} state @param {Found} found @param {Map<string, string>} fresh @returns {ElementRow[]}
 */
export function elementRows(state, found, fresh) {
  const links = linkCounts(state);
  const { shown, answers } = found;
  const rows = [];
  for (const element of state.elements.values()) {
    if (shown && !shown.has(element.id)) continue;
    const answer = answers?.get(element.id);
    const by = fresh.get(element.id) ?? null;
    const usual = by !== null ? 0 : element.kind === "challenge" ? 1 : 2;
    rows.push({ row: { element, links: links.get(element.id) ?? 0, by, in: answer?.in ?? null }, rank: (answer?.rank ?? 0) * 3 + usual });
  }
  rows.sort((a, b) => a.rank - b.rank || b.row.element.votes - a.row.element.votes || b.row.links - a.row.links || a.row.element.seq - b.row.element.seq);
  return rows.map(({ row }) => row);
}

/**
 * Links for the table, in their order of creation.
 * @param {MapState} state @param {Found} found @param {(type: string) => string} typeWord
 */
export function linkRows(state, found, typeWord) {
  const name = (/** @type {string} */ id) => state.elements.get(id)?.name ?? "";
  return linksFound(state, found, typeWord).sort((a, b) => a.seq - b.seq).map((link) => ({ link, source: name(link.source), target: name(link.target) }));
}

/** The links that have the words, among those that are looked at. @param {MapState} state @param {Found} found @param {(type: string) => string} typeWord @returns {LinkWire[]} */
export function linksFound(state, { base, links, words }, typeWord) {
  /** @type {Map<string, string>} */
  const types = new Map();
  const typeOf = (/** @type {string} */ type) => {
    if (!types.has(type)) types.set(type, folded(typeWord(type)));
    return types.get(type) ?? "";
  };
  const nameOf = (/** @type {string} */ id) => {
    const element = state.elements.get(id);
    return element ? fieldsOf(element)[0]?.folded ?? "" : "";
  };
  return [...state.links.values()].filter((link) => {
    if (links && !links.has(link.id)) return false;
    if (base && !(base.has(link.source) && base.has(link.target))) return false;
    if (!words.length) return true;
    const texts = [nameOf(link.source), nameOf(link.target), typeOf(link.type), folded(`${link.quantity} ${link.note} ${link.by}`)];
    return words.every((word) => texts.some((text) => text.includes(word)));
  });
}

/** How many links each element has. @param {MapState} state @returns {Map<string, number>} */
export function linkCounts(state) {
  const counts = new Map();
  for (const { source, target } of state.links.values()) {
    counts.set(source, (counts.get(source) ?? 0) + 1);
    if (target !== source) counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  return counts;
}
