// Many browsers' halves of the live map in one process: feed.js, outbox.js and state.js as they are, on real sockets.
// The load comes as JSON in the first argument; what each of them sent, was answered and shows at the end is printed.
//   {url, tickets, actors, edits, gapMs, hurry, break}      edits 0 = until a line comes on stdin
// break: "ids" sends what was not answered under new ids, "outbox" forgets it: both are controls that must fail.
import { createInterface } from "node:readline";

import { Feed } from "../../sotecin_graph/live/canvas/feed.js";
import { Outbox } from "../../sotecin_graph/live/canvas/outbox.js";
import { applyAll, restore } from "../../sotecin_graph/live/canvas/state.js";
import { fingerprint } from "./canonical.mjs";

const load = JSON.parse(process.argv[2]);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let isOver = false;

/** Every browser follows an error with a close; the socket of node 20 does not where the handshake was cut. */
class Socket extends WebSocket {
  constructor(url) {
    super(url);
    this.addEventListener("error", () => setTimeout(() => this.onclose?.({ code: 1006 })));
  }
}

class WithNewIds extends Outbox {
  frames() {
    const before = super.frames();
    this.waiting.clear();
    return before.map(({ name, args }) => this.add(name, args));
  }
}
class WithoutMemory extends Outbox {
  frames() {
    this.waiting.clear();
    return [];
  }
}
const OUTBOXES = { ids: WithNewIds, outbox: WithoutMemory };

class Client {
  constructor(actor) {
    this.actor = actor;
    this.state = null;
    this.sent = [];
    this.acked = {};
    this.newest = 0;
    this.edited = [];
    this.refused = [];
    this.opened = 0;
    this.gaps = 0;
    this.feed = new Feed(load.url, "none", this.ears(), Socket);
    if (load.break) this.feed.outbox = new OUTBOXES[load.break]();
  }

  ears() {
    return {
      revision: () => this.state?.revision ?? null,
      message: (frame) => this.hear(frame),
      status: (status) => { this.opened += status === "live" ? 1 : 0; },
      ticketNeeded: () => this.renew(),
      refusedAccess: (code) => this.refused.push(`closed ${code}`),
    };
  }

  async renew() {
    const answer = await fetch(`${load.tickets}?actor=${encodeURIComponent(this.actor)}`);
    this.feed.renew(await answer.text());
  }

  hear(frame) {
    if (frame.type === "snapshot") {
      this.state = restore(frame);
      this.feed.resyncs = 0;
    } else if (frame.type === "changes" && this.state) {
      const { state, hasGap } = applyAll(this.state, frame.changes);
      this.state = state;
      if (hasGap) { this.gaps += 1; this.feed.resync(); } else this.feed.resyncs = 0;
    }
  }

  send(number) {
    const mark = `${this.actor.split(":")[1]} ${number}`;
    this.sent.push(mark);
    const args = { name: mark, kind: "industry", x: 200 * (number % 30), y: 100 * this.sent.length };
    this.feed.command("add_stakeholder", args).then((ack) => {
      this.acked[mark] = ack.revision;
      this.newest = Math.max(this.newest, ack.revision);
      if (number % 2) this.edit(ack.result.element, mark);
    }, (refusal) => this.refuse(mark, refusal));
  }

  edit(element, mark) {
    const patch = { element, field: "note", base_version: 0, value: mark };
    this.feed.command("edit_element", patch).then((ack) => {
      this.edited.push(mark);
      this.newest = Math.max(this.newest, ack.revision);
    }, (refusal) => this.refuse(mark, refusal));
  }

  refuse(mark, refusal) { this.refused.push(`${mark}: ${refusal.error} ${refusal.message}`); }

  async write() {
    for (let number = 0; load.edits ? number < load.edits : !isOver; number += 1) {
      while (this.feed.outbox.size > 20) await pause(5);
      this.send(number);
      await pause(load.gapMs * 2 * Math.random());
    }
  }

  get isSettled() { return this.feed.outbox.size === 0 && this.feed.isWelcome && this.state; }

  said() {
    const { actor, sent, acked, edited, refused, opened, gaps, state } = this;
    return { actor, sent, acked, edited, refused, opened, gaps, revision: state.revision, fingerprint: fingerprint(state) };
  }
}

const everyone = load.actors.map((actor) => new Client(actor));
if (load.hurry) setInterval(() => everyone.forEach((client) => client.feed.retryNow()), load.hurry);
const settled = async (isDone) => { while (!everyone.every(isDone)) await pause(20); };
createInterface({ input: process.stdin }).on("line", () => { isOver = true; });
await settled((client) => client.isSettled);
console.log("ready");
await Promise.all(everyone.map((client) => client.write()));
await settled((client) => client.isSettled);
const newest = Math.max(...everyone.map((client) => client.newest));
// what a server acknowledged and lost never comes: that is told by what they show
const caughtUp = settled((client) => client.isSettled && client.state.revision >= newest);
await Promise.race([caughtUp, pause(load.patienceMs ?? 10_000)]);
await pause(100);
// a pipe takes 64 KiB at once: leave when it has taken all
process.stdout.write(`${JSON.stringify(everyone.map((client) => client.said()))}\n`, () => process.exit(0));
