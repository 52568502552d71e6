// @ts-check
/** The tools, which are also the legend of kinds. A tool that the step does not take says why. */

import { el, fill, icon, kindPicture, svg } from "./dom.js";
import { KINDS, closedBecause, toolsOfStep } from "./rules.js";

const DRAG_PX = 6;
/** Reasons that are told when they are asked for, and not below each tool. */
const SILENT = new Set(["closed.read", "closed.kind"]);

export class Palette {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("div", { class: "palette", role: "toolbar", "aria-orientation": "vertical" });
    /** @type {Map<string, any>} */
    this.buttons = new Map();
    /** @type {any[][]} */
    this.sections = [];
    this.order = "";
    this.build();
    for (const event of ["map", "you", "tool", "mode"]) screen.on(event, () => this.show());
    screen.on("words", () => this.build());
    this.node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.walk(event));
  }

  build() {
    const { speech } = this.screen;
    this.node.setAttribute("aria-label", speech.say("palette"));
    this.buttons.clear();
    this.sections = [
      [this.button("challenge", kindPicture("challenge", 30), speech.label("kind", "challenge")), this.button("link", longArrow(), speech.say("tool.link"))],
      KINDS.map((kind) => this.button(kind, kindPicture(kind, 30), speech.label("kind", kind))),
      [this.button("group", icon("group", 24), speech.say("tool.group")), this.button("vote", icon("vote", 22), speech.say("tool.vote"))],
    ];
    this.order = "";
    this.show();
  }

  /** Sections with an open tool come first, so that nobody scrolls for what the step asks for. */
  arrange() {
    const isOpen = (/** @type {any[]} */ section) => section.some((button) => button.getAttribute("aria-disabled") === "false");
    const sections = this.sections.map((section) => [...section].sort((a, b) => Number(isOpen([b])) - Number(isOpen([a])))).sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
    const order = sections.flat().map((button) => `${button.dataset.tool} ${isOpen([button])}`).join();
    if (order === this.order) return;
    this.order = order;
    let said = "";
    const parts = sections.map((section) => {
      const word = this.heading(section, isOpen(section));
      const heading = word && word !== said ? el("p", { class: "soft" }, word) : null;
      said = word;
      return el("div", { class: `section${isOpen(section) ? "" : " closed"}`, role: "group" }, heading, ...section);
    });
    fill(this.node, ...parts);
  }

  /** What stands over a section: "Add", which links, or once for all why it is closed. @param {any[]} section @param {boolean} isOpen @returns {string} */
  heading(section, isOpen) {
    const { tool } = section[0].dataset;
    if (!isOpen) return this.buttons.get(tool)?.why.textContent ?? "";
    return ["challenge", "link"].includes(tool) ? this.screen.speech.say("add") : "";
  }

  /** The types of link that the step takes alone, for whom it is narrowed. */
  onlyTypes() {
    const { state, speech, you } = this.screen;
    const workshop = state?.workshop;
    const only = workshop?.state === "open" && !you.may.includes("facilitate") ? workshop.steps[workshop.step]?.link_types ?? [] : [];
    return only.map((type) => speech.label("type", type)).join(", ");
  }

  /** @param {string} tool @param {Node} image @param {string} word */
  button(tool, image, word) {
    const why = el("small", { class: "why" });
    const button = el("button", { type: "button", class: "tool", "data-tool": tool, "aria-pressed": "false", tabindex: -1 }, image, el("span", { class: "word" }, word), why);
    button.addEventListener("click", (/** @type {MouseEvent} */ event) => this.choose(tool, event.detail === 0));
    button.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => this.maybeDrag(tool, event));
    this.buttons.set(tool, { button, why, word });
    return button;
  }

  show() {
    const { state, speech, you, tool } = this.screen;
    const wanted = toolsOfStep(state?.workshop ?? null);
    for (const [name, { button, why, word }] of this.buttons) {
      const reason = closedBecause(name, state?.workshop ?? null, you);
      button.setAttribute("aria-disabled", String(Boolean(reason)));
      button.setAttribute("aria-pressed", String(tool === name));
      button.classList.toggle("wanted", wanted.includes(name) && !reason);
      button.dataset.why = reason ?? "";
      why.textContent = name === "link" && !reason ? this.onlyTypes() : reason && !SILENT.has(reason) ? speech.say(`${reason}.short`) : "";
      button.title = reason ? this.reason(name) : "";
      button.setAttribute("aria-label", reason ? `${word}. ${this.reason(name)}` : word);
    }
    this.arrange();
    const first = this.buttons.get(tool ?? wanted[0] ?? "challenge") ?? this.buttons.get("challenge");
    for (const { button } of this.buttons.values()) button.tabIndex = button === first?.button ? 0 : -1;
  }

  /** Why a tool is closed, as a sentence. @param {string} tool */
  reason(tool) {
    const { state, speech, you } = this.screen;
    const workshop = state?.workshop ?? null;
    const key = closedBecause(tool, workshop, you);
    const step = workshop?.steps[workshop.step];
    return key ? speech.say(key, { step: speech.step(step?.title ?? ""), kinds: speech.list((step?.kinds ?? []).map((kind) => speech.label("kind", kind))) }) : "";
  }

  /** @param {string} tool @param {boolean} byKey */
  choose(tool, byKey) {
    if (this.wasDragged) return;
    const reason = this.reason(tool);
    if (reason) return this.screen.notices.say(reason);
    if (byKey && (KINDS.includes(tool) || tool === "challenge")) return this.screen.gestures.addInMiddle(tool);
    this.screen.setTool(this.screen.tool === tool ? null : tool);
  }

  /** Pull an element out of the palette onto the map. @param {string} tool @param {PointerEvent} down */
  maybeDrag(tool, down) {
    this.wasDragged = false;
    if (down.button !== 0 || !(KINDS.includes(tool) || tool === "challenge") || this.reason(tool)) return;
    /** @type {any} */
    let ghost = null;
    const move = (/** @type {PointerEvent} */ event) => {
      const isFar = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > DRAG_PX;
      if (!ghost && isFar) this.screen.root.append((ghost = el("div", { class: "carried", "aria-hidden": "true" }, kindPicture(tool, 44))));
      if (ghost) ghost.style.transform = `translate(${event.clientX}px, ${event.clientY}px) translate(-50%, -50%)`;
    };
    const end = (/** @type {PointerEvent} */ event) => {
      for (const [name, ear] of listeners) removeEventListener(name, ear);
      if (!ghost) return;
      ghost.remove();
      this.wasDragged = true;
      setTimeout(() => { this.wasDragged = false; }, 0);
      if (event.type === "pointerup") this.screen.gestures.dropAt(tool, event.clientX, event.clientY);
    };
    const listeners = /** @type {[string, any][]} */ ([["pointermove", move], ["pointerup", end], ["pointercancel", end]]);
    for (const [name, ear] of listeners) addEventListener(name, ear);
  }

  /** Arrow keys go from tool to tool. @param {KeyboardEvent} event */
  walk(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = /** @type {any[]} */ ([...this.node.querySelectorAll(".tool")]);
    const at = all.indexOf(/** @type {any} */ (event.target));
    const next = all[(at + step + all.length) % all.length];
    for (const button of all) button.tabIndex = button === next ? 0 : -1;
    next.focus();
    event.preventDefault();
  }
}

function longArrow() {
  return svg("svg", { viewBox: "0 0 76 24", width: 72, height: 24, class: "long", "aria-hidden": "true" },
    svg("path", { d: "M2 12h62", class: "line" }), svg("path", { d: "M58 3.5 75 12l-17 8.5z", class: "head" }));
}
