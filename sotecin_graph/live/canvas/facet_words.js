// @ts-check
/** Facets and their values in the reader's words. */

import { LINK_FACETS, NONE } from "./filtering.js";

/** @typedef {import("./screen.js").MapScreen} MapScreen */

/** The facets in the order in which they are offered; those of links last. */
export const FACETS = ["kind", "cluster", "hub", "chain", "stage", "strategy", "step", "author", ...LINK_FACETS];

const LABELLED = new Set(["kind", "hub", "chain", "stage", "strategy", "state"]);

/** The word for a value. @param {string} facet @param {string} value @param {MapScreen} screen @returns {string} */
export function valueWord(facet, value, { speech, state }) {
  if (facet === "author") return value || speech.say("someone");
  if (facet === "circular") return speech.say(value === NONE ? "facet.one_way" : "circular");
  if (value === NONE) return speech.say("facet.none");
  if (LABELLED.has(facet)) return speech.label(facet, value);
  if (facet === "family") return speech.say(`family.${value}`);
  if (facet === "cluster") return clusterName(state?.clusters.find((one) => one.id === value), speech);
  if (value === "before") return speech.say("facet.before");
  const step = state?.workshop?.steps[Number(value)];
  return speech.say("facet.step.of", { number: Number(value) + 1, title: speech.step(step?.title ?? "") });
}

/** @param {import("./types.js").ClusterWire|undefined} cluster @param {import("./speech.js").Speech} speech */
export function clusterName(cluster, speech) {
  return cluster?.is_named && cluster.name ? cluster.name : speech.say("group.unnamed", { number: cluster?.number ?? "" });
}

/** All that is chosen, in one line: "Industry, Nature · Textiles". @param {import("./filtering.js").Chosen} chosen @param {MapScreen} screen */
export function facetWords(chosen, screen) {
  return FACETS.filter((facet) => chosen.get(facet)?.size)
    .map((facet) => [...(chosen.get(facet) ?? [])].map((value) => valueWord(facet, value, screen)).join(", ")).join(" · ");
}
