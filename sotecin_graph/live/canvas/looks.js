// @ts-check
/** Ways to look at a part of the map: around an element, along its exchanges, between two, at what is missing. Pure. */

import { endsOf, stream, within } from "./hops.js";
import { gapsOf } from "./missing.js";
import { pathsBetween } from "./paths.js";

/** @typedef {import("./types.js").MapState} MapState */
/** @typedef {import("./types.js").LinkWire} LinkWire */
/** @typedef {{kind: "hops", id: string, most: number} | {kind: "stream", id: string, way: "up"|"down"}
 *   | {kind: "path", id: string, to: string, isAll: boolean} | {kind: "gap", gap: string}} Look */
/** @typedef {{elements: Set<string>, links: Set<string>|null, paths?: import("./paths.js").Paths|null}} Sight
 *   links: the ones to be seen, or null for all between the elements */

/** True where what a look is about is still on the map. @param {Look} look @param {MapState} state */
export function isThere(look, state) {
  if (look.kind === "gap") return true;
  return state.elements.has(look.id) && (look.kind !== "path" || state.elements.has(look.to));
}

/** What a look shows. @param {Look} look @param {MapState} state @param {Iterable<LinkWire>} links the ones that may be walked @returns {Sight} */
export function sightOf(look, state, links) {
  if (look.kind === "gap") return { elements: gapsOf(state)[look.gap] ?? new Set(), links: null };
  const ends = endsOf(links);
  if (look.kind === "hops") return { elements: new Set(within(ends, look.id, look.most).keys()), links: null };
  if (look.kind === "stream") {
    const { elements, links: seen } = stream(ends, look.id, look.way);
    return { elements: new Set(elements.keys()), links: seen };
  }
  const paths = pathsBetween(ends, look.id, look.to, look.isAll);
  return { elements: paths?.elements ?? new Set([look.id, look.to]), links: paths?.links ?? new Set(), paths };
}
