// @ts-check
/** A change as a sentence. Pure. */

/** @typedef {import("./types.js").ChangeWire} ChangeWire */
/** @typedef {import("./types.js").MapState} MapState */
/** @typedef {import("./speech.js").Speech} Speech */

/**
 * The name of what a change is about, kept at the time of the change: later it may be called otherwise, or be gone.
 * @param {ChangeWire} change @param {MapState} state @param {MapState} before
 */
export function nameOf(change, state, before) {
  const { payload } = change;
  const named = (/** @type {string} */ id) => state.elements.get(id)?.name ?? before.elements.get(id)?.name ?? "";
  const ends = (/** @type {any} */ link) => (link ? `${named(link.source)} → ${named(link.target)}` : "");
  const link = (/** @type {string} */ id) => ends(state.links.get(id) ?? before.links.get(id));
  if (change.kind === "placed") return payload.elements[0]?.name ?? ends(payload.links[0]);
  if (change.kind === "removed") return named(payload.elements[0]);
  if (change.kind === "moved") return named(Object.keys(payload.positions)[0]);
  if (change.kind === "linked") return ends(payload.links[0]);
  if (change.kind === "unlinked") return link(payload.links[0]);
  if (change.kind === "link_edited") return link(payload.link);
  if (change.kind === "renamed") return payload.name;
  return payload.element ? named(payload.element) : "";
}

/** @param {ChangeWire & {name?: string}} change @param {Speech} speech */
export function sentence(change, speech) {
  const { payload } = change;
  const facts = { by: change.by || speech.say("someone"), name: change.name ?? "", count: many(change) };
  if (change.kind === "edited") return speech.say(payload.values.name === undefined ? "did.edited" : "did.named", facts);
  if (change.kind === "workshop") return stepSentence(payload.workshop, speech, facts.by, change.at);
  if (facts.count > 1) return speech.say(`did.${change.kind}.many`, facts);
  return speech.say(`did.${change.kind}`, facts);
}

/** @param {ChangeWire} change */
function many({ kind, payload }) {
  if (kind === "moved") return Object.keys(payload.positions).length;
  if (kind === "placed") return payload.elements.length;
  if (kind === "removed") return payload.elements.length;
  if (kind === "linked" || kind === "unlinked") return payload.links.length;
  return 1;
}

/** A lever that was pulled in the middle of a step is no step. @param {any} workshop @param {Speech} speech @param {string} by @param {string} [at] */
function stepSentence(workshop, speech, by, at) {
  const step = workshop?.steps?.[workshop.step];
  const isNew = !workshop?.timer || workshop.step_started_at === at;
  return step && isNew ? speech.say("did.step", { by, name: speech.step(step.title) }) : speech.say("did.workshop", { by });
}

/**
 * What a screen reader is told of several changes: the sentence of a single one, else how many and by whom.
 * @param {(ChangeWire & {name?: string})[]} changes @param {Speech} speech
 */
export function summary(changes, speech) {
  if (changes.length === 1) return sentence(changes[0], speech);
  const names = [...new Set(changes.map((change) => change.by || speech.say("someone")))];
  const shown = names.length > 3 ? [...names.slice(0, 2), speech.say("others", { count: names.length - 2 })] : names;
  return speech.count("changes", changes.length, { names: speech.list(shown) });
}
