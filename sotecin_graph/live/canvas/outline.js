// @ts-check
/** Geometry of the dotted outlines around clusters: hull, rounded path, and where its name covers least. Pure. */

/** @typedef {import("./types.js").Point} Point */
/** @typedef {import("./types.js").Rect} Rect */

/** How far above or below the edge a name may stand that has no room on it, in heights of its own. */
const LIFTS = [0, 0.85, -0.85];
/** What it costs to cover elements and other names, against an unusual place. */
const COVERING = { elements: 6, names: 12 };
/** How far a name that is wider than its hull may stand out on one side, in widths of its own. */
const ASIDE = 0.3;

/** The convex hull, clockwise on screen (y down), without points on its edges. @param {Point[]} points @returns {Point[]} */
export function convexHull(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const half = (/** @type {Point[]} */ row) => {
    /** @type {Point[]} */
    const chain = [];
    for (const point of row) {
      while (chain.length > 1 && cross(chain[chain.length - 2], chain[chain.length - 1], point) <= 0) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** The hull around rectangles, kept `pad` away from each. @param {Rect[]} rects @param {number} pad */
export function hullAround(rects, pad) {
  const corners = rects.flatMap((rect) => [
    { x: rect.x1 - pad, y: rect.y1 - pad }, { x: rect.x2 + pad, y: rect.y1 - pad },
    { x: rect.x2 + pad, y: rect.y2 + pad }, { x: rect.x1 - pad, y: rect.y2 + pad },
  ]);
  return withoutShortSides(convexHull(corners), pad);
}

/** A closed SVG path with corners rounded by up to `radius`. @param {Point[]} hull @param {number} radius */
export function roundedPath(hull, radius) {
  if (hull.length < 3) return "";
  const parts = hull.map((corner, index) => {
    const before = hull[(index + hull.length - 1) % hull.length];
    const after = hull[(index + 1) % hull.length];
    const start = towards(corner, before, radius);
    const end = towards(corner, after, radius);
    return `${index ? "L" : "M"}${xy(start)} Q${xy(corner)} ${xy(end)}`;
  });
  return `${parts.join(" ")} Z`;
}

/** True where a point lies in the hull. @param {Point[]} hull @param {Point} point */
export function contains(hull, point) {
  if (hull.length < 3) return false;
  return hull.every((corner, index) => cross(corner, hull[(index + 1) % hull.length], point) >= 0);
}

/**
 * The middle of the hull's name, where it covers least: on the upper edge, of seven places; above or below that edge; on
 * top of the hull, so that all of it is outside; on its lower edge or under it. To cover an element or another name weighs
 * more than to stand at an unusual place.
 * @param {Point[]} hull @param {{width: number, height: number}} size @param {Rect[]} obstacles @param {Rect[]} [names] of other hulls @returns {Point}
 */
export function namePlace(hull, size, obstacles, names = []) {
  const left = Math.min(...hull.map((corner) => corner.x)) + size.width / 2;
  const right = Math.max(...hull.map((corner) => corner.x)) - size.width / 2;
  const middle = (left + right) / 2;
  const reach = right > left ? (right - left) / 2 : ASIDE * size.width;
  const xs = [0, -1, 1, -2, 2, -3, 3].map((step) => middle + (step / 3) * reach * 0.82);
  const places = placesAt(hull, size, xs).map(({ x, y, start }) => {
    const rect = boxAt({ x, y }, size);
    const covered = (/** @type {Rect[]} */ some) => some.reduce((sum, other) => sum + overlap(rect, other), 0);
    return { x, y, cost: start + COVERING.elements * covered(obstacles) + COVERING.names * covered(names) };
  });
  const { x, y } = places.reduce((best, place) => (place.cost < best.cost ? place : best));
  return { x, y };
}

/** Where a name may stand, each with what its place costs before it covers anything. @param {Point[]} hull @param {{width: number, height: number}} size @param {number[]} xs */
function placesAt(hull, size, xs) {
  const area = size.width * size.height;
  const top = Math.min(...hull.map((corner) => corner.y));
  const down = (/** @type {number} */ y) => (y - top) * size.height * 0.25;
  const onEdge = LIFTS.flatMap((lift) => xs.map((x) => {
    const y = upperEdge(hull, x);
    return { x, y: y - lift * size.height, start: down(y) + (lift ? area * 0.15 : 0) };
  }));
  const around = xs.flatMap((x) => {
    const [high, low] = [edgeOver(hull, x, size.width, true), edgeOver(hull, x, size.width, false)];
    return [
      { x, y: high - size.height * 0.55, start: down(high) + area * 0.2 },
      { x, y: low, start: area * 0.6 }, { x, y: low + size.height * 0.55, start: area * 0.7 },
    ];
  });
  return [...onEdge, ...around];
}

/** How high, or how low, the hull reaches anywhere within a width around x. @param {Point[]} hull @param {number} x @param {number} width @param {boolean} isUpper */
function edgeOver(hull, x, width, isUpper) {
  const side = isUpper ? hull : hull.map((corner) => ({ x: corner.x, y: -corner.y }));
  const inside = side.filter((corner) => Math.abs(corner.x - x) <= width / 2).map((corner) => corner.y);
  const edge = Math.min(upperEdge(side, x - width / 2), upperEdge(side, x + width / 2), upperEdge(side, x), ...inside);
  return isUpper ? edge : -edge;
}

/** The rectangle of a size around a point. @param {Point} middle @param {{width: number, height: number}} size @returns {Rect} */
export function boxAt(middle, size) {
  return {
    x1: middle.x - size.width / 2, x2: middle.x + size.width / 2,
    y1: middle.y - size.height / 2, y2: middle.y + size.height / 2,
  };
}

/** The area that two rectangles share. @param {Rect} a @param {Rect} b */
export function overlap(a, b) {
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Height of the hull's upper side at x. @param {Point[]} hull @param {number} x */
export function upperEdge(hull, x) {
  const heights = hull.flatMap((a, index) => {
    const b = hull[(index + 1) % hull.length];
    if (x < Math.min(a.x, b.x) || x > Math.max(a.x, b.x)) return [];
    return a.x === b.x ? [Math.min(a.y, b.y)] : [a.y + ((x - a.x) / (b.x - a.x)) * (b.y - a.y)];
  });
  return heights.length ? Math.min(...heights) : Math.min(...hull.map((corner) => corner.y));
}

/** @param {Point[]} hull @param {number} least */
function withoutShortSides(hull, least) {
  const kept = hull.filter((corner, index) => {
    const before = hull[(index + hull.length - 1) % hull.length];
    return Math.hypot(corner.x - before.x, corner.y - before.y) > least * 0.4;
  });
  return kept.length >= 3 ? kept : hull;
}

/** @param {Point} o @param {Point} a @param {Point} b */
function cross(o, a, b) {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/** @param {Point} from @param {Point} to @param {number} distance @returns {Point} */
function towards(from, to, distance) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const share = Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** @param {Point} point */
function xy(point) {
  return `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
}
