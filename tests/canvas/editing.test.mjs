import assert from "node:assert/strict";
import { test } from "node:test";

import { arrangedAround } from "../../sotecin_graph/live/canvas/arranged.js";
import { inside, reach } from "../../sotecin_graph/live/canvas/lasso_shape.js";
import { isOneSort, under } from "../../sotecin_graph/live/canvas/merging.js";
import { askedBy } from "../../sotecin_graph/live/canvas/shortcuts.js";
import { both, parted } from "../../sotecin_graph/live/canvas/wordings.js";

const one = (id, kind, x, y) => ({ id, kind, x, y });
const key = (name, held = {}) => askedBy({ key: name, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

test("a lasso holds what lies within its line, bays left out", () => {
  const line = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }, { x: 5, y: 2 }, { x: 0, y: 10 }];
  assert.deepEqual([[1, 1], [9, 5], [5, 8], [-1, 5], [11, 1]].map(([x, y]) => inside(line, { x, y })), [true, true, false, false, false]);
  assert.deepEqual([reach(line), inside([{ x: 1, y: 1 }], { x: 1, y: 1 })], [10, false]);
});

test("elements from elsewhere keep their arrangement around a point", () => {
  const placed = arrangedAround([one("a", "", 100, 100), one("b", "", 300, 200)], { x: 0, y: 0 });
  assert.deepEqual([placed, arrangedAround([], { x: 0, y: 0 })], [{ a: [-100, -50], b: [100, 50] }, {}]);
});

test("held over one of its sort means the nearest within reach", () => {
  const others = [one("nearest", "industry", 5, 5), one("near", "civil", 20, 0), one("card", "challenge", 0, 0), one("far", "civil", 90, 0)];
  assert.equal(under(one("held", "industry", 0, 0), others)?.id, "nearest");
  assert.equal(under(one("held", "challenge", 60, 20), others)?.id, "card");
  assert.equal(under(one("held", "civil", 500, 0), others), null);
});

test("a stakeholder and a challenge are not one sort", () => {
  assert.deepEqual([isOneSort(one("a", "civil"), one("b", "nature")), isOneSort(one("a", "civil"), one("b", "challenge")), isOneSort(null, null)], [true, false, false]);
});

test("keys ask for undo, redo and all, on every keyboard", () => {
  assert.deepEqual([key("z", { ctrlKey: true }), key("Z", { metaKey: true, shiftKey: true }), key("y", { ctrlKey: true }), key("a", { metaKey: true })], ["undo", "redo", "redo", "all"]);
  assert.deepEqual([key("z"), key("z", { ctrlKey: true, altKey: true }), key("c", { ctrlKey: true }), key("a", { ctrlKey: true, shiftKey: true })], [null, null, null, null]);
});

test("two wordings are parted where they differ, at whole words", () => {
  assert.deepEqual(parted("Dye and Finish Co-op", "Dye & Finish Co-op"), ["Dye", " and", " Finish Co-op"]);
  assert.deepEqual(parted("same", "same"), ["same", "", ""]);
  assert.deepEqual([parted("a a", "a").join("|"), parted("", "b").join("|")], ["a| a|", "||"]);
});

test("both together: lists united, texts joined, choices not at all", () => {
  assert.deepEqual(both("chains", ["plastics", "food"], ["textiles", "food"]), ["textiles", "food", "plastics"]);
  assert.deepEqual([both("name", "Mine", "Theirs"), both("note", "Mine", "Theirs"), both("problem", "More to it.", "It.")], ["Theirs / Mine", "Theirs\nMine", "It. More to it."]);
  assert.deepEqual([both("note", "Longer than that", "Longer"), both("kind", "civil", "nature"), both("is_circular", true, false), both("note", "", "x")], ["Longer than that", null, null, null]);
});
