// @ts-check
/** The look menu: around what is picked, what is missing, what size says; on a phone what the signs mean, too. */

import { Around } from "./around.js";
import { paced } from "./clock.js";
import { el, fill, icon } from "./dom.js";
import { Legend } from "./legend.js";
import { GAPS, gapsOf } from "./missing.js";
import { MEASURES } from "./sizes.js";

const CALM_MS = 1000;

export class LookBook {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.isOpen = false;
    this.around = new Around(screen);
    this.legend = new Legend(screen).node;
    this.about = el("p", { class: "soft" });
    this.gaps = el("ul", { class: "gaps" });
    this.sizes = el("div", { class: "sizes", role: "radiogroup" });
    this.scale = el("p", { class: "soft", "data-testid": "scale" });
    this.node = el("section", { class: "lookbook", hidden: true, "data-testid": "lookbook" });
    this.build();
    const later = paced(() => !screen.isGone && this.isOpen && this.showGaps(), CALM_MS);
    screen.on("map", () => this.isOpen && later([true]));
    for (const event of ["lookout", "selected"]) screen.on(event, () => this.isOpen && this.show());
    screen.on("sizes", () => this.showScale());
    screen.on("words", () => { this.build(); this.show(); });
  }

  build() {
    const { speech } = this.screen;
    const part = (/** @type {string} */ name, /** @type {Node[]} */ ...children) => el("div", { class: `part ${name}` }, el("h3", {}, speech.say(`look.${name}`)), ...children);
    this.sizes.setAttribute("aria-label", speech.say("look.sizes"));
    fill(this.sizes, ...["", ...MEASURES].map((measure) => el("label", {}, el("input", { type: "radio", name: "size", value: measure, onchange: () => this.screen.measures.choose(measure || null) }), speech.say(`size.${measure || "alike"}`))));
    fill(this.node, part("around", this.about, this.around.node), part("gaps", this.gaps), part("sizes", this.sizes, this.scale), part("signs", this.legend));
  }

  open() {
    this.isOpen = true;
    this.node.hidden = false;
    this.show();
    return this.node.querySelector("button:not([aria-disabled=true])");
  }

  close() {
    this.isOpen = false;
    this.node.hidden = true;
  }

  show() {
    const { state, selected, speech, measures } = this.screen;
    const element = selected ? state?.elements.get(selected) : null;
    this.about.textContent = element ? element.name : speech.say("look.pick");
    for (const input of this.sizes.querySelectorAll("input")) input.checked = input.value === (measures?.chosen ?? "");
    this.showGaps();
    this.showScale();
  }

  showGaps() {
    const { state, speech, lookout } = this.screen;
    if (!state) return;
    const gaps = gapsOf(state);
    const focused = /** @type {any} */ (this.node.getRootNode()).activeElement?.dataset?.gap;
    fill(this.gaps, ...GAPS.map((gap) => {
      const count = gaps[gap].size;
      const isOn = lookout.look?.kind === "gap" && lookout.look.gap === gap;
      const button = el("button", { type: "button", "data-gap": gap, "aria-pressed": String(isOn), "aria-disabled": count ? null : "true", onclick: () => (count || isOn) && lookout.lookAt({ kind: "gap", gap }) },
        el("span", { class: "word" }, speech.say(`gap.${gap}`)), count ? el("span", { class: "number" }, String(count)) : el("span", { class: "number" }, icon("check", 17), el("span", { class: "unseen" }, "0")));
      return el("li", {}, button);
    }));
    if (focused) /** @type {any} */ (this.gaps.querySelector(`[data-gap="${focused}"]`))?.focus({ preventScroll: true });
  }

  showScale() {
    const { measures, speech } = this.screen;
    this.scale.hidden = !measures?.chosen;
    if (measures?.chosen) this.scale.textContent = speech.say(`size.${measures.chosen}.means`);
  }
}
