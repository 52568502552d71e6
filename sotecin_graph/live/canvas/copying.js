// @ts-check
/**
 * Elements carried from map to map: an element lives once, so what is copied is which ones they are. Their names go to
 * the clipboard for people's other programs, their ids to this browser's own storage, where another tab finds them.
 */

import { arrangedAround } from "./arranged.js";
import { isWriting } from "./dom.js";

const KEY = "sotecin-graph.copied";

/** @typedef {{map: string, text: string, elements: {id: string, name: string, x: number, y: number}[]}} Copied */

export class Copying {
  /** @type {import("./types.js").Point|null} where the pointer was last, on this screen */ pointer = null;

  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    screen.view.cy.on("mousemove tapstart", (/** @type {any} */ event) => { this.pointer = event.position; });
    screen.parts.graph.addEventListener("pointerleave", () => { this.pointer = null; });
    screen.hear(document, "copy", (/** @type {ClipboardEvent} */ event) => this.copied(event));
    screen.hear(document, "paste", (/** @type {ClipboardEvent} */ event) => this.pasted(event));
    for (const event of ["storage", "focus"]) screen.hear(globalThis, event, () => screen.tell("copied"));
  }

  /** True where the keyboard is on this map and nobody writes. */
  isHere() {
    const active = /** @type {any} */ (this.screen.root.getRootNode()).activeElement;
    return Boolean(active) && this.screen.root.contains(active) && !isWriting(active);
  }

  /** @param {ClipboardEvent} event */
  copied(event) {
    const isText = String(getSelection() ?? "") !== "";
    if (!this.isHere() || isText) return;
    const text = this.keep();
    if (!text) return;
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  }

  /** By button. */
  copy() {
    const text = this.keep();
    if (!text) return;
    const write = (/** @type {ClipboardEvent} */ event) => { event.clipboardData?.setData("text/plain", text); event.preventDefault(); event.stopImmediatePropagation(); };
    document.addEventListener("copy", write, { capture: true, once: true });
    document.execCommand("copy");
    document.removeEventListener("copy", write, { capture: true });
  }

  /** Remember what is picked. @returns {string} the names, a line each */
  keep() {
    const { screen } = this;
    const elements = screen.editing.selection.ids.flatMap((id) => screen.state?.elements.get(id) ?? []).map(({ id, name, x, y }) => ({ id, name, x, y }));
    if (!elements.length) return "";
    const text = elements.map((one) => one.name).join("\n");
    try {
      localStorage.setItem(KEY, JSON.stringify({ map: screen.data.map, text, elements }));
    } catch { return text; }
    screen.tell("copied");
    screen.editing.offers.say(screen.speech.count("copied", elements.length));
    return text;
  }

  /** What was copied last in this browser. @returns {Copied|null} */
  last() {
    try {
      const copied = JSON.parse(localStorage.getItem(KEY) ?? "null");
      return Array.isArray(copied?.elements) ? copied : null;
    } catch { return null; }
  }

  /** What of it is not on this map yet. @returns {Copied["elements"]} */
  missing() {
    const { state } = this.screen;
    return (this.last()?.elements ?? []).filter((one) => typeof one?.id === "string" && state && !state.elements.has(one.id));
  }

  /** @param {ClipboardEvent} event */
  pasted(event) {
    if (!this.isHere()) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    event.preventDefault();
    this.paste(text);
  }

  /** @param {string} [text] what is on the clipboard, where that is known: something else may have been copied since */
  async paste(text = "") {
    const { screen } = this;
    if (!screen.may("contribute")) return;
    const copied = this.last();
    if (!copied || (text && text.replace(/\r\n/g, "\n") !== copied.text)) return screen.editing.offers.say(screen.speech.say("paste.nothing"));
    const elements = this.missing();
    if (!elements.length) {
      screen.editing.selection.set(copied.elements.map((one) => one.id));
      return screen.editing.offers.say(screen.speech.say("paste.there"));
    }
    const answer = await screen.ask("place_elements", { elements: elements.map((one) => one.id), positions: arrangedAround(elements, this.place()) });
    if (!answer) return;
    const placed = answer.result.placed ?? elements.map((one) => one.id);
    screen.editing.selection.set(placed);
    screen.tell("copied");
    screen.editing.undoing.offer(screen.speech.count("pasted", placed.length), answer);
  }

  /** Under the pointer, else in the middle of what is seen. */
  place() {
    const { x1, x2, y1, y2 } = this.screen.view.cy.extent();
    return this.pointer ?? { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  }
}
