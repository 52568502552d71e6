// @ts-check
/** What part of the map is in sight: all of it, one cluster, or wherever the reader has gone. */

/** @typedef {import("./types.js").Rect} Rect */

export class Camera {
  /**
   * @param {any} cy @param {() => {top: number, right: number, bottom: number, left: number}} margins in screen pixels
   * @param {() => Rect[]} around what stands around the elements, such as outlines
   */
  constructor(cy, margins, around) {
    this.cy = cy;
    this.margins = margins;
    this.around = around;
    /** @type {(() => Rect|null)|null} */
    this.target = () => this.everything();
    for (const event of ["scrollzoom", "pinchzoom", "dragpan"]) cy.on(event, () => { this.target = null; });
  }

  /** Follow something until the reader moves the map. @param {() => Rect|null} target */
  follow(target) {
    this.target = target;
    this.settle();
  }

  /** Show everything. */
  fit() {
    this.follow(() => this.everything());
  }

  /** After the page's size, the fonts or the map have changed. */
  settle() {
    const box = this.target?.();
    if (box) this.show(box);
  }

  /** @param {number} factor */
  zoomBy(factor) {
    this.target = null;
    const level = Math.min(this.cy.maxZoom(), Math.max(this.cy.minZoom(), this.cy.zoom() * factor));
    this.cy.zoom({ level, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  /** @param {number} x @param {number} y in screen pixels */
  panBy(x, y) {
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
    const nodes = this.cy.nodes("[seq]");
    if (nodes.empty()) return null;
    const boxes = [nodes.boundingBox(), ...this.around()];
    return {
      x1: Math.min(...boxes.map((box) => box.x1)), x2: Math.max(...boxes.map((box) => box.x2)),
      y1: Math.min(...boxes.map((box) => box.y1)), y2: Math.max(...boxes.map((box) => box.y2)),
    };
  }

  /** @param {Rect} box */
  show(box) {
    const margin = this.margins();
    const width = this.cy.width() - margin.left - margin.right;
    const height = this.cy.height() - margin.top - margin.bottom;
    if (width <= 0 || height <= 0) return;
    const zoom = Math.min(1.25, width / (box.x2 - box.x1), height / (box.y2 - box.y1));
    this.cy.viewport({ zoom, pan: {
      x: margin.left + (width - (box.x1 + box.x2) * zoom) / 2,
      y: margin.top + (height - (box.y1 + box.y2) * zoom) / 2,
    } });
  }
}
