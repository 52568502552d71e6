// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { shadeOf } from "../../sotecin_graph/live/canvas/style.js";

const INK = "#212435";

/** @param {string} colour */
const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

test("shades of ink are all different and none can be told from the ink", () => {
  const shades = Array.from({ length: 512 }, (_, number) => shadeOf(INK, number));

  const far = shades.filter((shade) => channels(shade).some((value, at) => Math.abs(value - channels(INK)[at]) > 7));

  assert.equal(new Set(shades).size, 512);
  assert.deepEqual(far, []);
});
