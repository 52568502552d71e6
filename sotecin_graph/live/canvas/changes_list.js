// @ts-check
/** What has happened while this screen was open, the latest on top. */

import { el, fill } from "./dom.js";
import { sentence } from "./sentences.js";

const SHOWN = 100;

export class ChangesList {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("ol", { class: "changes", "data-testid": "changes" });
    this.isShown = false;
    screen.on("map", () => this.isShown && this.show());
  }

  show() {
    this.isShown = true;
    const { log, speech } = this.screen;
    const rows = log.slice(0, SHOWN).map((change) => el("li", {}, el("p", {}, sentence(change, speech)), el("time", { class: "soft", datetime: change.at }, speech.time(change.at))));
    fill(this.node, ...(rows.length ? rows : [el("li", { class: "soft" }, speech.say("changes.none"))]));
  }

  hide() {
    this.isShown = false;
  }
}
