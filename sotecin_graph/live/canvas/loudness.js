// @ts-check
/** On the projector words are for few: the elements that the step is about. Pure. */

/** @typedef {import("./types.js").MapState} MapState */
/** @typedef {import("./types.js").ElementWire} ElementWire */

const FEW = 12;
const MANY_VOTES = 7;

/** The ids of the elements that speak in this step. @param {MapState} state @returns {Set<string>} */
export function loudIds(state) {
  const elements = [...state.elements.values()];
  const challenges = elements.filter((element) => element.kind === "challenge");
  const takes = takesSoFar(state);
  if (takes.past.has("vote")) return ids(mostVoted(challenges));
  if (takes.now.has("challenge")) return ids(newest(challenges));
  if (takes.now.has("stakeholder")) return ids(newest(elements.filter((element) => element.kind !== "challenge")));
  return ids(takes.hasWorkshop ? mostVoted(challenges) : newest(elements));
}

/** @param {MapState} state */
function takesSoFar({ workshop }) {
  const until = workshop ? workshop.steps.slice(0, workshop.step + 1) : [];
  return {
    hasWorkshop: Boolean(workshop),
    past: new Set(until.flatMap((step) => step.takes)),
    now: new Set(until.at(-1)?.takes ?? []),
  };
}

/** @param {ElementWire[]} challenges */
function mostVoted(challenges) {
  const sorted = [...challenges].sort((a, b) => b.votes - a.votes || a.seq - b.seq);
  const loud = sorted.filter((challenge) => challenge.votes >= MANY_VOTES);
  return (loud.length ? loud : sorted.filter((challenge) => challenge.votes).slice(0, 5)).slice(0, FEW);
}

/** @param {ElementWire[]} elements */
function newest(elements) {
  return [...elements].sort((a, b) => b.seq - a.seq).slice(0, FEW);
}

/** @param {ElementWire[]} elements */
function ids(elements) {
  return new Set(elements.map((element) => element.id));
}
