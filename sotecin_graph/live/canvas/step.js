// @ts-check
/**
 * The line above a participant's task: step and time, by the server's clock. The server tells when the workshop has gone
 * on; then, and only then, the page is drawn anew.
 */

import { minutesAndSeconds, offsetOf } from "./clock.js";
import { el, fill, icon } from "./dom.js";
import { Feed } from "./feed.js";

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
    this.node = host.querySelector(".step-line");
    this.isOffline = false;
    this.ringsUntil = 0;
    this.feed = new Feed(addressOf(this.given.map), this.given.ticket, {
      revision: () => null,
      message: (frame) => this.hear(frame),
      status: (status) => { this.isOffline = status === "offline"; this.show(); },
      ticketNeeded: () => this.ask(),
      refusedAccess: () => this.ask(),
    });
    this.clock = setInterval(() => this.show(), 1000);
    this.wakes = () => { if (document.visibilityState === "visible") this.feed.retryNow(); };
    for (const [where, what] of this.wakings) where.addEventListener(what, this.wakes);
    this.show();
  }

  /** A phone that wakes and a network that is back are heard of at once. @returns {[EventTarget, string][]} */
  get wakings() {
    return [[globalThis, "online"], [globalThis, "pageshow"], [document, "visibilitychange"]];
  }

  /** The page has been drawn anew. @param {any} component */
  update(component) {
    this.component = component;
    this.given = component.data;
    this.feed.renew(this.given.ticket);
    this.take(this.given.moment);
  }

  /** @param {any} frame */
  hear(frame) {
    if (frame.type !== "moment") return;
    this.offset = offsetOf(frame.now, Date.now());
    this.take(frame);
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
    for (const [where, what] of this.wakings) where.removeEventListener(what, this.wakes);
    this.feed.dispose();
  }
}

/** @param {string} map */
function addressOf(map) {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live/steps/${encodeURIComponent(map)}`;
}

/** @type {WeakMap<object, {line: StepLine, dispose: () => void}>} */
const mounted = new WeakMap();

/** @param {any} component {data, parentElement, setTriggerValue} */
export default function mount(component) {
  const host = component.parentElement;
  const known = mounted.get(host);
  if (known) {
    known.line.update(component);
    return known.dispose;
  }
  const line = new StepLine(host, component);
  const dispose = () => {
    mounted.delete(host);
    line.dispose();
  };
  mounted.set(host, { line, dispose });
  return dispose;
}
