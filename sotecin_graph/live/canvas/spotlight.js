// @ts-check
/** What answers stands out on the map, the rest is quiet or hidden. Only what turns from one to the other is touched. */

import { outlineAgain, standBack } from "./modes.js";
import { touched } from "./state.js";
import { Veil } from "./veil.js";

/** How an element or link stands there: as ever, faintly, not at all. @typedef {""|"quiet"|"away"} Light */

const FEW = 60;
const TYPING_MS = 140;
/** So many turn in one frame: to restyle more at once would hold up the hand that points. */
const SLICE = 400;

export class Spotlight {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.cy = screen.view.cy;
    /** @type {Map<string, Light>} those that do not stand as ever */
    this.lights = new Map();
    /** @type {Set<string>} */
    this.found = new Set();
    this.text = "";
    this.frame = 0;
    this.veil = new Veil(screen);
    screen.on("map", ({ changes, isWhole }) => this.follow(changes, isWhole));
    for (const event of ["selected", "fresh"]) screen.on(event, () => this.isOn && this.shine());
    screen.on("lookout", () => this.soon());
    screen.on("gone", () => clearTimeout(this.timer));
  }

  get isOn() {
    return this.screen.lookout.isOn || this.lights.size > 0 || this.veil.above !== null;
  }

  /** Letters come faster than a large map can be drawn: while many answer it waits for a short pause. */
  soon() {
    const { state, lookout } = this.screen;
    clearTimeout(this.timer);
    const isMuch = (state?.elements.size ?? 0) > 300 && !this.veil.suits(lookout.shown) && !(this.veil.above && !lookout.isOn);
    if (lookout.text !== this.text && isMuch) this.timer = setTimeout(() => this.shine(), TYPING_MS);
    else this.shine();
    this.text = lookout.text;
  }

  /** What was drawn anew stands as ever until it is looked at again. @param {any[]} changes @param {boolean} isWhole */
  follow(changes, isWhole) {
    if (!this.isOn) return;
    const gone = changes.flatMap((change) => Object.values(touched(change)).flat());
    if (isWhole) this.forget([...this.lights.keys()]);
    else this.forget(gone);
    this.shine();
  }

  /** @param {string[]} ids those not on the map any more */
  forget(ids) {
    for (const id of ids) if (!this.screen.thing(id)) { this.lights.delete(id); this.found.delete(id); }
  }

  shine() {
    if (this.screen.isGone || !this.screen.state) return;
    const { shown } = this.screen.lookout;
    const isVeiled = this.veil.suits(shown);
    const wanted = isVeiled ? new Map() : this.wanted();
    const turned = [...this.lights.keys()].filter((id) => !wanted.has(id)).concat([...wanted.keys()].filter((id) => this.lights.get(id) !== wanted.get(id)));
    const isHidden = turned.some((id) => this.lights.get(id) === "away" || wanted.get(id) === "away");
    this.cy.batch(() => this.pickOut());
    this.turnAll(turned, wanted, () => {
      if (isHidden) outlineAgain(this.screen);
      standBack(this.screen);
    });
    if (isVeiled && shown) this.veil.lay(...this.above(shown));
    else this.veil.lift();
  }

  /** A slice now, the rest in the frames that follow, unless something else is looked for by then. @param {string[]} turned @param {Map<string, Light>} wanted @param {() => void} done */
  turnAll(turned, wanted, done) {
    cancelAnimationFrame(this.frame);
    this.cy.batch(() => { for (const id of turned.slice(0, SLICE)) this.turn(id, wanted.get(id) ?? ""); });
    const rest = turned.slice(SLICE);
    if (!rest.length) return done();
    this.frame = requestAnimationFrame(() => { if (!this.screen.isGone) this.turnAll(rest, wanted, done); });
  }

  /** What stands above the veil: what answers, what is held, and the links to be seen between them. @param {Set<string>} shown @returns {[Set<string>, Set<string>]} */
  above(shown) {
    const { state, lookout, selected } = this.screen;
    const held = [selected, lookout.from, ...this.screen.fresh.keys()].filter((id) => id && state?.elements.has(id) && this.isHeld(id));
    const elements = new Set([...shown, .../** @type {string[]} */ (held)]);
    const links = [...(state?.links.values() ?? [])].filter(({ id, source, target }) => elements.has(source) && elements.has(target) && (!lookout.links || lookout.links.has(id)));
    return [elements, new Set(links.map(({ id }) => id))];
  }

  /** @param {string} id @param {Light} light */
  turn(id, light) {
    const thing = this.cy.getElementById(id);
    const before = this.lights.get(id);
    if (light) this.lights.set(id, light);
    else this.lights.delete(id);
    if (thing.empty()) return;
    if (before) thing.removeClass(before);
    if (light) thing.addClass(light);
  }

  /** The light of everything that does not stand as ever. @returns {Map<string, Light>} */
  wanted() {
    const { state, lookout } = this.screen;
    /** @type {Map<string, Light>} */
    const lights = new Map();
    const { base, shown, links, isHiding } = lookout;
    if (!state || !shown) return lights;
    const rest = isHiding ? "away" : "quiet";
    for (const id of state.elements.keys()) {
      if (shown.has(id) || this.isHeld(id)) continue;
      lights.set(id, base && !base.has(id) ? rest : "quiet");
    }
    for (const { id, source, target } of state.links.values()) {
      const ends = [lights.get(source), lights.get(target)];
      if (ends.includes("away")) lights.set(id, "away");
      else if (links && !links.has(id)) lights.set(id, rest);
      else if (ends.some(Boolean)) lights.set(id, "quiet");
    }
    return lights;
  }

  /** What is picked, and what this reader has just added, stays in sight whatever is looked for. @param {string} id */
  isHeld(id) {
    const { selected, fresh, you, state, lookout } = this.screen;
    return id === selected || id === lookout.from || (fresh.has(id) && state?.elements.get(id)?.by_id === you.id);
  }

  /** Few that answer to words get a glow, so that they are seen from afar too. */
  pickOut() {
    const { answers } = this.screen.lookout;
    const wanted = answers && answers.size <= FEW ? new Set(answers.keys()) : new Set();
    for (const id of this.found) if (!wanted.has(id)) this.cy.getElementById(id).removeClass("found");
    for (const id of wanted) if (!this.found.has(id)) this.cy.getElementById(id).addClass("found");
    this.found = wanted;
  }
}
