// @ts-check
/** What a facilitator does to what is picked: lock it, park it, take back what was done to it last. */

import { deedsOf, undoneDeeds } from "./deeds.js";
import { el, icon } from "./dom.js";
import { touched } from "./state.js";

/** @param {import("./screen.js").MapScreen} screen @param {string[]} ids @returns {HTMLElement|null} */
export function leverRow(screen, ids) {
  const workshop = screen.state?.workshop;
  if (!workshop || !ids.length || !screen.may("facilitate")) return null;
  const { speech } = screen;
  const areLocked = ids.every((id) => workshop.levers?.locked.includes(id));
  const button = (/** @type {string} */ action, /** @type {string} */ sign, /** @type {string} */ word, /** @type {() => void} */ run, label = "") =>
    el("button", { type: "button", class: "plain", "data-action": action, "aria-label": label || null, title: label || null, onclick: run }, icon(sign, 17), speech.say(word));
  const last = ids.length === 1 ? lastDeed(screen, ids[0]) : null;
  return el("div", { class: "row card-levers", role: "group", "aria-label": speech.say("room") },
    button(areLocked ? "unlock" : "lock", areLocked ? "unlock" : "lock", areLocked ? "unlock" : "lock", () => lock(screen, ids, !areLocked)),
    button("park", "park", "park", () => park(screen, ids)),
    last ? button("undo-last", "undo", "undo.last", () => screen.editing.undoing.undo(last), speech.say("undo.this", { what: screen.editing.whatWas(last) })) : null);
}

/** @param {import("./screen.js").MapScreen} screen @param {string[]} ids @param {boolean} isOn */
async function lock(screen, ids, isOn) {
  const answer = await screen.ask("lock", { elements: ids, is_on: isOn }, { near: ids[0] });
  if (answer) screen.announcer.say(screen.speech.count(isOn ? "locked.done" : "locked.undone", ids.length));
}

/** @param {import("./screen.js").MapScreen} screen @param {string[]} ids */
async function park(screen, ids) {
  const answer = await screen.ask("park", { elements: ids }, { near: ids[0] });
  if (answer) screen.editing.undoing.offer(screen.speech.count("parked.done", answer.result.parked?.length ?? ids.length), answer);
}

/** What was done to an element last, by anyone, and can be taken back. @param {import("./screen.js").MapScreen} screen @param {string} id @returns {string|null} */
function lastDeed({ log }, id) {
  const undone = undoneDeeds(deedsOf([...log].reverse()));
  const found = log.find((change) => change.deed && !change.undoes && ["edited", "moved", "placed", "linked"].includes(change.kind) && !undone.has(change.deed) && reaches(change, id));
  return found?.deed ?? null;
}

/** @param {any} change @param {string} id */
function reaches(change, id) {
  return touched(change).elements.includes(id) || (change.payload.links ?? []).some((/** @type {any} */ link) => link.source === id || link.target === id);
}
