// @ts-check
/**
 * On a large map thousands of elements need not be drawn anew for some to stand out: the whole picture fades, which costs
 * nothing, and those are drawn once more above it, with cytoscape 3.34's own pictures of them; without it this stays off.
 */

import { el } from "./dom.js";

/** From so many elements on; and above it at most this share of them, else there is little to fade. */
const LARGE = 500;
const MOST = 0.75;

export class Veil {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.cy = screen.view.cy;
    /** @type {{elements: Set<string>, links: Set<string>}|null} what stands above it */
    this.above = null;
    this.canvas = el("canvas", { class: "above", "aria-hidden": "true", hidden: true });
    screen.parts.graph.after(this.canvas);
    this.cy.on("render", () => this.above && this.draw());
  }

  /** True where a veil does better than touching every element. @param {Set<string>|null} shown */
  suits(shown) {
    const { state, lookout } = this.screen;
    const isHiding = lookout.isHiding && lookout.base !== null;
    return Boolean(shown) && (state?.elements.size ?? 0) >= LARGE && (shown?.size ?? 0) <= MOST * (state?.elements.size ?? 0) && !isHiding && typeof this.cy.renderer().drawCachedElement === "function";
  }

  /** @param {Set<string>} elements @param {Set<string>} links */
  lay(elements, links) {
    this.above = { elements, links };
    this.canvas.hidden = false;
    this.screen.root.classList.add("veiled");
    this.draw();
  }

  lift() {
    if (!this.above) return;
    this.above = null;
    this.canvas.hidden = true;
    this.screen.root.classList.remove("veiled");
  }

  draw() {
    const { cy, canvas, above } = this;
    const ratio = globalThis.devicePixelRatio || 1;
    const [width, height] = [Math.round(cy.width() * ratio), Math.round(cy.height() * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const brush = canvas.getContext("2d");
    const { x, y } = cy.pan();
    const zoom = cy.zoom() * ratio;
    brush.setTransform(1, 0, 0, 1, 0, 0);
    brush.clearRect(0, 0, width, height);
    brush.setTransform(zoom, 0, 0, zoom, x * ratio, y * ratio);
    const extent = cy.extent();
    for (const id of [...(above?.links ?? []), ...(above?.elements ?? [])]) {
      const thing = cy.getElementById(id)[0];
      if (thing) cy.renderer().drawCachedElement(brush, thing, ratio, extent);
    }
  }
}
