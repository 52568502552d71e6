// @ts-check
/** A text box on the map, in place: to name something new, or to rename what is there. */

import { el, kindPicture } from "./dom.js";
import { GROUPS } from "./rules.js";

const LONGEST_NAME = 120;

export class Inline {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    /** @type {{box: any, input: any, at: () => {x: number, y: number}, before: string, kind: (() => string)|null, about: {element: string, field: string}|null}|null} */
    this.open = null;
    screen.view.cy.on("viewport resize position", () => this.follow());
    screen.on("gone", () => this.close());
  }

  /**
   * Ask for a name at a place of the map. Enter gives it, Escape does not; so does leaving it empty.
   * @param {{at: () => {x: number, y: number}, label: string, value?: string, kind?: string|null, about?: {element: string, field: string},
   *   give: (name: string, kind: string) => void, onKind?: (kind: string) => void, end?: () => void}} wish
   */
  ask(wish) {
    this.close();
    const input = el("input", { type: "text", maxlength: LONGEST_NAME, "aria-label": wish.label, placeholder: wish.label, value: wish.value ?? "", "data-testid": "inline", autocomplete: "off", enterkeyhint: "done" });
    const box = el("form", { class: "inline" }, input);
    let kind = wish.kind ?? "";
    if (wish.kind && wish.kind !== "challenge") box.append(this.kindRow(kind, (chosen) => { kind = chosen; wish.onKind?.(chosen); input.focus(); }));
    const finish = (/** @type {boolean} */ isGiven) => {
      if (this.open?.box !== box) return;
      const name = input.value.trim();
      const isHere = box.contains(/** @type {any} */ (this.screen.root.getRootNode()).activeElement);
      this.close();
      if (isHere) this.screen.parts.graph.focus({ preventScroll: true });
      if (isGiven && name && name !== wish.value) wish.give(name, kind);
    };
    box.addEventListener("submit", (/** @type {Event} */ event) => { event.preventDefault(); finish(true); });
    box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") finish(false); });
    box.addEventListener("focusout", (/** @type {FocusEvent} */ event) => { if (!box.contains(/** @type {any} */ (event.relatedTarget))) finish(true); });
    this.screen.parts.over.append(box);
    this.open = { box, input, at: wish.at, before: wish.value ?? "", kind: wish.kind ? () => kind : null, about: wish.about ?? null };
    this.end = wish.end;
    this.follow();
    input.focus();
    input.select();
  }

  /** Which group someone belongs to can be said while naming. @param {string} kind @param {(kind: string) => void} choose */
  kindRow(kind, choose) {
    const { speech } = this.screen;
    const row = el("div", { class: "kind-row", role: "radiogroup", "aria-label": speech.say("field.kind") });
    const buttons = [...GROUPS, "unsorted"].map((name) => el("button", {
      type: "button", role: "radio", "aria-checked": String(name === kind), "data-kind": name,
      "aria-label": speech.label("kind", name), title: speech.label("kind", name),
      onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
      onclick: () => { buttons.forEach((button) => button.setAttribute("aria-checked", String(button.dataset.kind === name))); choose(name); },
    }, kindPicture(name, 24)));
    row.append(...buttons);
    return row;
  }

  follow() {
    if (!this.open) return;
    const { x, y } = this.open.at();
    const { clientWidth, clientHeight } = this.screen.parts.stage;
    const half = this.open.box.offsetWidth / 2;
    this.open.box.style.left = `${Math.min(Math.max(x, half + 8), clientWidth - half - 8)}px`;
    this.open.box.style.top = `${Math.min(Math.max(y, 30), clientHeight - 60)}px`;
  }

  close() {
    const open = this.open;
    this.open = null;
    open?.box.remove();
    const end = this.end;
    this.end = undefined;
    end?.();
  }
}
