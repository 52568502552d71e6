// @ts-check
/** What did not work, beside what it concerns; and the state of the line. */

import { el, icon } from "./dom.js";

const READING_MS = 9000;
const PATIENCE_MS = 700;

export class Notices {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.words = el("span");
    this.count = el("span");
    this.waiting = el("strong", { "data-testid": "waiting" });
    this.banner = el("div", { class: "banner", role: "status", hidden: true, "data-testid": "offline" }, icon("offline"), el("p", {}, this.words, " ", this.waiting, " ", this.count));
    this.corner = el("div", { class: "corner" });
    screen.parts.stage.append(this.banner, this.corner);
    screen.on("status", (status) => this.line(status));
    screen.on("waiting", (count) => { this.waiting.textContent = count ? screen.speech.count("waiting", count) : ""; });
    screen.on("gone", () => this.stop());
  }

  /**
   * Tell of a refusal where it belongs: near an element or link, else in the corner.
   * @param {string} text @param {{near?: string|null}} [where]
   */
  say(text, { near = null } = {}) {
    for (const same of this.screen.root.querySelectorAll(".notice")) if (same.querySelector("p")?.textContent === text) same.remove();
    const close = el("button", { type: "button", class: "plain small", "aria-label": this.screen.speech.say("close") }, icon("close", 16));
    const note = el("div", { class: "notice", role: "alert", "data-testid": "notice" }, icon("alert"), el("p", {}, text), close);
    const thing = near ? this.screen.view.cy.getElementById(near) : null;
    const end = () => { clearTimeout(timer); note.remove(); };
    const timer = setTimeout(end, READING_MS);
    close.addEventListener("click", end);
    if (thing?.nonempty?.()) this.pin(note, thing);
    else this.corner.append(note);
  }

  /** @param {HTMLElement} note @param {any} thing */
  pin(note, thing) {
    const { over, stage } = this.screen.parts;
    const box = thing.renderedBoundingBox({ includeOverlays: false });
    const x = Math.min(Math.max((box.x1 + box.x2) / 2, 150), stage.clientWidth - 150);
    const isLow = box.y2 > stage.clientHeight - 130;
    note.style.left = `${x}px`;
    note.style.top = `${isLow ? box.y1 - 10 : box.y2 + 10}px`;
    note.classList.add("pinned", isLow ? "above" : "below");
    over.append(note);
  }

  /** The line is gone for good. @param {string} text */
  lasting(text) {
    this.stop();
    this.words.textContent = text;
    this.count.textContent = "";
    this.banner.hidden = false;
  }

  /** @param {{status: string, retryMs: number|null}} line */
  line({ status, retryMs }) {
    this.stop();
    if (status === "live") this.banner.hidden = true;
    if (status !== "offline") return;
    this.words.textContent = this.screen.speech.say("offline");
    const until = performance.now() + (retryMs ?? 0);
    this.timer = setTimeout(() => { this.banner.hidden = false; this.tick(until, retryMs !== null); }, this.banner.hidden ? PATIENCE_MS : 0);
  }

  /** @param {number} until @param {boolean} isCounting */
  tick(until, isCounting) {
    const left = Math.ceil((until - performance.now()) / 1000);
    this.count.textContent = isCounting && left > 0 ? this.screen.speech.count("offline.again", left) : "";
    if (isCounting && left > 0) this.timer = setTimeout(() => this.tick(until, isCounting), 1000);
  }

  stop() {
    clearTimeout(this.timer);
  }
}
