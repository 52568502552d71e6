import assert from "node:assert/strict";
import { test } from "node:test";

import { USUAL, growth, measuresFor, numbersOf } from "../../sotecin_graph/live/canvas/sizes.js";
import { styleOf } from "../../sotecin_graph/live/canvas/style.js";
import { TOKENS } from "../../sotecin_graph/live/canvas/tokens.js";

const state = {
  elements: new Map([["a", { id: "a", kind: "industry", votes: 0 }], ["c", { id: "c", kind: "challenge", votes: 7 }]]),
  links: new Map([["1", { source: "a", target: "c" }], ["2", { source: "a", target: "a" }]]),
};

test("a measure has a number for whom it is about", () => {
  assert.deepEqual([...numbersOf(state, "votes")], [["c", 7]]);
  assert.deepEqual([...numbersOf(state, "links")], [["a", 2], ["c", 1]]);
  assert.deepEqual([...numbersOf(state, "between", { a: 0.4, gone: 1 })], [["a", 0.4]]);
});

test("the area grows with the number, never below the usual size, cards less than shapes", () => {
  assert.deepEqual([growth(0, 9, "civil"), growth(9, 9, "civil"), growth(9, 9, "challenge"), growth(3, 0, "civil")], [1, 1.6, 1.36, 1]);
  assert.ok(Math.abs(growth(3, 9, "civil") ** 2 - (1 + 1.56 / 3)) < 0.05);
});

test("nothing grown is smaller than usual, cards hardly wider, and words grow with their card", () => {
  const card = measuresFor("challenge", 1.35, false);
  assert.deepEqual(measuresFor("civil", 1.5, false), { grownWidth: 69, grownHeight: 69 });
  assert.ok(card.grownWidth < 183 && card.grownWords > 146 && card.grownLetters > 15.5 && card.raisedLetters > 22);
  assert.ok(Math.abs(card.grownWidth * card.grownHeight - 172 * 68 * 1.35 ** 2) < 40);
  assert.ok(measuresFor("challenge", 1.2, true).grownLetters < measuresFor("challenge", 1.2, false).grownLetters);
});

test("the usual sizes are those of the style", () => {
  const styled = Object.fromEntries(styleOf(TOKENS.light, true).filter(({ selector }) => /^node\[kind='\w+'\]$/.test(selector)).map(({ selector, style }) => [selector.slice(11, -2), style]));
  for (const [kind, [width, height]] of Object.entries(USUAL)) assert.deepEqual([styled[kind].width ?? 44, styled[kind].height ?? 44], [width, height], kind);
});
