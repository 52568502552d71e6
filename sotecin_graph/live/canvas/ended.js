// @ts-check
/** When the workshop is closed: who took part is led to the page of thanks, the wall says thank you in large. */

import { el, fill, icon } from "./dom.js";
import { keepDrafts, keptDrafts, resume, takeDrafts } from "./drafts.js";
import { isParticipant } from "./rules.js";

export class Ended {
  /** @type {string|null|undefined} the workshop's state when last seen, undefined before the first map */ was = undefined;
  isShown = false;
  /** @type {import("./drafts.js").Draft[]} */ drafts = [];

  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("section", { class: "ended", role: "alertdialog", hidden: true, "data-testid": "ended" });
    this.node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") { event.stopPropagation(); this.stay(); } });
    this.wall = el("section", { class: "thanks-wall", hidden: true, "data-testid": "thanks-wall" });
    screen.parts.stage.append(this.node, this.wall);
    screen.on("map", () => this.look());
    for (const event of ["mode", "words", "past"]) screen.on(event, () => this.show());
  }

  look() {
    const { screen } = this;
    const workshop = screen.live?.workshop;
    const now = workshop?.state ?? null;
    const { was } = this;
    this.was = now;
    if (was === undefined) this.drafts = keptDrafts(screen.data.map);
    if (now === "closed" && was === "open" && isParticipant(screen.you)) this.end();
    else if (now === "open" && was !== "open") this.begin(was === undefined ? "ended.still" : "ended.again");
    this.show();
  }

  /** What stands half-typed is kept in this tab, and offered when this map is open here again. */
  keep() {
    this.drafts = [...this.drafts, ...takeDrafts(this.screen)];
    keepDrafts(this.screen.data.map, this.drafts);
  }

  /** It has been closed before this reader's eyes. */
  end() {
    const { screen } = this;
    this.keep();
    if (screen.tool) screen.setTool(null);
    this.isShown = true;
    this.show();
    this.node.querySelector("a")?.focus({ preventScroll: true });
  }

  /** It is open, again or still: what was being written is offered. @param {"ended.again"|"ended.still"} words */
  begin(words) {
    const { screen, drafts } = this;
    this.isShown = false;
    const [first, ...rest] = drafts;
    if (!first || !screen.may("contribute")) return;
    this.drafts = rest;
    const { speech } = screen;
    screen.editing.offers.say(speech.say(words, { text: first.text }), { word: speech.say("ended.go_on"), run: () => { keepDrafts(screen.data.map, rest); resume(screen, first); } });
  }

  stay() {
    this.isShown = false;
    this.show();
    this.screen.parts.graph.focus({ preventScroll: true });
  }

  show() {
    const { screen } = this;
    const { speech, mode } = screen;
    const isClosed = screen.live?.workshop?.state === "closed" && !screen.editing.past.isOpen;
    this.showWall(isClosed && mode === "projector");
    this.node.hidden = !(isClosed && this.isShown && ["edit", "view", "phone"].includes(mode ?? ""));
    if (this.node.hidden) return fill(this.node);
    if (this.node.childElementCount) return;
    this.node.setAttribute("aria-label", speech.say("ended"));
    fill(this.node, el("h3", {}, speech.say("ended")), el("p", {}, speech.say("ended.thanks")),
      this.drafts.length ? el("div", { class: "kept" }, el("p", { class: "soft" }, speech.say("ended.kept")), ...this.drafts.map(({ text }) => this.draft(text))) : null,
      el("div", { class: "row" }, el("a", { class: "filled", href: "/thanks", "data-action": "thanks" }, speech.say("ended.see")),
        el("button", { type: "button", class: "plain", "data-action": "stay", onclick: () => this.stay() }, speech.say("ended.stay"))));
  }

  /** @param {string} text */
  draft(text) {
    const { speech } = this.screen;
    const copy = el("button", { type: "button", class: "outlined", "data-action": "copy-draft", onclick: async () => {
      await navigator.clipboard?.writeText(text).catch(() => {});
      copy.lastChild.textContent = speech.say("ended.copied");
    } }, icon("copy", 16), speech.say("ended.copy"));
    return el("div", { class: "draft" }, el("p", {}, text), copy);
  }

  /** @param {boolean} isOn */
  showWall(isOn) {
    this.wall.hidden = !isOn;
    if (!isOn) return fill(this.wall);
    const { speech, state } = this.screen;
    const elements = [...(state?.elements.values() ?? [])];
    const challenges = elements.filter(({ kind }) => kind === "challenge").length;
    const figures = [["ended.stakeholders", elements.length - challenges], ["ended.challenges", challenges], ["links", state?.links.size ?? 0]].filter(([, count]) => count);
    fill(this.wall, el("h2", {}, speech.say("ended.wall")), el("p", { class: "figures" }, figures.map(([key, count]) => speech.count(String(key), Number(count))).join(" · ")),
      el("p", {}, speech.say("ended.wall.next")));
  }
}
