// @ts-check
/** How a round of voting ended: the first places with their dots, ties shown; and the map in the size of its votes. */

import { firstPlaces } from "./dots.js";
import { el, fill, icon } from "./dom.js";
import { showMap } from "./modes.js";

const PLACES = { projector: 5, phone: 5, other: 8 };

export class ResultCard {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.isOpen = false;
    this.shown = "";
    this.roomy = 0;
    this.node = el("section", { class: "result", hidden: true, "data-testid": "result" });
    this.node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") { event.stopPropagation(); this.close(); } });
    screen.root.append(this.node);
    screen.on("result", (isNew) => { if (this.isDue(isNew)) this.open(false); else this.show(); });
    screen.on("own", () => { if (screen.own.round) this.close(); });
    screen.on("map", () => { if (screen.mode === "projector" && !screen.own.isResultNow) this.close(); });
    for (const event of ["map", "words", "past"]) screen.on(event, () => this.show());
  }

  /** True where the card opens by itself: as a round ends, and on a wall that loads during the step after it. @param {boolean} isNew */
  isDue(isNew) {
    const { mode, own } = this.screen;
    return mode === "projector" ? own.isResultNow : isNew && !["focus", "still"].includes(mode ?? "");
  }

  /** @param {boolean} [isAsked] true where the reader asked for it, who then has the keyboard in it */
  open(isAsked = true) {
    const { measures, mode } = this.screen;
    this.isOpen = true;
    if (mode !== "projector" && !measures.chosen) { measures.choose("votes"); this.hasSized = true; }
    this.show();
    if (isAsked) this.node.querySelector("button")?.focus({ preventScroll: true });
  }

  close() {
    if (!this.isOpen) return;
    const { measures, parts } = this.screen;
    const isHere = this.node.contains(/** @type {any} */ (this.screen.root.getRootNode()).activeElement);
    this.isOpen = false;
    if (this.hasSized && measures.chosen === "votes") measures.choose(null);
    this.hasSized = false;
    this.show();
    if (isHere) parts.graph.focus({ preventScroll: true });
  }

  show() {
    const { own, speech, editing, mode } = this.screen;
    const { result } = own;
    this.node.hidden = !this.isOpen || !result || editing.past.isOpen;
    this.turn();
    this.makeRoom();
    if (this.node.hidden || !result) return fill(this.node);
    const places = firstPlaces(result.standings, PLACES[/** @type {"phone"} */ (mode)] ?? PLACES.other);
    const most = Math.max(1, ...places.map(({ dots }) => dots));
    const total = result.standings.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.dots, 0);
    const close = el("button", { type: "button", class: "plain small", "aria-label": speech.say("close"), onclick: () => this.close() }, icon("close", 18));
    this.node.setAttribute("aria-label", speech.say("result"));
    fill(this.node, el("div", { class: "head" }, el("div", {}, el("h3", {}, speech.say("result")), el("p", { class: "soft" }, [speech.count("result.people", result.voters), speech.count("dots", total)].join(", "))), mode === "projector" ? null : close),
      places.length ? el("ol", {}, ...places.map((place) => this.line(place, most))) : el("p", {}, speech.say("result.none")));
  }

  /** On the wall the first places are loud while they are shown. */
  turn() {
    const { screen } = this;
    const shown = [...(this.places ?? [])].join();
    if (shown === this.shown) return;
    this.shown = shown;
    screen.tell("resulting");
    if (screen.mode === "projector") showMap(screen);
  }

  /** On the wall the map stands beside the card. */
  makeRoom() {
    const { width } = this;
    if (width === this.roomy) return;
    this.roomy = width;
    this.screen.camera.makeRoom();
  }

  /** What it covers of the wall's map, in pixels. */
  get width() {
    return this.screen.mode !== "projector" || this.node.hidden ? 0 : this.node.offsetWidth;
  }

  /** The first places while they are shown, else null. @returns {Set<string>|null} */
  get places() {
    const { result } = this.screen.own;
    return this.node.hidden || !result ? null : new Set(firstPlaces(result.standings, PLACES.projector).map(({ element }) => element));
  }

  /** @param {import("./dots.js").Standing} place @param {number} most */
  line({ element, dots, rank, is_tied }, most) {
    const { state, speech } = this.screen;
    const name = state?.elements.get(element)?.name ?? speech.say("result.gone");
    const bar = el("i", { class: "bar", "aria-hidden": "true" });
    bar.style.width = `${Math.round((100 * dots) / most)}%`;
    const place = el("span", { class: "place" }, is_tied ? speech.say("result.tied", { rank }) : String(rank));
    return el("li", {}, el("button", { type: "button", onclick: () => this.screen.jump.to(element) }, place, el("span", { class: "what" }, el("span", {}, name), bar), el("span", { class: "number" }, el("span", { "aria-hidden": "true" }, String(dots)), el("span", { class: "unseen" }, speech.count("dots", dots)))));
  }
}
