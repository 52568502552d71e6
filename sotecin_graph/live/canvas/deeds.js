// @ts-check
/** Changes in the order in which people did them: one row a deed, in words, with what was taken back since. Pure. */

import { sentence } from "./sentences.js";

/** @typedef {import("./types.js").ChangeWire & {name?: string}} NamedChange */
/** @typedef {{deed: string, undoes: string|null, by: string, by_id: string, at: string, revision: number, changes: NamedChange[]}} Deed */

/** What a deed is told by, the weightiest first. */
/**
 * What a page remembers, without whom an erasure took out: their deeds are somebody's, what told of them is gone.
 * @template {{revision: number, by: string, by_id: string}} T
 * @param {T[]} log @param {{deeds: number[], texts: number[]}} erased @returns {T[]}
 */
export function withoutErased(log, { deeds, texts }) {
  return log.filter(({ revision }) => !texts.includes(revision))
    .map((change) => (deeds.includes(change.revision) ? { ...change, by: "", by_id: "erased" } : change));
}

const WEIGHT = ["redacted", "removed", "placed", "unlinked", "linked", "edited", "link_edited", "clustered", "moved", "voted", "workshop", "renamed"];

/** @param {NamedChange[]} changes the earliest first @returns {Deed[]} the earliest first */
export function deedsOf(changes) {
  /** @type {Deed[]} */
  const deeds = [];
  for (const change of changes) {
    const last = deeds[deeds.length - 1];
    if (last && change.deed && last.deed === change.deed) {
      last.changes.push(change);
      last.revision = change.revision;
    } else {
      const { deed = "", undoes = null, by, by_id, at, revision } = change;
      deeds.push({ deed, undoes, by, by_id, at, revision, changes: [change] });
    }
  }
  return deeds;
}

/** The deeds that do not count any more. One that was taken back takes nothing back itself. @param {Deed[]} deeds the earliest first @returns {Set<string>} */
export function undoneDeeds(deeds) {
  /** @type {Set<string>} */
  const undone = new Set();
  for (const { deed, undoes } of [...deeds].reverse()) if (undoes && !undone.has(deed)) undone.add(undoes);
  return undone;
}

/** A deed as one sentence. @param {Deed} deed @param {Deed[]} all @param {import("./speech.js").Speech} speech @returns {string} */
export function deedSentence(deed, all, speech) {
  const by = deed.by || speech.say("someone");
  if (deed.undoes) {
    const before = all.find((one) => one.deed === deed.undoes);
    const first = before?.undoes ? all.find((one) => one.deed === before.undoes) : null;
    if (before?.undoes) return first ? speech.say("did.redone", { by, what: deedSentence(first, all, speech) }) : speech.say("did.redone.plain", { by });
    return before ? speech.say("did.undone", { by, what: deedSentence(before, all, speech) }) : speech.say("did.undone.plain", { by });
  }
  return merging(deed, by, speech) ?? several(deed, by, speech) ?? sentence(loudest(deed), speech);
}

/** @param {Deed} deed @param {string} by @param {import("./speech.js").Speech} speech */
function merging({ changes }, by, speech) {
  const kept = changes.find((change) => change.kind === "edited" && change.payload.values.aliases);
  const dropped = changes.find((change) => change.kind === "removed");
  return kept && dropped ? speech.say("did.merged", { by, name: dropped.name ?? "", kept: kept.name ?? "" }) : null;
}

/** @param {Deed} deed @param {string} by @param {import("./speech.js").Speech} speech */
function several({ changes }, by, speech) {
  const kinds = new Set(changes.map((change) => change.kind));
  const isPlain = changes.length === 1 || (kinds.size <= 2 && !kinds.has("edited"));
  return isPlain ? null : speech.say("did.several", { by, count: changes.length });
}

/** @param {Deed} deed */
function loudest({ changes }) {
  return [...changes].sort((a, b) => WEIGHT.indexOf(a.kind) - WEIGHT.indexOf(b.kind))[0];
}
