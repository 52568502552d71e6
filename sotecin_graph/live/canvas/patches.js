// @ts-check
/**
 * Where little has changed, little is drawn. cytoscape draws its whole picture anew for each change; this remembers where
 * each thing was drawn, and where only a few have changed it draws those places and leaves the rest of the picture alone.
 * It stands between cytoscape 3.34 and its canvas; without the methods that it knows it does nothing.
 */

import { around, touches } from "./boxes.js";
import { keepOrder } from "./draw_order.js";
import { Grid, chopped, pieceOf } from "./grid.js";

/** @typedef {import("./types.js").Rect} Rect */
/** @typedef {import("./grid.js").Part} Part */
/** @typedef {{parts: Part[], body: string}} Drawn where a thing was drawn, and for elements what their links depend on */

/** With more changed things than this, the whole picture is cheaper. */
const MOST = 200;
/** Links that are longer than this, in map units, are followed piece by piece; a bent one in so many at least. */
const LONG = 300;
const PIECES = 8;
/** What may stand out of a bounding box, in map units. */
const EDGE = 3;
/** Below this zoom a link's head would take less than three pixels. */
const HEADLESS = 0.1;
/** How far a link's head reaches around its tip, in map units. */
const TIP = 48;
/** How long the boxes are along a link that is drawn anew, in pixels of the canvas; and how many of them at most. */
const STEP = 10;
const BOXES = 900;
/** So long, in ms, places are noted at a time where there are very many. */
const SLICE_MS = 8;
const WHOLE = new Set(["viewport", "resize", "load", "mount", "init", "destroy", "gc"]);

export class Patches {
  /** @param {any} cy */
  constructor(cy) {
    this.cy = cy;
    this.renderer = cy.renderer();
    /** @type {Map<string, Drawn>} */
    this.drawn = new Map();
    this.grid = new Grid();
    /** Places found while patching, which hold until the next change. @type {Map<string, Drawn>} */
    this.fresh = new Map();
    /** Of a canvas aside. @type {CanvasRenderingContext2D|null} */
    this.aside = null;
    /** The places that are being drawn, while they are. @type {Grid|null} */
    this.places = null;
    /** What has changed since its place was last noted. @type {Set<string>} */
    this.changed = new Set();
    this.isWhole = true;
    this.isTelling = false;
    this.isNoting = false;
    const { renderer } = this;
    if (["notify", "render", "redrawHint", "drawCachedElement", "getCachedZSortedEles"].every((name) => typeof renderer[name] === "function")) this.attach();
  }

  attach() {
    const { renderer } = this;
    const [notify, hint, render, arrows] = [renderer.notify, renderer.redrawHint, renderer.render, renderer.drawArrowheads];
    if (typeof arrows === "function") renderer.drawArrowheads = (/** @type {any} */ context, /** @type {any} */ edge, /** @type {any} */ opacity) => { if (this.hasArrows(edge)) arrows.call(renderer, context, edge, opacity); };
    renderer.notify = (/** @type {string} */ event, /** @type {any} */ things) => {
      if (this.isNoting) return; // measuring tells of measures: that changes nothing that is drawn
      this.isTelling = Boolean(things) && !WHOLE.has(event);
      if (this.isTelling) things.forEach((/** @type {any} */ thing) => { this.changed.add(thing.id()); });
      const order = renderer.cachedZSortedEles;
      try { notify.call(renderer, event, things); } finally { this.isTelling = false; }
      if (things && (event === "add" || event === "remove")) keepOrder(renderer, event, things, order);
    };
    renderer.redrawHint = (/** @type {string} */ group, /** @type {boolean} */ isNeeded) => {
      if (group === "eles" && isNeeded && !this.isTelling) this.isWhole = true;
      hint.call(renderer, group, isNeeded);
    };
    renderer.render = (/** @type {any} */ options) => {
      const isDue = renderer.data.canvasNeedsRedraw[renderer.NODE] && !options?.forcedContext;
      if (isDue && this.mayPatch()) this.patch();
      else if (!options?.forcedContext && renderer.textureOnViewport && this.isMoving()) this.takePicture();
      render.call(renderer, options);
      if (isDue) this.done();
    };
  }

  mayPatch() {
    const { renderer, changed } = this;
    return !this.isWhole && !renderer.textureDrawLastFrame && !this.isMoving() && changed.size > 0 && changed.size <= MOST;
  }

  /** True while a hand pans or zooms. */
  isMoving() {
    const { renderer } = this;
    return Boolean(renderer.pinching || renderer.hoverData.dragging || renderer.swipePanning || renderer.data.wheelZooming);
  }

  /** As a pan or zoom begins: the picture that stands there is the one to be moved; cytoscape would paint it once more. */
  takePicture() {
    const { renderer } = this;
    const { prevViewport: before, data } = renderer;
    if (renderer.textureCache || !before) return;
    const [canvas, context] = [data.bufferCanvases[renderer.TEXTURE_BUFFER], data.bufferContexts[renderer.TEXTURE_BUFFER]];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(data.canvases[renderer.NODE], 0, 0, canvas.width, canvas.height);
    const viewport = { zoom: before.zoom, pan: { ...before.pan }, width: renderer.canvasWidth, height: renderer.canvasHeight };
    renderer.textureCache = { texture: canvas, viewport: { ...viewport, mpan: { x: -before.pan.x / before.zoom, y: -before.pan.y / before.zoom } } };
  }

  /** The picture is as it should be: note where what has changed is drawn now; very many, as calm allows. */
  done() {
    this.isWhole = false;
    clearTimeout(this.timer);
    if (this.changed.size <= MOST) this.noteAll();
    else this.noteLater(100);
  }

  /** @param {number} ms */
  noteLater(ms) {
    this.timer = setTimeout(() => {
      if (this.cy.destroyed()) return;
      if (this.renderer.data.canvasNeedsRedraw[this.renderer.NODE]) return this.noteLater(100); // what is not drawn yet stands elsewhere in the picture
      this.noteAll(performance.now() + SLICE_MS);
      if (this.changed.size) this.noteLater(0);
    }, ms);
  }

  /** @param {number} [until] */
  noteAll(until = Infinity) {
    this.isNoting = true;
    for (const id of this.changed) {
      this.changed.delete(id);
      const thing = this.cy.getElementById(id);
      if (thing.empty()) this.forget(id);
      else this.note(id, this.fresh.get(id) ?? placeOf(thing));
      if (performance.now() > until) break;
    }
    this.isNoting = false;
    this.fresh.clear();
  }

  /** @param {string} id @param {Drawn} drawn */
  note(id, drawn) {
    this.drawn.set(id, drawn);
    this.grid.put(id, drawn.parts);
  }

  /** @param {string} id */
  forget(id) {
    this.drawn.delete(id);
    this.grid.drop(id);
  }

  /** Draw anew where something has changed: where it was and where it is. */
  patch() {
    const { renderer } = this;
    const things = this.reached();
    if (things.size > MOST) return;
    const link = this.linkOnTop(things);
    /** @type {Part[]} */
    const places = [];
    for (const id of things) {
      places.push(...(this.drawn.get(id)?.parts ?? []));
      const thing = this.cy.getElementById(id);
      if (thing.nonempty()) {
        this.isNoting = true;
        const now = placeOf(thing);
        this.isNoting = false;
        this.fresh.set(id, now);
        places.push(...now.parts);
      }
      this.changed.add(id);
    }
    if (link) this.drawOver(link, places);
    else this.drawPlaces(this.onCanvas(places));
    renderer.data.canvasNeedsRedraw[renderer.NODE] = false;
  }

  /** The one thing that has changed where that is a new link above all other links. @param {Set<string>} things @returns {any} */
  linkOnTop(things) {
    if (things.size !== 1) return null;
    const [id] = things;
    const link = this.cy.getElementById(id)[0];
    if (!link?.isEdge() || this.drawn.has(id)) return null;
    const order = this.renderer.getCachedZSortedEles().nondrag;
    const at = order.lastIndexOf(link);
    return at >= 0 && !order.slice(at + 1).some((/** @type {any} */ thing) => thing.isEdge()) ? link : null;
  }

  /** What it crosses need not be drawn again: it is drawn above that; only where elements stand above it all is drawn anew. @param {any} link @param {Part[]} parts */
  drawOver(link, parts) {
    const { renderer, cy } = this;
    const ratio = renderer.getPixelRatio();
    const context = renderer.data.contexts[renderer.NODE];
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.translate(cy.pan().x * ratio, cy.pan().y * ratio);
    context.scale(cy.zoom() * ratio, cy.zoom() * ratio);
    renderer.drawCachedElement(context, link, ratio);
    context.restore();
    const above = [...this.grid.near(parts.flatMap((part) => chopped(part, STEP / cy.zoom())))].filter((id) => this.cy.getElementById(id)[0]?.isNode());
    this.drawPlaces(this.onCanvas(above.flatMap((id) => this.drawn.get(id)?.parts ?? [])));
  }

  /** What has changed, and the links whose way depends on it. @returns {Set<string>} */
  reached() {
    const things = new Set(this.changed);
    const add = (/** @type {any} */ edge) => { things.add(edge.id()); };
    for (const id of this.changed) {
      const thing = this.cy.getElementById(id);
      const before = this.drawn.get(id);
      if (thing.empty()) continue;
      if (thing.isEdge()) { if (!before) thing.parallelEdges().forEach(add); }
      else if (before && before.body !== bodyOf(thing)) thing.connectedEdges().forEach((/** @type {any} */ edge) => edge.parallelEdges().forEach(add));
    }
    return things;
  }

  /** Places of the map as whole pixels of the canvas, as far as they are in sight. @param {Part[]} places @returns {Rect[]} */
  onCanvas(places) {
    const { renderer, cy } = this;
    const ratio = renderer.getPixelRatio();
    const [zoom, pan] = [cy.zoom() * ratio, cy.pan()];
    const sight = { x1: 0, y1: 0, x2: renderer.canvasWidth, y2: renderer.canvasHeight };
    const pixels = (/** @type {Rect} */ place) => ({
      x1: Math.floor(place.x1 * zoom + pan.x * ratio) - 1, y1: Math.floor(place.y1 * zoom + pan.y * ratio) - 1,
      x2: Math.ceil(place.x2 * zoom + pan.x * ratio) + 1, y2: Math.ceil(place.y2 * zoom + pan.y * ratio) + 1,
    });
    const near = places.filter((place) => touches(pixels(place), sight));
    const boxes = (/** @type {number} */ step) => near.flatMap((place) => chopped(place, step / zoom)).map(pixels).filter((rect) => touches(rect, sight));
    const fine = boxes(STEP);
    return (fine.length > BOXES ? boxes(STEP * 4) : fine).map((rect) => ({
      x1: Math.max(rect.x1, 0), y1: Math.max(rect.y1, 0), x2: Math.min(rect.x2, sight.x2), y2: Math.min(rect.y2, sight.y2),
    }));
  }

  /**
   * What stands in these places is drawn on a canvas aside, as it would be in a whole drawing, and the places are copied from
   * there: to draw each line within the outline of hundreds of places would take several times as long.
   * @param {Rect[]} rects in pixels of the canvas
   */
  drawPlaces(rects) {
    const whole = around(rects);
    if (!whole) return;
    const { renderer, cy } = this;
    const ratio = renderer.getPixelRatio();
    const [zoom, pan] = [cy.zoom() * ratio, cy.pan()];
    const places = rects.map(({ x1, x2, y1, y2 }) => ({
      x1: (x1 - pan.x * ratio) / zoom, x2: (x2 - pan.x * ratio) / zoom, y1: (y1 - pan.y * ratio) / zoom, y2: (y2 - pan.y * ratio) / zoom,
    }));
    const aside = this.cleared(whole);
    aside.setTransform(zoom, 0, 0, zoom, pan.x * ratio, pan.y * ratio);
    this.withArrowsIn(places, () => { for (const thing of this.standingIn(places)) renderer.drawCachedElement(aside, thing, ratio); });
    const context = renderer.data.contexts[renderer.NODE];
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    for (const { x1, x2, y1, y2 } of rects) {
      if (x2 <= x1 || y2 <= y1) continue;
      context.clearRect(x1, y1, x2 - x1, y2 - y1);
      context.drawImage(aside.canvas, x1, y1, x2 - x1, y2 - y1, x1, y1, x2 - x1, y2 - y1);
    }
    context.restore();
  }

  /** The canvas aside, as large as the one in sight, with nothing on it in a place. @param {Rect} place in pixels @returns {any} its context */
  cleared({ x1, x2, y1, y2 }) {
    const { width, height } = this.renderer.data.canvases[this.renderer.NODE];
    this.aside ??= document.createElement("canvas").getContext("2d");
    const context = /** @type {any} */ (this.aside);
    if (context.canvas.width !== width || context.canvas.height !== height) Object.assign(context.canvas, { width, height });
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(x1, y1, x2 - x1, y2 - y1);
    return context;
  }

  /** Most links only pass by: their heads, which take longest to draw, lie elsewhere and would not be seen. @param {Rect[]} places in map units @param {() => void} draw */
  withArrowsIn(places, draw) {
    const grid = new Grid();
    places.forEach((place, index) => grid.put(String(index), [place]));
    this.places = grid;
    try { draw(); } finally { this.places = null; }
  }

  /** From very far away no head of a link could be told; and see withArrowsIn. @param {any} edge */
  hasArrows(edge) {
    if (this.cy.zoom() < HEADLESS) return false;
    const { places } = this;
    const id = edge.id();
    if (!places || this.changed.has(id)) return true;
    const parts = this.drawn.get(id)?.parts ?? [];
    return [parts[0]?.from, parts.at(-1)?.to].some((tip) => !tip || places.near([{ x1: tip.x - TIP, x2: tip.x + TIP, y1: tip.y - TIP, y2: tip.y + TIP }]).size > 0);
  }

  /** The things that are drawn in these places, the lowest first. @param {Rect[]} places in map units */
  standingIn(places) {
    const near = this.grid.near(places);
    return this.renderer.getCachedZSortedEles().nondrag.filter((/** @type {any} */ thing) => this.changed.has(thing.id()) || near.has(thing.id()));
  }
}

/** @param {any} thing @returns {Drawn} */
function placeOf(thing) {
  const { x1, x2, y1, y2 } = thing.boundingBox();
  const whole = { x1: x1 - EDGE, x2: x2 + EDGE, y1: y1 - EDGE, y2: y2 + EDGE };
  if (thing.isNode()) return { parts: [whole], body: bodyOf(thing) };
  const isLong = x2 - x1 > LONG || y2 - y1 > LONG;
  return { parts: isLong && !thing.style("label") ? piecesOf(thing) ?? [whole] : [whole], body: "" };
}

/** What the links of an element depend on. @param {any} node */
function bodyOf(node) {
  const { x, y } = node.position();
  return `${x} ${y} ${node.outerWidth()} ${node.outerHeight()}`;
}

/** A long link in straight pieces, which together take far less than the box of the whole. @param {any} edge @returns {Part[]|null} */
function piecesOf(edge) {
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  const bends = edge.controlPoints?.() ?? [];
  if (!from || !to || bends.length > 1 || edge.isLoop()) return null;
  const bend = bends[0] ?? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const count = Math.max(PIECES, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / LONG));
  const points = Array.from({ length: count + 1 }, (_, index) => {
    const t = index / count;
    return { x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * bend.x + t * t * to.x, y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * bend.y + t * t * to.y };
  });
  return points.slice(1).map((point, index) => pieceOf(points[index], point));
}
