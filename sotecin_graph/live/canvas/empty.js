// @ts-check
/** An empty map: a small drawing, one sentence and the one thing to do. */

import { el, fill, icon, svg } from "./dom.js";
import { closedBecause } from "./rules.js";

export class EmptyMap {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("div", { class: "empty", hidden: true, "data-testid": "empty" });
    for (const event of ["map", "you", "mode", "words", "tool", "own"]) screen.on(event, () => this.show());
  }

  show() {
    const { state, speech, tool, you, own } = this.screen;
    const isEmpty = Boolean(state) && state?.elements.size === 0 && !own.waiting.size && !this.screen.view.cy.nodes(".ghost").nonempty();
    this.node.hidden = !isEmpty || Boolean(tool);
    if (!isEmpty) return;
    const mayAdd = this.screen.may("contribute") && !closedBecause("unsorted", state?.workshop ?? null, you);
    const add = el("button", { type: "button", class: "filled", "data-testid": "add-first" }, icon("plus", 18), speech.say("empty.action"));
    add.addEventListener("click", () => { this.node.hidden = true; this.screen.gestures.addInMiddle("unsorted"); });
    fill(this.node, drawing(), el("h3", {}, speech.say("empty.title")), el("p", { class: "soft" }, speech.say(this.hint(mayAdd))), mayAdd ? add : null);
  }

  /** What becomes of the first thing that is added, by its key. @param {boolean} mayAdd */
  hint(mayAdd) {
    const { own } = this.screen;
    if (mayAdd) return own.isHidden ? "waits.hidden" : "empty.add";
    return own.isPrivate ? "waits.none" : "empty.wait";
  }
}

function drawing() {
  return svg("svg", { viewBox: "0 0 240 140", width: 240, height: 140, class: "drawing", "aria-hidden": "true" },
    svg("ellipse", { cx: 120, cy: 70, rx: 116, ry: 66, class: "hull c1" }),
    svg("circle", { cx: 66, cy: 70, r: 22, class: "someone" }),
    svg("path", { d: "M95 70h36", class: "dashes" }),
    svg("path", { d: "M131 61l16 9-16 9z", class: "head" }),
    svg("path", { d: "M164 48h26l13 22-13 22h-26l-13-22z", class: "dashes" }));
}
