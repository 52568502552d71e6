// @ts-check
/** The map at every revision of its past: whole pictures at intervals, and the changes between them. Pure. */

import { nameOf } from "./sentences.js";
import { applyAll } from "./state.js";

/** @typedef {import("./types.js").MapState} MapState */
/** @typedef {import("./types.js").ChangeWire} ChangeWire */

/** How many changes lie between two whole pictures: what a step of the slider has to apply at most. */
export const EVERY = 64;

export class Timeline {
  /** @param {MapState} base the map before the first change */
  constructor(base) {
    this.base = base;
    this.latest = base;
    /** @type {(ChangeWire & {name: string})[]} */ this.changes = [];
    this.pictures = [base];
    /** @type {{revision: number, state: MapState}} the last answer: neighbours are the usual next question */
    this.near = { revision: base.revision, state: base };
  }

  get first() {
    return this.base.revision;
  }

  get last() {
    return this.latest.revision;
  }

  /** Take the next changes; those that are known are passed over. False where one is missing. @param {ChangeWire[]} changes */
  add(changes) {
    for (const change of changes) {
      if (change.revision <= this.last) continue;
      const { state, hasGap } = applyAll(this.latest, [change]);
      if (hasGap) return false;
      this.changes.push({ ...change, name: nameOf(change, state, this.latest) });
      this.latest = state;
      if (this.changes.length % EVERY === 0) this.pictures.push(state);
    }
    return true;
  }

  /** @param {number} revision @returns {MapState} */
  stateAt(revision) {
    const at = Math.min(Math.max(revision, this.first), this.last);
    if (at === this.last) return this.latest;
    const steps = at - this.first;
    const picture = Math.floor(steps / EVERY);
    const isOnward = this.near.revision <= at && this.near.revision > this.first + picture * EVERY;
    const from = isOnward ? this.near.state : this.pictures[picture];
    const { state } = applyAll(from, this.changes.slice(from.revision - this.first, steps));
    this.near = { revision: at, state };
    return state;
  }

  /** The change that led to a revision; none at the first. @param {number} revision @returns {(ChangeWire & {name: string})|undefined} */
  changeAt(revision) {
    return this.changes[revision - this.first - 1];
  }
}

/** What differs between two states of one past: what is unchanged is the same object in both. @param {MapState} before @param {MapState} after */
export function difference(before, after) {
  const ids = (/** @type {Map<string, any>} */ a, /** @type {Map<string, any>} */ b) => {
    const found = [];
    for (const [id, thing] of b) if (a.get(id) !== thing) found.push(id);
    for (const id of a.keys()) if (!b.has(id)) found.push(id);
    return found;
  };
  return { elements: ids(before.elements, after.elements), links: ids(before.links, after.links) };
}
