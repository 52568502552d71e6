// @ts-check
/** Pick what a line drawn by hand goes around: with the lasso in hand (a finger too), or with Alt held down. */

import { svg } from "./dom.js";
import { inside, pathOf, reach } from "./lasso_shape.js";

const LEAST_PX = 12;
const STEP_PX = 3;

export class Lasso {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.path = svg("path", {});
    this.layer = svg("svg", { class: "lasso", "aria-hidden": "true" }, this.path);
    screen.parts.over.append(this.layer);
    screen.parts.graph.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => this.begin(event), { capture: true });
    for (const event of ["touchstart", "mousedown"]) {
      screen.parts.graph.addEventListener(event, (/** @type {Event} */ down) => { if (this.line) down.stopPropagation(); }, { capture: true });
    }
  }

  /** @param {PointerEvent} down */
  begin(down) {
    const isWanted = this.screen.tool === "lasso" || down.altKey;
    if (!isWanted || down.button !== 0 || !this.screen.may("contribute")) return;
    down.preventDefault();
    down.stopPropagation();
    const { graph } = this.screen.parts;
    graph.focus({ preventScroll: true });
    const box = graph.getBoundingClientRect();
    const at = (/** @type {PointerEvent} */ event) => ({ x: event.clientX - box.left, y: event.clientY - box.top });
    this.line = [at(down)];
    const move = (/** @type {PointerEvent} */ event) => event.pointerId === down.pointerId && this.draw(at(event));
    const end = (/** @type {PointerEvent} */ event) => {
      if (event.pointerId !== down.pointerId) return;
      for (const [name, ear] of listeners) removeEventListener(name, ear);
      this.close(event.type === "pointerup", down.shiftKey || down.ctrlKey || down.metaKey);
    };
    const listeners = /** @type {[string, any][]} */ ([["pointermove", move], ["pointerup", end], ["pointercancel", end]]);
    for (const [name, ear] of listeners) addEventListener(name, ear);
  }

  /** @param {import("./types.js").Point} point */
  draw(point) {
    const line = this.line ?? [];
    const last = line[line.length - 1];
    if (Math.hypot(point.x - last.x, point.y - last.y) < STEP_PX) return;
    line.push(point);
    this.path.setAttribute("d", pathOf(line));
  }

  /** @param {boolean} isWhole @param {boolean} isMore true adds to what was picked */
  close(isWhole, isMore) {
    const { screen } = this;
    const line = this.line ?? [];
    this.line = undefined;
    this.path.setAttribute("d", "");
    if (!isWhole || reach(line) < LEAST_PX) return;
    const caught = screen.view.cy.nodes("[seq]").filter((/** @type {any} */ node) => inside(line, node.renderedPosition()))
      .map((/** @type {any} */ node) => node.id());
    const { selection } = screen.editing;
    if (isMore) selection.add(caught);
    else selection.set(caught);
    if (caught.length) screen.setTool(null);
  }
}
