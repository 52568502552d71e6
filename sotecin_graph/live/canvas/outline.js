// @ts-check
/** Geometry of the dotted outlines around clusters: hull, rounded path, and where its name covers least. Pure. */

/** @typedef {import("./types.js").Point} Point */
/** @typedef {import("./types.js").Rect} Rect */

/** How far above or below the edge a name may stand that has no room on it, in heights of its own. */
const LIFTS = [0, 0.85, -0.85];
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
 * The middle of the hull's name: on the upper edge, of seven places the one that covers least; or just above or
 * below it, where every place on the edge would cover another name.
 * @param {Point[]} hull @param {{width: number, height: number}} size @param {Rect[]} obstacles @returns {Point}
 */
export function namePlace(hull, size, obstacles) {
  const left = Math.min(...hull.map((corner) => corner.x)) + size.width / 2;
  const right = Math.max(...hull.map((corner) => corner.x)) - size.width / 2;
  const middle = (left + right) / 2;
  const reach = right > left ? (right - left) / 2 : ASIDE * size.width;
  const top = Math.min(...hull.map((corner) => corner.y));
  const area = size.width * size.height;
  const places = LIFTS.flatMap((lift) => [0, -1, 1, -2, 2, -3, 3].map((step) => {
    const x = middle + (step / 3) * reach * 0.82;
    const y = upperEdge(hull, x);
    const rect = boxAt({ x, y: y - lift * size.height }, size);
    const start = (y - top) * size.height * 0.25 + (lift ? area * 0.15 : 0);
    return { x, y: y - lift * size.height, cost: obstacles.reduce((sum, other) => sum + overlap(rect, other), start) };
  }));
  const { x, y } = places.reduce((best, place) => (place.cost < best.cost ? place : best));
  return { x, y };
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
