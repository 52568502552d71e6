// @ts-check
/** Which elements and links pass what a reader has chosen: any value within a facet, all facets together. Pure. */

/** @typedef {import("./types.js").MapState} MapState */
/** @typedef {import("./types.js").ElementWire} ElementWire */
/** @typedef {import("./types.js").LinkWire} LinkWire */
/** @typedef {Map<string, Set<string>>} Chosen the chosen values by facet; facets without one are left out */
/** @typedef {{stepOf: (element: ElementWire) => string|null, clustersOf: (id: string) => string[]}} Around */

/** The value of whoever has none. */
export const NONE = "";

/** @type {Record<string, (element: ElementWire, around: Around) => string[]>} */
const OF_ELEMENT = {
  kind: ({ kind }) => [kind],
  cluster: ({ id }, around) => around.clustersOf(id),
  hub: ({ hub }) => [hub || NONE],
  chain: ({ chains }) => orNone(chains),
  stage: ({ stages }) => orNone(stages),
  strategy: ({ strategies }) => orNone(strategies),
  step: (element, around) => [around.stepOf(element) ?? NONE],
  author: (element) => [...new Set([element.by, .../** @type {any} */ (element).also_by ?? []])],
};

/** @type {Record<string, (link: LinkWire) => string[]>} */
const OF_LINK = {
  family: ({ family }) => [family],
  state: ({ state }) => [state],
  circular: ({ is_circular }) => [is_circular ? "circular" : NONE],
};

export const ELEMENT_FACETS = Object.keys(OF_ELEMENT);
export const LINK_FACETS = Object.keys(OF_LINK);

/** @param {string[]} values */
function orNone(values) {
  return values?.length ? values : [NONE];
}

/** The links that pass the facets of links, or null where none of these is chosen. @param {MapState} state @param {Chosen} chosen */
export function linksPassing(state, chosen) {
  const facets = LINK_FACETS.filter((facet) => chosen.get(facet)?.size);
  if (!facets.length) return null;
  return [...state.links.values()].filter((link) => facets.every((facet) => isAny(OF_LINK[facet](link), chosen.get(facet))));
}

/** The facets at which an element fails. @param {ElementWire} element @param {Chosen} chosen @param {Around} around */
export function failing(element, chosen, around) {
  const failed = [];
  for (const [facet, values] of chosen) {
    const read = OF_ELEMENT[facet];
    if (read && values.size && !isAny(read(element, around), values)) failed.push(facet);
  }
  return failed;
}

/** @param {string[]} values @param {Set<string>|undefined} wanted */
function isAny(values, wanted) {
  return values.some((value) => wanted?.has(value));
}

/**
 * How many elements each value would show, the other facets staying as they are; a value of 0 is left out unless it is chosen.
 * @param {Iterable<ElementWire>} elements @param {Chosen} chosen @param {Around} around
 * @param {(element: ElementWire) => boolean} passesRest what else is asked: words, neighbourhood
 * @returns {Record<string, Map<string, number>>} by facet, by value
 */
export function counted(elements, chosen, around, passesRest) {
  const counts = Object.fromEntries(ELEMENT_FACETS.map((facet) => [facet, new Map([...(chosen.get(facet) ?? [])].map((value) => [value, 0]))]));
  for (const element of elements) {
    const failed = failing(element, chosen, around);
    if (failed.length > 1 || !passesRest(element)) continue;
    for (const facet of failed.length ? failed : ELEMENT_FACETS) {
      for (const value of OF_ELEMENT[facet](element, around)) counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
    }
  }
  return counts;
}

/** How many links each value of the facets of links has. @param {Iterable<LinkWire>} links @returns {Record<string, Map<string, number>>} */
export function countedLinks(links) {
  const counts = Object.fromEntries(LINK_FACETS.map((facet) => [facet, new Map()]));
  for (const link of links) {
    for (const facet of LINK_FACETS) for (const value of OF_LINK[facet](link)) counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
  }
  return counts;
}

/**
 * In which step of the workshop an element was added, as far as the starts of steps are known: the number of the step as a
 * text, "before" for what is older than the first start that is known, null where nothing is known.
 * @param {[number, string][]} starts which step began when, ISO
 * @returns {(element: ElementWire) => string|null}
 */
export function stepReader(starts) {
  const sorted = starts.map(([step, iso]) => ({ step, at: Date.parse(iso) })).filter(({ at }) => !Number.isNaN(at)).sort((a, b) => a.at - b.at);
  return ({ created_at }) => {
    const at = Date.parse(created_at ?? "");
    if (!sorted.length || Number.isNaN(at)) return null;
    return String(sorted.findLast((start) => start.at <= at)?.step ?? "before");
  };
}
