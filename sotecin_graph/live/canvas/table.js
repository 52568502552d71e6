// @ts-check
/** The side panel: the same elements and links as on the map, to find, read and change by keyboard. */

import { el, fill, icon, kindPicture, linkPicture } from "./dom.js";
import { elementRows, linkRows } from "./rows.js";

const TABS = ["elements", "links", "changes"];

export class Table {
  /** @type {any[]} */ tabs = [];

  /** @param {import("./screen.js").MapScreen} screen @param {import("./picked.js").Picked} picked @param {import("./changes_list.js").ChangesList} changes */
  constructor(screen, picked, changes) {
    this.screen = screen;
    this.changes = changes;
    this.tab = "elements";
    this.wanted = "";
    /** @type {Map<string, {row: any, key: string}>} */
    this.rows = new Map();
    this.build(picked);
    screen.on("map", () => this.show());
    for (const event of ["fresh", "votes", "mode"]) screen.on(event, () => this.show());
    screen.on("words", () => { this.rows.clear(); this.show(); });
    screen.on("selected", () => this.markSelected(true));
  }

  /** @param {import("./picked.js").Picked} picked */
  build(picked) {
    const { speech } = this.screen;
    this.find = el("input", { type: "search", placeholder: speech.say("find"), "aria-label": speech.say("find"), "data-testid": "find", autocomplete: "off" });
    this.find.addEventListener("input", () => { this.wanted = this.find.value; this.show(); });
    this.find.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.fromFind(event));
    this.tabs = TABS.map((name) => el("button", { type: "button", role: "tab", "data-tab": name, onclick: () => this.choose(name) }));
    const tabs = el("div", { class: "tabs", role: "tablist", onkeydown: (/** @type {KeyboardEvent} */ event) => this.walkTabs(event) }, ...this.tabs);
    this.head = el("thead");
    this.body = el("tbody");
    this.table = el("table", { "data-testid": "table" }, this.head, this.body);
    this.none = el("p", { class: "soft none", hidden: true }, speech.say("find.none"));
    this.list = el("div", { class: "list", role: "tabpanel", tabindex: -1 }, this.table, this.none, this.changes.node);
    this.body.addEventListener("click", (/** @type {Event} */ event) => this.pick(rowOf(event)));
    this.body.addEventListener("dblclick", (/** @type {Event} */ event) => { this.pick(rowOf(event)); this.screen.parts.picked.edit(); });
    this.body.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.walk(event));
    this.node = el("aside", { class: "panel", "aria-label": speech.say("panel") },
      el("label", { class: "find" }, icon("find", 18), this.find, el("kbd", { "aria-hidden": "true" }, "/")), tabs, this.list, picked.node);
  }

  /** @param {string} tab */
  choose(tab) {
    this.tab = tab;
    this.rows.clear();
    if (tab !== "changes") this.changes.hide();
    this.show();
  }

  show() {
    const { state, speech } = this.screen;
    const counts = [state?.elements.size ?? 0, state?.links.size ?? 0];
    this.tabs.forEach((/** @type {any} */ button, /** @type {number} */ index) => {
      const isOn = TABS[index] === this.tab;
      button.setAttribute("aria-selected", String(isOn));
      button.tabIndex = isOn ? 0 : -1;
      button.textContent = `${speech.say(`tab.${TABS[index]}`)}${index < 2 ? ` ${counts[index]}` : ""}`;
    });
    this.changes.node.hidden = this.tab !== "changes";
    this.table.hidden = this.tab === "changes";
    this.none.hidden = true;
    if (this.tab === "changes") return this.changes.show();
    if (state && this.screen.mode !== "phone") this.showRows(state);
  }

  /** @param {import("./types.js").MapState} state */
  showRows(state) {
    const { speech, fresh, voted } = this.screen;
    const isElements = this.tab === "elements";
    const column = (/** @type {string} */ key, /** @type {string} */ name) => el("th", { scope: "col", class: name }, speech.say(key));
    fill(this.head, isElements ? el("tr", {}, column("column.kind", "kind"), column("column.name", "name"), column("column.links", "number"))
      : el("tr", {}, column("column.type", "kind"), column("column.link", "name")));
    const rows = isElements
      ? elementRows(state, this.wanted, fresh, (kind) => speech.label("kind", kind)).map((row) =>
        this.row(row.element.id, JSON.stringify([row.element.name, row.element.kind, row.element.votes, row.links, row.by, voted.has(row.element.id)]), () => this.elementCells(row), row.by !== null))
      : linkRows(state, this.wanted, (type) => speech.label("type", type)).map((row) =>
        this.row(row.link.id, JSON.stringify([row.source, row.target, row.link.type, row.link.state, row.link.is_circular]), () => this.linkCells(row), false));
    this.put(rows);
    this.none.hidden = rows.length > 0 || !this.wanted;
    this.markSelected(false);
  }

  /** A row, made anew only where what it says has changed. @param {string} id @param {string} key @param {() => Node[]} cells @param {boolean} isFresh */
  row(id, key, cells, isFresh) {
    const known = this.rows.get(id);
    const row = known?.row ?? el("tr", { "data-id": id, tabindex: -1 });
    if (known?.key !== key) row.replaceChildren(...cells());
    row.classList.toggle("fresh", isFresh);
    this.rows.set(id, { row, key });
    return row;
  }

  /** Put rows in order without touching those that stand right, so that focus and scroll stay. @param {any[]} rows */
  put(rows) {
    const wanted = new Set(rows);
    for (const child of [...this.body.children]) if (!wanted.has(child)) child.remove();
    rows.forEach((row, index) => { if (this.body.children[index] !== row) this.body.insertBefore(row, this.body.children[index] ?? null); });
    for (const id of this.rows.keys()) if (!wanted.has(this.rows.get(id)?.row)) this.rows.delete(id);
    const hasStop = rows.some((row) => row.tabIndex === 0);
    if (!hasStop && rows[0]) rows[0].tabIndex = 0;
  }

  /** @param {any} row */
  elementCells({ element, links, by }) {
    const { speech, voted } = this.screen;
    const votes = element.votes ? speech.count("votes", element.votes) : "";
    const mine = voted.has(element.id) ? speech.say("voted") : "";
    const notes = [by === null ? "" : speech.say("new.from", { by: by || speech.say("someone") }), by === null ? "" : votes, mine].filter(Boolean);
    return [
      el("td", { class: "kind" }, kindPicture(element.kind, 24), el("span", { class: "unseen" }, speech.label("kind", element.kind))),
      el("th", { scope: "row", class: "name" }, element.name, notes.length ? el("small", { class: "soft" }, notes.join(", ")) : null,
        by === null && votes ? el("span", { class: "unseen" }, `, ${votes}`) : null),
      el("td", { class: "number" }, String(links)),
    ];
  }

  /** @param {any} row */
  linkCells({ link, source, target }) {
    const { speech } = this.screen;
    const facts = [speech.label("type", link.type), speech.label("state", link.state), link.is_circular ? speech.say("circular") : ""].filter(Boolean);
    return [
      el("td", { class: "kind" }, linkPicture({ family: link.family, state: link.state, circular: link.is_circular, width: 28 })),
      el("th", { scope: "row", class: "name" }, `${source} → ${target}`, el("small", { class: "soft" }, facts.join(", "))),
    ];
  }

  /** @param {boolean} isScrolling */
  markSelected(isScrolling) {
    const { selected } = this.screen;
    for (const [id, { row }] of this.rows) {
      row.setAttribute("aria-selected", String(id === selected));
      if (id === selected) this.stopAt(row);
      if (id === selected && isScrolling) row.scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {any} row */
  stopAt(row) {
    for (const { row: other } of this.rows.values()) other.tabIndex = other === row ? 0 : -1;
  }

  /** @param {any} row */
  pick(row) {
    const id = row?.dataset.id;
    if (!id) return;
    if (this.screen.gestures.linking.takesTarget(id)) return;
    this.screen.select(id);
    this.screen.camera.reveal(this.screen.view.cy.getElementById(id));
  }

  /** @param {KeyboardEvent} event */
  walk(event) {
    const row = rowOf(event);
    if (!row) return;
    const to = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling, Home: this.body.firstElementChild, End: this.body.lastElementChild }[event.key];
    if (to) { this.stopAt(to); to.focus(); }
    else if (event.key === "Enter" || event.key === " ") this.pick(row);
    else if (event.key === "F2") { this.pick(row); this.screen.parts.picked.edit(); event.stopPropagation(); }
    else if (event.key === "Delete") { this.removeRow(row); event.stopPropagation(); }
    else return;
    event.preventDefault();
  }

  /** Focus goes on to the next row, so that the keyboard's place is not lost. @param {any} row */
  removeRow(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    this.screen.gestures.remove(row.dataset.id);
    if (next) { this.stopAt(next); next.focus(); }
  }

  /** @param {KeyboardEvent} event */
  fromFind(event) {
    if (event.key === "Escape") { this.find.value = ""; this.wanted = ""; this.show(); }
    const first = this.body.firstElementChild;
    if ((event.key === "ArrowDown" || event.key === "Enter") && first) {
      this.stopAt(first);
      first.focus();
      if (event.key === "Enter") this.pick(first);
      event.preventDefault();
    }
  }

  /** @param {KeyboardEvent} event */
  walkTabs(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    this.choose(TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length]);
    this.tabs[TABS.indexOf(this.tab)].focus();
    event.preventDefault();
  }

  /** Go to the find box; false where this screen has none. */
  focusFind() {
    if (!this.node.offsetParent) return false;
    this.find.focus();
    return true;
  }
}

/** @param {Event} event @returns {any} */
function rowOf(event) {
  return /** @type {any} */ (event.target).closest?.("tr[data-id]");
}
