// @ts-check
/** What floats over the map: zoom, and for whoever facilitates "Tidy up" and "Find clusters". */

import { el, fill, icon } from "./dom.js";

const STEP = 1.25;

export class Levers {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("div", { class: "levers" });
    this.hint = el("p", { class: "hint", role: "status", hidden: true });
    this.build();
    screen.on("words", () => this.build());
    for (const event of ["you", "mode"]) screen.on(event, () => this.show());
    screen.on("tool", (tool) => this.showHint(tool));
  }

  build() {
    const { speech } = this.screen;
    const lever = (/** @type {string} */ name, /** @type {string} */ sign, /** @type {() => void} */ run) =>
      el("button", { type: "button", "aria-label": speech.say(name), title: speech.say(name), "data-lever": name, onclick: run }, icon(sign, 20));
    const deed = (/** @type {string} */ name, /** @type {string} */ sign, /** @type {() => void} */ run) =>
      el("button", { type: "button", class: "worded", "data-lever": name, onclick: run }, icon(sign, 18), speech.say(name));
    this.deeds = el("div", { class: "lever-row deeds", hidden: true },
      deed("tidy", "tidy", () => this.tidy()), deed("clusters.find", "clusters", () => this.findClusters()));
    fill(this.node, this.hint,
      el("div", { class: "lever-row zoom" },
        lever("zoom.in", "plus", () => this.screen.camera.zoomBy(STEP)),
        lever("zoom.out", "minus", () => this.screen.camera.zoomBy(1 / STEP)),
        lever("zoom.fit", "fit", () => this.fit())),
      this.deeds);
    this.show();
  }

  show() {
    if (this.deeds) this.deeds.hidden = !this.screen.may("facilitate");
  }

  /** @param {string|null} tool */
  showHint(tool) {
    const key = !tool ? "" : ["link", "vote", "group"].includes(tool) ? `hint.${tool}` : "hint.add";
    this.hint.hidden = !key;
    this.hint.textContent = key ? this.screen.speech.say(key, { kind: this.screen.speech.label("kind", tool ?? "") }) : "";
  }

  fit() {
    this.screen.camera.fit();
  }

  async tidy() {
    if (await this.screen.ask("tidy_up", {})) this.screen.camera.fit();
  }

  async findClusters() {
    const answer = await this.screen.ask("find_clusters", {});
    if (answer) this.screen.announcer.say(this.screen.speech.count("clusters.found", answer.result.count ?? 0));
  }
}
