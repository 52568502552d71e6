// @ts-check
/** The same elements and links as on the map, as rows: to find, read and change by keyboard. */

import { el, fill, icon, kindPicture, linkPicture } from "./dom.js";
import { elementRows, linkRows, linksFound } from "./rows.js";
import { excerpt } from "./search.js";

const TABS = ["elements", "links", "changes"];
/** So many rows are made at once; more come as one goes down. */
const PORTION = 120;
const EDGE_PX = 400;

export class Table {
  /** @type {any[]} */ tabs = [];
  /** @type {any[]} what the rows show, all of them */ all = [];
  /** @type {Map<string, {row: any, key: string}>} */ rows = new Map();
  tab = "elements";
  limit = PORTION;

  /** @param {import("./screen.js").MapScreen} screen @param {import("./changes_list.js").ChangesList} changes */
  constructor(screen, changes) {
    this.screen = screen;
    this.changes = changes;
    this.build();
    screen.on("map", ({ changes: latest, isWhole }) => { if (isWhole || latest.some((/** @type {any} */ one) => one.kind !== "moved")) this.show(); });
    for (const event of ["fresh", "votes", "mode"]) screen.on(event, () => this.show());
    screen.on("lookout", () => { this.limit = PORTION; this.list.scrollTop = 0; this.show(); });
    screen.on("words", () => { this.rows.clear(); this.show(); });
    screen.on("selected", () => this.markSelected(true));
  }

  build() {
    const { speech } = this.screen;
    this.tabs = TABS.map((name) => el("button", { type: "button", role: "tab", "data-tab": name, onclick: () => this.choose(name) }));
    this.tablist = el("div", { class: "tabs", role: "tablist", onkeydown: (/** @type {KeyboardEvent} */ event) => this.walkTabs(event) }, ...this.tabs);
    this.head = el("thead");
    this.body = el("tbody");
    this.table = el("table", { "data-testid": "table" }, this.head, this.body);
    this.none = el("p", { class: "soft none", hidden: true }, speech.say("find.none"));
    this.list = el("div", { class: "list", role: "tabpanel", tabindex: -1 }, this.table, this.none, this.changes.node);
    this.list.addEventListener("scroll", () => this.growAtEnd());
    this.body.addEventListener("click", (/** @type {Event} */ event) => this.pick(rowOf(event)));
    this.body.addEventListener("dblclick", (/** @type {Event} */ event) => { this.pick(rowOf(event)); this.screen.parts.picked.edit(); });
    this.body.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.walk(event));
  }

  /** @param {string} tab */
  choose(tab) {
    this.tab = tab;
    this.rows.clear();
    this.limit = PORTION;
    if (tab !== "changes") this.changes.hide();
    this.show();
  }

  show() {
    const { state } = this.screen;
    const isSeen = this.screen.mode !== "phone" || this.screen.parts?.panel.isUp;
    this.tabs.forEach((/** @type {any} */ button, /** @type {number} */ index) => {
      const isOn = TABS[index] === this.tab;
      button.setAttribute("aria-selected", String(isOn));
      button.tabIndex = isOn ? 0 : -1;
    });
    this.changes.node.hidden = this.tab !== "changes";
    this.table.hidden = this.tab === "changes";
    this.none.hidden = true;
    if (state && isSeen) this.sum(state);
    if (this.tab === "changes") return this.changes.show();
    if (state && isSeen) this.showRows(state);
  }

  /** What each tab holds, with the number of what answers. @param {import("./types.js").MapState} state */
  sum(state) {
    const { lookout, speech } = this.screen;
    const links = lookout.isOn ? linksFound(state, lookout, (type) => speech.label("type", type)).length : state.links.size;
    const counts = [` ${lookout.shown?.size ?? state.elements.size}`, ` ${links}`, ""];
    this.tabs.forEach((button, index) => { button.textContent = `${speech.say(`tab.${TABS[index]}`)}${counts[index]}`; });
  }

  /** @param {import("./types.js").MapState} state */
  showRows(state) {
    const { speech, fresh, lookout } = this.screen;
    const isElements = this.tab === "elements";
    const column = (/** @type {string} */ key, /** @type {string} */ name) => el("th", { scope: "col", class: name }, speech.say(key));
    fill(this.head, isElements ? el("tr", {}, column("column.kind", "kind"), column("column.name", "name"), column("column.links", "number"))
      : el("tr", {}, column("column.type", "kind"), column("column.link", "name")));
    const rows = isElements ? elementRows(state, lookout, fresh) : linkRows(state, lookout, (type) => speech.label("type", type));
    this.all = [...(lookout.isOn ? [] : this.waiting(isElements)), ...rows];
    this.put(this.all.slice(0, this.limit).map((row) => this.rowOf(row)));
    this.none.hidden = this.all.length > 0 || !lookout.isOn;
    this.markSelected(false);
  }

  /** What only this reader sees, first. @param {boolean} isElements */
  waiting(isElements) {
    const { own } = this.screen;
    const name = (/** @type {string} */ id) => this.screen.thing(id)?.name ?? "";
    const things = [...own.waiting.values()].filter(({ is_link }) => Boolean(is_link) !== isElements);
    return things.map((one) => (isElements ? { element: one, links: 0, by: null, in: null } : { link: one, source: name(one.source), target: name(one.target) }));
  }

  /** @param {any} one */
  rowOf(one) {
    const { voted, lookout, own } = this.screen;
    const isLocked = this.isLocked(one.element?.id);
    if (one.link) return this.row(one.link.id, JSON.stringify([one.source, one.target, one.link.type, one.link.state, one.link.is_circular]), () => this.linkCells(one), false);
    const { element, links, by } = one;
    const key = JSON.stringify([element.name, element.kind, element.votes, links, by, voted.has(element.id), own.given.get(element.id), element.isWaiting, isLocked, one.in ? [one.in.text, lookout.text] : null]);
    return this.row(element.id, key, () => this.elementCells(one), by !== null);
  }

  /** Only facilitators change it, and it alone. @param {string|undefined} id */
  isLocked(id) {
    const workshop = this.screen.state?.workshop;
    return Boolean(id) && workshop?.state === "open" && Boolean(workshop.levers?.locked.includes(/** @type {string} */ (id)));
  }

  /** A row, made anew only where what it says has changed. @param {string} id @param {string} key @param {() => Node[]} cells @param {boolean} isFresh */
  row(id, key, cells, isFresh) {
    const known = this.rows.get(id);
    const row = known?.row ?? el("tr", { "data-id": id, tabindex: -1 });
    if (known?.key !== key) row.replaceChildren(...cells());
    row.classList.toggle("fresh", isFresh);
    row.classList.toggle("waits", this.screen.own.waiting.has(id));
    this.rows.set(id, { row, key });
    return row;
  }

  /** Put rows in order without touching those that stand right, so that focus and scroll stay. @param {any[]} rows */
  put(rows) {
    const wanted = new Set(rows);
    for (const child of [...this.body.children]) if (!wanted.has(child)) child.remove();
    let place = this.body.firstElementChild;
    for (const row of rows) {
      if (row === place) place = place.nextElementSibling;
      else this.body.insertBefore(row, place);
    }
    for (const [id, { row }] of this.rows) if (!wanted.has(row)) this.rows.delete(id);
    const hasStop = rows.some((row) => row.tabIndex === 0);
    if (!hasStop && rows[0]) rows[0].tabIndex = 0;
  }

  /** Further rows, where one has come near the end of those that are made. */
  growAtEnd() {
    if (this.limit < this.all.length && this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < EDGE_PX) this.growTo(this.limit + PORTION);
  }

  /** @param {number} limit */
  growTo(limit) {
    if (limit <= this.limit || this.tab === "changes") return;
    for (const one of this.all.slice(this.limit, limit)) this.body.append(this.rowOf(one));
    this.limit = limit;
  }

  /** @param {any} row */
  elementCells({ element, links, by, in: found }) {
    const { speech, voted, lookout, own } = this.screen;
    const votes = element.votes ? speech.count("votes", element.votes) : "";
    const dots = own.given.get(element.id) ?? 0;
    const mine = own.round ? dots && speech.count("dots.yours", dots) : voted.has(element.id) ? speech.say("voted") : "";
    const notes = [element.isWaiting ? speech.say("waits.only.short") : "", by === null ? "" : speech.say("new.from", { by: by || speech.say("someone") }), by === null ? "" : votes, mine].filter(Boolean);
    return [
      el("td", { class: "kind" }, kindPicture(element.kind, 24), el("span", { class: "unseen" }, speech.label("kind", element.kind))),
      el("th", { scope: "row", class: "name" }, element.name, this.isLocked(element.id) ? el("span", { class: "lock", title: speech.say("locked.sign") }, icon("lock", 15), el("span", { class: "unseen" }, `, ${speech.say("locked.sign")}`)) : null, notes.length ? el("small", { class: "soft" }, notes.join(", ")) : null,
        found ? el("small", { class: "soft" }, this.foundIn(found, lookout.words)) : null,
        by === null && votes ? el("span", { class: "unseen" }, `, ${votes}`) : null),
      el("td", { class: "number" }, String(links)),
    ];
  }

  /** Where the words stand that are not in the name. @param {import("./search.js").Field} found @param {string[]} words */
  foundIn({ field, text }, words) {
    const { speech } = this.screen;
    if (field === "aliases") return speech.say("found.alias", { name: text });
    return field === "by" || field === "also_by" ? speech.say("fact.added", { by: text }) : excerpt(text, words);
  }

  /** @param {any} row */
  linkCells({ link, source, target }) {
    const { speech } = this.screen;
    const facts = [link.isWaiting ? speech.say("waits.only.short") : "", speech.label("type", link.type), speech.label("state", link.state), link.is_circular ? speech.say("circular") : ""].filter(Boolean);
    return [
      el("td", { class: "kind" }, linkPicture({ family: link.family, state: link.state, circular: link.is_circular, width: 28 })),
      el("th", { scope: "row", class: "name" }, `${source} → ${target}`, el("small", { class: "soft" }, facts.join(", "))),
    ];
  }

  /** @param {boolean} isScrolling */
  markSelected(isScrolling) {
    const { selected } = this.screen;
    if (selected && isScrolling && !this.rows.has(selected)) this.growTo(this.all.findIndex((one) => (one.link ?? one.element).id === selected) + 1);
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
    this.screen.parts.panel.lower();
    this.screen.jump.to(id);
  }

  /** From the field above into the rows; with Enter the first is picked. @param {boolean} isPicked */
  enter(isPicked) {
    const first = this.body.firstElementChild;
    if (!first || this.table.hidden) return false;
    this.stopAt(first);
    first.focus();
    if (isPicked) this.pick(first);
    return true;
  }

  /** @param {KeyboardEvent} event */
  walk(event) {
    const row = rowOf(event);
    if (!row) return;
    if (event.key === "ArrowDown" && !row.nextElementSibling) this.growTo(this.limit + PORTION);
    const to = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling, Home: this.body.firstElementChild, End: this.body.lastElementChild }[event.key];
    if (to) { this.stopAt(to); to.focus(); }
    else if (event.key === "ArrowUp") this.screen.parts.panel.focusFind();
    else if (event.key === "Enter" || event.key === " ") this.pick(row);
    else if (event.key === "Escape" && this.screen.lookout.isOn) this.screen.parts.panel.giveBack(event);
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
  walkTabs(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    this.choose(TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length]);
    this.tabs[TABS.indexOf(this.tab)].focus();
    event.preventDefault();
  }

  /** Go to the find box; false where this screen has none. */
  focusFind() {
    return this.screen.parts.panel.focusFind();
  }
}

/** @param {Event} event @returns {any} */
function rowOf(event) {
  return /** @type {any} */ (event.target).closest?.("tr[data-id]");
}
