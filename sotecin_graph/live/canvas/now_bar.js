// @ts-check
/** What holds at this moment, always in sight: one's dots that are left, what waits to be revealed, the result of a vote. */

import { el, fill, icon } from "./dom.js";

/** More dots than this are told in figures only. */
const DRAWN = 10;

export class NowBar {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.isAsking = false;
    this.shown = "";
    this.node = el("div", { class: "now-bar", hidden: true, "data-testid": "now" });
    screen.parts.stage.append(this.node);
    for (const event of ["own", "map", "you", "mode", "past", "words", "result", "resulting"]) screen.on(event, () => this.show());
  }

  show() {
    const { screen } = this;
    const { own } = screen;
    if (!screen.state || !own) return;
    const isSeen = !["focus", "still"].includes(screen.mode ?? "") && !screen.editing.past.isOpen;
    if (!own.waits) this.isAsking = false;
    const workshop = screen.state.workshop;
    const isLocked = workshop?.state === "open" && workshop.levers?.is_locked && screen.mode !== "projector";
    const parts = isSeen ? { isLocked, dots: Boolean(own.round), waits: own.waits, isHidden: own.isHidden, mine: own.waiting.size, result: this.hasResult() } : {};
    const key = JSON.stringify([parts, own.round, own.left, own.mayVote, this.isAsking, screen.mode, screen.you.may, screen.speech.language]);
    if (key === this.shown) return;
    this.shown = key;
    const focused = /** @type {any} */ (this.node.getRootNode()).activeElement?.dataset?.now;
    const lines = [parts.isLocked ? this.locked() : null, parts.dots ? this.dots() : null, parts.waits || parts.isHidden ? this.waits() : null, parts.result ? this.result() : null].filter((line) => line !== null);
    fill(this.node, ...lines);
    const before = this.height;
    this.node.hidden = !lines.length;
    if (this.height !== before) screen.camera.makeRoom();
    if (focused) /** @type {any} */ (this.node.querySelector(`[data-now="${focused}"]`) ?? screen.parts.graph).focus({ preventScroll: true });
  }

  /** A result is shown from the end of its round to the end of the step after it. */
  hasResult() {
    const { own, state, you } = this.screen;
    const workshop = state?.workshop;
    if (!own.result || !workshop || own.round || this.screen.mode === "projector" || this.screen.together?.result.isOpen) return false;
    return you.may.includes("facilitate") || workshop.state === "closed" || workshop.step - own.result.step <= 1;
  }

  /** "●●●○○ 3 of 5 dots left"; who does not vote reads how many each person has. */
  dots() {
    const { own, speech } = this.screen;
    const total = own.round?.dots ?? 0;
    if (!own.mayVote) return el("div", { class: "line" }, icon("vote", 20), el("p", {}, speech.count("dots.each", total)));
    const marks = total > DRAWN ? [] : Array.from({ length: total }, (_, index) => el("i", { class: index < own.left ? "left" : "" }));
    return el("div", { class: "line", role: "status", "data-testid": "dots-left" }, el("span", { class: "marks", "aria-hidden": "true" }, ...marks), el("p", {}, own.leftWords()));
  }

  /** The whole map is locked: who facilitates opens it here, too. */
  locked() {
    const { speech, together } = this.screen;
    const leads = this.screen.may("facilitate");
    return el("div", { class: "line" }, icon("lock", 20), el("p", { role: "status", "data-testid": "map-locked" }, speech.say(leads ? "locked.map.mine" : "locked.map")),
      leads ? el("button", { type: "button", class: "outlined", "data-now": "unlock", onclick: () => together.levers.pull("lock") }, speech.say("unlock")) : null);
  }

  waits() {
    const { own, speech, you } = this.screen;
    const leads = you.may.includes("facilitate") && this.screen.data.mode === "edit";
    if (leads && this.isAsking) return this.question();
    const mine = own.isHidden ? el("small", {}, own.waiting.size ? speech.count("waits.mine", own.waiting.size) : speech.say("waits.hidden")) : null;
    const words = own.waits ? speech.count("waits", own.waits) : speech.say("waits.none");
    return el("div", { class: "line" }, icon("hidden", 20), el("div", { role: "status", "data-testid": "waits" }, el("p", {}, words), mine),
      leads ? el("button", { type: "button", class: "outlined", "data-now": "reveal", onclick: () => this.turn(true) }, speech.say("reveal")) : null);
  }

  /** It concerns everyone and cannot be hidden again, so it is asked once. */
  question() {
    const { own, speech } = this.screen;
    return el("div", { class: "line ask", role: "alertdialog", "aria-label": speech.say("reveal") }, el("p", {}, speech.count("reveal.ask", own.waits)),
      el("div", { class: "row" }, el("button", { type: "button", class: "filled", "data-now": "yes", onclick: () => this.reveal() }, speech.say("reveal")),
        el("button", { type: "button", class: "plain", "data-now": "no", onclick: () => this.turn(false) }, speech.say("cancel"))));
  }

  result() {
    const { speech, together } = this.screen;
    return el("button", { type: "button", class: "line", "data-now": "result", onclick: () => together.result.open() }, icon("vote", 20), speech.say("result"));
  }

  /** @param {boolean} isAsking */
  turn(isAsking) {
    this.isAsking = isAsking;
    this.show();
    /** @type {any} */ (this.node.querySelector(`[data-now="${isAsking ? "yes" : "reveal"}"]`))?.focus({ preventScroll: true });
  }

  async reveal() {
    const { screen } = this;
    this.turn(false);
    const answer = await screen.ask("reveal", {});
    if (answer) screen.editing.offers.say(screen.speech.count("reveal.done", answer.result.shown));
    await screen.own.renew();
  }

  /** What it covers of the map, in pixels. */
  get height() {
    return this.node.hidden ? 0 : this.node.offsetHeight + 8;
  }
}
