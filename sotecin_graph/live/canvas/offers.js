// @ts-check
/** A short calm word at the lower edge of the map, with at most one thing to do about it. */

import { el } from "./dom.js";

const READING_MS = 9000;

export class Offers {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("div", { class: "offers", role: "status", "data-testid": "offers" });
    screen.parts.stage.append(this.node);
    screen.on("gone", () => clearTimeout(this.timer));
  }

  /** @param {string} text @param {{word: string, run: () => void}} [deed] */
  say(text, deed) {
    const button = deed ? el("button", { type: "button", "data-action": "offer", onclick: () => { this.close(); deed.run(); } }, deed.word) : null;
    this.node.replaceChildren(el("div", { class: "offer" }, el("p", {}, text), button));
    this.wait();
  }

  /** It goes by itself, but not from under a hand. */
  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.node.matches(":hover, :focus-within") ? this.wait() : this.close()), READING_MS);
  }

  close() {
    const isHere = this.node.contains(/** @type {any} */ (this.screen.root.getRootNode()).activeElement);
    this.node.replaceChildren();
    if (isHere) this.screen.parts.graph.focus({ preventScroll: true });
  }
}
