// @ts-check
/** What a map still lacks: elements that nobody joined, sorted or spoke for. Pure. */

/** @typedef {import("./types.js").MapState} MapState */
/** @typedef {import("./types.js").ElementWire} ElementWire */

/** What may be lacking, in the order in which it is listed. */
export const GAPS = ["links", "owner", "wish", "onward", "unsorted", "hub", "country"];

/**
 * The elements that lack something, by what they lack.
 * @param {MapState} state @returns {Record<string, Set<string>>}
 */
export function gapsOf(state) {
  const at = standing(state);
  /** @type {Record<string, (element: ElementWire) => boolean>} */
  const lacks = {
    links: ({ id }) => !at.linked.has(id),
    owner: ({ id, kind }) => kind === "challenge" && !at.owned.has(id),
    wish: ({ kind, wish }) => kind === "challenge" && !wish?.trim(),
    onward: ({ id }) => at.receiving.has(id) && !at.giving.has(id),
    unsorted: ({ kind }) => kind === "unsorted",
    hub: ({ kind, hub }) => kind !== "challenge" && !hub,
    country: ({ kind, country }) => kind !== "challenge" && !country,
  };
  const elements = [...state.elements.values()];
  return Object.fromEntries(GAPS.map((gap) => [gap, new Set(elements.filter(lacks[gap]).map(({ id }) => id))]));
}

/**
 * Who is linked, owned, receives goods and passes goods on. A flow is of goods, energy or water, and a missing one does not
 * flow: where it arrives and none leads on, it ends nowhere.
 * @param {MapState} state
 */
function standing(state) {
  const at = { linked: new Set(), owned: new Set(), receiving: new Set(), giving: new Set() };
  for (const link of state.links.values()) {
    at.linked.add(link.source).add(link.target);
    if (link.type === "owns") at.owned.add(link.target);
    if (link.family !== "matter" || link.state === "missing" || link.source === link.target) continue;
    at.giving.add(link.source);
    at.receiving.add(link.target);
  }
  return at;
}
