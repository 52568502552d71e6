import assert from "node:assert/strict";
import { test } from "node:test";

import { contains, convexHull, hullAround, namePlace, overlap, roundedPath, upperEdge } from "../../sotecin_graph/live/canvas/outline.js";

const square = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }];

test("the hull leaves out what lies inside and on its edges", () => {
  const hull = convexHull([...square, { x: 5, y: 5 }, { x: 5, y: 0 }]);
  assert.deepEqual(new Set(hull.map(({ x, y }) => `${x},${y}`)), new Set(["0,0", "10,0", "10,10", "0,10"]));
});

test("the hull around rectangles keeps its distance from each", () => {
  const hull = hullAround([{ x1: 0, y1: 0, x2: 10, y2: 10 }, { x1: 100, y1: 40, x2: 120, y2: 60 }], 8);
  for (const point of [{ x: -7, y: -7 }, { x: 127, y: 67 }]) assert.ok(contains(hull, point));
  for (const point of [{ x: -9, y: 0 }, { x: 129, y: 50 }, { x: 100, y: -5 }]) assert.ok(!contains(hull, point));
});

test("a single element has an outline too", () => {
  assert.equal(hullAround([{ x1: 0, y1: 0, x2: 10, y2: 10 }], 5).length, 4);
});

test("the path is closed and rounds each corner", () => {
  const path = roundedPath(square, 3);
  assert.equal(path.match(/Q/g).length, 4);
  assert.ok(path.startsWith("M") && path.endsWith("Z"));
  assert.equal(roundedPath([], 3), "");
});

test("the name stands on the upper edge, away from what it would cover", () => {
  const hull = [{ x: 0, y: 0 }, { x: 600, y: 0 }, { x: 600, y: 300 }, { x: 0, y: 300 }];
  const size = { width: 120, height: 30 };
  assert.deepEqual(namePlace(hull, size, []), { x: 300, y: 0 });
  const place = namePlace(hull, size, [{ x1: 200, y1: -20, x2: 400, y2: 20 }]);
  assert.equal(overlap({ x1: place.x - 60, x2: place.x + 60, y1: -15, y2: 15 }, { x1: 200, y1: -20, x2: 400, y2: 20 }), 0);
});

test("the upper edge of a slope is found between its corners", () => {
  assert.equal(upperEdge([{ x: 0, y: 10 }, { x: 10, y: 0 }, { x: 10, y: 20 }, { x: 0, y: 20 }], 5), 5);
});

test("a name that is wider than its hull keeps off the name beside it", () => {
  const hull = [{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 80 }, { x: 0, y: 80 }];
  const other = { x1: 60, y1: -35, x2: 400, y2: 5 };
  const size = { width: 180, height: 40 };
  const { x, y } = namePlace(hull, size, [other, other, other]);
  assert.equal(overlap({ x1: x - 90, x2: x + 90, y1: y - 20, y2: y + 20 }, other), 0);
});

test("a name that would cover cards wherever it stands on the edge goes on top of the hull, touching it", () => {
  const hull = [{ x: 0, y: 100 }, { x: 300, y: 0 }, { x: 600, y: 100 }, { x: 600, y: 400 }, { x: 0, y: 400 }];
  const cards = Array.from({ length: 6 }, (_, index) => ({ x1: index * 100 + 2, x2: index * 100 + 98, y1: 30 + Math.abs(250 - index * 100) / 3, y2: 160 }));
  const size = { width: 220, height: 44 };
  const { x, y } = namePlace(hull, size, cards);
  const box = { x1: x - 110, x2: x + 110, y1: y - 22, y2: y + 22 };
  assert.equal(cards.reduce((sum, card) => sum + overlap(box, card), 0), 0);
  assert.ok(box.y2 >= -10 && box.y1 > -60);
});

test("where another name stands a name goes elsewhere, though it cost an element", () => {
  const hull = [{ x: 0, y: 0 }, { x: 600, y: 0 }, { x: 600, y: 300 }, { x: 0, y: 300 }];
  const name = { x1: -200, x2: 800, y1: -60, y2: 40 };
  const { y } = namePlace(hull, { width: 120, height: 30 }, [], [name]);
  assert.ok(y > 55 || y < -75);
});
