// @ts-check
/** Where things stand, by squares of the paper: what touches a place is found by looking at few of them. Pure. */

import { touches } from "./boxes.js";

/** @typedef {import("./types.js").Rect} Rect */
/** @typedef {import("./types.js").Point} Point */
/** @typedef {Rect & {from?: Point, to?: Point}} Part a box; or a straight piece of a line within its box, `BREADTH` of which counts on each side */

/** In map units: the side of a square; and half the width that a link and its arrow take. */
const SIDE = 400;
export const BREADTH = 14;
/** What covers more squares than this is looked at each time. */
const MANY = 400;

export class Grid {
  constructor() {
    /** @type {Map<number, {id: string, part: Part}[]>} */
    this.squares = new Map();
    /** @type {Map<string, Set<number>>} the squares of each thing; null stands for all */
    this.places = new Map();
    /** @type {Map<string, Part[]>} */
    this.large = new Map();
  }

  /** @param {string} id @param {Part[]} parts */
  put(id, parts) {
    this.drop(id);
    /** @type {Set<number>} */
    const own = new Set();
    for (const part of parts) {
      const keys = squaresOf(part);
      if (!keys) { this.drop(id); this.large.set(id, parts); return; }
      for (const key of keys) {
        if (part.from && !meets(part, boxOf(key))) continue;
        const square = this.squares.get(key);
        if (square) square.push({ id, part });
        else this.squares.set(key, [{ id, part }]);
        own.add(key);
      }
      this.places.set(id, own);
    }
  }

  /** @param {string} id */
  drop(id) {
    this.large.delete(id);
    for (const key of this.places.get(id) ?? []) {
      const left = (this.squares.get(key) ?? []).filter((one) => one.id !== id);
      if (left.length) this.squares.set(key, left);
      else this.squares.delete(key);
    }
    this.places.delete(id);
  }

  /** The ids of all that touch one of these places. @param {Iterable<Rect>} places @returns {Set<string>} */
  near(places) {
    /** @type {Set<string>} */
    const found = new Set();
    for (const place of places) {
      for (const key of squaresOf(place) ?? this.squares.keys()) {
        for (const { id, part } of this.squares.get(key) ?? []) if (!found.has(id) && meets(part, place)) found.add(id);
      }
      for (const [id, parts] of this.large) if (!found.has(id) && parts.some((part) => meets(part, place))) found.add(id);
    }
    return found;
  }
}

/** True where a box, or the piece of a line in it with its breadth, touches a place. @param {Part} part @param {Rect} place */
export function meets(part, place) {
  if (!touches(part, place)) return false;
  const { from, to } = part;
  if (!from || !to) return true;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [x, y] = [(place.x1 + place.x2) / 2 - from.x, (place.y1 + place.y2) / 2 - from.y];
  const away = Math.abs(dx * y - dy * x);
  return away <= Math.abs(dy) * ((place.x2 - place.x1) / 2) + Math.abs(dx) * ((place.y2 - place.y1) / 2) + BREADTH * Math.hypot(dx, dy);
}

/** A straight piece of a line, with the box that it and its breadth take. @param {Point} from @param {Point} to @returns {Part} */
export function pieceOf(from, to) {
  return {
    x1: Math.min(from.x, to.x) - BREADTH, x2: Math.max(from.x, to.x) + BREADTH,
    y1: Math.min(from.y, to.y) - BREADTH, y2: Math.max(from.y, to.y) + BREADTH, from, to,
  };
}

/** A piece of a line as boxes, each at most so long; a box as it is. @param {Part} part @param {number} step @returns {Part[]} */
export function chopped(part, step) {
  const { from, to } = part;
  if (!from || !to) return [part];
  const count = Math.ceil(Math.min(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) / step);
  if (count < 2) return [part];
  const at = (/** @type {number} */ share) => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
  return Array.from({ length: count }, (_, index) => pieceOf(at(index / count), at((index + 1) / count)));
}

/** @param {Rect} rect @returns {number[]|null} null where it covers very many */
function squaresOf({ x1, x2, y1, y2 }) {
  const [left, right, top, bottom] = [x1, x2, y1, y2].map((at) => Math.floor(at / SIDE));
  if (!((right - left + 1) * (bottom - top + 1) <= MANY)) return null;
  const keys = [];
  for (let column = left; column <= right; column += 1) for (let row = top; row <= bottom; row += 1) keys.push(column * 65536 + row);
  return keys;
}

/** @param {number} key @returns {Rect} */
function boxOf(key) {
  const column = Math.round(key / 65536);
  const row = key - column * 65536;
  return { x1: column * SIDE, x2: (column + 1) * SIDE, y1: row * SIDE, y2: (row + 1) * SIDE };
}
