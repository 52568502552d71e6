import assert from "node:assert/strict";
import { test } from "node:test";

import { Grid, chopped, meets, pieceOf } from "../../sotecin_graph/live/canvas/grid.js";

const box = (x, y, size = 50) => ({ x1: x, x2: x + size, y1: y, y2: y + size });

/** A row of numbers that looks like chance and is the same each time. */
const dice = (seed) => () => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed / 2147483648; };

test("what touches a place is found, as if all had been looked at", () => {
  const roll = dice(7);
  const grid = new Grid();
  const parts = new Map();
  for (let index = 0; index < 400; index += 1) {
    const at = () => ({ x: roll() * 9000 - 4000, y: roll() * 6000 - 3000 });
    const made = index % 2 ? [pieceOf(at(), at())] : [box(at().x, at().y, roll() * 300)];
    parts.set(`n${index}`, made);
    grid.put(`n${index}`, made);
  }
  for (let index = 0; index < 60; index += 1) {
    const place = box(roll() * 9000 - 4000, roll() * 6000 - 3000, 10 + roll() * 500);
    const all = [...parts].filter(([, made]) => made.some((part) => meets(part, place))).map(([id]) => id);
    assert.deepEqual([...grid.near([place])].sort(), all.sort());
  }
});

test("a thing that has gone or moved is not found where it was", () => {
  const grid = new Grid();
  grid.put("a", [box(0, 0)]);
  grid.put("a", [box(5000, 5000)]);
  assert.deepEqual([...grid.near([box(0, 0)])], []);
  assert.deepEqual([...grid.near([box(5010, 5010)])], ["a"]);
  grid.drop("a");
  assert.deepEqual([...grid.near([box(5010, 5010)])], []);
  assert.equal(grid.squares.size, 0);
});

test("a link across the map touches what lies along it, not all of the box around it", () => {
  const link = pieceOf({ x: 0, y: 0 }, { x: 4000, y: 3000 });
  assert.ok(meets(link, box(2000, 1490)));
  assert.ok(!meets(link, box(2500, 500)));
});

test("a piece in boxes covers the same line with far less room", () => {
  const link = pieceOf({ x: 0, y: 0 }, { x: 4000, y: 3000 });
  const boxes = chopped(link, 100);
  const room = (some) => some.reduce((sum, one) => sum + (one.x2 - one.x1) * (one.y2 - one.y1), 0);
  assert.equal(boxes.length, 30);
  assert.ok(room(boxes) < room([link]) / 15);
  assert.deepEqual(chopped(box(0, 0, 900), 100), [box(0, 0, 900)]);
});

test("what has no end is looked at each time, and found", () => {
  const grid = new Grid();
  grid.put("all", [{ x1: -1e9, x2: 1e9, y1: -1e9, y2: 1e9 }]);
  assert.deepEqual([...grid.near([box(0, 0)])], ["all"]);
});
