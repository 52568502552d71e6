import assert from "node:assert/strict";
import { test } from "node:test";

import { hushed } from "../../sotecin_graph/live/canvas/hushing.js";

const box = (x, y, width = 100, height = 20) => ({ x1: x, x2: x + width, y1: y, y2: y + height });

test("of words that run into each other the weightier are read", () => {
  const words = [{ id: "a", box: box(0, 0), weight: 1 }, { id: "b", box: box(60, 5), weight: 9 }, { id: "c", box: box(300, 0), weight: 0 }];
  assert.deepEqual([...hushed(words, [])], ["a"]);
});

test("words give way to a shape that is not their own", () => {
  const words = [{ id: "a", box: box(0, 0), weight: 1 }];
  assert.deepEqual([...hushed(words, [{ id: "a", box: box(0, 0) }])], []);
  assert.deepEqual([...hushed(words, [{ id: "b", box: box(80, 0) }])], ["a"]);
});

test("words that only touch are both read", () => {
  assert.equal(hushed([{ id: "a", box: box(0, 0), weight: 1 }, { id: "b", box: box(98, 0), weight: 1 }], []).size, 0);
});
