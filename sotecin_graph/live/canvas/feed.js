// @ts-check
/**
 * The one line to the server: hello with the last revision known, changes in, commands out. It reconnects by itself,
 * keeps commands until they are answered, and asks again where a revision is missing.
 */

import { Outbox } from "./outbox.js";

/**
 * @typedef {{
 *   revision: () => number|null,
 *   message: (frame: any) => void,
 *   status: (status: "connecting"|"live"|"offline", retryMs: number|null) => void,
 *   ticketNeeded: () => void,
 *   refusedAccess: (code: number) => void,
 *   waiting?: (count: number) => void,
 * }} FeedEars
 */

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;
const TICKET_WAIT_MS = 8000;
const ENDINGS = new Set([4403, 4404]);

/** Wait before the n-th attempt to reconnect, spread so that a room does not return at once. @param {number} attempt @param {number} [chance] 0…1 */
export function waitBefore(attempt, chance = Math.random()) {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return Math.round(wait * (0.8 + 0.4 * chance));
}

export class Feed {
  /** @param {string} url @param {string} ticket @param {FeedEars} ears @param {any} [Socket] */
  constructor(url, ticket, ears, Socket = globalThis.WebSocket) {
    this.url = url;
    this.ticket = ticket;
    this.ears = ears;
    this.Socket = Socket;
    this.outbox = new Outbox();
    /** @type {Map<string, {resolve: (value: any) => void, reject: (reason: any) => void}>} */
    this.answers = new Map();
    /** Questions not yet answered, to be asked again when the line is back. @type {Map<string, any>} */
    this.questions = new Map();
    /** @type {number|null} what the server calls its past; another one after it was restored from a backup */
    this.epoch = null;
    this.attempt = 0;
    this.isWelcome = false;
    this.isWaitingForTicket = false;
    this.isEnded = false;
    this.resyncs = 0;
    /** @type {any} */
    this.socket = null;
    /** @type {any} */
    this.timer = null;
    this.connect();
  }

  /** Take a fresh ticket; if the server asked for one, go on at once. @param {string} ticket */
  renew(ticket) {
    if (ticket === this.ticket) return;
    this.ticket = ticket;
    if (this.isWaitingForTicket) this.connect();
  }

  /** Try now, without waiting for the next attempt. */
  retryNow() {
    if (!this.isEnded && !this.socket && !this.isWaitingForTicket) this.connect();
  }

  /** Drop the line, as when the browser says that it is offline; it comes back by itself. */
  drop() {
    this.socket?.close(4000);
    this.lost(4000);
  }

  /**
   * Send a command, now or when the line is back. Fulfilled with {result, revision}, rejected with a Refusal.
   * @param {string} name @param {any} args @returns {Promise<{result: any, revision: number}>}
   */
  command(name, args) {
    const command = this.outbox.add(name, args);
    const answer = new Promise((resolve, reject) => this.answers.set(command.id, { resolve, reject }));
    if (this.isWelcome) this.write(command);
    this.ears.waiting?.(this.outbox.size);
    return /** @type {any} */ (answer);
  }

  /**
   * Ask for something that changes nothing. Fulfilled with the answer, rejected with a Refusal.
   * @param {string} what @param {any} [more] @returns {Promise<any>}
   */
  question(what, more = {}) {
    const question = { type: "ask", id: this.outbox.newId(), what, ...more };
    this.questions.set(question.id, question);
    const answer = new Promise((resolve, reject) => this.answers.set(question.id, { resolve: (frame) => resolve(frame.answer), reject }));
    if (this.isWelcome) this.write(question);
    return answer;
  }

  /** @param {{x: number, y: number, selected: string|null}} cursor */
  point(cursor) {
    if (this.isWelcome) this.write({ type: "cursor", ...cursor });
  }

  /** Ask for what is missing; if that did not help, begin anew with a snapshot. */
  resync() {
    this.resyncs += 1;
    if (this.resyncs > 2) return this.startOver();
    this.write({ type: "resync", since: this.ears.revision() });
  }

  dispose() {
    this.isEnded = true;
    clearTimeout(this.timer);
    this.socket?.close(1000);
    this.socket = null;
  }

  connect() {
    clearTimeout(this.timer);
    this.isWaitingForTicket = false;
    this.ears.status("connecting", null);
    const socket = new this.Socket(this.url);
    this.socket = socket;
    socket.onopen = () => this.write({ type: "hello", ticket: this.ticket, since: this.since(), epoch: this.epoch });
    socket.onmessage = (/** @type {any} */ event) => this.socket === socket && this.hear(JSON.parse(event.data));
    socket.onclose = (/** @type {any} */ event) => this.socket === socket && this.lost(event.code);
  }

  since() {
    const since = this.needsSnapshot ? null : this.ears.revision();
    this.needsSnapshot = false;
    return since;
  }

  startOver() {
    this.needsSnapshot = true;
    this.resyncs = 0;
    this.attempt = 0;
    this.drop();
  }

  /** @param {any} frame */
  hear(frame) {
    if (frame.type === "welcome") this.welcomed(frame);
    if (frame.type === "told") this.answered(frame.id, (answer) => answer.resolve(frame));
    if (frame.type === "ack") this.answered(frame.id, (answer) => answer.resolve(frame));
    if (frame.type === "refused") this.answered(frame.id, (answer) => answer.reject(frame));
    this.ears.message(frame);
  }

  /** @param {any} frame */
  welcomed(frame) {
    this.isWelcome = true;
    this.epoch = frame.epoch ?? null;
    this.attempt = 0;
    this.ears.status("live", null);
    for (const frame of [...this.outbox.frames(), ...this.questions.values()]) this.write(frame);
  }

  /** @param {string} id @param {(answer: {resolve: Function, reject: Function}) => void} tell */
  answered(id, tell) {
    if (this.outbox.settle(id)) this.ears.waiting?.(this.outbox.size);
    this.questions.delete(id);
    const answer = this.answers.get(id);
    this.answers.delete(id);
    if (answer) tell(answer);
  }

  /** @param {number} code */
  lost(code) {
    this.socket = null;
    this.isWelcome = false;
    if (this.isEnded) return;
    if (ENDINGS.has(code)) {
      this.isEnded = true;
      this.ears.status("offline", null);
      this.ears.refusedAccess(code);
    } else if (code === 4401) {
      this.askForTicket();
    } else {
      const wait = waitBefore(this.attempt);
      this.attempt += 1;
      this.ears.status("offline", wait);
      this.timer = setTimeout(() => this.connect(), wait);
    }
  }

  /** The app may be away too: ask again until a fresh ticket has come. */
  askForTicket() {
    this.isWaitingForTicket = true;
    this.ears.status("offline", null);
    this.ears.ticketNeeded();
    this.timer = setTimeout(() => this.isWaitingForTicket && this.askForTicket(), TICKET_WAIT_MS);
  }

  /** @param {any} frame */
  write(frame) {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(frame));
  }
}
