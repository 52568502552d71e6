// @ts-check
/** The room that each element takes on the paper, words included: measured once, and again only where something has changed. */

/** @typedef {import("./types.js").Rect} Rect */
/** @typedef {Rect & {x: number, y: number}} Box the room of an element and its middle, in map units */

const ITSELF = { includeOverlays: false, includeUnderlays: false, includeEdges: false };
/** From so many unmeasured on, cytoscape is asked for all of them at once, which is cheaper. */
const MANY = 50;

export class Boxes {
  /** @param {any} cy */
  constructor(cy) {
    this.cy = cy;
    /** @type {Map<string, Box|null>} null: on the map, not measured yet */
    this.known = new Map();
    /** What has changed since it was last asked, with the room it had before. @type {Map<string, Box|null>} */
    this.changed = new Map();
    this.isMeasuring = false;
    cy.on("position bounds add", (/** @type {any} */ event) => this.forget(event.target));
    cy.on("remove", (/** @type {any} */ event) => { this.forget(event.target); this.known.delete(event.target.id?.()); });
  }

  /** @param {any} thing */
  forget(thing) {
    if (this.isMeasuring || !thing.isNode?.() || thing.data("seq") === undefined) return;
    const id = thing.id();
    if (!this.changed.get(id)) this.changed.set(id, this.known.get(id) ?? null);
    this.known.set(id, null);
  }

  /** What has changed since this was last asked: the room it had, null where it was not there. @returns {Map<string, Box|null>} */
  takeChanged() {
    const { changed } = this;
    this.changed = new Map();
    return changed;
  }

  /** @param {string} id @returns {Box|null} null where there is no such element */
  of(id) {
    return this.known.get(id) ?? this.measure(id);
  }

  /** All elements with their boxes. @returns {Map<string, Box>} */
  all() {
    const unknown = [...this.known].filter(([_id, box]) => !box).map(([id]) => id);
    if (unknown.length > MANY) this.quietly(() => this.cy.collection(unknown.map((id) => this.cy.getElementById(id)[0]).filter(Boolean)).boundingBox());
    for (const id of unknown) if (!this.measure(id)) this.known.delete(id);
    return /** @type {Map<string, Box>} */ (this.known);
  }

  /** @param {string} id @returns {Box|null} */
  measure(id) {
    const node = this.cy.getElementById(id);
    if (node.empty() || !node.isNode() || node.hasClass("away")) return null;
    const room = this.quietly(() => (node.numericStyle("underlay-opacity") ? node.boundingBox(ITSELF) : node.boundingBox()));
    const { x, y } = node.position();
    const box = { x1: room.x1, x2: room.x2, y1: room.y1, y2: room.y2, x, y };
    this.known.set(id, box);
    return box;
  }

  /** Measuring tells of measures, which are no change. @template T @param {() => T} measure @returns {T} */
  quietly(measure) {
    this.isMeasuring = true;
    try {
      return measure();
    } finally {
      this.isMeasuring = false;
    }
  }
}

/** True where two rectangles share a point. @param {Rect} a @param {Rect} b */
export function touches(a, b) {
  return a.x1 <= b.x2 && b.x1 <= a.x2 && a.y1 <= b.y2 && b.y1 <= a.y2;
}

/** The rectangle around rectangles. @param {Iterable<Rect>} rects @returns {Rect|null} */
export function around(rects) {
  /** @type {Rect|null} */
  let whole = null;
  for (const { x1, x2, y1, y2 } of rects) {
    whole ??= { x1, x2, y1, y2 };
    whole.x1 = Math.min(whole.x1, x1);
    whole.x2 = Math.max(whole.x2, x2);
    whole.y1 = Math.min(whole.y1, y1);
    whole.y2 = Math.max(whole.y2, y2);
  }
  return whole;
}
