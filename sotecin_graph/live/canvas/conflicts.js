// @ts-check
/** Two people changed the same field: both wordings side by side, and the person chooses. */

import { el, icon } from "./dom.js";

export class Conflicts {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.place = el("div", { class: "conflicts" });
    screen.parts.stage.append(this.place);
  }

  /** @param {import("./types.js").Refusal} refusal a StaleField @param {string} name @param {any} args of the command */
  show(refusal, name, args) {
    const { speech } = this.screen;
    const { field, mine, theirs, version } = refusal.details;
    const who = this.whoChanged(args, field);
    const title = speech.say("conflict.title", { by: who?.by || speech.say("someone"), field: speech.say(`field.${field}`) });
    const keepMine = el("button", { type: "button", class: "outlined", "data-keep": "mine" }, speech.say("conflict.mine"));
    const keepTheirs = el("button", { type: "button", class: "outlined", "data-keep": "theirs" }, speech.say("conflict.theirs"));
    const card = el("section", { class: "conflict", role: "alertdialog", "aria-label": title, "data-testid": "conflict" },
      el("h3", {}, icon("conflict", 18), title),
      this.side(speech.say("conflict.yours"), this.worded(field, mine), keepMine),
      this.side([who?.by || speech.say("someone"), who ? speech.time(who.at) : ""].filter(Boolean).join(", "), this.worded(field, theirs), keepTheirs));
    keepMine.addEventListener("click", () => { card.remove(); this.screen.ask(name, { ...args, base_version: version }); });
    keepTheirs.addEventListener("click", () => card.remove());
    this.place.append(card);
    keepMine.focus();
  }

  /** @param {string} whose @param {string} wording @param {Node} button */
  side(whose, wording, button) {
    return el("div", { class: "side" }, el("p", { class: "soft" }, whose), el("p", { class: "strong" }, wording), button);
  }

  /** @param {any} args @param {string} field */
  whoChanged(args, field) {
    const id = args.element ?? args.link;
    return this.screen.log.find((change) => (change.payload.element ?? change.payload.link) === id && field in (change.payload.values ?? {}));
  }

  /** A value as words. @param {string} field @param {any} value @returns {string} */
  worded(field, value) {
    const { speech } = this.screen;
    const vocabulary = { kind: "kind", type: "type", state: "state", hub: "hub", chains: "chain", strategies: "strategy", stages: "stage" }[field];
    if (Array.isArray(value)) return value.map((one) => this.worded(field, one)).join(", ") || "–";
    if (typeof value === "boolean") return speech.say(value ? "yes" : "no");
    return vocabulary ? speech.label(vocabulary, String(value)) : String(value ?? "") || "–";
  }
}
