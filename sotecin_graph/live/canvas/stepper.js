// @ts-check
/** One's own dots on one challenge, with one more and one less: beside it on the map, and in the box of what is picked. */

import { el, fill, icon } from "./dom.js";

/** @param {import("./screen.js").MapScreen} screen @param {string} id @returns {HTMLElement} */
export function dotsOf(screen, id) {
  const { own, speech } = screen;
  const count = own.given.get(id) ?? 0;
  const turn = (/** @type {1|-1} */ by, /** @type {string} */ sign, /** @type {boolean} */ isOff) =>
    el("button", { type: "button", class: "round", "data-action": by > 0 ? "more-dots" : "less-dots", "aria-label": speech.say(by > 0 ? "dots.more" : "dots.less"),
      "aria-disabled": isOff ? "true" : null, onclick: () => own.give(id, by) }, icon(sign, 20));
  return el("div", { class: "stepper", role: "group", "aria-label": speech.say("dots.on") }, turn(-1, "minus", !count),
    el("output", { "data-testid": "my-dots" }, String(count)), turn(1, "plus", own.left < 1));
}

export class Stepper {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("div", { class: "on-card", hidden: true, "data-testid": "stepper" });
    screen.parts.over.append(this.node);
    for (const event of ["selected", "own", "map", "you", "mode", "past", "words"]) screen.on(event, () => this.show());
    screen.view.cy.on("viewport position", () => this.place());
    screen.root.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event), { capture: true });
  }

  /** The challenge that the dots are for. */
  get id() {
    const { own, selected } = this.screen;
    return own?.mayVote && own.takes(selected) ? selected : null;
  }

  show() {
    const { id } = this;
    this.node.hidden = !id;
    if (!id) return fill(this.node);
    fill(this.node, dotsOf(this.screen, id));
    // on a laptop the box beside the map has the same for the keyboard
    for (const button of this.node.querySelectorAll("button")) button.tabIndex = this.screen.mode === "phone" ? 0 : -1;
    this.place();
  }

  /** Below the card. */
  place() {
    const node = this.id && this.screen.view.cy.getElementById(this.id);
    if (!node || node.empty() || this.node.hidden) return;
    const { x, y } = node.renderedPosition();
    this.node.style.transform = `translate(${x}px, ${y + node.renderedOuterHeight() / 2 + 8}px) translate(-50%, 0)`;
  }

  /** + and − where a challenge is picked, on the map and in its row. @param {KeyboardEvent} event */
  key(event) {
    const by = event.key === "+" || event.key === "=" ? 1 : event.key === "-" || event.key === "−" ? -1 : 0;
    const target = /** @type {any} */ (event.composedPath()[0]);
    const row = target.closest?.("tr[data-id]")?.dataset.id;
    if (row && row !== this.screen.selected && by && this.screen.own.takes(row) && this.screen.own.mayVote) this.screen.select(row);
    if (!by || !this.id || !(row || target === this.screen.parts.graph || this.screen.parts.picked.node.contains(target))) return;
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches?.("input, textarea, select")) return;
    event.preventDefault();
    event.stopPropagation();
    this.screen.own.give(this.id, by);
  }
}
