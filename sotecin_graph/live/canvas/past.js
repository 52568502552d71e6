// @ts-check
/**
 * The map as it was. While a reader looks back, the screen's state is a moment of the past and nothing can be changed;
 * what others do goes on arriving beneath and is there on the way back.
 */

import { paced } from "./clock.js";
import { deedsOf } from "./deeds.js";
import { PastBar } from "./past_bar.js";
import { Replay } from "./replay.js";
import { nameOf } from "./sentences.js";
import { applyAll, restore } from "./state.js";
import { Timeline, difference } from "./timeline.js";

/** @typedef {import("./types.js").MapState} MapState */
/** @typedef {import("./types.js").ChangeWire} ChangeWire */

const REDRAW_MS = 250;
const AT_ONCE = 200;

export class Past {
  /** @type {MapState|null} the map as it is now, while the past is shown */ live = null;
  /** @type {Timeline|null} */ timeline = null;
  /** @type {import("./deeds.js").Deed[]} the earliest first */ deeds = [];
  /** @type {ChangeWire[]} what arrives while the past is still being read */ arrived = [];
  at = 0;
  isReading = false;

  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.replay = new Replay(this);
    this.bar = new PastBar(this);
    this.tellOthers = paced(() => this.isOpen && !screen.isGone && screen.tell("map", { changes: [], isWhole: true }), REDRAW_MS);
    screen.on("gone", () => this.replay.stop());
    screen.on("words", () => this.isOpen && this.bar.build());
    screen.on("map", (/** @type {any} */ { changes }) => this.timeline && changes.some(isErasure) && this.forget());
  }

  get isOpen() {
    return this.live !== null;
  }

  toggle() {
    return this.isOpen ? this.close() : this.open();
  }

  async open() {
    const { screen } = this;
    if (this.isOpen || !screen.state) return;
    screen.setTool(null);
    screen.gestures.inline.close();
    screen.gestures.linking.cancel();
    screen.editing.merging.close();
    this.live = screen.state;
    this.at = this.live.revision;
    this.frame(true);
    this.bar.build();
    screen.editing.offers.close();
    this.tab = screen.parts.table.tab;
    screen.parts.table.choose("changes");
    screen.camera.settle();
    if (!(await this.read())) return;
    this.show(this.at);
    this.bar.focus();
  }

  /** The screen shows that it is about the past, and lets nobody change it. @param {boolean} isOn */
  frame(isOn) {
    const { screen } = this;
    screen.root.classList.toggle("in-past", isOn);
    screen.parts.palette.node.inert = isOn;
    screen.tell("mode", screen.mode);
    screen.tell("past", isOn);
  }

  /** Read what has happened, from where it was read last. False where that did not work or was left. */
  async read() {
    const { feed } = this.screen;
    if (!this.timeline || this.epoch !== feed.epoch) this.timeline = new Timeline(emptyMap(/** @type {MapState} */ (this.live)));
    this.epoch = feed.epoch;
    this.isReading = true;
    this.bar.refresh();
    try {
      for (let now = Infinity; this.isOpen && this.timeline.last < now;) {
        const answer = await feed.question("history", { since: this.timeline.last });
        now = answer.changes.length ? answer.revision : 0;
        await this.take(answer.changes);
      }
    } catch (refusal) {
      this.close();
      this.screen.notices.say(/** @type {any} */ (refusal)?.message ?? this.screen.speech.say("failed"));
      return false;
    } finally {
      this.isReading = false;
    }
    if (!this.isOpen) return false;
    this.timeline.add(this.arrived.splice(0));
    this.deeds = deedsOf(this.timeline.changes);
    return true;
  }

  /** In portions, so that the page goes on answering. @param {ChangeWire[]} changes */
  async take(changes) {
    for (let from = 0; from < changes.length; from += AT_ONCE) {
      this.timeline?.add(changes.slice(from, from + AT_ONCE));
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  /** Show the map at a revision. @param {number} revision */
  show(revision) {
    const { screen, timeline, live } = this;
    if (!timeline || !live || this.isReading) return;
    this.at = Math.min(Math.max(revision, timeline.first), timeline.last);
    this.draw({ ...timeline.stateAt(this.at), map: live.map, workshop: live.workshop });
    screen.root.dataset.past = String(this.at);
    this.bar.refresh();
    this.tellOthers([null]);
  }

  /** @param {MapState} state */
  draw(state) {
    const { screen } = this;
    const payload = difference(/** @type {MapState} */ (screen.state), state);
    screen.state = state;
    if (payload.elements.length || payload.links.length) screen.view.drawTouched(state, [{ kind: "placed", payload }]);
    if (screen.selected && !screen.thing(screen.selected)) screen.select(null);
  }

  /** The revision at which the deed before or after the shown moment was done. @param {1|-1} way */
  stepFrom(way) {
    const ends = this.deeds.map((deed) => deed.revision);
    if (way > 0) return ends.find((end) => end > this.at) ?? this.timeline?.last ?? this.at;
    return [...ends].reverse().find((end) => end < this.at) ?? this.timeline?.first ?? 0;
  }

  /** Changes that arrive while the past is shown. @param {ChangeWire[]} changes */
  beneath(changes) {
    const { screen } = this;
    const before = /** @type {MapState} */ (this.live);
    const { state, applied, hasGap } = applyAll(before, changes);
    this.live = state;
    screen.keepLog(applied.map((change) => ({ ...change, name: nameOf(change, state, before) })));
    if (applied.some(isErasure)) return this.forget();
    screen.editing.reviving.note(applied, before);
    if (this.isReading) this.arrived.push(...applied);
    else if (this.timeline?.add(applied)) this.deeds = deedsOf(this.timeline.changes);
    if (hasGap) screen.feed.resync();
    else screen.feed.resyncs = 0;
    this.bar.refresh();
  }

  /** The line was gone for long, and a whole map has come. @param {any} snapshot */
  async startBeneath(snapshot) {
    this.live = restore(snapshot);
    this.screen.feed.resyncs = 0;
    if (!this.isReading && (await this.read())) this.show(this.at);
  }

  /** Back to now. */
  close() {
    const { screen, live } = this;
    if (!live) return;
    this.replay.stop();
    this.live = null;
    this.arrived = [];
    delete screen.root.dataset.past;
    screen.state = live;
    screen.view.drawAll(live);
    if (screen.selected && !screen.thing(screen.selected)) screen.select(null);
    this.bar.remove();
    this.frame(false);
    screen.camera.settle();
    if (this.tab) screen.parts.table.choose(this.tab);
    screen.tell("map", { changes: [], isWhole: true });
    screen.publish();
    screen.parts.graph.focus({ preventScroll: true });
  }

  /** This screen goes on to another map. */
  forget() {
    this.close();
    this.timeline = null;
    this.deeds = [];
  }

  /** Bring the map back to the shown moment, for everyone. */
  async bringBack() {
    const { screen, at } = this;
    const when = this.bar.when(at);
    this.close();
    const answer = await screen.ask("restore", { revision: at });
    screen.editing.undoing.offer(screen.speech.say("past.restored", { when }), answer);
  }
}

/** What was read of the past names somebody who is erased now. @param {ChangeWire|null} change */
const isErasure = (change) => change?.kind === "redacted";

/** What a map was before its first change. @param {MapState} now @returns {MapState} */
function emptyMap(now) {
  return { revision: 0, map: now.map, elements: new Map(), links: new Map(), clusters: [], workshop: null };
}
