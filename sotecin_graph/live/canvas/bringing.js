// @ts-check
/**
 * "Bring everyone here": who facilitates shows all a part of the map or a cluster; who is brought can go back. Who works
 * on a table's own map is asked to come to the map of all, and goes there by themselves.
 */

import { el, icon, isWriting } from "./dom.js";

/** @typedef {import("./types.js").Rect} Rect */
/** @typedef {{by: string, by_id: string, view: [number, number, number, number], cluster: string|null, follow?: "begin"|"on"|"end"}} Brought */
/** @typedef {Brought & {map: string}} Called */

const READING_MS = 30_000;
/** A table finishes its sentence before it goes. */
const CALL_MS = 180_000;
/** Where one goes on another map, until that is shown. @type {Map<string, Brought>} */
const ahead = new Map();

/** Where one looks at a cluster its words are this high at least: on the wall as a share of its width, on a phone in pixels. */
const WALL_WORDS = 0.0153;
const PHONE_WORDS = 11;
/** The letters of the map's words in such a sight, in map units (style.js). */
const LETTERS = { projector: 21, phone: 23 };
const LARGEST = 32;
/** How broad words beside a shape are, in letters: on a phone narrow, so that neighbours do not cover each other. */
const BREADTH = { projector: 7.4, phone: 5.4 };

export class Bringing {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("div", { class: "brought", hidden: true, "data-testid": "brought" });
    screen.parts.stage.append(this.node);
    screen.on("mode", (mode) => { if (mode !== "projector" && mode !== "phone") screen.view.speak([], LARGEST); });
    screen.on("bring", (brought) => this.take(brought));
    screen.on("call", (called) => this.ask(called));
    screen.on("map", ({ isWhole }) => { if (isWhole) this.arrive(); });
    screen.on("gone", () => clearTimeout(this.timer));
  }

  /** Show all what is in sight here, or a cluster. @param {string|null} [cluster] */
  bring(cluster = null) {
    const { screen } = this;
    const box = (cluster && screen.hulls.boxOf(cluster)) || screen.view.cy.extent();
    const view = [box.x1, box.y1, box.x2, box.y2].map(Math.round);
    screen.feed.write({ type: "bring", view, cluster });
    if (cluster) screen.camera.glide(() => screen.hulls.boxOf(cluster));
    screen.announcer.say(screen.speech.say("bring.done"));
  }

  /** @param {Brought} brought */
  take(brought) {
    const { screen } = this;
    if (!screen.state || screen.mode === "focus" || screen.mode === "still") return;
    if (brought.follow && screen.mode !== "projector" && screen.mode !== "phone") return screen.together.following.led(brought);
    if (brought.follow === "end") return;
    if (screen.mode === "projector" || brought.follow) return this.show(brought);
    if (brought.by_id === screen.you.id) return this.show(brought);
    if (this.isBusy()) return this.offer(brought);
    this.go(brought);
  }

  /** True while someone writes or chooses: their words are not taken from under their hands. */
  isBusy() {
    const { root, gestures } = this.screen;
    const isHolding = root.classList.contains("grabbing") || Boolean(gestures.inline.open) || gestures.linking.isUnderWay();
    return isHolding || isWriting(/** @type {any} */ (root.getRootNode()).activeElement);
  }

  /** @param {Brought} brought */
  go(brought) {
    const { camera, view, speech } = this.screen;
    const before = { target: camera.target, zoom: view.cy.zoom(), pan: { ...view.cy.pan() } };
    this.show(brought);
    this.tell(speech.say("bring.told", { by: brought.by || speech.say("someone") }), speech.say("bring.back"), () => {
      camera.stand();
      camera.target = before.target;
      view.cy.viewport({ zoom: before.zoom, pan: before.pan });
    });
  }

  /** @param {Brought} brought */
  offer(brought) {
    const { speech } = this.screen;
    this.tell(speech.say("bring.waiting", { by: brought.by || speech.say("someone") }), speech.say("bring.go"), () => this.go(brought));
  }

  /** Someone wants all on the map of all: who works on this one goes there when they like. @param {Called} called */
  ask(called) {
    const { data, mode, speech } = this.screen;
    if (data.main !== called.map || !["edit", "view", "phone"].includes(mode ?? "")) return;
    this.tell(speech.say("call", { by: called.by || speech.say("someone") }), speech.say("call.go"), () => this.leave(called), CALL_MS);
  }

  /** To another map, by the page; half-typed words are kept here. @param {Called} called */
  leave(called) {
    this.screen.together.ended.keep();
    ahead.set(called.map, called);
    this.screen.component.setTriggerValue?.("called", called.map); // pages/parts/canvas.py goes to data.main
  }

  /** This map is shown: who was called to it sees what they were called for. */
  arrive() {
    const { data } = this.screen;
    const place = ahead.get(data.map);
    ahead.delete(data.map);
    if (place) queueMicrotask(() => this.show(place)); // after a phone's own first look
  }

  /** The words in a box that is open are not given by choosing what to do. @param {string} text @param {string} action @param {() => void} run @param {number} [ms] */
  tell(text, action, run, ms = READING_MS) {
    const { speech } = this.screen;
    const end = () => { this.node.hidden = true; };
    const act = el("button", { type: "button", class: "outlined", "data-testid": "brought-act", onmousedown: (/** @type {Event} */ event) => event.preventDefault(), onclick: () => { end(); run(); } }, action);
    const close = el("button", { type: "button", class: "plain small", "aria-label": speech.say("close"), onclick: end }, icon("close", 16));
    this.node.replaceChildren(el("p", { role: "status" }, text), act, close);
    this.node.hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(end, ms);
  }

  /** @param {Brought} brought */
  show({ view: [x1, y1, x2, y2], cluster }) {
    const { camera, hulls, state } = this.screen;
    const here = { x1, y1, x2, y2 };
    const all = camera.everything();
    const isWhole = !cluster && all && x1 <= all.x1 && y1 <= all.y1 && x2 >= all.x2 && y2 >= all.y2;
    const found = state?.clusters.find((one) => one.id === cluster);
    camera.glide(isWhole ? () => camera.everything() : () => (cluster && hulls.boxOf(cluster)) || here, () => this.speakUp(found?.members ?? []));
    this.screen.tell("brought", cluster);
  }

  /** The words of a cluster that one looks at are large enough to be read, on the wall whatever the step. @param {string[]} members */
  speakUp(members) {
    const { mode, root, view } = this.screen;
    if (mode !== "projector" && mode !== "phone") return;
    const least = mode === "projector" ? WALL_WORDS * root.clientWidth : PHONE_WORDS;
    const isSmall = LETTERS[mode] * view.cy.zoom() < least;
    const letters = isSmall ? Math.ceil((least / view.cy.zoom()) * 2) / 2 : LETTERS[mode];
    view.speak(isSmall || mode === "projector" ? members : [], Math.min(letters, LARGEST), BREADTH[mode]);
  }
}
