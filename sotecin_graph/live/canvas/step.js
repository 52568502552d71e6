// @ts-check
/**
 * The line above a participant's task: step and time, by the server's clock. The server tells when the workshop has gone
 * on; then, and only then, the page is drawn anew.
 */

import { Ballot } from "./ballot.js";
import { minutesAndSeconds, offsetOf } from "./clock.js";
import { el, fill, icon } from "./dom.js";
import { PageLine } from "./page_line.js";

/**
 * @typedef {{key: string, now: string, step: number|null, ends_at: string|null, paused_at: string|null, rung_at: string|null}} Moment
 * @typedef {{map: string, ticket: string, count: number, moment: Moment, words: Record<string, string>, isQuiet?: boolean}} Given
 */

const SPREAD_MS = 400;
const RING_MS = 8000;
/** Below this the seconds are told as well. */
const LAST_S = 60;

/** What the line says of the time. @param {Moment} moment @param {number} now the server's clock in ms @returns {{kind: "none"|"held"|"left"|"last"|"over", text: string}} */
export function timeOf(moment, now) {
  if (!moment.ends_at) return { kind: "none", text: "" };
  if (moment.paused_at) return { kind: "held", text: "" };
  const left = Math.ceil((Date.parse(moment.ends_at) - now) / 1000);
  if (left <= 0) return { kind: "over", text: "" };
  if (left < LAST_S) return { kind: "last", text: minutesAndSeconds(left) };
  return { kind: "left", text: String(Math.ceil(left / 60)) };
}

/** Which moments call for a page that is drawn anew, each once. */
export class Turning {
  constructor() {
    /** @type {string|null} */
    this.asked = null;
  }

  /** @param {string} drawn the key that the page was drawn for @param {string} heard @returns {boolean} */
  calls(drawn, heard) {
    if (heard === drawn) this.asked = null;
    if (heard === drawn || heard === this.asked) return false;
    this.asked = heard;
    return true;
  }
}

export class StepLine {
  /** @param {any} host @param {any} component */
  constructor(host, component) {
    this.component = component;
    /** @type {Given} */
    this.given = component.data;
    this.moment = this.given.moment;
    this.offset = offsetOf(this.moment.now, Date.now());
    this.turning = new Turning();
    this.node = el("div", { class: "step-line" });
    fill(host.querySelector(".told"), this.node);
    this.isOffline = false;
    this.ringsUntil = 0;
    this.line = PageLine.to(this.given.map, this.given.ticket);
    this.line.join(this);
    this.clock = setInterval(() => this.show(), 1000);
    this.show();
  }

  /** The page has been drawn anew; another step begins at its title. @param {any} component */
  update(component) {
    const before = this.given.moment.step;
    this.component = component;
    this.given = component.data;
    this.line.feed.renew(this.given.ticket);
    this.take(this.given.moment);
    if (this.given.moment.step !== before) this.node.scrollIntoView({ block: "start" });
  }

  /** @param {any} frame */
  hear(frame) {
    if (frame.type !== "moment") return;
    this.offset = offsetOf(frame.now, Date.now());
    this.take(frame);
  }

  /** @param {"connecting"|"live"|"offline"} status */
  status(status) {
    this.isOffline = status === "offline";
    this.show();
  }

  /** What is known of the workshop; the page and the socket may overtake each other. @param {Moment} moment */
  take(moment) {
    const before = this.moment;
    if (moment.now >= before.now) this.moment = moment;
    if (this.moment.rung_at && this.moment.rung_at !== before.rung_at) this.ring();
    if (!this.moment.rung_at) this.ringsUntil = 0;
    this.turn();
    this.show();
  }

  /** Have the page drawn where its task is another one; not all phones of a room in the same instant. */
  turn() {
    if (this.turning.calls(this.given.moment.key, this.moment.key)) this.later = setTimeout(() => this.ask(), Math.random() * SPREAD_MS);
  }

  /** Another page, with another ticket. */
  ask() {
    this.component.setTriggerValue("moved", `${this.moment.key} ${Date.now()}`);
  }

  ring() {
    this.ringsUntil = Date.now() + RING_MS;
    navigator.vibrate?.([200, 100, 200]);
  }

  show() {
    const { words, count } = this.given;
    const { step } = this.moment;
    const { kind, text } = timeOf(this.moment, Date.now() + this.offset);
    const said = { none: "", held: words.held, over: words.over, last: text, left: words.left.replace("{minutes}", text) }[kind];
    const seen = [step, kind, said, this.isOffline, Date.now() < this.ringsUntil].join("|");
    if (seen === this.seen) return;
    this.seen = seen;
    this.node.hidden = this.given.isQuiet === true; // something else on the page tells step and time
    fill(this.node,
      el("p", {}, step === null ? "" : words.step.replace("{number}", String(step + 1)).replace("{count}", String(count))),
      this.isOffline ? el("p", { class: "away", role: "status" }, icon("offline", 17), words.away) : null,
      said ? el("p", { class: `time ${kind}`, role: "timer", "data-testid": "step-time" }, icon(kind === "held" ? "pause" : "clock", 17), said) : null,
      Date.now() < this.ringsUntil ? el("p", { class: "ring", role: "alert" }, icon("bell", 22), words.rings) : null,
    );
  }

  dispose() {
    clearInterval(this.clock);
    clearTimeout(this.later);
    this.line.leave(this);
  }
}

/** @type {WeakMap<object, {part: StepLine|Ballot, dispose: () => void}>} */
const mounted = new WeakMap();

/** The line above the task, or the ballot in it; they share a module, and by it the page's socket. @param {any} component {data, parentElement, setTriggerValue} */
export default function mount(component) {
  const host = component.parentElement;
  const known = mounted.get(host);
  if (known) {
    known.part.update(component);
    return known.dispose;
  }
  const part = component.data.ballot ? new Ballot(host, component) : new StepLine(host, component);
  const dispose = () => {
    mounted.delete(host);
    part.dispose();
  };
  mounted.set(host, { part, dispose });
  return dispose;
}
