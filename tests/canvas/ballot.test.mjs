import assert from "node:assert/strict";
import { test } from "node:test";

import { meets, newest } from "../../sotecin_graph/live/canvas/ballot.js";

const ballot = (round, mine) => ({ round, mine, left: 3 });

test("what the socket has told of a round is not taken back by a page that was drawn before", () => {
  assert.deepEqual(newest(ballot(1, { a: 2 }), ballot(1, {})).mine, { a: 2 });
});

test("a page of another round brings another ballot", () => {
  assert.deepEqual(newest(ballot(1, { a: 2 }), ballot(2, { b: 1 })).mine, { b: 1 });
  assert.deepEqual(newest(null, ballot(1, { a: 2 })).mine, { a: 2 });
});

test("a challenge is found by words of its name and its problem, in any order and with any accents", () => {
  const challenge = { name: "Țesături pierdute", problem: "Nobody collects coats" };
  assert.deepEqual(["coats tesaturi", "COATS", "wet"].map((wanted) => meets(challenge, wanted)), [true, true, false]);
});
