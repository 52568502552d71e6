import assert from "node:assert/strict";
import { test } from "node:test";

import { isHeld, minutesAndSeconds, offsetOf, paced, remaining } from "../../sotecin_graph/live/canvas/clock.js";

const start = Date.parse("2026-11-22T10:00:00+00:00");
const workshop = (more = {}) => ({ state: "open", step: 1, step_started_at: "2026-11-22T10:00:00+00:00", steps: [{ minutes: 5 }, { minutes: 25 }], ...more });

test("the timer counts to the step's start and minutes", () => {
  assert.deepEqual(remaining(workshop(), start + 740_000), { total: 1500, left: 760, share: 1 - 760 / 1500 });
});

test("over time is negative and all of it is used up", () => {
  assert.deepEqual(remaining(workshop(), start + 1_510_000), { total: 1500, left: -10, share: 1 });
});

test("a step that has not started shows its minutes; no workshop shows nothing", () => {
  assert.deepEqual(remaining(workshop({ step_started_at: null }), start), { total: 1500, left: null, share: 0 });
  assert.deepEqual(remaining(null, start), { total: 0, left: null, share: 0 });
  assert.deepEqual(remaining(workshop({ state: "closed" }), start), { total: 0, left: null, share: 0 });
});

test("a browser whose clock is wrong goes by the server's", () => {
  const wrong = start - 3_600_000;
  assert.equal(wrong + offsetOf("2026-11-22T10:00:00+00:00", wrong), start);
  assert.equal(offsetOf("no time", wrong), 0);
});

test("seconds have two digits", () => {
  assert.deepEqual([760, 5, 0, -65].map(minutesAndSeconds), ["12:40", "0:05", "0:00", "1:05"]);
});

test("a single change is shown at once, a burst at most four times a second", () => {
  let now = 0;
  const timers = [];
  const seen = [];
  const take = paced((items) => seen.push([now, items]), 250, { now: () => now, later: (run, ms) => timers.push({ at: now + ms, run }) });
  const until = (time) => { while (timers[0]?.at <= time) { now = timers[0].at; timers.shift().run(); } now = time; };
  take([1]);
  for (const time of [10, 20, 100, 260, 270]) { until(time); take([time]); }
  until(1000);
  assert.deepEqual(seen, [[0, [1]], [250, [10, 20, 100]], [500, [260, 270]]]);
});

test("a held timer stands, and minutes that were added count", () => {
  const ends = "2026-11-22T10:27:00+00:00";
  const held = workshop({ timer: { ends_at: ends, paused_at: "2026-11-22T10:20:00+00:00", rung_at: null } });
  const going = workshop({ timer: { ends_at: ends, paused_at: null, rung_at: null } });

  assert.deepEqual([start + 1_300_000, start + 1_500_000].map((now) => remaining(held, now).left), [420, 420]);
  assert.deepEqual([start + 1_500_000, start + 1_680_000].map((now) => remaining(going, now).left), [120, -60]);
  assert.deepEqual([isHeld(held), isHeld(going), isHeld(null)], [true, false, false]);
});
