// @ts-check
/** Tells a screen reader what others do, at a rate that a person can listen to. */

import { el } from "./dom.js";
import { sentence, summary } from "./sentences.js";

const PAUSE_MS = 4000;
/** Moving a few aside is not worth a sentence. */
const FEW = 5;

export class Announcer {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("div", { class: "unseen", role: "status", "aria-live": "polite", "data-testid": "announcer" });
    screen.root.append(this.node);
    /** @type {any[]} */
    this.waiting = [];
    this.last = -Infinity;
    screen.on("map", ({ changes }) => this.take(changes));
    screen.on("gone", () => clearTimeout(this.timer));
  }

  /** @param {any[]} changes */
  take(changes) {
    const count = changes.length;
    const named = this.screen.log.slice(0, count).reverse();
    this.waiting.push(...named.filter((change) => change.by_id !== this.screen.you.id && !isSmall(change)));
    if (!this.waiting.length || this.timer) return;
    const wait = Math.max(0, this.last + PAUSE_MS - performance.now());
    this.timer = setTimeout(() => this.speak(), wait);
  }

  speak() {
    this.timer = undefined;
    this.last = performance.now();
    this.node.textContent = summary(this.waiting, this.screen.speech);
    this.waiting = [];
  }

  /** Say something now, such as what the reader's own key has done. @param {string} text */
  say(text) {
    this.node.textContent = text;
  }

  /** @param {any} change */
  sentenceOf(change) {
    return sentence(change, this.screen.speech);
  }
}

/** @param {any} change */
function isSmall({ kind, payload }) {
  return kind === "moved" && Object.keys(payload.positions).length <= FEW;
}
