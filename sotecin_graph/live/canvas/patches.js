// @ts-check
/**
 * Where little has changed, little is drawn. cytoscape draws its whole picture anew for each change; this remembers where
 * each thing was drawn, and where only a few have changed it draws those places and leaves the rest of the picture alone.
 * It stands between cytoscape 3.34 and its canvas; without the methods that it knows it does nothing.
 */

import { around, touches } from "./boxes.js";
import { keepOrder } from "./draw_order.js";

/** @typedef {import("./types.js").Rect} Rect */
/** @typedef {{rects: Rect[], body: string}} Drawn where a thing was drawn, and for elements what their links depend on */

/** With more changed things than this, the whole picture is cheaper. */
const MOST = 200;
/** Links that are longer than this, in map units, are followed piece by piece. */
const LONG = 300;
const PIECES = 8;
/** In map units: what may stand out of a bounding box; and half the width that a link and its arrow take. */
const EDGE = 3;
const BREADTH = 14;
const WHOLE = new Set(["viewport", "resize", "load", "mount", "init", "destroy", "gc"]);

export class Patches {
  /** @param {any} cy */
  constructor(cy) {
    this.cy = cy;
    this.renderer = cy.renderer();
    /** @type {Map<string, Drawn>} */
    this.drawn = new Map();
    /** What has changed since its place was last noted. @type {Set<string>} */
    this.changed = new Set();
    this.isWhole = true;
    this.isTelling = false;
    const { renderer } = this;
    if (["notify", "render", "redrawHint", "drawCachedElement", "getCachedZSortedEles"].every((name) => typeof renderer[name] === "function")) this.attach();
  }

  attach() {
    const { renderer } = this;
    const [notify, hint, render] = [renderer.notify, renderer.redrawHint, renderer.render];
    renderer.notify = (/** @type {string} */ event, /** @type {any} */ things) => {
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

  /** The picture is as it should be: note where what has changed is drawn now. */
  done() {
    this.isWhole = false;
    clearTimeout(this.timer);
    if (this.changed.size <= MOST) this.noteAll();
    else this.timer = setTimeout(() => { if (!this.cy.destroyed()) this.noteAll(); }, 100);
  }

  noteAll() {
    this.isTelling = true; // measuring tells of measures: that changes nothing that is drawn
    for (const id of this.changed) {
      const thing = this.cy.getElementById(id);
      if (thing.empty()) this.drawn.delete(id);
      else this.drawn.set(id, placeOf(thing));
    }
    this.isTelling = false;
    this.changed.clear();
  }

  /** Draw anew where something has changed: where it was and where it is. */
  patch() {
    const { renderer } = this;
    const things = this.reached();
    if (things.size > MOST) return;
    /** @type {Rect[]} */
    const places = [];
    for (const id of things) {
      places.push(...(this.drawn.get(id)?.rects ?? []));
      const thing = this.cy.getElementById(id);
      if (thing.nonempty()) places.push(...placeOf(thing).rects);
      this.changed.add(id);
    }
    this.drawPlaces(this.onCanvas(places));
    renderer.data.canvasNeedsRedraw[renderer.NODE] = false;
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

  /** Rectangles of the map as whole pixels of the canvas, those out of sight left out. @param {Rect[]} places @returns {Rect[]} */
  onCanvas(places) {
    const { renderer, cy } = this;
    const ratio = renderer.getPixelRatio();
    const [zoom, pan] = [cy.zoom() * ratio, cy.pan()];
    const sight = { x1: 0, y1: 0, x2: renderer.canvasWidth, y2: renderer.canvasHeight };
    return places.map((place) => ({
      x1: Math.floor(place.x1 * zoom + pan.x * ratio) - 1, y1: Math.floor(place.y1 * zoom + pan.y * ratio) - 1,
      x2: Math.ceil(place.x2 * zoom + pan.x * ratio) + 1, y2: Math.ceil(place.y2 * zoom + pan.y * ratio) + 1,
    })).filter((rect) => touches(rect, sight));
  }

  /** @param {Rect[]} rects in pixels of the canvas */
  drawPlaces(rects) {
    const whole = around(rects);
    if (!whole) return;
    const { renderer, cy } = this;
    const ratio = renderer.getPixelRatio();
    const [zoom, pan] = [cy.zoom() * ratio, cy.pan()];
    const context = renderer.data.contexts[renderer.NODE];
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.beginPath();
    for (const { x1, x2, y1, y2 } of rects) context.rect(x1, y1, x2 - x1, y2 - y1);
    context.clip();
    context.clearRect(whole.x1, whole.y1, whole.x2 - whole.x1, whole.y2 - whole.y1);
    context.translate(pan.x * ratio, pan.y * ratio);
    context.scale(zoom, zoom);
    const places = rects.map(({ x1, x2, y1, y2 }) => ({
      x1: (x1 - pan.x * ratio) / zoom, x2: (x2 - pan.x * ratio) / zoom, y1: (y1 - pan.y * ratio) / zoom, y2: (y2 - pan.y * ratio) / zoom,
    }));
    for (const thing of this.standingIn(places)) renderer.drawCachedElement(context, thing, ratio);
    context.restore();
  }

  /** The things that are drawn in these places, the lowest first. @param {Rect[]} places in map units */
  standingIn(places) {
    const whole = /** @type {Rect} */ (around(places));
    return this.renderer.getCachedZSortedEles().nondrag.filter((/** @type {any} */ thing) => {
      const id = thing.id();
      if (this.changed.has(id)) return true;
      const rects = this.drawn.get(id)?.rects ?? [];
      return rects.some((rect) => touches(rect, whole) && places.some((place) => touches(rect, place)));
    });
  }
}

/** @param {any} thing @returns {Drawn} */
function placeOf(thing) {
  const { x1, x2, y1, y2 } = thing.boundingBox();
  const whole = { x1: x1 - EDGE, x2: x2 + EDGE, y1: y1 - EDGE, y2: y2 + EDGE };
  if (thing.isNode()) return { rects: [whole], body: bodyOf(thing) };
  const isLong = x2 - x1 > LONG || y2 - y1 > LONG;
  return { rects: isLong && !thing.style("label") ? piecesOf(thing) ?? [whole] : [whole], body: "" };
}

/** What the links of an element depend on. @param {any} node */
function bodyOf(node) {
  const { x, y } = node.position();
  return `${x} ${y} ${node.outerWidth()} ${node.outerHeight()}`;
}

/** A long link in pieces, whose boxes together hold far less than the box of the whole. @param {any} edge @returns {Rect[]|null} */
function piecesOf(edge) {
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  const bends = edge.controlPoints?.() ?? [];
  if (!from || !to || bends.length > 1 || edge.isLoop()) return null;
  const bend = bends[0] ?? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const points = Array.from({ length: PIECES + 1 }, (_, index) => {
    const t = index / PIECES;
    return { x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * bend.x + t * t * to.x, y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * bend.y + t * t * to.y };
  });
  return points.slice(1).map((point, index) => ({
    x1: Math.min(point.x, points[index].x) - BREADTH, x2: Math.max(point.x, points[index].x) + BREADTH,
    y1: Math.min(point.y, points[index].y) - BREADTH, y2: Math.max(point.y, points[index].y) + BREADTH,
  }));
}
