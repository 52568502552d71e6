import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Feed, waitBefore } from "../../sotecin_graph/live/canvas/feed.js";

/** The other end of the line: what was sent to it, and a hand to send something back. */
class Line {
  constructor(url) { this.url = url; this.sent = []; this.readyState = 0; Line.all.push(this); }
  open() { this.readyState = 1; this.onopen(); }
  send(text) { this.sent.push(JSON.parse(text)); }
  say(frame) { this.onmessage({ data: JSON.stringify(frame) }); }
  close(code) { this.readyState = 3; this.closedWith = code; }
  end(code) { this.readyState = 3; this.onclose({ code }); }
}

let told;
let revision;
const begin = () => {
  Line.all = [];
  told = [];
  revision = null;
  return new Feed("ws://here/live/maps/m", "ticket 1", {
    revision: () => revision, message: (frame) => told.push(frame.type), status: (status) => told.push(status),
    ticketNeeded: () => told.push("ticket needed"), refusedAccess: (code) => told.push(code),
  }, Line);
};
const welcome = (line) => { line.open(); line.say({ type: "welcome" }); };

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

test("hello carries ticket and the last revision known", () => {
  begin();
  Line.all[0].open();
  assert.deepEqual(Line.all[0].sent, [{ type: "hello", ticket: "ticket 1", since: null, epoch: null }]);
});

test("commands wait until the line is there and keep their ids over a break", () => {
  const feed = begin();
  feed.command("add_stakeholder", { name: "A" });
  welcome(Line.all[0]);
  const [, first] = Line.all[0].sent;
  revision = 7;
  Line.all[0].end(1012);
  mock.timers.tick(700);
  welcome(Line.all[1]);
  assert.deepEqual(Line.all[1].sent, [{ type: "hello", ticket: "ticket 1", since: 7, epoch: null }, first]);
});

test("an answered command is not sent again", async () => {
  const feed = begin();
  welcome(Line.all[0]);
  const answer = feed.command("tidy_up", {});
  Line.all[0].say({ type: "ack", id: Line.all[0].sent[1].id, result: {}, revision: 8 });
  assert.equal((await answer).revision, 8);
  Line.all[0].end(1006);
  mock.timers.tick(700);
  welcome(Line.all[1]);
  assert.equal(Line.all[1].sent.length, 1);
});

test("a refusal is told to whoever asked", async () => {
  const feed = begin();
  welcome(Line.all[0]);
  const answer = feed.command("vote", {});
  Line.all[0].say({ type: "refused", id: Line.all[0].sent[1].id, error: "StepForbids", message: "Not now." });
  await assert.rejects(answer, (refusal) => refusal.error === "StepForbids" && refusal.message === "Not now.");
});

test("a ticket that is not valid any more is asked for and then used", () => {
  const feed = begin();
  Line.all[0].open();
  Line.all[0].end(4401);
  assert.ok(told.includes("ticket needed"));
  feed.renew("ticket 2");
  Line.all[1].open();
  assert.equal(Line.all[1].sent[0].ticket, "ticket 2");
});

test("a closed door is not knocked at again", () => {
  begin();
  Line.all[0].open();
  Line.all[0].end(4403);
  mock.timers.tick(60_000);
  assert.deepEqual([Line.all.length, told.at(-1)], [1, 4403]);
});

test("when asking for what is missing does not help, it begins anew", () => {
  const feed = begin();
  welcome(Line.all[0]);
  revision = 5;
  for (let times = 0; times < 3; times += 1) feed.resync();
  mock.timers.tick(700);
  Line.all[1].open();
  assert.deepEqual(Line.all[0].sent.slice(1), [{ type: "resync", since: 5 }, { type: "resync", since: 5 }]);
  assert.equal(Line.all[1].sent[0].since, null);
});

test("waits grow from half a second to eight and are spread by a fifth", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 9].map((attempt) => waitBefore(attempt, 0.5)), [500, 1000, 2000, 4000, 8000, 8000]);
  assert.deepEqual([waitBefore(0, 0), waitBefore(0, 1)], [400, 600]);
});

test("a question is answered once, and asked again over a break", async () => {
  const feed = begin();
  welcome(Line.all[0]);
  const answer = feed.question("history", { since: 0 });
  const [, asked] = Line.all[0].sent;
  Line.all[0].end(1006);
  mock.timers.tick(700);
  welcome(Line.all[1]);
  assert.deepEqual([asked.type, Line.all[1].sent[1]], ["ask", asked]);
  Line.all[1].say({ type: "told", id: asked.id, answer: { revision: 9 } });
  assert.deepEqual([await answer, feed.questions.size], [{ revision: 9 }, 0]);
});

test("the epoch of the last welcome goes with the next hello", () => {
  begin();
  Line.all[0].open();
  Line.all[0].say({ type: "welcome", epoch: 3 });
  Line.all[0].end(1006);
  mock.timers.tick(700);
  Line.all[1].open();
  assert.equal(Line.all[1].sent[0].epoch, 3);
});

test("how many commands wait is told as they come and go", () => {
  const feed = begin();
  const counts = [];
  feed.ears.waiting = (count) => counts.push(count);
  feed.command("tidy_up", {});
  feed.command("find_clusters", {});
  welcome(Line.all[0]);
  Line.all[0].say({ type: "ack", id: Line.all[0].sent[1].id, result: {}, revision: 8 });
  assert.deepEqual(counts, [1, 2, 1]);
});
