// @ts-check
/** What can be done with a cluster on the map, at its name: give it another name, bring everyone there. */

import { el } from "./dom.js";

export class HullMenu {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    /** @type {any} */
    this.node = null;
    screen.view.cy.on("viewport tap", () => this.close());
    screen.on("map", () => this.node && !this.node.opener.isConnected && this.close());
  }

  /** The choice for who facilitates; everyone else can only change the name. @param {string} id @param {HTMLElement} pill */
  open(id, pill) {
    const { screen } = this;
    const mayName = screen.gestures.mayNameClusters();
    if (!screen.may("facilitate")) return mayName && screen.gestures.nameCluster(id, pill);
    this.close();
    const item = (/** @type {string} */ name, /** @type {() => void} */ run) =>
      el("button", { type: "button", role: "menuitem", tabindex: -1, "data-item": name, onclick: () => { this.close(); run(); } }, screen.speech.say(name));
    const items = [item("bring.hull", () => screen.together.bringing.bring(id))];
    if (mayName) items.push(item("hull.rename", () => screen.gestures.nameCluster(id, pill)));
    this.node = el("div", { class: "menu", role: "menu", "aria-label": pill.textContent, onkeydown: (/** @type {KeyboardEvent} */ event) => this.walk(event) }, ...items);
    this.node.opener = pill;
    pill.setAttribute("aria-expanded", "true");
    screen.parts.over.append(this.node);
    this.place(pill);
    items[0].focus({ preventScroll: true });
  }

  /** @param {HTMLElement} pill */
  place(pill) {
    const [box, stage] = [pill.getBoundingClientRect(), this.screen.parts.stage.getBoundingClientRect()];
    this.node.style.left = `${Math.min(Math.max(box.left - stage.left, 8), stage.width - this.node.offsetWidth - 8)}px`;
    this.node.style.top = `${Math.min(box.bottom - stage.top + 6, stage.height - this.node.offsetHeight - 8)}px`;
  }

  /** @param {KeyboardEvent} event */
  walk(event) {
    const items = [...this.node.children];
    const at = items.indexOf(/** @type {any} */ (event.target));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(at + step + items.length) % items.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") { const { opener } = this.node; this.close(); opener.focus({ preventScroll: true }); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  close() {
    this.node?.opener.removeAttribute("aria-expanded");
    this.node?.remove();
    this.node = null;
  }
}
