// @ts-check
/** The filter: every facet with its values and how many elements each would show; and what becomes of the rest. */

import { el, fill, icon, kindPicture, linkPicture } from "./dom.js";
import { clusterPicture } from "./cluster_picture.js";
import { paced } from "./clock.js";
import { FACETS, valueWord } from "./facet_words.js";
import { NONE } from "./filtering.js";
import { CHAINS, KINDS, STAGES, STATES, STRATEGIES } from "./rules.js";

const CALM_MS = 1000;

/** Values in the order of their vocabulary; the others by number. @type {Record<string, string[]>} */
const ORDERS = { kind: [...KINDS, "challenge"], chain: CHAINS, stage: STAGES, strategy: STRATEGIES, state: STATES,
  family: ["matter", "value", "knowhow", "tie", "concern"] };

export class Facets {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.isOpen = false;
    /** @type {Map<string, {node: any, input: any, number: any}>} */
    this.rows = new Map();
    this.node = el("section", { class: "facets", hidden: true, "data-testid": "facets" });
    this.build();
    const later = paced(() => !screen.isGone && this.isOpen && this.show(), CALM_MS);
    screen.on("map", () => this.isOpen && later([true]));
    screen.on("lookout", () => this.isOpen && this.show());
    screen.on("words", () => { this.build(); this.show(); });
  }

  build() {
    const { speech } = this.screen;
    this.rows.clear();
    this.rest = el("div", { class: "segments", role: "group", "aria-label": speech.say("rest") },
      this.restButton(false, "rest.quiet"), this.restButton(true, "rest.hidden"));
    this.clear = el("button", { type: "button", class: "plain", "data-testid": "clear", onclick: () => this.screen.lookout.clear() }, speech.say("clear"));
    this.parts = new Map(FACETS.map((facet) => [facet, this.part(facet)]));
    fill(this.node, el("div", { class: "row rest" }, el("span", { class: "soft" }, speech.say("rest")), this.rest, this.clear),
      ...[...this.parts.values()].map(({ node }) => node));
  }

  /** @param {boolean} isHiding @param {string} word */
  restButton(isHiding, word) {
    return el("button", { type: "button", class: "plain", "data-hiding": String(isHiding), onclick: () => this.screen.lookout.hide(isHiding) }, this.screen.speech.say(word));
  }

  /** @param {string} facet */
  part(facet) {
    const { speech } = this.screen;
    const chosen = el("span", { class: "soft chosen" });
    const list = el("div", { class: "values", role: "group", "aria-label": speech.say(`facet.${facet}`) });
    const node = el("details", { "data-facet": facet }, el("summary", {}, icon("open", 16), el("span", { class: "strong" }, speech.say(`facet.${facet}`)), chosen), list);
    node.open = facet === "kind";
    return { node, list, chosen };
  }

  open() {
    this.isOpen = true;
    this.node.hidden = false;
    this.show();
    return this.node.querySelector("summary");
  }

  close() {
    this.isOpen = false;
    this.node.hidden = true;
  }

  show() {
    const { lookout } = this.screen;
    const counts = lookout.counts();
    for (const [facet, part] of this.parts ?? []) {
      const values = this.sorted(facet, counts[facet] ?? new Map());
      const chosen = lookout.chosen.get(facet);
      part.node.hidden = !values.some((value) => value !== NONE || facet === "author") && !chosen?.size;
      part.chosen.textContent = [...(chosen ?? [])].map((value) => valueWord(facet, value, this.screen)).join(", ");
      this.put(part.list, values.map((value) => this.row(facet, value, counts[facet].get(value) ?? 0, Boolean(chosen?.has(value)))));
    }
    for (const button of this.rest.children) button.setAttribute("aria-pressed", String(String(lookout.isHiding) === button.dataset.hiding));
    this.clear.hidden = !lookout.isOn;
  }

  /** Only what stands elsewhere is moved, so that the keyboard keeps its place. @param {any} list @param {any[]} rows */
  put(list, rows) {
    const wanted = new Set(rows);
    for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
    rows.forEach((row, index) => { if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null); });
  }

  /** @param {string} facet @param {Map<string, number>} counts @returns {string[]} */
  sorted(facet, counts) {
    const order = ORDERS[facet] ?? (facet === "step" ? ["before", ...(this.screen.state?.workshop?.steps ?? []).keys()].map(String) : null);
    const place = (/** @type {string} */ value) => (value === NONE && facet !== "author" ? Infinity : order ? order.indexOf(value) : 0);
    const word = (/** @type {string} */ value) => valueWord(facet, value, this.screen);
    return [...counts.keys()].sort((a, b) => place(a) - place(b)
      || (facet === "author" ? (counts.get(b) ?? 0) - (counts.get(a) ?? 0) : 0) || word(a).localeCompare(word(b), this.screen.speech.language));
  }

  /** @param {string} facet @param {string} value @param {number} count @param {boolean} isChosen */
  row(facet, value, count, isChosen) {
    const key = `${facet}=${value}`;
    let known = this.rows.get(key);
    if (!known) {
      const input = el("input", { type: "checkbox", name: facet, value, onchange: () => this.screen.lookout.toggle(facet, value) });
      const number = el("span", { class: "number" });
      const word = el("span", { class: "word" });
      const picture = pictureOf(facet, value, this.screen);
      known = { node: el("label", { class: "choice" }, input, picture, word, number), input, number };
      this.rows.set(key, known);
    }
    known.node.querySelector(".word").textContent = valueWord(facet, value, this.screen);
    known.input.checked = isChosen;
    known.number.textContent = String(count);
    known.node.classList.toggle("none", !count);
    return known.node;
  }
}

/** @param {string} facet @param {string} value @param {import("./screen.js").MapScreen} screen @returns {Node|null} */
function pictureOf(facet, value, screen) {
  if (facet === "kind") return kindPicture(value, 24);
  if (facet === "family") return linkPicture({ family: value });
  if (facet === "state") return linkPicture({ state: value });
  if (facet === "circular" && value !== NONE) return linkPicture({ family: "matter", circular: true });
  if (facet === "cluster" && value !== NONE) return clusterPicture(screen.state?.clusters.find((one) => one.id === value));
  return null;
}
