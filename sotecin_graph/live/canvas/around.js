// @ts-check
/** Buttons that look around an element: so many links away, along its exchanges, or to another one. */

import { el, fill, icon } from "./dom.js";

/** @typedef {import("./looks.js").Look} Look */

export const MOST_HOPS = 3;

export class Around {
  /**
   * For the element that is picked; redrawn when another one is.
   * @param {import("./screen.js").MapScreen} screen
   */
  constructor(screen) {
    this.screen = screen;
    this.node = el("div", { class: "around", role: "group" });
    for (const event of ["selected", "lookout", "words"]) screen.on(event, () => this.show());
  }

  show() {
    const { selected, state, speech } = this.screen;
    const id = selected && state?.elements.has(selected) ? selected : null;
    this.node.hidden = !id;
    if (!id) return fill(this.node);
    this.node.setAttribute("aria-label", speech.say("look.around"));
    const focused = /** @type {any} */ (this.node.getRootNode()).activeElement?.dataset?.look;
    const hops = Array.from({ length: MOST_HOPS }, (_, index) => this.button(`hops ${index + 1}`, String(index + 1), { kind: "hops", id, most: index + 1 }, speech.say("look.hops", { most: index + 1 })));
    fill(this.node,
      el("div", { class: "row" }, el("span", { class: "soft" }, speech.say("look.within")), el("div", { class: "segments" }, ...hops), el("span", { class: "soft" }, speech.say("look.links"))),
      el("div", { class: "row" }, this.button("up", speech.say("look.up"), { kind: "stream", id, way: "up" }, "", "upstream"), this.button("down", speech.say("look.down"), { kind: "stream", id, way: "down" }, "", "downstream"), this.pathButton(id)));
    if (focused) /** @type {any} */ (this.node.querySelector(`[data-look="${focused}"]`))?.focus({ preventScroll: true });
  }

  /** @param {string} name @param {string} word @param {Look} look @param {string} label @param {string} [sign] */
  button(name, word, look, label, sign) {
    const isOn = JSON.stringify(look) === JSON.stringify(this.screen.lookout.look);
    return el("button", { type: "button", class: "outlined", "data-look": name, "aria-pressed": String(isOn), "aria-label": label || null, onclick: () => this.screen.lookout.lookAt(look) },
      sign ? icon(sign, 17) : null, word);
  }

  /** @param {string} id */
  pathButton(id) {
    const { lookout, speech } = this.screen;
    return el("button", { type: "button", class: "outlined", "data-look": "path", "aria-pressed": String(lookout.from === id), onclick: () => lookout.begin(lookout.from === id ? null : id) },
      icon("path", 17), speech.say("look.path"));
  }
}
