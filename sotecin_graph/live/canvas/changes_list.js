// @ts-check
/** What has happened, a row a deed, the latest on top; each can be taken back by who did it or who facilitates. */

import { paced } from "./clock.js";
import { deedSentence, deedsOf, undoneDeeds } from "./deeds.js";
import { el, fill } from "./dom.js";

const SHOWN = 100;
/** How many deeds of the past are shown before and after the one that is looked at. */
const AROUND = 40;
const FOLLOW_MS = 160;

export class ChangesList {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("ol", { class: "changes", "data-testid": "changes" });
    this.isShown = false;
    screen.on("map", () => this.isShown && !this.past?.isOpen && this.show());
    screen.on("past", () => this.isShown && this.show());
    this.follow = paced(() => this.isShown && this.past?.isOpen && !screen.isGone && this.goAlong(), FOLLOW_MS);
  }

  get past() {
    return this.screen.editing?.past;
  }

  show() {
    this.isShown = true;
    const { speech } = this.screen;
    const isPast = Boolean(this.past?.isOpen);
    const deeds = isPast ? this.past.deeds : deedsOf([...this.screen.log].reverse());
    const at = isPast ? deeds.findIndex((deed) => deed.revision >= this.past.at) : deeds.length - 1;
    const shown = isPast ? deeds.slice(Math.max(0, at - AROUND), at + AROUND + 1) : deeds.slice(-SHOWN);
    const undone = undoneDeeds(deeds);
    this.known = deeds.length;
    const rows = shown.map((deed) => this.row(deed, deeds, undone, isPast && deed === deeds[at])).reverse();
    const place = this.place();
    fill(this.node, ...(rows.length ? rows : [el("li", { class: "soft" }, speech.say("changes.none"))]));
    if (place) this.node.querySelector(`[data-deed="${CSS.escape(place)}"] button`)?.focus({ preventScroll: true });
    if (isPast) this.node.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  }

  /** The deed that the keyboard is on. @returns {string|undefined} */
  place() {
    const active = /** @type {any} */ (this.screen.root.getRootNode()).activeElement;
    return this.node.contains(active) ? active.closest("li")?.dataset.deed : undefined;
  }

  /** After a step in the past: the mark goes to the row of the shown moment, which is made where it is not there yet. */
  goAlong() {
    const deed = this.past.deeds.find((/** @type {import("./deeds.js").Deed} */ one) => one.revision >= this.past.at);
    const row = deed ? this.node.querySelector(`[data-deed="${CSS.escape(deed.deed || String(deed.revision))}"]`) : null;
    if (!row || this.past.deeds.length !== this.known) return this.show();
    this.node.querySelector("[aria-current]")?.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    row.scrollIntoView({ block: "nearest" });
  }

  /** @param {import("./deeds.js").Deed} deed @param {import("./deeds.js").Deed[]} deeds @param {Set<string>} undone @param {boolean} isHere */
  row(deed, deeds, undone, isHere) {
    const { speech } = this.screen;
    const isPast = Boolean(this.past?.isOpen);
    const words = deedSentence(deed, deeds, speech);
    const text = isPast ? el("button", { type: "button", class: "moment", onclick: () => this.past.show(deed.revision) }, words) : el("p", {}, words);
    const isUndone = undone.has(deed.deed);
    const back = !isPast && this.mayUndo(deed) && !isUndone
      ? el("button", { type: "button", class: "outlined small", "data-action": "undo-deed", "aria-label": speech.say("undo.this", { what: words }), onclick: () => this.screen.editing.undoing.undo(deed.deed) }, speech.say("undo")) : null;
    return el("li", { "data-deed": deed.deed || String(deed.revision), class: isUndone ? "undone" : null, "aria-current": isHere ? "true" : null },
      el("div", { class: "what" }, text, isUndone ? el("small", { class: "soft" }, speech.say("undo.gone")) : null),
      el("div", { class: "when" }, el("time", { class: "soft", datetime: deed.at }, speech.time(deed.at)), back));
  }

  /** @param {import("./deeds.js").Deed} deed */
  mayUndo(deed) {
    const { screen } = this;
    const isTakenBackable = deed.deed && !deed.changes.every((change) => ["workshop", "renamed", "redacted"].includes(change.kind));
    return isTakenBackable && screen.may("contribute") && (deed.by_id === screen.you.id || screen.you.may.includes("facilitate"));
  }

  hide() {
    this.isShown = false;
  }
}
