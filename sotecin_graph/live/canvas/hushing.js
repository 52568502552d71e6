// @ts-check
/** On a phone words that would run into each other give way: the weightier ones are read, the others come as one looks closer. */

import { overlap } from "./outline.js";

/** @typedef {import("./types.js").Rect} Rect */
/** @typedef {{id: string, box: Rect, weight: number}} Words */

/** What words may cover, as a share of their own room: letters do not fill it. */
const TOUCH = 0.05;
const CALM_MS = 160;
/** With more in sight than this the words are too small to be read anyway. */
const MANY = 150;

/**
 * Whose words give way. Pure.
 * @param {Words[]} words @param {{id: string, box: Rect}[]} bodies shapes, which stay @returns {Set<string>}
 */
export function hushed(words, bodies) {
  /** @type {Set<string>} */
  const silent = new Set();
  /** @type {Rect[]} */
  const kept = [];
  for (const { id, box } of [...words].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))) {
    const room = TOUCH * (box.x2 - box.x1) * (box.y2 - box.y1);
    const covers = (/** @type {Rect} */ other) => overlap(box, other) > room;
    if (kept.some(covers) || bodies.some((body) => body.id !== id && covers(body.box))) silent.add(id);
    else kept.push(box);
  }
  return silent;
}

export class Hushing {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    for (const event of ["map", "mode", "brought"]) screen.on(event, () => this.soon());
    screen.view.cy.on("viewport resize", () => this.soon());
    screen.on("gone", () => clearTimeout(this.timer));
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { if (!this.screen.isGone) this.hush(); }, CALM_MS);
  }

  hush() {
    const { view, mode, state } = this.screen;
    if (mode !== "phone" && !view.marks.get("hushed")?.size) return;
    const sight = view.cy.extent();
    const seen = mode === "phone" && view.distance !== "far" ? view.cy.nodes("[seq]").filter((/** @type {any} */ node) => overlap(node.boundingBox(ITSELF), sight) > 0) : view.cy.collection();
    if (seen.length > MANY) return view.mark("hushed", []);
    const spoken = view.marks.get("spoken") ?? new Set();
    const isCard = (/** @type {any} */ node) => node.data("kind") === "challenge";
    const words = seen.filter((/** @type {any} */ node) => node.style("label")).map((/** @type {any} */ node) => ({
      id: node.id(), box: node.boundingBox({ ...ITSELF, includeNodes: isCard(node), includeLabels: true }),
      weight: (spoken.has(node.id()) ? 1000 : 0) + (isCard(node) ? 100 + (state?.elements.get(node.id())?.votes ?? 0) : node.degree(false)),
    }));
    const bodies = seen.filter((/** @type {any} */ node) => !isCard(node)).map((/** @type {any} */ node) => ({ id: node.id(), box: node.boundingBox({ ...ITSELF, includeLabels: false }) }));
    view.mark("hushed", hushed(words, bodies));
  }
}

const ITSELF = { includeOverlays: false, includeUnderlays: false, includeEdges: false };
