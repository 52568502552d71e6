import assert from "node:assert/strict";
import { test } from "node:test";

import { timeOf, Turning } from "../../sotecin_graph/live/canvas/step.js";

const NOW = Date.parse("2026-05-04T10:00:00Z");
const until = (time, more = {}) => timeOf({ ends_at: time && `2026-05-04T${time}Z`, paused_at: null, ...more }, NOW);

test("time is told in minutes, in the last one in seconds, and when it is over", () => {
  assert.deepEqual(until("10:04:01"), { kind: "left", text: "5" });
  assert.deepEqual(until("10:01:00"), { kind: "left", text: "1" });
  assert.deepEqual(until("10:00:59"), { kind: "last", text: "0:59" });
  assert.deepEqual(until("10:00:00"), { kind: "over", text: "" });
});

test("a held timer and a step without one tell no time", () => {
  assert.equal(until("10:04:00", { paused_at: "2026-05-04T09:59:00Z" }).kind, "held");
  assert.equal(until(null).kind, "none");
});

test("a page is drawn anew once for each other task", () => {
  const turning = new Turning();
  assert.deepEqual(["a", "b", "b"].map((heard) => turning.calls("a", heard)), [false, true, false]);
  assert.equal(turning.calls("b", "b"), false);
  assert.equal(turning.calls("b", "a"), true);
});
