// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

class Field extends EventTarget {
  isConnected = true;
  constructor(/** @type {boolean} */ isOurs, /** @type {boolean} */ isChoice = false) { super(); this.isOurs = isOurs; this.isChoice = isChoice; }
  matches() { return this.isOurs; }
  closest() { return this.isChoice ? this : null; }
}
class Key extends Event {
  constructor(/** @type {string} */ type, /** @type {any} */ given) { super(type, given); Object.assign(this, { key: given.key, ctrlKey: given.ctrlKey }); }
}
const page = new EventTarget();
Object.assign(globalThis, { HTMLElement: Field, KeyboardEvent: Key, CSS: { escape: String }, document: page });
const { default: writing } = await import("../../sotecin_graph/live/canvas/writing.js");

/** @type {{at: number, then: () => void} | null} the one pause that is under way */
let pending = null;
let now = 0;
/** @param {number} ms */
function passes(ms) {
  now += ms;
  const due = pending && pending.at <= now ? pending : null;
  if (due) { pending = null; due.then(); }
}
/** One clock for the test: the module asks for it whenever it waits. */
function heldClock() {
  Object.assign(globalThis, {
    setTimeout: (/** @type {() => void} */ then, /** @type {number} */ ms) => (pending = { at: now + ms, then }),
    clearTimeout: (/** @type {any} */ which) => { if (which && which === pending) pending = null; },
  });
}

/** @param {Field} field */
function types(field) {
  const event = new Event("input");
  event.composedPath = () => [field];
  page.dispatchEvent(event);
}

/** @param {Field} field @param {number[]} pauses @returns {number} how often the field was handed on */
function handedOn(field, pauses) {
  let count = 0;
  field.addEventListener("keydown", (/** @type {any} */ event) => { if (event.key === "Enter" && event.ctrlKey) count += 1; });
  const stop = writing(/** @type {any} */ ({ data: { area: "a" }, parentElement: {} }));
  for (const pause of pauses) { types(field); passes(pause); }
  stop();
  types(field);
  passes(5000);
  return count;
}

test("what is written is handed on once, after a pause, and not after the form is gone", () => {
  const real = { setTimeout, clearTimeout };
  heldClock();
  assert.equal(handedOn(new Field(true), [100, 100, 800]), 1);
  assert.equal(handedOn(new Field(true), [800, 100]), 1);
  assert.equal(handedOn(new Field(false), [800]), 0, "fields elsewhere are left alone");
  assert.equal(handedOn(new Field(true, true), [800]), 0, "looking for a choice is no writing");
  Object.assign(globalThis, real);
});
