// @ts-check
/** Ways from one element to another, whatever the direction of the links: the shortest, or all that are not much longer. Pure. */

import { otherEnd, within } from "./hops.js";

/** @typedef {import("./hops.js").Ends} Ends */
/** @typedef {{elements: Set<string>, links: Set<string>, length: number, count: number, isCut: boolean}} Paths */

/** Of all paths those are shown that are at most so many links longer than the shortest: beyond it is the whole map. */
export const DETOUR = 2;
const MOST_PATHS = 1000;
const MOST_STEPS = 60000;

/**
 * The elements and links on the ways between two elements. Ways along the same elements are one, with all their links.
 * @param {Ends} ends @param {string} from @param {string} to @param {boolean} isAll false: the shortest alone
 * @returns {Paths|null} null where no way leads there; `isCut` where there are more than were counted
 */
export function pathsBetween(ends, from, to, isAll) {
  const toEnd = within(ends, to, Infinity);
  const shortest = toEnd.get(from);
  if (shortest === undefined) return null;
  const found = { elements: new Set([from, to]), links: new Set(), length: shortest, count: 0, isCut: false };
  const walk = { ends, toEnd, to, most: shortest + (isAll ? DETOUR : 0), row: [from], found, steps: 0 };
  step(walk, from);
  joinUp(ends, found);
  return found;
}

/** @param {any} walk @param {string} id */
function step(walk, id) {
  const { ends, toEnd, to, most, row, found } = walk;
  if (id === to) return keep(walk);
  for (const next of neighbours(ends, id)) {
    if (found.count >= MOST_PATHS || (walk.steps += 1) > MOST_STEPS) { found.isCut = true; return; }
    if (row.length + (toEnd.get(next) ?? Infinity) > most || row.includes(next)) continue;
    row.push(next);
    step(walk, next);
    row.pop();
  }
}

/** @param {any} walk */
function keep({ row, found }) {
  found.count += 1;
  for (const [index, id] of row.entries()) {
    found.elements.add(id);
    if (index) found.links.add(pair(row[index - 1], id));
  }
}

/** Pairs of neighbours become the links between them. @param {Ends} ends @param {any} found */
function joinUp(ends, found) {
  const pairs = found.links;
  found.links = new Set();
  for (const id of found.elements) {
    for (const link of ends.get(id) ?? []) if (pairs.has(pair(link.source, link.target))) found.links.add(link.id);
  }
}

/** @param {Ends} ends @param {string} id */
function neighbours(ends, id) {
  return new Set((ends.get(id) ?? []).map((link) => otherEnd(link, id)));
}

/** @param {string} a @param {string} b */
function pair(a, b) {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
