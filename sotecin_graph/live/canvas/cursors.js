// @ts-check
/** Where others are: an arrow and an alias in a colour of their own. And where this reader is and looks, at most five times a second. */

import { el, svg } from "./dom.js";
import { paced } from "./clock.js";
import { personColour } from "./tokens.js";

const SEND_MS = 200;
const SILENCE_MS = 90000;

/** @typedef {{id: string, name: string, x: number, y: number, selected: string|null, view?: [number, number, number, number]}} Cursor */
/** @typedef {{node: any, cursor: Cursor, seen: number}} Known */

export class Cursors {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("div", { class: "cursors", "aria-hidden": "true" });
    screen.parts.over.append(this.node);
    /** @type {Map<string, Known>} */
    this.known = new Map();
    this.send = paced((/** @type {any[]} */ points) => this.sendLast(points), SEND_MS);
    screen.on("cursors", (cursors) => this.show(cursors));
    screen.on("people", (here) => this.showPeople(here));
    screen.on("selected", () => this.mine && this.send([this.mine]));
    screen.view.cy.on("viewport resize", () => { this.follow(); if (this.mine) this.send([this.mine]); });
    if (screen.data.mode === "edit") screen.view.cy.on("mousemove", (/** @type {any} */ event) => this.send([(this.mine = event.position)]));
  }

  /** @param {any[]} points */
  sendLast(points) {
    const point = points.at(-1);
    if (this.screen.isGone || !point) return;
    const { feed, selected, together, view } = this.screen;
    const { x1, y1, x2, y2 } = view.cy.extent();
    const sight = together.following.person ? {} : { view: [x1, y1, x2, y2].map(Math.round) };
    feed.point({ x: Math.round(point.x), y: Math.round(point.y), selected, ...sight });
  }

  /** Take the cursors that have moved; the others stay where they are. @param {Cursor[]} cursors */
  show(cursors) {
    const seen = performance.now();
    for (const cursor of cursors) {
      if (cursor.id === this.screen.you.id) continue;
      this.known.set(cursor.id, { cursor, seen, node: this.known.get(cursor.id)?.node ?? this.make(cursor) });
    }
    this.forget((known) => seen - known.seen > SILENCE_MS);
  }

  /** Who has left takes their cursor along. @param {{people: {id: string}[], count: number}} here */
  showPeople({ people, count }) {
    if (count > people.length) return;
    const present = new Set(people.map((person) => person.id));
    this.forget((known) => !present.has(known.cursor.id));
  }

  /** @param {(known: Known) => boolean} isGone */
  forget(isGone) {
    for (const [id, known] of this.known) {
      if (!isGone(known)) continue;
      known.node.remove();
      this.known.delete(id);
    }
    this.screen.view.markRemote([...this.known.values()].map(({ cursor }) => cursor));
    this.follow();
  }

  /** @param {{id: string, name: string}} cursor */
  make({ id, name }) {
    const arrow = svg("svg", { viewBox: "0 0 20 20", width: 20, height: 20 }, svg("path", { d: "M2 2l15 6.5-6.5 2-2.5 6.5z" }));
    const node = el("div", { class: "cursor" }, arrow, el("span", {}, name));
    node.style.setProperty("--person", personColour(id));
    this.node.append(node);
    return node;
  }

  follow() {
    const { x, y } = this.screen.view.cy.pan();
    const zoom = this.screen.view.cy.zoom();
    for (const { node, cursor } of this.known.values()) node.style.transform = `translate(${cursor.x * zoom + x}px, ${cursor.y * zoom + y}px)`;
  }
}
