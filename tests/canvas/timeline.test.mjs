import assert from "node:assert/strict";
import { test } from "node:test";

import { apply, restore } from "../../sotecin_graph/live/canvas/state.js";
import { EVERY, Timeline, difference } from "../../sotecin_graph/live/canvas/timeline.js";

const empty = () => restore({ revision: 0, map: { id: "m", name: "" }, elements: [], links: [], clusters: [], workshop: null });
const element = (id) => ({ id, seq: 1, kind: "industry", name: id, x: 0, y: 0, votes: 0, versions: {} });
const change = (revision, kind, payload) => ({ revision, kind, payload, by: "Ilse", by_id: "p1", at: "" });
/** Adds, moves and removes in a fixed order that looks like none. */
const row = (length) => Array.from({ length }, (_, at) => {
  const id = `e${(at * 7) % 40}`;
  if (at % 5 === 4) return change(at + 1, "removed", { elements: [id], links: [] });
  return at % 3 ? change(at + 1, "placed", { elements: [element(id)], links: [] }) : change(at + 1, "moved", { positions: { [id]: [at, -at] } });
});

test("each moment is what the changes up to it make of the empty map", () => {
  const changes = row(4 * EVERY + 9);
  const timeline = new Timeline(empty());
  assert.equal(timeline.add(changes), true);
  const states = changes.reduce((all, one) => [...all, apply(all.at(-1), one)], [empty()]);
  for (const at of [0, 1, EVERY, EVERY + 1, 200, 3, 2, 4 * EVERY + 9, 4 * EVERY + 8, EVERY - 1, EVERY + 5, EVERY + 4]) assert.deepEqual(timeline.stateAt(at), states[at], `at ${at}`);
});

test("moments before the first and after the last are those", () => {
  const timeline = new Timeline(empty());
  timeline.add(row(10));
  assert.deepEqual([timeline.stateAt(-5).revision, timeline.stateAt(99).revision], [0, 10]);
});

test("known changes are passed over and a missing one is told", () => {
  const timeline = new Timeline(empty());
  timeline.add(row(10));
  assert.deepEqual([timeline.add(row(12)), timeline.last, timeline.add([change(20, "renamed", { name: "x" })]), timeline.last], [true, 12, false, 12]);
});

test("a change bears the name that its element had then", () => {
  const timeline = new Timeline(empty());
  timeline.add([change(1, "placed", { elements: [element("a")], links: [] }), change(2, "edited", { element: "a", values: { name: "Later" }, versions: { name: 1 } }),
    change(3, "removed", { elements: ["a"], links: [] })]);
  assert.deepEqual([1, 2, 3].map((at) => timeline.changeAt(at).name), ["a", "Later", "Later"]);
  assert.equal(timeline.changeAt(0), undefined);
});

test("only what differs is named, and what is gone", () => {
  const timeline = new Timeline(empty());
  timeline.add([change(1, "placed", { elements: ["a", "b", "c"].map(element), links: [] }), change(2, "moved", { positions: { b: [1, 1] } }), change(3, "removed", { elements: ["c"], links: [] })]);
  assert.deepEqual(difference(timeline.stateAt(1), timeline.stateAt(3)), { elements: ["b", "c"], links: [] });
  assert.deepEqual(difference(timeline.stateAt(3), timeline.stateAt(1)), { elements: ["b", "c"], links: [] });
});
