// @ts-check
/** A small lock at the corner of each element that only facilitators change. */

import { fill, icon, svg } from "./dom.js";

/** On the screen a lock is not smaller than this share of its size, nor grows beyond that. */
const LEAST = 0.7;
const MOST = 2.4;

/**
 * Why someone may not change an element, or that others may not: the key of a sentence, or null where it is open. Pure.
 * @param {string} id @param {import("./types.js").WorkshopWire|null} workshop @param {{may: string[]}} you
 */
export function lockOf(id, workshop, you) {
  const { is_locked: isWhole, locked = [], lead } = workshop?.levers ?? {};
  if (workshop?.state !== "open" || !(isWhole || locked.includes(id))) return null;
  if (you.may.includes("facilitate")) return "locked.mine";
  return lead ? "locked.this.led" : "locked.this";
}

/** That sentence, or nothing. @param {import("./screen.js").MapScreen} screen @param {string} id */
export function lockWords({ state, you, speech }, id) {
  const key = lockOf(id, state?.workshop ?? null, you);
  return key ? speech.say(key, { name: state?.workshop?.levers?.lead?.name ?? "" }) : "";
}

export class Locks {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.cy = screen.view.cy;
    /** @type {Map<string, any>} */
    this.signs = new Map();
    this.group = svg("g");
    this.layer = svg("svg", { class: "locks", "aria-hidden": "true" }, this.group);
    screen.parts.over.prepend(this.layer);
    for (const event of ["map", "past"]) screen.on(event, () => this.take());
    this.cy.on("viewport resize", () => this.follow());
    this.cy.on("position style", "node", (/** @type {any} */ event) => { const sign = this.signs.get(event.target.id()); if (sign) this.place(sign, event.target); });
  }

  take() {
    const { state, mode, editing } = this.screen;
    const workshop = state?.workshop;
    const isSeen = workshop?.state === "open" && !["focus", "still"].includes(mode ?? "") && !editing.past.isOpen;
    const locked = isSeen ? (workshop.levers?.locked ?? []).filter((id) => state?.elements.has(id)) : [];
    if (locked.length === this.signs.size && locked.every((id) => this.signs.has(id))) return;
    this.signs = new Map(locked.map((id) => [id, this.signs.get(id) ?? svg("g", { "data-lock": id }, svg("circle", { r: 13 }), iconAt())]));
    fill(this.group, ...this.signs.values());
    this.follow(true);
  }

  /** @param {boolean} [isNew] */
  follow(isNew = false) {
    if (!this.signs.size) return;
    const { x, y } = this.cy.pan();
    const zoom = this.cy.zoom();
    this.group.setAttribute("transform", `translate(${x} ${y}) scale(${zoom})`);
    if (zoom === this.zoom && !isNew) return;
    this.zoom = zoom;
    for (const [id, sign] of this.signs) this.place(sign, this.cy.getElementById(id));
  }

  /** At the upper right of the shape. @param {any} sign @param {any} node */
  place(sign, node) {
    if (node.empty()) return;
    const { x, y } = node.position();
    const size = Math.min(MOST, Math.max(1, LEAST / (this.cy.zoom() || 1)));
    sign.setAttribute("transform", `translate(${x + node.width() / 2 - 2} ${y - node.height() / 2 + 2}) scale(${size})`);
  }
}

function iconAt() {
  const sign = icon("lock", 17);
  sign.setAttribute("x", "-8.5");
  sign.setAttribute("y", "-8.8");
  return sign;
}
