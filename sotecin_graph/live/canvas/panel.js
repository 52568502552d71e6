// @ts-check
/** Beside the map, on a phone a sheet from below: to find, to filter, to look around; the table; what is picked. */

import { Around } from "./around.js";
import { el, fill, icon, isWriting } from "./dom.js";
import { Facets } from "./facets.js";
import { LookBook } from "./lookbook.js";

/** @typedef {"table"|"filter"|"look"} Page */

export class Panel {
  /** @type {Page} what stands in the panel */ page = "table";
  /** True while the sheet is up, on a phone. */ isUp = false;

  /** @param {import("./screen.js").MapScreen} screen @param {import("./table.js").Table} table @param {import("./picked.js").Picked} picked */
  constructor(screen, table, picked) {
    this.screen = screen;
    this.table = table;
    this.facets = new Facets(screen);
    this.lookbook = new LookBook(screen);
    this.build(picked);
    screen.on("words", () => this.name());
    screen.on("lookout", () => this.follow());
    screen.on("mode", () => this.lower());
    screen.on("selected", (/** @type {string|null} */ id) => { this.near.hidden = !id || !screen.state?.elements.has(id); });
    this.node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.leave(event));
    screen.hear(document, "keydown", (/** @type {KeyboardEvent} */ event) => this.call(event));
    screen.root.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.onMap(event));
  }

  /** @param {import("./picked.js").Picked} picked */
  build(picked) {
    this.find = el("input", { type: "search", "data-testid": "find", autocomplete: "off", enterkeyhint: "search" });
    this.find.addEventListener("input", () => this.screen.lookout.search(this.find.value));
    this.find.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.fromFind(event));
    this.filter = el("button", { type: "button", class: "plain", "data-testid": "filter", onclick: () => this.turn("filter") });
    this.look = el("button", { type: "button", class: "plain", "data-testid": "look", onclick: () => this.turn("look") });
    this.lowered = el("button", { type: "button", class: "plain small lower", onclick: () => this.lower() }, icon("down", 22));
    this.ways = el("div", { class: "ways" }, this.filter, this.look);
    this.up = el("button", { type: "button", class: "finder", "data-testid": "finder", onclick: () => this.raise() }, icon("find", 22));
    this.node = el("aside", { class: "panel", "data-page": "table" },
      el("div", { class: "find-row" }, el("label", { class: "find" }, icon("find", 18), this.find, el("kbd", { "aria-hidden": "true" }, "/")), this.lowered),
      this.ways, this.facets.node, this.lookbook.node, this.table.tablist, this.table.list, picked.node);
    this.near = el("details", { class: "near", hidden: true, "data-testid": "near" }, el("summary"), new Around(this.screen).node);
    this.node.append(this.near);
    this.name();
  }

  name() {
    const { speech } = this.screen;
    this.node.setAttribute("aria-label", speech.say("panel"));
    for (const name of ["placeholder", "aria-label"]) this.find.setAttribute(name, speech.say("find"));
    for (const button of [this.up, this.lowered]) button.setAttribute("aria-label", speech.say(button === this.up ? "finder" : "close"));
    fill(this.near.firstElementChild, icon("look", 18), el("span", {}, speech.say("look.from")));
    this.mark();
  }

  mark() {
    const { speech, lookout } = this.screen;
    const count = [...lookout.chosen.values()].reduce((sum, values) => sum + values.size, 0);
    fill(this.filter, icon("filter", 17), el("span", {}, speech.say("filter")), count ? el("span", { class: "count" }, String(count)) : null);
    fill(this.look, icon("look", 18), el("span", {}, speech.say("look")), lookout.look ? el("span", { class: "count" }, "1") : null);
    this.filter.setAttribute("aria-expanded", String(this.page === "filter"));
    this.look.setAttribute("aria-expanded", String(this.page === "look"));
    this.up.classList.toggle("on", lookout.isOn);
  }

  follow() {
    const { lookout } = this.screen;
    if (this.find.value !== lookout.text) this.find.value = lookout.text;
    this.mark();
    if (this.isUp && (lookout.look || lookout.from)) this.lower();
  }

  /** Show a page of the panel, or go back to the table. @param {Page} page */
  turn(page) {
    this.page = this.page === page ? "table" : page;
    this.node.dataset.page = this.page;
    if (this.page === "filter") this.facets.open();
    else this.facets.close();
    if (this.page === "look") this.lookbook.open();
    else this.lookbook.close();
    this.mark();
  }

  /** @param {KeyboardEvent} event */
  leave(event) {
    if (event.key !== "Escape" || this.page === "table" || isWriting(event.composedPath()[0]) && event.composedPath()[0] === this.find) return;
    const button = this[this.page === "filter" ? "filter" : "look"];
    this.turn("table");
    button.focus();
    event.stopPropagation();
  }

  /** @param {KeyboardEvent} event */
  fromFind(event) {
    if (event.key === "Escape") this.giveBack(event);
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    if (this.page !== "table") this.turn("table");
    if (this.table.enter(event.key === "Enter")) event.preventDefault();
  }

  /** Escape ends the search and gives the map back. @param {KeyboardEvent} event */
  giveBack(event) {
    this.screen.lookout.end();
    this.lower();
    this.screen.parts.graph.focus({ preventScroll: true });
    event.stopPropagation();
    event.preventDefault();
  }

  /** Ctrl+F finds on the map, which the browser cannot search; pressed once more it is the browser's. @param {KeyboardEvent} event */
  call(event) {
    const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "f";
    if (!isFind || event.composedPath()[0] === this.find || !this.screen.root.isConnected) return;
    if (this.focusFind()) event.preventDefault();
  }

  /** Keys on the map itself: 1 to 3 links around what is picked, up and down the exchanges, a path; Escape ends a look. @param {KeyboardEvent} event */
  onMap(event) {
    const { lookout, selected, state, tool, parts } = this.screen;
    if (event.composedPath()[0] !== parts.graph || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && !tool && (lookout.look || lookout.from || lookout.words.length)) return lookout.end();
    if (!selected || !state?.elements.has(selected)) return;
    if (["1", "2", "3"].includes(event.key)) lookout.lookAt({ kind: "hops", id: selected, most: Number(event.key) });
    else if (event.key === "u" || event.key === "d") lookout.lookAt({ kind: "stream", id: selected, way: event.key === "u" ? "up" : "down" });
    else if (event.key === "p") lookout.begin(selected);
    else return;
    event.preventDefault();
  }

  /** On a phone: the sheet comes up with the field to write in. */
  raise() {
    this.isUp = true;
    this.node.classList.add("up");
    this.table.show();
    this.find.focus({ preventScroll: true });
  }

  lower() {
    if (!this.isUp) return;
    this.isUp = false;
    this.node.classList.remove("up");
    this.up.focus({ preventScroll: true });
  }

  /** Go to the find box; false where this screen has none. */
  focusFind() {
    if (this.screen.mode === "phone") this.raise();
    if (!this.node.offsetParent) return false;
    this.find.focus();
    this.find.select();
    return true;
  }
}
