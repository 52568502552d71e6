// @ts-check
/** Who else is here, where there are more than faces fit: a list of names, each of which can be followed. */

import { el } from "./dom.js";

export class Others {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    /** @type {any} */
    this.node = null;
  }

  /** "+12", which opens the list of those who are known by name. @param {{id: string, name: string, hub: string|null}[]} people @param {number} count */
  button(people, count) {
    const words = this.screen.speech.count("people.more", count);
    if (!people.length) return el("span", { "aria-label": words, role: "img" }, `+${count}`);
    return el("button", { type: "button", "data-person": "rest", "aria-label": words, "aria-haspopup": "menu", onclick: () => (this.node ? this.close() : this.open(people)) }, `+${count}`);
  }

  /** @param {{id: string, name: string, hub: string|null}[]} people */
  open(people) {
    const { screen } = this;
    const { following } = screen.together;
    const others = people.filter((person) => person.id !== screen.you.id);
    const item = (/** @type {any} */ person) => el("button", { type: "button", role: "menuitemradio", tabindex: -1, "data-item": person.id, "aria-checked": String(following.person?.id === person.id),
      onclick: () => { this.close(); following.toggle(person); } }, screen.speech.say("follow", { name: person.hub ? `${person.name} (${screen.speech.label("hub", person.hub)})` : person.name }));
    this.node = el("div", { class: "menu others", role: "menu", "aria-label": screen.speech.count("people.more", others.length), onkeydown: (/** @type {KeyboardEvent} */ event) => this.walk(event) }, ...others.map(item));
    screen.root.append(this.node);
    this.node.querySelector("button")?.focus();
    this.leave = (/** @type {Event} */ event) => { if (this.node && !event.composedPath().includes(this.node)) this.close(); };
    screen.root.addEventListener("pointerdown", this.leave);
  }

  /** @param {KeyboardEvent} event */
  walk(event) {
    const items = [...this.node.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(items.indexOf(/** @type {any} */ (event.target)) + step + items.length) % items.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") { this.close(); /** @type {any} */ (this.screen.root.querySelector("[data-person=rest]"))?.focus(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  close() {
    this.node?.remove();
    this.node = null;
    if (this.leave) this.screen.root.removeEventListener("pointerdown", this.leave);
  }
}
