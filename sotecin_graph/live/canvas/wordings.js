// @ts-check
/** Two wordings of one field: where they differ, and both together. Pure. */

/** The longest text of each field, as sotecin_graph/fields.py has them. @type {Record<string, number>} */
export const LONGEST = { name: 120, problem: 250, wish: 300, note: 2000, quantity: 120 };

/**
 * A wording in three parts: what both share at the beginning, what only this one says, what both share at the end.
 * @param {string} wording @param {string} other @returns {[string, string, string]}
 */
export function parted(wording, other) {
  const [mine, theirs] = [words(wording), words(other)];
  const most = Math.min(mine.length, theirs.length);
  let head = 0;
  while (head < most && mine[head] === theirs[head]) head += 1;
  let tail = 0;
  while (tail < most - head && mine[mine.length - 1 - tail] === theirs[theirs.length - 1 - tail]) tail += 1;
  const end = mine.length - tail;
  return [mine.slice(0, head).join(""), mine.slice(head, end).join(""), mine.slice(end).join("")];
}

/**
 * Both at once: lists are united, texts stand one after the other; null where only one can be.
 * @param {string} field @param {any} mine @param {any} theirs @returns {any}
 */
export function both(field, mine, theirs) {
  if (Array.isArray(mine) && Array.isArray(theirs)) return [...theirs, ...mine.filter((one) => !theirs.includes(one))];
  if (!(field in LONGEST) || typeof mine !== "string" || typeof theirs !== "string" || !mine || !theirs) return null;
  if (theirs.includes(mine)) return theirs;
  if (mine.includes(theirs)) return mine;
  return `${theirs}${field === "note" ? "\n" : field === "name" || field === "quantity" ? " / " : " "}${mine}`;
}

/** @param {string} text words with the space before them */
function words(text) {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}
