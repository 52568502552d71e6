// @ts-check
/** Clusters on the map: a dotted outline under the graph and a name on its upper edge. Suggestions are dotted. */

import { around, touches } from "./boxes.js";
import { el, fill, svg } from "./dom.js";
import { boxAt, contains, hullAround, namePlace, overlap, roundedPath } from "./outline.js";

/** @typedef {import("./types.js").Point} Point */
/** @typedef {import("./types.js").Rect} Rect */
/** @typedef {{id: string, name: string, colour: number, members: string[], isSolid: boolean, isDim: boolean}} Shown */
/** @typedef {Shown & {ids: Set<string>, hull: Point[], outline: Rect|null, place: Point|null, isCrowded: boolean, size: {width: number, height: number}, path: any, pill: any}} Hull */

const PAD = 24;
const RADIUS = 30;
const COLOURS = 6;
/** Where more has changed than this, all is drawn anew. */
const MANY = 120;
/** A name of which other names would cover more than this share is left out until one looks closer. */
const CROWDED = 0.08;
const UNSEEN = { width: 120, height: 32 };

export class Hulls {
  /** @param {any} cy @param {import("./boxes.js").Boxes} boxes @param {{onName: (clusterId: string, pill: HTMLElement) => void}} ears */
  constructor(cy, boxes, ears) {
    this.cy = cy;
    this.boxes = boxes;
    this.ears = ears;
    this.group = svg("g");
    this.layer = svg("svg", { class: "hulls", "aria-hidden": "true" }, this.group);
    this.pills = el("div", { class: "pills" });
    /** @type {Hull[]} */
    this.hulls = [];
    /** @type {Set<string>} elements inside a foreign outline */
    this.strangers = new Set();
    this.shown = "";
    /** @type {number|undefined} */
    this.frame = undefined;
    cy.on("viewport resize", () => this.follow());
    cy.on("position", () => this.soon());
    cy.on("zoom", () => this.placeNamesSoon());
  }

  /** Show these clusters. @param {(Omit<Shown, "isSolid"|"isDim"> & {isSolid?: boolean, isDim?: boolean})[]} clusters @param {boolean} canName */
  show(clusters, canName) {
    const key = JSON.stringify([clusters, canName]);
    if (key === this.shown) return this.refresh();
    this.shown = key;
    this.hulls = clusters.map((cluster) => {
      const classes = `hull c${((cluster.colour - 1) % COLOURS) + 1}${cluster.isSolid ? " solid" : ""}${cluster.isDim ? " dim" : ""}`;
      const pill = el(canName ? "button" : "span", { class: `pill ${classes}`, "data-cluster": cluster.id, type: canName && "button" }, cluster.name);
      if (canName) pill.addEventListener("click", () => this.ears.onName(cluster.id, pill));
      return { isSolid: false, isDim: false, ...cluster, ids: new Set(cluster.members), hull: [], outline: null, place: null, isCrowded: false, size: UNSEEN, path: svg("path", { class: classes }), pill };
    });
    fill(this.group, ...this.hulls.map((hull) => hull.path));
    fill(this.pills, ...this.hulls.map((hull) => hull.pill));
    this.redraw();
  }

  /** Outlines of which nothing is looked at stand back. @param {(members: string[]) => boolean} isUnseen */
  standBack(isUnseen) {
    for (const { members, isDim, path, pill } of this.hulls) {
      const isBack = isDim || isUnseen(members);
      for (const part of [path, pill]) part.classList.toggle("dim", isBack);
    }
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      if (!this.cy.destroyed()) this.refresh();
    });
  }

  /** The room that a name takes depends on the zoom. */
  placeNamesSoon() {
    clearTimeout(this.nameTimer);
    this.nameTimer = setTimeout(() => { if (!this.cy.destroyed()) this.redraw(); }, 120);
  }

  /** Measure all anew and draw. */
  redraw() {
    this.boxes.takeChanged();
    if (!this.hulls.length) return this.markStrangers([...this.strangers]);
    for (const hull of this.hulls) hull.size = { width: hull.pill.offsetWidth || UNSEEN.width, height: hull.pill.offsetHeight || UNSEEN.height };
    this.draw(this.hulls);
    this.markStrangers(this.boxes.all().keys());
  }

  /** Draw anew only what the changes since the last time reach. */
  refresh() {
    const changed = this.boxes.takeChanged();
    if (!changed.size || !this.hulls.length) return;
    if (changed.size > MANY) return this.redraw();
    const rooms = [...changed].flatMap(([id, before]) => [before, this.boxes.of(id)]).filter((box) => box !== null);
    const reached = this.hulls.filter((hull) => [...changed.keys()].some((id) => hull.ids.has(id))
      || (hull.outline && rooms.some((room) => touches(room, /** @type {Rect} */ (hull.outline)))));
    const before = reached.map((hull) => hull.outline);
    this.draw(reached);
    const area = around([...before, ...reached.map((hull) => hull.outline)].filter((outline) => outline !== null));
    const inside = area ? [...this.boxes.all()].filter(([_id, box]) => touches(box, area)).map(([id]) => id) : [];
    this.markStrangers([...changed.keys(), ...inside]);
  }

  /** @param {Hull[]} hulls */
  draw(hulls) {
    const zoom = this.cy.zoom() || 1;
    for (const hull of hulls) {
      const members = hull.members.map((id) => this.boxes.of(id)).filter((box) => box !== null);
      const head = hull.name ? hull.size.height / 2 / Math.max(zoom, 0.3) : 0;
      hull.hull = members.length ? hullAround(members.map((box) => ({ ...box, y1: box.y1 - head })), PAD) : [];
      hull.path.setAttribute("d", roundedPath(hull.hull, RADIUS));
      hull.pill.hidden = !hull.hull.length;
      hull.outline = around(hull.hull.map(({ x, y }) => ({ x1: x, x2: x, y1: y, y2: y })));
    }
    this.placeNames(hulls, zoom);
    this.follow();
  }

  /** An element inside a foreign outline gets a halo of paper, so that it does not read as a member. @param {Iterable<string>} ids */
  markStrangers(ids) {
    const turned = [...new Set(ids)].filter((id) => this.isStranger(id) !== this.strangers.has(id));
    if (!turned.length) return;
    this.cy.batch(() => {
      for (const id of turned) {
        const isNow = !this.strangers.delete(id);
        if (isNow) this.strangers.add(id);
        this.cy.getElementById(id).toggleClass("stranger", isNow);
      }
    });
  }

  /** @param {string} id */
  isStranger(id) {
    const box = this.boxes.of(id);
    if (!box) return false;
    let isInside = false;
    for (const { outline, hull, ids } of this.hulls) {
      if (!outline || box.x < outline.x1 || box.x > outline.x2 || box.y < outline.y1 || box.y > outline.y2 || !contains(hull, box)) continue;
      if (ids.has(id)) return false;
      isInside = true;
    }
    return isInside;
  }

  /** Choose where each of these names covers least, in map units at the present zoom. @param {Hull[]} hulls @param {number} zoom */
  placeNames(hulls, zoom) {
    const names = new Map(this.hulls.filter((hull) => hull.place && hull.hull.length && !hull.isCrowded && !hulls.includes(hull)).map((hull) => [hull, this.nameBox(hull)]));
    const boxes = hulls.length ? [...this.boxes.all().values()] : [];
    for (const hull of [...hulls].sort((a, b) => b.members.length - a.members.length)) {
      if (!hull.outline || !hull.name) continue;
      const size = { width: hull.size.width / zoom, height: hull.size.height / zoom };
      const reach = { x1: hull.outline.x1 - size.width, x2: hull.outline.x2 + size.width, y1: hull.outline.y1 - 2 * size.height, y2: hull.outline.y2 + 2 * size.height };
      const near = [...names.values()].filter((box) => touches(box, reach));
      hull.place = namePlace(hull.hull, size, boxes.filter((box) => touches(box, reach)), near);
      const box = boxAt(hull.place, size);
      hull.isCrowded = near.reduce((sum, other) => sum + overlap(box, other), 0) > CROWDED * size.width * size.height;
      hull.pill.classList.toggle("crowded", hull.isCrowded);
      if (!hull.isCrowded) names.set(hull, box);
    }
  }

  /** The room of a name in map units at the present zoom. @param {Hull} hull @returns {Rect} */
  nameBox({ place, size }) {
    const zoom = this.cy.zoom() || 1;
    return boxAt(/** @type {Point} */ (place), { width: size.width / zoom, height: size.height / zoom });
  }

  /** Keep outlines and names on the map while it is panned and zoomed. */
  follow() {
    const { x, y } = this.cy.pan();
    const zoom = this.cy.zoom();
    this.group.setAttribute("transform", `translate(${x} ${y}) scale(${zoom})`);
    for (const { place, pill } of this.hulls) {
      if (place) pill.style.transform = `translate(${place.x * zoom + x}px, ${place.y * zoom + y}px) translate(-50%, -50%)`;
    }
  }

  /** The boxes of all outlines. @returns {Rect[]} */
  rects() {
    return this.hulls.map((hull) => this.boxOf(hull.id)).filter((box) => box !== null);
  }

  /** The box of a cluster in map units, its name included. @param {string} id @returns {Rect|null} */
  boxOf(id) {
    const hull = this.hulls.find((one) => one.id === id);
    if (!hull?.outline) return null;
    return around(hull.place && hull.name && !hull.isCrowded ? [hull.outline, this.nameBox(hull)] : [hull.outline]);
  }
}
