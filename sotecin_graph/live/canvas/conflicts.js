// @ts-check
/** Two people changed the same field: both wordings side by side, and whoever came later chooses. */

import { el, icon } from "./dom.js";
import { LONGEST, both, parted } from "./wordings.js";

const VOCABULARIES = /** @type {Record<string, string>} */ ({ kind: "kind", type: "type", state: "state", hub: "hub", chains: "chain", strategies: "strategy", stages: "stage" });

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
    const keep = (/** @type {any} */ value) => this.settle(card, name, { ...args, base_version: version, value });
    const button = (/** @type {string} */ which, /** @type {string} */ word, /** @type {() => void} */ run) =>
      el("button", { type: "button", class: "outlined", "data-keep": which, onclick: run }, word);
    const keepMine = button("mine", speech.say("conflict.mine"), () => keep(mine));
    const theirSide = [who?.by || speech.say("someone"), who ? speech.time(who.at) : ""].filter(Boolean).join(", ");
    const together = both(field, mine, theirs);
    const card = el("section", { class: "conflict", role: "alertdialog", "aria-label": title, "data-testid": "conflict" },
      el("h3", {}, icon("conflict", 18), title),
      this.side(speech.say("conflict.yours"), field, mine, theirs, keepMine),
      this.side(theirSide, field, theirs, mine, button("theirs", speech.say("conflict.theirs"), () => this.settle(card, name, { ...args, base_version: version, value: theirs }, true))),
      together === null ? null : button("both", speech.say("conflict.both"), () => (Array.isArray(together) ? keep(together) : this.write(card, field, together, keep))));
    this.open(card, keepMine);
  }

  /** @param {HTMLElement} card @param {any} first what takes the keyboard */
  open(card, first) {
    this.place.append(card);
    first.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} card */
  close(card) {
    const isHere = card.contains(/** @type {any} */ (this.screen.root.getRootNode()).activeElement);
    card.remove();
    if (isHere) this.screen.parts.graph.focus({ preventScroll: true });
  }

  /** Both wordings in one box, to be made into one text. @param {any} card @param {string} field @param {string} text @param {(value: string) => void} keep */
  write(card, field, text, keep) {
    const { speech } = this.screen;
    const longest = LONGEST[field];
    const box = el("textarea", { rows: 4, value: text, "aria-label": speech.say("conflict.both"), "data-testid": "both" });
    const left = el("p", { class: "soft", role: "status" });
    const save = el("button", { type: "submit", class: "filled" }, speech.say("save"));
    const count = () => {
      const over = box.value.trim().length - longest;
      left.textContent = over > 0 ? speech.count("conflict.long", over) : "";
      save.disabled = over > 0 || !box.value.trim();
    };
    const form = el("form", { class: "write" }, box, left, el("div", { class: "row" }, save));
    form.addEventListener("submit", (/** @type {Event} */ event) => { event.preventDefault(); keep(box.value.trim()); });
    box.addEventListener("input", count);
    card.querySelector("[data-keep=both]").replaceWith(form);
    count();
    box.focus();
  }

  /** @param {any} card @param {string} name @param {any} args @param {boolean} [isAsItIs] true where theirs stays */
  async settle(card, name, args, isAsItIs = false) {
    this.close(card);
    if (!isAsItIs) await this.screen.ask(name, args);
    this.screen.parts.picked.renew(args.element ?? args.link);
  }

  /** @param {string} whose @param {string} field @param {any} value @param {any} other @param {Node} button */
  side(whose, field, value, other, button) {
    const [head, own, tail] = parted(this.worded(field, value), this.worded(field, other));
    return el("div", { class: "side" }, el("p", { class: "soft" }, whose),
      el("p", { class: "strong wording", tabindex: 0 }, head, own ? el("mark", {}, own) : null, tail), button);
  }

  /** @param {any} args @param {string} field */
  whoChanged(args, field) {
    const id = args.element ?? args.link;
    return this.screen.log.find((change) => (change.payload.element ?? change.payload.link) === id && field in (change.payload.values ?? {}));
  }

  /** A value as words. @param {string} field @param {any} value @returns {string} */
  worded(field, value) {
    const { speech } = this.screen;
    if (Array.isArray(value)) return value.map((one) => this.worded(field, one)).join(", ") || "–";
    if (typeof value === "boolean") return speech.say(value ? "yes" : "no");
    if (value === null || value === undefined || value === "") return "–";
    return VOCABULARIES[field] ? speech.label(VOCABULARIES[field], String(value)) : String(value);
  }
}
