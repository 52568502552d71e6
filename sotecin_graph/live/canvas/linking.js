// @ts-check
/** Drawing a link: pull from the handle of an element, or choose two; then say in place what kind of link it is. */

import { el, icon } from "./dom.js";
import { linkFields } from "./link_fields.js";
import { closedBecause, typesNow } from "./rules.js";

const SNAP = 24;
const HANDLE_STAYS_MS = 350;
/** From the element's edge to the handle's middle: the handle's reach ends where the element begins, at any zoom. */
const HANDLE_OFF_PX = 20;
const PULL_PX = 4;

export class Linking {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.cy = screen.view.cy;
    /** @type {string|null} */
    this.from = null;
    this.handles = this.cy.edgehandles({
      canConnect: (/** @type {any} */ source, /** @type {any} */ target) => !source.same(target) && target.data("seq") !== undefined,
      edgeParams: () => ({ classes: "ghost" }), snap: true, snapThreshold: SNAP, snapFrequency: 30, hoverDelay: 0, noEdgeEventsInDraw: false,
    });
    this.handle = el("button", { type: "button", class: "handle", tabindex: -1, hidden: true, "aria-hidden": "true", "data-testid": "handle" }, icon("arrow", 16));
    screen.parts.over.append(this.handle);
    this.listen();
  }

  listen() {
    const { cy, screen } = this;
    cy.on("mouseover", "node[seq]", (/** @type {any} */ event) => this.offer(event.target));
    cy.on("mouseout", "node[seq]", () => this.withdraw());
    cy.on("viewport grab", () => { this.handle.hidden = true; });
    cy.on("remove", "node", (/** @type {any} */ event) => { if (this.handles.active && this.handles.sourceNode.same(event.target)) this.handles.stop(); });
    cy.on("ehcomplete", (/** @type {any} */ _event, /** @type {any} */ source, /** @type {any} */ target, /** @type {any} */ added) => {
      added.remove();
      this.ask(source.id(), target.id());
    });
    this.handle.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => this.pull(event));
    this.handle.addEventListener("mouseenter", () => clearTimeout(this.hiding));
    this.handle.addEventListener("mouseleave", () => this.withdraw());
    screen.on("tool", (tool) => this.take(tool === "link"));
    screen.on("map", () => { if (this.popover && !this.bothThere()) this.cancel(); });
  }

  /** With the link tool in hand an element is not moved: pulling draws. @param {boolean} isTaken */
  take(isTaken) {
    if (isTaken === this.handles.drawMode) return;
    this.cancel();
    this.handles.toggleDrawMode(isTaken);
    this.screen.gestures.allow();
  }

  mayLink() {
    return this.screen.may("contribute") && !closedBecause("link", this.screen.state?.workshop ?? null, this.screen.you);
  }

  /** Show the handle beside an element. @param {any} node */
  offer(node) {
    if (!this.mayLink() || this.handles.active || this.popover || node.grabbed()) return;
    clearTimeout(this.hiding);
    this.hovered = node;
    const { x, y } = node.renderedPosition();
    this.handle.style.transform = `translate(${x + node.renderedOuterWidth() / 2 + HANDLE_OFF_PX}px, ${y}px) translate(-50%, -50%)`;
    this.handle.hidden = false;
  }

  withdraw() {
    clearTimeout(this.hiding);
    this.hiding = setTimeout(() => { this.handle.hidden = true; }, HANDLE_STAYS_MS);
  }

  /** From pressing the handle until letting go; who does not pull chooses the other end by touching it. @param {PointerEvent} down */
  pull(down) {
    down.preventDefault();
    if (!this.hovered || this.hovered.removed()) return;
    this.handle.hidden = true;
    const from = this.hovered.id();
    this.handles.start(this.hovered);
    const box = this.screen.parts.graph.getBoundingClientRect();
    const move = (/** @type {PointerEvent} */ event) =>
      this.handles.update(this.screen.gestures.onMap(event.clientX - box.left, event.clientY - box.top));
    const end = (/** @type {PointerEvent} */ event) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      const isPulled = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > PULL_PX;
      if (isPulled) this.handles.snap();
      this.handles.stop();
      if (!isPulled && event.type === "pointerup") this.start(from);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }

  /** With the link tool: the first element, then the second. @param {string} id */
  tap(id) {
    if (!this.mayLink()) return this.screen.notices.say(this.screen.parts.palette.reason("link"), { near: id });
    if (this.from && this.from !== id) return this.ask(this.from, id);
    this.start(id);
  }

  /** Choose where a link begins; the next element that is touched is where it leads. @param {string} id */
  start(id) {
    this.cancel();
    this.from = id;
    this.screen.view.mark("from", [id]);
    this.screen.parts.picked.showLinking(id);
  }

  /** True where this element was waited for as the end of a link. @param {string} id */
  takesTarget(id) {
    if (!this.from || this.popover || this.from === id || !this.screen.state?.elements.has(id)) return false;
    this.ask(this.from, id);
    return true;
  }

  /** Ask in place for type and state. @param {string} source @param {string} target */
  ask(source, target) {
    const { screen } = this;
    const ends = [source, target].map((id) => screen.state?.elements.get(id));
    this.cancel();
    if (!ends[0] || !ends[1]) return;
    const { speech } = screen;
    this.ends = [source, target];
    this.sketch = screen.view.sketch({ source, target });
    if (!typesNow(ends[0].kind, ends[1].kind, screen.state?.workshop ?? null, screen.you).length) return this.tellNarrow(target);
    const fields = linkFields(screen, ends[0].kind, ends[1].kind);
    const add = el("button", { type: "submit", class: "filled" }, speech.say("link.add"));
    const stop = el("button", { type: "button", class: "plain", onclick: () => this.cancel() }, speech.say("cancel"));
    this.popover = el("form", { class: "popover", role: "dialog", "aria-label": speech.say("link.new"), "data-testid": "link-popover" },
      el("p", { class: "strong" }, `${ends[0].name} → ${ends[1].name}`), fields.node, el("div", { class: "row" }, add, stop));
    this.popover.addEventListener("submit", (/** @type {Event} */ event) => { event.preventDefault(); this.give(source, target, fields.values()); screen.parts.graph.focus({ preventScroll: true }); });
    this.popover.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") { this.cancel(); screen.parts.graph.focus(); } });
    screen.parts.over.append(this.popover);
    this.place();
    fields.focus();
  }

  /** The step takes other types than fit between these two. @param {string} id */
  tellNarrow(id) {
    this.sketch?.drop();
    this.sketch = null;
    const { speech, state, notices } = this.screen;
    const step = state?.workshop?.steps[state.workshop.step];
    notices.say(speech.say("closed.types", { step: speech.step(step?.title ?? ""), types: speech.list((step?.link_types ?? []).map((type) => speech.label("type", type))) }), { near: id });
  }

  place() {
    const [a, b] = (this.ends ?? []).map((id) => this.cy.getElementById(id).renderedPosition());
    const { clientWidth, clientHeight } = this.screen.parts.stage;
    const { offsetWidth, offsetHeight } = this.popover;
    this.popover.style.left = `${Math.min(Math.max((a.x + b.x) / 2 - offsetWidth / 2, 8), clientWidth - offsetWidth - 8)}px`;
    this.popover.style.top = `${Math.min(Math.max((a.y + b.y) / 2 + 14, 8), clientHeight - offsetHeight - 8)}px`;
  }

  /** @param {string} source @param {string} target @param {any} values */
  async give(source, target, values) {
    const sketch = this.sketch;
    this.sketch = null;
    this.close();
    await this.screen.ask("add_link", { source, target, ...values }, { near: target });
    sketch?.drop();
  }

  isUnderWay() {
    return Boolean(this.popover || this.from || this.handles.active);
  }

  bothThere() {
    return (this.ends ?? []).every((id) => this.screen.state?.elements.has(id));
  }

  close() {
    this.popover?.remove();
    this.popover = null;
  }

  cancel() {
    this.sketch?.drop();
    this.sketch = null;
    this.close();
    if (!this.from) return;
    this.from = null;
    this.screen.view.mark("from", []);
    this.screen.parts.picked.leaveForm("link");
  }
}
