// @ts-check
/** Clusters on the map: a dotted outline under the graph and a name on its upper edge. Suggestions are dotted. */

import { el, fill, svg } from "./dom.js";
import { boxAt, contains, hullAround, namePlace, roundedPath } from "./outline.js";

/** @typedef {import("./types.js").Point} Point */
/** @typedef {{id: string, name: string, colour: number, members: string[], isSolid: boolean, isDim: boolean, hull: Point[], place: Point|null, path: any, pill: any}} Hull */

const PAD = 24;
const RADIUS = 30;
const COLOURS = 6;

export class Hulls {
  /** @param {any} cy @param {{onName: (clusterId: string, pill: HTMLElement) => void}} ears */
  constructor(cy, ears) {
    this.cy = cy;
    this.ears = ears;
    this.group = svg("g");
    this.layer = svg("svg", { class: "hulls", "aria-hidden": "true" }, this.group);
    this.pills = el("div", { class: "pills" });
    /** @type {Hull[]} */
    this.hulls = [];
    this.shown = "";
    /** @type {number|undefined} */
    this.frame = undefined;
    cy.on("viewport resize", () => this.follow());
    cy.on("position", () => this.soon());
    cy.on("zoom", () => this.placeNamesSoon());
  }

  /**
   * Show these clusters.
   * @param {{id: string, name: string, colour: number, members: string[], isSolid?: boolean, isDim?: boolean}[]} clusters
   * @param {boolean} canName
   */
  show(clusters, canName) {
    const key = JSON.stringify([clusters, canName]);
    if (key === this.shown) return this.redraw();
    this.shown = key;
    this.hulls = clusters.map((cluster) => {
      const classes = `hull c${((cluster.colour - 1) % COLOURS) + 1}${cluster.isSolid ? " solid" : ""}${cluster.isDim ? " dim" : ""}`;
      const pill = el(canName ? "button" : "span", { class: `pill ${classes}`, "data-cluster": cluster.id, type: canName && "button" }, cluster.name);
      if (canName) pill.addEventListener("click", () => this.ears.onName(cluster.id, pill));
      return { isSolid: false, isDim: false, ...cluster, hull: [], place: null, path: svg("path", { class: classes }), pill };
    });
    fill(this.group, ...this.hulls.map((hull) => hull.path));
    fill(this.pills, ...this.hulls.map((hull) => hull.pill));
    this.redraw();
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      if (!this.cy.destroyed()) this.redraw();
    });
  }

  /** Measure the members again and draw. */
  redraw() {
    for (const hull of this.hulls) {
      const members = hull.members.map((id) => this.cy.getElementById(id)).filter((node) => node.nonempty());
      const head = hull.name ? (hull.pill.offsetHeight || 32) / 2 / Math.max(this.cy.zoom(), 0.3) : 0;
      hull.hull = members.length ? hullAround(members.map(boxOf).map((box) => ({ ...box, y1: box.y1 - head })), PAD) : [];
      hull.path.setAttribute("d", roundedPath(hull.hull, RADIUS));
      hull.pill.hidden = !hull.hull.length;
    }
    this.markStrangers();
    this.placeNames();
    this.follow();
  }

  /** An element inside a foreign outline gets a halo of paper, so that it does not read as a member. */
  markStrangers() {
    const members = this.hulls.map((hull) => new Set(hull.members));
    this.cy.batch(() => this.cy.nodes("[seq]").forEach((/** @type {any} */ node) => {
      const inside = members.filter((_members, index) => contains(this.hulls[index].hull, node.position()));
      const isStranger = inside.length > 0 && !inside.some((ids) => ids.has(node.id()));
      if (isStranger !== node.hasClass("stranger")) node.toggleClass("stranger", isStranger);
    }));
  }

  /** The room that a name takes depends on the zoom. */
  placeNamesSoon() {
    clearTimeout(this.nameTimer);
    this.nameTimer = setTimeout(() => { if (!this.cy.destroyed()) this.redraw(); }, 120);
  }

  /** Choose where each name covers least, in map units at the present zoom. */
  placeNames() {
    if (!this.hulls.length) return;
    const obstacles = this.cy.nodes().map((/** @type {any} */ node) => node.boundingBox());
    for (const hull of this.hulls) {
      if (!hull.hull.length) continue;
      const size = this.sizeOf(hull);
      hull.place = namePlace(hull.hull, size, obstacles);
      const box = boxAt(hull.place, size);
      obstacles.push(box, box, box);
    }
  }

  /** The size of a name in map units at the present zoom. @param {Hull} hull */
  sizeOf({ pill }) {
    const zoom = this.cy.zoom() || 1;
    return { width: (pill.offsetWidth || 120) / zoom, height: (pill.offsetHeight || 32) / zoom };
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

  /** The boxes of all outlines. */
  boxes() {
    return this.hulls.map((hull) => this.boxOf(hull.id)).filter((box) => box !== null);
  }

  /** The box of a cluster in map units, its name included. @param {string} id */
  boxOf(id) {
    const hull = this.hulls.find((one) => one.id === id);
    if (!hull?.hull.length) return null;
    const xs = hull.hull.map((corner) => corner.x);
    const ys = hull.hull.map((corner) => corner.y);
    const name = hull.place && hull.name ? boxAt(hull.place, this.sizeOf(hull)) : null;
    if (name) { xs.push(name.x1, name.x2); ys.push(name.y1, name.y2); }
    return { x1: Math.min(...xs), x2: Math.max(...xs), y1: Math.min(...ys), y2: Math.max(...ys) };
  }
}

/** @param {any} node @returns {import("./types.js").Rect} */
function boxOf(node) {
  const box = node.boundingBox({ includeOverlays: false, includeUnderlays: false, includeEdges: false });
  return { x1: box.x1, x2: box.x2, y1: box.y1, y2: box.y2 };
}
