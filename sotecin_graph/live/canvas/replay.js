// @ts-check
/** Plays the past deed by deed, with the name of who did it beside what it was done to. */

import { el } from "./dom.js";
import { touched } from "./state.js";
import { personColour } from "./tokens.js";

/** Deeds a second, by the word for it. @type {Record<string, number>} */
export const SPEEDS = { "past.speed.slow": 1, "past.speed.normal": 4, "past.speed.fast": 16 };
const TAG_MS = 1500;
const TAGS = 8;

export class Replay {
  speed = "past.speed.normal";
  isOn = false;

  /** @param {import("./past.js").Past} past */
  constructor(past) {
    this.past = past;
    this.node = el("div", { class: "tags", "aria-hidden": "true" });
    past.screen.parts.over.append(this.node);
    past.screen.view.cy.on("viewport", () => this.node.replaceChildren());
  }

  toggle() {
    if (this.isOn) this.stop();
    else this.start();
  }

  start() {
    const { past } = this;
    if (past.at >= (past.timeline?.last ?? 0)) past.show(past.timeline?.first ?? 0);
    this.isOn = true;
    past.bar.refresh();
    this.later();
  }

  stop() {
    clearTimeout(this.timer);
    this.isOn = false;
    this.node.replaceChildren();
    if (this.past.isOpen) this.past.bar.refresh();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.step(), 1000 / SPEEDS[this.speed]);
  }

  step() {
    const { past } = this;
    const from = past.at;
    past.show(past.stepFrom(1));
    this.tag(from, past.at);
    if (past.at >= (past.timeline?.last ?? 0)) this.stop();
    else this.later();
  }

  /** @param {number} from @param {number} to revisions */
  tag(from, to) {
    const { timeline, screen } = this.past;
    for (let revision = from + 1; revision <= to; revision += 1) {
      const change = timeline?.changeAt(revision);
      const id = change && touched(change).elements[0];
      const link = change && screen.state?.links.get(touched(change).links[0]);
      const node = screen.view.cy.getElementById(id ?? link?.target ?? "");
      if (!change?.by || node.empty()) continue;
      this.put(change, node.renderedPosition());
      return;
    }
  }

  /** @param {import("./types.js").ChangeWire} change @param {import("./types.js").Point} at */
  put(change, { x, y }) {
    const tag = el("span", { class: "tag" }, change.by);
    tag.style.setProperty("--person", personColour(change.by_id));
    tag.style.transform = `translate(${Math.round(x + 16)}px, ${Math.round(y + 14)}px)`;
    this.node.append(tag);
    while (this.node.children.length > TAGS) this.node.firstElementChild?.remove();
    setTimeout(() => tag.remove(), TAG_MS);
  }
}
