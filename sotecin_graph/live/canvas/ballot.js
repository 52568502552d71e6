// @ts-check
/** A participant's dots: each challenge of the round with one more and one less. A touch counts at once, and is sent. */

import { el, fill, icon } from "./dom.js";
import { givenIn, leftIn, withOne } from "./dots.js";
import { folded } from "./folding.js";
import { PageLine } from "./page_line.js";

/**
 * @typedef {import("./dots.js").BallotWire} BallotWire
 * @typedef {{id: string, name: string, problem: string}} Challenge
 * @typedef {{less: string, more: string, on: string, none: string, find: string, hint: string, left: string[]}} Words `left` by how many are left
 * @typedef {{map: string, ticket: string, dots: number, ballot: BallotWire, challenges: Challenge[], words: Words}} Given
 */

/** From so many challenges on one looks for a word rather than through the list. */
const MANY = 10;

/** The newest ballot known: what the page was drawn with counts until the socket has told of the same round. @param {BallotWire|null} known @param {BallotWire} drawn @returns {BallotWire} */
export function newest(known, drawn) {
  return known?.round === drawn.round ? known : drawn;
}

/** @param {Challenge} challenge @param {string} wanted */
export function meets({ name, problem }, wanted) {
  const text = folded(`${name} ${problem}`);
  return folded(wanted).split(" ").every((word) => text.includes(word));
}

export class Ballot {
  /** @param {any} host @param {any} component */
  constructor(host, component) {
    /** @type {Given} */
    this.given = component.data;
    /** @type {BallotWire} */
    this.ballot = this.given.ballot;
    /** Dots on their way, by challenge. @type {Map<string, number>} */
    this.asked = new Map();
    this.node = host.querySelector(".told");
    this.line = PageLine.to(this.given.map, this.given.ticket);
    this.line.join(this);
    this.draw();
  }

  /** The page has been drawn anew. @param {any} component */
  update(component) {
    const before = JSON.stringify([this.given.challenges, this.given.words]);
    this.given = component.data;
    this.ballot = newest(this.ballot, this.given.ballot);
    if (JSON.stringify([this.given.challenges, this.given.words]) === before) this.show();
    else this.draw();
  }

  /** @param {any} frame */
  hear(frame) {
    if (frame.type !== "ballot") return;
    this.ballot = frame;
    this.show();
  }

  get round() {
    return /** @type {any} */ ({ number: this.given.ballot.round, dots: this.given.dots });
  }

  get mine() {
    return givenIn(this.round, this.ballot, this.asked);
  }

  /** @param {string} id @param {1|-1} by */
  async give(id, by) {
    const dots = withOne(this.round, this.mine, id, by);
    this.say(id, dots === null && by > 0 ? this.given.words.none : "");
    if (dots === null) return;
    this.asked.set(id, dots);
    this.show();
    try {
      const { result } = await this.line.feed.command("give_dots", { element: id, dots });
      this.ballot = result;
    } catch (refused) {
      this.say(id, /** @type {any} */ (refused).message);
    }
    if (this.asked.get(id) === dots) this.asked.delete(id);
    this.show();
  }

  draw() {
    const { words, challenges } = this.given;
    /** @type {Map<string, {row: any, count: any, why: any, less: any, more: any}>} */
    this.rows = new Map();
    this.marks = el("span", { class: "marks", "aria-hidden": "true" });
    this.left = el("p", { role: "status", "data-testid": "dots-left" });
    const find = el("input", { type: "search", class: "find", placeholder: words.find, "aria-label": words.find, oninput: () => this.find(find.value) });
    fill(this.node, el("div", { class: "ballot" },
      el("div", { class: "left" }, this.marks, this.left),
      el("p", { class: "hint" }, words.hint),
      challenges.length > MANY ? find : null,
      el("ul", {}, ...challenges.map((each) => this.row(each)))));
    this.show();
  }

  /** @param {Challenge} challenge */
  row({ id, name, problem }) {
    const { words } = this.given;
    const turn = (/** @type {1|-1} */ by, /** @type {string} */ sign) =>
      el("button", { type: "button", class: "round", "aria-label": `${by > 0 ? words.more : words.less}: ${name}`, "data-action": by > 0 ? "more-dots" : "less-dots",
        onclick: () => this.give(id, by) }, icon(sign, 22));
    const parts = {
      less: turn(-1, "minus"), more: turn(1, "plus"), count: el("output", { "data-testid": "my-dots" }), why: el("p", { class: "why", role: "alert", hidden: true }),
    };
    const row = el("li", { "data-id": id },
      el("div", { class: "what" }, el("strong", {}, name), problem ? el("p", {}, problem) : null),
      el("div", { class: "stepper", role: "group", "aria-label": words.on.replace("{name}", name) }, parts.less, parts.count, parts.more), parts.why);
    this.rows.set(id, { row, ...parts });
    return row;
  }

  show() {
    const { mine } = this;
    const left = Math.max(0, leftIn(this.round, mine));
    fill(this.marks, ...Array.from({ length: this.given.dots }, (_, at) => el("i", { class: at < left ? "left" : null })));
    const said = this.given.words.left[left] ?? "";
    if (this.left.textContent !== said) this.left.textContent = said;
    for (const [id, { row, count, less, more }] of this.rows) {
      const dots = mine.get(id) ?? 0;
      count.textContent = String(dots);
      row.classList.toggle("mine", dots > 0);
      row.classList.toggle("asked", this.asked.has(id));
      less.setAttribute("aria-disabled", String(!dots));
      more.setAttribute("aria-disabled", String(left < 1));
    }
  }

  /** @param {string} id @param {string} sentence "" for nothing */
  say(id, sentence) {
    for (const [each, { why }] of this.rows) {
      why.hidden = each !== id || !sentence;
      why.textContent = each === id ? sentence : "";
    }
  }

  /** @param {string} wanted */
  find(wanted) {
    for (const each of this.given.challenges) this.rows.get(each.id).row.hidden = !meets(each, wanted);
  }

  dispose() {
    this.line.leave(this);
  }
}
