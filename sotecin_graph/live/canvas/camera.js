// @ts-check
/** What part of the map is in sight: all of it, one cluster, or wherever the reader has gone. */

import { around } from "./boxes.js";

/** @typedef {import("./types.js").Rect} Rect */

/** About half the size of an element with its words, in map units. */
const ABOUT = 80;
const CALM_MS = 800;
const GLIDE_MS = 450;
/** Room to grow, so that not every new element moves the picture; and how much too small it may be before it is fitted again. */
const SLACK = 0.06;
const LOOSE = 1.35;

export class Camera {
  /**
   * @param {any} cy @param {() => {top: number, right: number, bottom: number, left: number}} margins in screen pixels
   * @param {{everything: () => Rect|null, redraw: () => void, isStill: () => boolean, closest: () => number}} around the room of all that is drawn; what stands around the elements depends on the zoom and is drawn anew; whether to jump rather than glide; how near to come
   * @param {() => boolean} [isBusy] true while a hand is at work, which the map must not move away from
   */
  constructor(cy, margins, around, isBusy = () => false) {
    this.cy = cy;
    this.margins = margins;
    this.around = around;
    this.isBusy = isBusy;
    /** @type {any} */
    this.keeping = null;
    this.fitted = "";
    /** @type {(() => Rect|null)|null} */
    this.target = () => this.everything();
    for (const event of ["scrollzoom", "pinchzoom", "dragpan"]) cy.on(event, () => { this.stand(); this.target = null; });
    cy.on("settled", () => this.keep());
  }

  /** Follow something until the reader moves the map. @param {() => Rect|null} target */
  follow(target) {
    this.target = target;
    this.settle();
  }

  /** Before anything is drawn: about where it will be, so that it need not be drawn twice. @param {{x: number, y: number}[]} places */
  prepare(places) {
    const box = around(places.map(({ x, y }) => ({ x1: x - ABOUT, x2: x + ABOUT, y1: y - ABOUT, y2: y + ABOUT })));
    if (box) this.show(box);
  }

  /** Follow something, and go there before the reader's eyes. @param {() => Rect|null} target @param {() => void} [arrived] */
  glide(target, arrived = () => {}) {
    this.stand();
    this.target = target;
    const box = target();
    if (!box) return;
    const end = () => { if (this.target === target) { this.settle(); arrived(); } };
    if (this.around.isStill()) end();
    else this.cy.animate({ ...this.sightOf(box), duration: GLIDE_MS, easing: "ease-in-out-cubic", complete: end });
  }

  /** Go no further. */
  stand() {
    this.cy.stop(true);
  }

  /** Show everything. */
  fit() {
    this.follow(() => this.everything());
  }

  /** After the page's size or the fonts have changed. What stands around is measured again at the new zoom, and fitted in. */
  settle() {
    this.fitted = "";
    for (let pass = 0; pass < 2; pass += 1) {
      const box = this.target?.();
      if (!box || this.isAsGoodAs(box)) return;
      this.fitted = JSON.stringify([box, this.room()]);
      this.show(box);
      this.around.redraw();
    }
  }

  /** After the map has changed: what is out of sight comes in, as soon as no hand is at work, unless the reader has moved the map. */
  keep() {
    clearTimeout(this.keeping);
    if (this.cy.destroyed()) return;
    const box = this.target?.();
    if (!box || this.holds(box) || this.isAsGoodAs(box)) return;
    if (this.isBusy()) this.keeping = setTimeout(() => this.keep(), CALM_MS);
    else this.settle();
  }

  /** Something has come to float over the map's edge, or has gone: what is followed moves aside, unless a hand is at work. */
  makeRoom() {
    if (this.isBusy()) this.keep();
    else this.settle();
  }

  /** True where a box is in sight and not much smaller than it could be. @param {Rect} box */
  holds(box) {
    const { x1, y1, x2, y2 } = this.cy.extent();
    const isInside = box.x1 >= x1 && box.y1 >= y1 && box.x2 <= x2 && box.y2 <= y2;
    return isInside && this.zoomFor(box) < this.cy.zoom() * LOOSE;
  }

  /** True where the picture has been fitted to this box before, and moving it again would change nothing. @param {Rect} box */
  isAsGoodAs(box) {
    return this.fitted === JSON.stringify([box, this.room()]);
  }

  /** @param {number} factor */
  zoomBy(factor) {
    this.stand();
    this.target = null;
    const level = Math.min(this.cy.maxZoom(), Math.max(this.cy.minZoom(), this.cy.zoom() * factor));
    this.cy.zoom({ level, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  /** @param {number} x @param {number} y in screen pixels */
  panBy(x, y) {
    this.stand();
    this.target = null;
    this.cy.panBy({ x, y });
  }

  /** Bring an element into sight where it is not. @param {any} thing */
  reveal(thing) {
    const box = thing.renderedBoundingBox();
    const isInSight = box.x1 > 0 && box.y1 > 0 && box.x2 < this.cy.width() && box.y2 < this.cy.height();
    if (isInSight) return;
    this.target = null;
    this.cy.center(thing);
  }

  /** @returns {Rect|null} */
  everything() {
    return this.around.everything();
  }

  /** The zoom and pan that show a box in the middle. @param {Rect} box */
  sightOf(box) {
    const { top, left, width, height } = this.room();
    const zoom = this.zoomFor(box);
    return { zoom, pan: { x: left + (width - (box.x1 + box.x2) * zoom) / 2, y: top + (height - (box.y1 + box.y2) * zoom) / 2 } };
  }

  /** @param {Rect} box */
  show(box) {
    const { width, height } = this.room();
    if (width <= 0 || height <= 0) return;
    const { zoom, pan } = this.sightOf(box);
    const now = this.cy.pan();
    const isThere = Math.abs(zoom / this.cy.zoom() - 1) < 0.002 && Math.hypot(pan.x - now.x, pan.y - now.y) < 1;
    if (!isThere) this.cy.viewport({ zoom, pan });
  }

  /** @param {Rect} box */
  zoomFor(box) {
    const { width, height } = this.room();
    return Math.max(this.cy.minZoom(), Math.min(this.around.closest(), width / ((box.x2 - box.x1) * (1 + SLACK)), height / ((box.y2 - box.y1) * (1 + SLACK))));
  }

  /** What is left of the screen within the margins, in pixels. */
  room() {
    const { top, right, bottom, left } = this.margins();
    return { top, left, width: this.cy.width() - left - right, height: this.cy.height() - top - bottom };
  }
}
