// @ts-check
/** Two elements become one: dropped on each other, or both picked. It is asked first, and can be undone. */

import { el } from "./dom.js";

const PATIENCE_MS = 500;
const LOOK_MS = 40;
const BESIDE_PX = 28;
/** How near two middles have to be, in map units. */
const NEAR = { challenge: { x: 70, y: 30 }, stakeholder: { x: 26, y: 26 } };

/** True where two elements are of one sort: two challenges, or two stakeholders. @param {{kind: string}|null|undefined} a @param {{kind: string}|null|undefined} b */
export function isOneSort(a, b) {
  return Boolean(a && b) && (a?.kind === "challenge") === (b?.kind === "challenge");
}

/**
 * The element that another one is held over, or null.
 * @param {{id: string, kind: string, x: number, y: number}} held @param {Iterable<{id: string, kind: string, x: number, y: number}>} others
 */
export function under(held, others) {
  const near = held.kind === "challenge" ? NEAR.challenge : NEAR.stakeholder;
  let best = null;
  let least = Infinity;
  for (const other of others) {
    const [x, y] = [Math.abs(other.x - held.x), Math.abs(other.y - held.y)];
    if (x > near.x || y > near.y || other.id === held.id || !isOneSort(held, other)) continue;
    if (Math.hypot(x, y) < least) { least = Math.hypot(x, y); best = other; }
  }
  return best;
}

export class Merging {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.cy = screen.view.cy;
    /** @type {string|null} what is held over which a merge is offered */ this.over = null;
    /** @type {string|null} */ this.lit = null;
    this.looked = 0;
    this.cy.on("grabon", "node[seq]", (/** @type {any} */ event) => { this.start = { ...event.target.position() }; });
    this.cy.on("drag", "node[seq]", (/** @type {any} */ event) => this.look(event.target));
    screen.on("map", () => { if (this.dialog && !this.areThere()) this.close(); });
    screen.on("gone", () => clearTimeout(this.timer));
  }

  /** While something is held: is it over something that it could be one with? @param {any} node */
  look(node) {
    const now = performance.now();
    if (now - this.looked < LOOK_MS || this.cy.nodes(":grabbed").length > 1 || this.screen.editing.selection.several.has(node.id())) return;
    this.looked = now;
    const { screen } = this;
    const held = screen.thing(node.id());
    const target = held && screen.mayChange(held) ? under({ ...held, ...node.position() }, screen.state?.elements.values() ?? []) : null;
    const id = target && screen.mayChange(target) ? target.id : null;
    if (id === this.over) return;
    clearTimeout(this.timer);
    this.light(null);
    this.over = id;
    if (id) this.timer = setTimeout(() => this.light(id), PATIENCE_MS);
  }

  /** @param {string|null} id */
  light(id) {
    this.lit = id;
    this.screen.view.mark("merge", id ? [id] : []);
    const { offers } = this.screen.editing;
    if (id) offers.say(this.screen.speech.say("merge.over", { name: this.screen.thing(id)?.name ?? "" }));
    else if (this.isTold) offers.close();
    this.isTold = Boolean(id);
  }

  /** True where letting go of an element asks for a merge instead of a move. @param {string} id */
  takes(id) {
    clearTimeout(this.timer);
    const target = this.lit;
    this.over = null;
    this.light(null);
    if (!target || target === id || !this.screen.state?.elements.has(target)) return false;
    const start = this.start;
    const release = this.screen.view.hold([id]);
    this.ask(id, target, {
      move: () => { release(null); this.screen.gestures.drop(id); },
      back: () => { if (start) this.cy.getElementById(id).position(start); release(this.screen.state); },
      done: () => release(this.screen.state),
    });
    return true;
  }

  /** Two picked elements. @param {string[]} ids */
  askFor([a, b]) {
    this.ask(a, b, { move: null, back: () => {}, done: () => {} });
  }

  /**
   * @param {string} drop @param {string} keep
   * @param {{move: (() => void)|null, back: () => void, done: () => void}} then
   */
  ask(drop, keep, then) {
    this.close();
    const { screen } = this;
    const { speech } = screen;
    const [dropped, kept] = [drop, keep].map((id) => screen.state?.elements.get(id));
    if (!dropped || !kept) return then.back();
    this.ids = [drop, keep];
    this.back = then.back;
    const finish = (/** @type {() => void} */ run) => { this.back = undefined; this.close(); run(); screen.parts.graph.focus({ preventScroll: true }); };
    const names = [kept, dropped].map((one, index) => nameChoice(one, index === 0));
    const title = speech.say("merge.ask", { name: dropped.name, kept: kept.name });
    this.dialog = el("form", { class: "popover merge", role: "dialog", "aria-label": title, "data-testid": "merge" },
      el("p", { class: "strong" }, title), el("p", { class: "soft" }, speech.say("merge.keeps")),
      el("fieldset", {}, el("legend", { class: "soft" }, speech.say("merge.name")), ...names),
      el("div", { class: "row" }, el("button", { type: "submit", class: "filled" }, speech.say("merge")),
        then.move ? el("button", { type: "button", class: "outlined", "data-action": "move", onclick: () => finish(/** @type {any} */ (then.move)) }, speech.say("merge.move")) : null,
        el("button", { type: "button", class: "plain", onclick: () => finish(then.back) }, speech.say("cancel"))));
    this.dialog.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      const winner = this.dialog.querySelector("input:checked")?.value ?? keep;
      finish(() => { this.merge(winner, winner === keep ? drop : keep).then(then.done); });
    });
    this.dialog.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") { event.stopPropagation(); finish(then.back); } });
    screen.parts.over.append(this.dialog);
    this.place(keep);
    this.dialog.querySelector("button[type=submit]").focus();
  }

  /** Beside the element, so that both stay in sight. @param {string} id */
  place(id) {
    const { x1, x2, y1, y2 } = this.cy.getElementById(id).renderedBoundingBox({ includeOverlays: false });
    const { clientWidth, clientHeight } = this.screen.parts.stage;
    const { offsetWidth, offsetHeight, style } = this.dialog;
    const isRight = x2 + BESIDE_PX + offsetWidth + 8 <= clientWidth;
    const left = isRight ? x2 + BESIDE_PX : x1 - BESIDE_PX - offsetWidth;
    const top = (y1 + y2 - offsetHeight) / 2;
    style.left = `${Math.max(8, Math.min(left, clientWidth - offsetWidth - 8))}px`;
    style.top = `${Math.max(8, Math.min(top, clientHeight - offsetHeight - 8))}px`;
  }

  /** @param {string} keep @param {string} drop */
  async merge(keep, drop) {
    const { screen } = this;
    const [name, kept] = [drop, keep].map((id) => screen.thing(id)?.name ?? "");
    const thing = this.cy.getElementById(drop).addClass("pending");
    const answer = await screen.ask("merge_elements", { keep, drop }, { near: keep });
    thing.removeClass("pending");
    if (answer) screen.select(keep);
    screen.editing.undoing.offer(screen.speech.say("merged", { name, kept }), answer);
  }

  areThere() {
    return (this.ids ?? []).every((id) => this.screen.state?.elements.has(id));
  }

  close() {
    const { back } = this;
    this.back = undefined;
    this.dialog?.remove();
    this.dialog = undefined;
    back?.();
  }
}

/** @param {{id: string, name: string}} element @param {boolean} isChosen */
function nameChoice(element, isChosen) {
  const input = el("input", { type: "radio", name: "keep", value: element.id });
  input.checked = isChosen;
  return el("label", { class: "check" }, input, el("span", {}, element.name));
}
