// @ts-check
/** One reader's screen: what is known of the map and of the reader, and the parts that show it. */

import { Announcer } from "./announcer.js";
import { ask } from "./asking.js";
import { Boxes, around } from "./boxes.js";
import { Camera } from "./camera.js";
import { offsetOf, paced } from "./clock.js";
import { Conflicts } from "./conflicts.js";
import { Cursors } from "./cursors.js";
import { withoutErased } from "./deeds.js";
import { el } from "./dom.js";
import { Editing } from "./editing.js";
import { Feed } from "./feed.js";
import { Lookout } from "./lookout.js";
import { Gestures } from "./gestures.js";
import { Hulls } from "./hulls.js";
import { Jump } from "./jump.js";
import { layOut, marginsOf } from "./layout.js";
import { Measures } from "./measures.js";
import { applyModes, markVotes, showMap } from "./modes.js";
import { Notices } from "./notices.js";
import { announceDrawing } from "./drawing.js";
import { closePageNotes } from "./page_note.js";
import { tableRooms } from "./room.js";
import { mayChange } from "./rules.js";
import { Own } from "./own.js";
import { nameOf } from "./sentences.js";
import { Speech } from "./speech.js";
import { Spotlight } from "./spotlight.js";
import { applyAll, restore } from "./state.js";
import { TOKENS, themeOf } from "./tokens.js";
import { Together } from "./together.js";
import { View } from "./view.js";

/** @typedef {import("./types.js").MapState} MapState */
/** @typedef {import("./types.js").ChangeWire} ChangeWire */

const REDRAW_MS = 250;
/** So long the first picture waits for its fonts, which else would have it drawn twice. */
const FONTS_MS = 400;
const GLOW_MS = 4000;
const NEW_MS = 20000;
const LOG_LENGTH = 200;
const REPORT_MS = 2000;

export class MapScreen {
  /** @type {MapState|null} */ state = null;
  you = { id: "", name: "", may: /** @type {string[]} */ ([]) };
  /** @type {Set<string>} challenges with this reader's vote */ voted = new Set();
  people = { people: /** @type {any[]} */ ([]), count: 0 };
  /** @type {string|null} */ selected = null;
  /** @type {string|null} */ tool = null;
  /** @type {Map<string, string>} who added what is still new, by element */ fresh = new Map();
  /** @type {(ChangeWire & {name: string})[]} the latest first */ log = [];
  /** @type {string|undefined} what is shown: data.mode, or "phone" where the screen is narrow */ mode;
  /** @type {string|undefined} */ aimedAt;
  /** @type {((revisions: number[]) => void)|undefined} */ reports;
  /** @type {any} */ selectionTimer;
  /** @type {Map<string, ((detail?: any) => void)[]>} */ ears = new Map();
  /** @type {(() => void)[]} */ endings = [];
  /** @type {any[]|null} what has come before the fonts */ early = [];
  isGone = false;
  /** True once it was said that this map takes its time. */ isAnnounced = false;

  /** @param {any} host @param {any} component */
  constructor(host, component) {
    this.component = component;
    this.data = component.data;
    this.offset = offsetOf(this.data.now, Date.now());
    this.isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.speech = new Speech(this.data.words, this.data.labels, this.data.language);
    this.root = host.querySelector(".sotecin-map") ?? host.appendChild(el("div", { class: "sotecin-map" }));
    this.root.dataset.state = "connecting";
    this.own = new Own(this);
    this.lookout = new Lookout(this);
    this.parts = layOut(this);
    this.theme = this.readTheme();
    this.view = new View(this.parts.graph, { tokens: TOKENS[this.theme], isStill: this.isStill, word: (type) => this.speech.label("type", type) });
    this.boxes = new Boxes(this.view.cy);
    this.camera = new Camera(this.view.cy, () => marginsOf(this), { everything: () => around([...this.room(), ...tableRooms(this.state), ...this.view.waitingRooms()]), redraw: () => this.hulls.redraw(), isStill: () => this.isStill || this.view.isMany, closest: () => (this.mode === "projector" ? 2 : 1.25) }, () => this.isEditing && this.gestures.isAtWork());
    this.hulls = new Hulls(this.view.cy, this.boxes, { onName: (id, pill) => this.together.menu.open(id, pill) });
    this.parts.stage.prepend(this.hulls.layer);
    this.parts.over.append(this.hulls.pills);
    this.notices = new Notices(this);
    closePageNotes(this);
    this.conflicts = new Conflicts(this);
    this.cursors = new Cursors(this);
    this.announcer = new Announcer(this);
    this.gestures = new Gestures(this);
    this.editing = new Editing(this);
    this.editing.listen();
    this.spotlight = new Spotlight(this);
    this.jump = new Jump(this);
    this.measures = new Measures(this);
    this.together = new Together(this);
    this.takeChanges = paced((/** @type {ChangeWire[]} */ changes) => this.apply(changes), REDRAW_MS);
    this.listen();
    this.applyLook();
    this.feed = this.openFeed();
  }

  listen() {
    this.on("map", () => showMap(this));
    this.on("you", () => showMap(this));
    this.on("votes", () => markVotes(this));
    const watch = new ResizeObserver(() => this.resized());
    watch.observe(this.root);
    watch.observe(this.parts.stage);
    const fonts = () => { if (!this.isGone && this.view.measureAgain()) { this.hulls.redraw(); this.camera.settle(); } };
    const loaded = Promise.allSettled([500, 600].map((weight) => document.fonts.load(`${weight} 16px Commissioner`))).then(() => document.fonts.ready).then(fonts);
    Promise.race([loaded, new Promise((late) => { setTimeout(late, FONTS_MS); })]).then(() => this.begin());
    this.hear(document.fonts, "loadingdone", fonts);
    this.hear(globalThis, "online", () => this.feed.retryNow());
    this.hear(globalThis, "offline", () => this.feed.drop());
    this.hear(globalThis, "beforeunload", (/** @type {any} */ event) => { if (this.feed.outbox.size) event.preventDefault(); });
    this.endings.push(() => watch.disconnect());
  }

  /** Listen to something outside for as long as this screen lives. @param {any} target @param {string} event @param {any} ear */
  hear(target, event, ear) {
    target.addEventListener(event, ear);
    this.endings.push(() => target.removeEventListener(event, ear));
  }

  /** @param {string} event @param {(detail?: any) => void} ear */
  on(event, ear) {
    this.ears.set(event, [...(this.ears.get(event) ?? []), ear]);
  }

  /** @param {string} event @param {any} [detail] */
  tell(event, detail) {
    for (const ear of this.ears.get(event) ?? []) ear(detail);
  }

  openFeed() {
    const { protocol, host } = globalThis.location;
    const url = `${protocol === "https:" ? "wss" : "ws"}://${host}/live/maps/${encodeURIComponent(this.data.map)}`;
    let asked = 0;
    return new Feed(url, this.data.ticket, {
      revision: () => this.live?.revision ?? null,
      waiting: (count) => this.tell("waiting", count),
      message: (frame) => this.receive(frame),
      status: (status, retryMs) => this.setStatus(status, retryMs),
      ticketNeeded: () => this.component.setTriggerValue?.("ticket_needed", (asked += 1)),
      refusedAccess: (code) => this.notices.lasting(this.speech.say(code === 4404 ? "gone.map" : "gone.access")),
    });
  }

  /** The fonts are here, or let wait too long: what has come meanwhile is shown. */
  begin() {
    const early = this.early ?? [];
    this.early = null;
    for (const frame of early) this.receive(frame);
  }

  /** @param {any} frame */
  receive(frame) {
    if (this.early) return this.early.push(frame);
    if (frame.type === "snapshot" && !this.state && announceDrawing(this, frame)) return;
    if (frame.type === "welcome") this.welcome(frame);
    if (frame.type === "snapshot") this.start(frame);
    if (frame.type === "changes") this.takeChanges(frame.changes);
    if (frame.type === "presence") this.tell("people", (this.people = frame));
    if (frame.type === "cursors") this.tell("cursors", frame.cursors);
    if (frame.type === "bring" || frame.type === "call") this.tell(frame.type, frame);
    this.own.hear(frame);
  }

  /** @param {any} frame */
  welcome(frame) {
    this.you = frame.you;
    this.offset = offsetOf(frame.now, Date.now());
    this.tell("you");
    this.own.take(frame);
  }

  /** @param {any} snapshot */
  start(snapshot) {
    if (this.editing.past.isOpen) return void this.editing.past.startBeneath(snapshot);
    const isFirst = !this.state;
    this.state = restore(snapshot);
    this.own.drop([...this.state.elements.keys(), ...this.state.links.keys()]);
    this.feed.resyncs = 0;
    if (isFirst) this.camera.prepare(snapshot.elements);
    this.view.drawAll(this.state);
    if (this.selected && !this.thing(this.selected)) this.select(null);
    this.tell("map", { changes: [], isWhole: true });
    if (isFirst) this.camera.settle();
    else this.camera.keep();
    this.publish();
  }

  /** @param {ChangeWire[]} changes */
  apply(changes) {
    if (!this.state || this.isGone) return;
    if (this.editing.past.isOpen) return this.editing.past.beneath(changes);
    const before = this.state;
    const { state, applied, hasGap } = applyAll(this.state, changes);
    this.state = state;
    if (applied.length) this.show(applied, before);
    if (hasGap) this.feed.resync();
    else this.feed.resyncs = 0;
  }

  /** @param {ChangeWire[]} changes @param {MapState} before */
  show(changes, before) {
    const state = /** @type {MapState} */ (this.state);
    this.own.meet(changes);
    this.view.drawTouched(state, changes);
    this.noteFresh(changes);
    this.keepLog(changes.map((change) => ({ ...change, name: nameOf(change, state, before) })));
    this.editing.reviving.note(changes, before);
    if (this.selected && !this.thing(this.selected)) this.select(null);
    this.tell("map", { changes, isWhole: false, before });
    this.camera.keep();
    this.publish();
    this.reportChange(state.revision);
  }

  /** @param {(ChangeWire & {name: string})[]} changes the earliest first */
  keepLog(changes) {
    this.log = [...[...changes].reverse(), ...this.log].slice(0, LOG_LENGTH);
    for (const change of changes) if (change.kind === "redacted") this.log = withoutErased(this.log, change.payload);
  }

  /** @param {ChangeWire[]} changes */
  noteFresh(changes) {
    const added = changes.filter((change) => change.kind === "placed").flatMap((change) =>
      change.payload.elements.map((/** @type {any} */ element) => [element.id, element.by]));
    if (!added.length) return;
    const ids = added.map(([id]) => id);
    added.forEach(([id, by]) => this.fresh.set(id, by));
    if (!this.isStill) this.view.glow(ids, GLOW_MS);
    setTimeout(() => { ids.forEach((id) => this.fresh.delete(id)); if (!this.isGone) this.tell("fresh"); }, NEW_MS);
  }

  /** For browser tests and for people who look under the bonnet. */
  publish() {
    this.root.dataset.revision = String(this.state?.revision ?? "");
    this.root.dataset.elements = String(this.state?.elements.size ?? 0);
    this.root.dataset.links = String(this.state?.links.size ?? 0);
  }

  /** @param {number} revision */
  reportChange(revision) {
    if (!this.data.reports_changes) return;
    const report = this.reports ?? paced((/** @type {number[]} */ seen) => !this.isGone && this.component.setTriggerValue?.("changed", seen.at(-1)), REPORT_MS);
    this.reports = report;
    report([revision]);
  }

  /** @param {"connecting"|"live"|"offline"} status @param {number|null} retryMs */
  setStatus(status, retryMs) {
    this.root.dataset.state = status;
    this.tell("status", { status, retryMs });
  }

  /** An element or link by its id. @param {string} id @returns {any} */
  thing(id) {
    return this.state?.elements.get(id) ?? this.state?.links.get(id) ?? this.own.waiting.get(id) ?? null;
  }

  /** @param {string|null} id */
  select(id) {
    const hadSeveral = this.editing.selection.letGo();
    if (id === this.selected && !hadSeveral) return;
    this.selected = id;
    this.view.select(id);
    this.tell("selected", id);
    if (!this.data.reports_selection) return;
    clearTimeout(this.selectionTimer);
    this.selectionTimer = setTimeout(() => this.component.setStateValue?.("selected", id), 500);
  }

  /** @param {string|null} tool */
  setTool(tool) {
    this.tool = tool;
    this.root.dataset.tool = tool ?? "";
    this.tell("tool", tool);
  }

  /** @param {string} deed */
  may(deed) {
    return this.isEditing && this.you.may.includes(deed);
  }

  /** True where this reader may rename, move and remove an element or link. @param {{by_id: string}|null} thing */
  mayChange(thing) {
    return Boolean(thing) && !/** @type {any} */ (thing).isWaiting && this.isEditing && mayChange(/** @type {any} */ (thing), this.state?.workshop ?? null, this.you);
  }

  /** The room that all on the map takes. */
  room() {
    return [...this.boxes.all().values(), ...this.hulls.rects()];
  }

  get isEditing() {
    return this.data.mode === "edit" && this.mode === "edit" && !this.editing?.past.isOpen;
  }

  /** The map as it is now, also while the past is shown. */
  get live() {
    return this.editing?.past.live ?? this.state;
  }

  get now() {
    return Date.now() + this.offset;
  }

  /** Ask the server for something. @param {string} name @param {any} args @param {import("./asking.js").How} [how] @returns {Promise<{result: any, revision: number}|null>} null when it was refused */
  ask(name, args, how = {}) {
    return ask(this, name, args, how);
  }

  /** Streamlit has called again: new data, a new ticket, or another theme. @param {any} component */
  update(component) {
    this.component = component;
    const before = this.data;
    this.data = component.data;
    if (before.map !== this.data.map) return this.changeMap();
    if (JSON.stringify([before.words, before.language]) !== JSON.stringify([this.data.words, this.data.language])) {
      this.speech = new Speech(this.data.words, this.data.labels, this.data.language);
      this.tell("words");
    }
    this.feed.renew(this.data.ticket);
    this.applyLook();
  }

  changeMap() {
    this.editing.past.forget();
    this.feed.dispose();
    this.state = null;
    this.early = null;
    this.isAnnounced = false;
    this.log = [];
    this.select(null);
    this.view.cy.elements().remove();
    this.applyLook();
    this.feed = this.openFeed();
  }

  readTheme() {
    const style = getComputedStyle(this.root);
    const ground = style.getPropertyValue("--st-background-color");
    if (ground) return themeOf(ground);
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  applyLook() {
    const theme = this.readTheme();
    if (theme !== this.theme) this.view.paint(TOKENS[(this.theme = theme)]);
    this.root.dataset.theme = theme;
    this.root.style.setProperty("--map-height", this.data.height || "");
    applyModes(this);
  }

  resized() {
    if (this.isGone) return;
    applyModes(this);
    this.view.cy.resize();
    this.camera.settle();
    this.hulls.follow();
  }

  dispose() {
    this.isGone = true;
    this.feed.dispose();
    for (const end of this.endings) end();
    clearTimeout(this.selectionTimer);
    this.tell("gone");
    this.view.dispose();
    this.root.replaceChildren();
  }
}
