// @ts-check
/** One's own dots in a round of voting: what is given, what is on its way, and what is left; and how a round ended. Pure. */

/** @typedef {import("./types.js").RoundWire} RoundWire */
/** @typedef {import("./types.js").WorkshopWire} WorkshopWire */
/** @typedef {{round: number, mine: Record<string, number>, left: number}} BallotWire */
/** @typedef {{element: string, dots: number, voters: number, rank: number, is_tied: boolean}} Standing */
/** @typedef {Map<string, number>} Dots by element */

/** The round in which people vote now, or null. @param {WorkshopWire|null|undefined} workshop @returns {RoundWire|null} */
export function roundOf(workshop) {
  const round = workshop?.state === "open" ? workshop.voting ?? null : null;
  return round?.is_open ? round : null;
}

/** True for what can be voted for. @param {RoundWire} round @param {{id: string, kind: string}|null|undefined} element */
export function takes(round, element) {
  return element?.kind === "challenge" && (!round.candidates || round.candidates.includes(element.id));
}

/** What one has given: as acknowledged, and what is on its way instead. @param {RoundWire} round @param {BallotWire|null} ballot @param {Dots} asked @returns {Dots} */
export function givenIn(round, ballot, asked) {
  const given = new Map(ballot?.round === round.number ? Object.entries(ballot.mine) : []);
  for (const [id, dots] of asked) given.set(id, dots);
  return new Map([...given].filter(([_id, dots]) => dots > 0));
}

/** @param {RoundWire} round @param {Dots} given */
export function leftIn(round, given) {
  return round.dots - [...given.values()].reduce((sum, dots) => sum + dots, 0);
}

/** How many dots an element has with one more or less; null where that cannot be. @param {RoundWire} round @param {Dots} given @param {string} id @param {1|-1} by @returns {number|null} */
export function withOne(round, given, id, by) {
  const dots = (given.get(id) ?? 0) + by;
  return dots < 0 || (by > 0 && leftIn(round, given) < 1) ? null : dots;
}

/** The first places of a result; those who share the last of them come along, those without a dot do not. @param {Standing[]} standings @param {number} most @returns {Standing[]} */
export function firstPlaces(standings, most) {
  const some = standings.filter(({ dots }) => dots > 0);
  const last = some[most - 1]?.dots ?? 0;
  return some.filter(({ dots }, index) => index < most || dots === last);
}

/** "Place 2 in the vote: 14 dots from 9 people.", or "" for what had none. @param {{standings: Standing[]}|null} result @param {string} id @param {import("./speech.js").Speech} speech */
export function resultWords(result, id, speech) {
  const found = result?.standings.find(({ element }) => element === id);
  if (!found?.dots) return "";
  const facts = { rank: found.rank, dots: speech.count("dots", found.dots) };
  return speech.count(found.is_tied ? "fact.tied" : "fact.place", found.voters, facts);
}
