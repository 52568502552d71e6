// @ts-check
/** Where others are: an arrow and an alias in a colour of their own. And where this reader is, at most five times a second. */

import { el, svg } from "./dom.js";
import { paced } from "./clock.js";
import { personColour } from "./tokens.js";

const SEND_MS = 200;
const SILENCE_MS = 30000;

export class Cursors {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("div", { class: "cursors", "aria-hidden": "true" });
    screen.parts.over.append(this.node);
    /** @type {Map<string, {node: any, x: number, y: number, seen: number}>} */
    this.known = new Map();
    this.send = paced((/** @type {any[]} */ points) => this.sendLast(points), SEND_MS);
    screen.on("cursors", (cursors) => this.show(cursors));
    screen.on("selected", () => this.mine && this.send([this.mine]));
    screen.view.cy.on("viewport resize", () => this.follow());
    if (screen.data.mode === "edit") screen.view.cy.on("mousemove", (/** @type {any} */ event) => this.send([(this.mine = event.position)]));
  }

  /** @param {any[]} points */
  sendLast(points) {
    const point = points.at(-1);
    if (this.screen.isGone || !point) return;
    this.screen.feed.point({ x: Math.round(point.x), y: Math.round(point.y), selected: this.screen.selected });
  }

  /** @param {{id: string, name: string, x: number, y: number, selected: string|null}[]} cursors */
  show(cursors) {
    const now = performance.now();
    const others = cursors.filter((cursor) => cursor.id !== this.screen.you.id);
    const present = new Set(others.map((cursor) => cursor.id));
    for (const cursor of others) {
      const known = this.known.get(cursor.id) ?? { node: this.make(cursor), x: 0, y: 0, seen: 0 };
      this.known.set(cursor.id, { ...known, x: cursor.x, y: cursor.y, seen: now });
    }
    for (const [id, { node, seen }] of this.known) {
      if (present.has(id) || now - seen < SILENCE_MS / 10) continue;
      node.remove();
      this.known.delete(id);
    }
    this.screen.view.markRemote(others);
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
    for (const cursor of this.known.values()) cursor.node.style.transform = `translate(${cursor.x * zoom + x}px, ${cursor.y * zoom + y}px)`;
  }
}
