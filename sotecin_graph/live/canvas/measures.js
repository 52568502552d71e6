// @ts-check
/** Draws elements in the size of what a reader asked for, and keeps up with the map at a calm rate. */

import { paced } from "./clock.js";
import { cardPicture } from "./glyphs.js";
import { isLong, shortened } from "./labels.js";
import { growth, measuresFor, numbersOf } from "./sizes.js";

const CALM_MS = 1500;
const ASK_MS = 6000;
/** Only these alter who stands between whom. */
const JOINS = new Set(["placed", "linked", "unlinked", "removed"]);

export class Measures {
  /** @type {string|null} votes, links, between; null: all alike */ chosen = null;
  /** @type {Map<string, number>} how many times the usual size, by element */ grown = new Map();
  /** @type {Record<string, number>} */ told = {};
  largest = 0;

  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.draw = paced(() => this.show(), CALM_MS);
    this.askAgain = paced(() => this.ask(), ASK_MS);
    screen.on("map", ({ changes, isWhole }) => this.follow(changes, isWhole));
    const dressed = new MutationObserver(() => { if (this.chosen) { this.grown.clear(); this.show(); } });
    dressed.observe(screen.root, { attributeFilter: ["data-theme"] });
    screen.on("gone", () => dressed.disconnect());
  }

  /** @param {string|null} measure */
  choose(measure) {
    this.chosen = measure;
    this.told = {};
    if (measure === "between") this.ask();
    this.show();
  }

  /** @param {any[]} changes @param {boolean} isWhole */
  follow(changes, isWhole) {
    if (!this.chosen) return;
    if (isWhole) this.grown.clear();
    if (this.chosen === "between" && (isWhole || changes.some(({ kind }) => JOINS.has(kind)))) this.askAgain([true]);
    this.draw([true]);
  }

  /** Betweenness is computed on the server; an answer that comes too late is left. */
  async ask() {
    const { screen } = this;
    if (screen.isGone || this.chosen !== "between") return;
    try {
      const { values } = await screen.feed.question("measures", { of: "betweenness" });
      if (screen.isGone || this.chosen !== "between") return;
      this.told = values;
      this.show();
    } catch (refusal) {
      if (!screen.isGone) screen.notices.say(/** @type {any} */ (refusal).message ?? screen.speech.say("failed"));
    }
  }

  show() {
    const { screen } = this;
    if (screen.isGone || !screen.state) return;
    const numbers = this.chosen ? numbersOf(screen.state, this.chosen, this.told) : new Map();
    this.largest = Math.max(0, ...numbers.values());
    const wanted = new Map();
    for (const [id, number] of numbers) {
      const by = growth(number, this.largest, screen.state.elements.get(id)?.kind ?? "");
      if (by > 1) wanted.set(id, by);
    }
    this.turn(wanted);
    screen.tell("sizes");
  }

  /** @param {Map<string, number>} wanted */
  turn(wanted) {
    const { screen } = this;
    const { cy } = screen.view;
    const past = [...this.grown.keys()].filter((id) => !wanted.has(id));
    const turned = [...wanted.keys()].filter((id) => this.grown.get(id) !== wanted.get(id) || !cy.getElementById(id).data("grownWidth"));
    this.grown = wanted;
    if (!past.length && !turned.length) return;
    cy.batch(() => {
      for (const id of past) cy.getElementById(id).removeData(NAMES).updateStyle();
      for (const id of turned) this.grow(cy.getElementById(id), wanted.get(id) ?? 1);
    });
    screen.view.drawWordsAgain([...past, ...turned]);
    screen.hulls.redraw();
  }

  /** @param {any} node @param {number} by */
  grow(node, by) {
    if (node.empty()) return;
    const { kind, name, votes } = node.data();
    const sizes = measuresFor(kind, by, kind === "challenge" && isLong(shortened(name, kind)));
    node.removeData(NAMES).data({ ...sizes, ...(kind === "challenge" ? this.picturesOf(sizes, votes) : {}) });
  }

  /** Bar and dots in the card's own size, so that they keep their form. @param {Record<string, number>} sizes @param {number} votes */
  picturesOf(sizes, votes) {
    const { view } = this.screen;
    const picture = (/** @type {number} */ width, /** @type {number} */ height) =>
      view.once(`card ${votes} ${width} ${height}`, () => cardPicture(votes, view.look.tokens, { width, height }));
    return { grownPicture: picture(sizes.grownWidth, sizes.grownHeight), raisedPicture: picture(sizes.raisedWidth, sizes.raisedHeight) };
  }
}

const NAMES = [...Object.keys(measuresFor("challenge", 1, false)), "grownPicture", "raisedPicture"].join(" ");
