import assert from "node:assert/strict";
import { test } from "node:test";

import { lockOf } from "../../sotecin_graph/live/canvas/locks.js";

const [guest, leader] = [{ may: ["contribute"] }, { may: ["contribute", "facilitate"] }];
const workshop = (levers, state = "open") => ({ state, levers: { is_locked: false, locked: ["a"], hides_cursors: false, lead: null, ...levers } });

test("a locked element says who may change it, and by whom they are led", () => {
  assert.equal(lockOf("a", workshop({}), guest), "locked.this");
  assert.equal(lockOf("a", workshop({ lead: { id: "x", name: "Ilse" } }), guest), "locked.this.led");
  assert.equal(lockOf("a", workshop({}), leader), "locked.mine");
});

test("what is not locked is open, and so is everything once the workshop is over", () => {
  assert.equal(lockOf("b", workshop({}), guest), null);
  assert.equal(lockOf("a", workshop({}, "closed"), guest), null);
  assert.equal(lockOf("a", null, guest), null);
});

test("a locked map locks each element", () => {
  assert.equal(lockOf("b", workshop({ is_locked: true }), guest), "locked.this");
});
