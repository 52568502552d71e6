// @ts-check
/** What a reader looks for on this map, and what of it answers: words, facets and a look together. Kept while one works. */

import { folded, wordsOf } from "./folding.js";
import { counted, countedLinks, failing, linksPassing, stepReader } from "./filtering.js";
import { isThere, sightOf } from "./looks.js";
import { answer } from "./search.js";

/** @typedef {import("./types.js").MapState} MapState */
/** @typedef {import("./types.js").ElementWire} ElementWire */
/** @typedef {import("./looks.js").Look} Look */
/** @typedef {import("./looks.js").Sight} Sight */
/** @typedef {import("./search.js").Field} Field */

/** These cannot alter who answers. */
const IDLE = new Set(["moved", "voted", "renamed"]);

export class Lookout {
  text = "";
  /** @type {string[]} */ words = [];
  /** @type {import("./filtering.js").Chosen} */ chosen = new Map();
  /** True where the rest is hidden, false where it is quiet. */ isHiding = false;
  /** @type {Look|null} */ look = null;
  /** @type {string|null} the element that a path is to begin at, until its other end is chosen */ from = null;
  /** @type {[number, string][]} which step of the workshop began when, as far as it was told */ starts = [];
  /** @type {Set<string>|null} what passes facets and look; null: everything */ base = null;
  /** @type {Map<string, {rank: number, in: Field|null}>|null} what of it has the words */ answers = null;
  /** @type {Set<string>|null} what passes and has the words; null: everything */ shown = null;
  /** @type {Set<string>|null} the links to be seen; null: all between elements that are */ links = null;
  /** @type {Sight|null} */ sight = null;

  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    screen.on("map", (/** @type {any} */ news) => this.take(news));
    screen.on("selected", (/** @type {string|null} */ id) => this.takesEnd(id));
  }

  get isOn() {
    return Boolean(this.words.length || this.look || this.isFiltering);
  }

  get isFiltering() {
    return [...this.chosen.values()].some((values) => values.size);
  }

  /** @param {{changes: any[], isWhole: boolean}} news */
  take({ changes, isWhole }) {
    const { state } = this.screen;
    if (!state) return;
    const wasOn = this.isOn;
    this.noteStarts(state);
    if (this.look && !isThere(this.look, state)) this.look = null;
    if (this.from && !state.elements.has(this.from)) this.from = null;
    if (isWhole || (wasOn && !changes.every(({ kind }) => IDLE.has(kind)))) this.findAgain();
  }

  /** Which step began when: those that the workshop has left, and the one it is at. @param {MapState} state */
  noteStarts({ workshop }) {
    const now = workshop?.step_started_at;
    this.starts = [...(workshop?.begun ?? []), ...(workshop && now ? [/** @type {[number, string]} */ ([workshop.step, now])] : [])];
  }

  /** @returns {import("./filtering.js").Around} */
  around() {
    /** @type {Map<string, string[]>} */
    const clusters = new Map();
    for (const cluster of this.screen.state?.clusters ?? []) {
      if (cluster.state === "aside") continue;
      for (const id of cluster.members) clusters.set(id, [...(clusters.get(id) ?? []), cluster.id]);
    }
    return { stepOf: stepReader(this.starts), clustersOf: (id) => clusters.get(id) ?? [""] };
  }

  findAgain() {
    const { state } = this.screen;
    this.base = this.shown = this.answers = this.links = this.sight = null;
    if (!state) return;
    const passing = linksPassing(state, this.chosen);
    this.sight = this.look ? sightOf(this.look, state, passing ?? state.links.values()) : null;
    this.links = this.sight?.links ?? (passing ? new Set(passing.map(({ id }) => id)) : null);
    if (this.look || this.isFiltering) {
      const around = this.around();
      const isIn = this.isInSight(passing);
      this.base = new Set([...state.elements.values()].filter((element) => isIn(element) && !failing(element, this.chosen, around).length).map(({ id }) => id));
    }
    if (this.words.length) this.answers = this.answering(state);
    this.shown = this.answers ? new Set(this.answers.keys()) : this.base;
  }

  /** True for elements that the look shows and, where links are filtered, that have such a link. @param {any[]|null} passing @returns {(element: ElementWire) => boolean} */
  isInSight(passing) {
    const seen = this.sight?.elements;
    const ends = passing && !seen ? new Set(passing.flatMap(({ source, target }) => [source, target])) : null;
    return ({ id }) => (!seen || seen.has(id)) && (!ends || ends.has(id));
  }

  /** @param {MapState} state */
  answering(state) {
    const kinds = this.kindWords();
    const answers = new Map();
    for (const element of state.elements.values()) {
      if (this.base && !this.base.has(element.id)) continue;
      const found = answer(element, this.words, kinds(element.kind));
      if (found) answers.set(element.id, found);
    }
    return answers;
  }

  kindWords() {
    /** @type {Map<string, string>} */
    const known = new Map();
    return (/** @type {string} */ kind) => {
      if (!known.has(kind)) known.set(kind, folded(this.screen.speech.label("kind", kind)));
      return known.get(kind) ?? "";
    };
  }

  /** How many elements and links each value of a facet has, all else staying as it is. */
  counts() {
    const { state } = this.screen;
    if (!state) return {};
    const kinds = this.kindWords();
    const isIn = this.isInSight(linksPassing(state, this.chosen));
    const passes = (/** @type {ElementWire} */ element) => isIn(element) && (!this.words.length || Boolean(answer(element, this.words, kinds(element.kind))));
    return { ...counted(state.elements.values(), this.chosen, this.around(), passes), ...countedLinks(state.links.values()) };
  }

  /** @param {string} text */
  search(text) {
    this.text = text;
    this.words = wordsOf(text);
    this.changed();
  }

  /** Choose a value of a facet, or leave it again. @param {string} facet @param {string} value */
  toggle(facet, value) {
    const values = this.chosen.get(facet) ?? new Set();
    if (!values.delete(value)) values.add(value);
    if (values.size) this.chosen.set(facet, values);
    else this.chosen.delete(facet);
    this.changed();
  }

  /** @param {boolean} isHiding */
  hide(isHiding) {
    this.isHiding = isHiding;
    this.changed();
  }

  /** A look begins with all that is filtered: words that were searched are done with. The same look again ends it. @param {Look} look */
  lookAt(look) {
    const isSame = JSON.stringify(look) === JSON.stringify(this.look);
    this.end(isSame ? null : look);
  }

  /** A path begins here: whatever is picked next is its other end. @param {string|null} id */
  begin(id) {
    this.from = id;
    this.look = null;
    this.changed();
  }

  /** @param {string|null} id */
  takesEnd(id) {
    if (!this.from || !id || id === this.from || !this.screen.state?.elements.has(id)) return;
    this.lookAt({ kind: "path", id: this.from, to: id, isAll: false });
  }

  /** Give the whole map back. */
  clear() {
    this.chosen.clear();
    this.end();
  }

  /** End words and looks, or go over to another look; what was filtered stays. @param {Look|null} [next] */
  end(next = null) {
    this.text = "";
    this.words = [];
    this.look = next;
    this.from = null;
    this.changed();
  }

  changed() {
    this.findAgain();
    this.screen.tell("lookout");
  }
}
