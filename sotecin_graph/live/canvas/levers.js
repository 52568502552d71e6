// @ts-check
/** What floats over the map: zoom and lasso, undo and redo, the way into the past; for whoever facilitates "Tidy up" and "Find clusters". */

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
    for (const event of ["you", "mode", "copied", "past"]) screen.on(event, () => this.show());
    screen.on("map", ({ changes, isWhole }) => { if (isWhole || changes.some((/** @type {any} */ change) => change.kind === "placed" || change.kind === "removed")) this.showPaste(); });
    screen.on("tool", (tool) => this.showHint(tool));
  }

  build() {
    const { speech } = this.screen;
    const lever = (/** @type {string} */ name, /** @type {string} */ sign, /** @type {() => void} */ run) =>
      el("button", { type: "button", "aria-label": speech.say(name), title: speech.say(name), "data-lever": name, onclick: run }, icon(sign, 20));
    const deed = (/** @type {string} */ name, /** @type {string} */ sign, /** @type {() => void} */ run) =>
      el("button", { type: "button", class: "worded", "data-lever": name, onclick: run }, icon(sign, 18), speech.say(name));
    this.deeds = el("div", { class: "lever-row deeds", hidden: true },
      deed("tidy", "tidy", () => this.tidy()), deed("clusters.find", "clusters", () => this.findClusters()),
      lever("bring", "bring", () => this.screen.together.bringing.bring()));
    this.lasso = lever("lasso", "lasso", () => this.screen.setTool(this.screen.tool === "lasso" ? null : "lasso"));
    this.history = lever("past", "history", () => this.screen.editing.past.toggle());
    this.undo = deed("undo.mine", "undo", () => this.screen.editing.undoing.undo());
    this.redo = lever("redo", "redo", () => this.screen.editing.undoing.redo());
    this.paste = el("button", { type: "button", class: "worded", "data-lever": "paste", onclick: () => this.screen.editing.copying.paste() });
    this.pasting = el("div", { class: "lever-row pasting", hidden: true }, this.paste);
    fill(this.node, this.hint, this.pasting,
      el("div", { class: "lever-row zoom" },
        lever("zoom.in", "plus", () => this.screen.camera.zoomBy(STEP)),
        lever("zoom.out", "minus", () => this.screen.camera.zoomBy(1 / STEP)),
        lever("zoom.fit", "fit", () => this.fit()), this.lasso),
      el("div", { class: "lever-row back" }, this.undo, this.redo, this.history),
      this.deeds);
    this.show();
  }

  show() {
    if (!this.deeds) return;
    const { screen } = this;
    const isContributing = screen.may("contribute");
    this.deeds.hidden = !screen.may("facilitate");
    this.undo.hidden = !isContributing;
    this.redo.hidden = !isContributing;
    this.lasso.hidden = !isContributing;
    this.history.hidden = !["edit", "view", "phone"].includes(screen.mode ?? "");
    this.history.setAttribute("aria-pressed", String(Boolean(screen.editing?.past.isOpen)));
    this.showPaste();
  }

  /** "Paste 3 here", where something copied on another map is not on this one yet. */
  showPaste() {
    const { screen } = this;
    const count = screen.may("contribute") ? screen.editing?.copying.missing().length ?? 0 : 0;
    this.pasting.hidden = !count;
    if (count) fill(this.paste, icon("paste", 18), document.createTextNode(screen.speech.count("paste.here", count)));
  }

  /** @param {string|null} tool */
  showHint(tool) {
    const key = !tool ? "" : ["link", "vote", "group", "lasso"].includes(tool) ? `hint.${tool}` : "hint.add";
    this.hint.hidden = !key;
    this.lasso?.setAttribute("aria-pressed", String(tool === "lasso"));
    if (tool === "vote" && this.screen.own.round) { this.hint.textContent = this.screen.speech.say("hint.dots"); return; }
    this.hint.textContent = key ? this.screen.speech.say(key, { kind: this.screen.speech.label("kind", tool ?? "") }) : "";
  }

  fit() {
    this.screen.camera.fit();
  }

  async tidy() {
    const answer = await this.screen.ask("tidy_up", {});
    if (!answer) return;
    this.screen.camera.fit();
    this.screen.editing.undoing.offer(this.screen.speech.say("tidied"), answer);
  }

  async findClusters() {
    const answer = await this.screen.ask("find_clusters", {});
    if (answer) this.screen.announcer.say(this.screen.speech.count("clusters.found", answer.result.count ?? 0));
  }
}
