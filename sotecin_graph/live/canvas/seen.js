// @ts-check
/** One line on the map that says what is seen of it, with the way back to all of it. */

import { el, fill, icon } from "./dom.js";
import { MOST_HOPS } from "./around.js";
import { facetWords } from "./facet_words.js";

/** @typedef {import("./lookout.js").Lookout} Lookout */
/** @typedef {import("./speech.js").Speech} Speech */

/**
 * What is seen, as a sentence: "12 elements within 2 links of Harbour Uniforms".
 * @param {Lookout} lookout @param {import("./types.js").MapState} state @param {Speech} speech
 */
export function seenSentence(lookout, state, speech) {
  const { look, from, shown, sight } = lookout;
  const name = (/** @type {string} */ id) => state.elements.get(id)?.name ?? "";
  const all = state.elements.size;
  if (from) return speech.say("seen.from", { name: name(from) });
  if (!look) return speech.say("seen.some", { shown: shown?.size ?? all, all });
  const others = [...(shown ?? [])].filter((id) => look.kind === "gap" || id !== look.id).length;
  if (look.kind === "gap") return speech.say("seen.gap", { gap: speech.say(`gap.${look.gap}`), count: others });
  if (look.kind === "stream") return speech.count(`seen.${look.way}`, others, { name: name(look.id) });
  if (look.kind === "hops") return speech.count(look.most === 1 ? "seen.next" : "seen.hops", others, { most: look.most, name: name(look.id) });
  return pathSentence(sight?.paths ?? null, { from: name(look.id), to: name(look.to) }, look.isAll, speech);
}

/** @param {import("./paths.js").Paths|null} paths @param {{from: string, to: string}} ends @param {boolean} isAll @param {Speech} speech */
function pathSentence(paths, ends, isAll, speech) {
  if (!paths) return speech.say("seen.path.none", ends);
  const links = speech.count("links", paths.length);
  const facts = { ...ends, links, paths: paths.isCut ? `${paths.count}+` : paths.count };
  if (isAll) return speech.say("seen.paths.all", facts);
  return paths.count === 1 ? speech.say("seen.path", facts) : speech.say("seen.paths", facts);
}

export class Seen {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.sentence = el("p", { role: "status", "data-testid": "seen" });
    this.what = el("p", { class: "soft what" });
    this.ways = el("div", { class: "row" });
    this.node = el("div", { class: "seen", hidden: true }, el("div", { class: "said" }, this.sentence, this.what), this.ways);
    for (const event of ["lookout", "map", "words"]) screen.on(event, () => this.show());
  }

  show() {
    const { lookout, state, speech } = this.screen;
    const isOn = Boolean(state) && (lookout.isOn || Boolean(lookout.from));
    if (!isOn && this.node.hidden) return;
    this.node.hidden = !isOn;
    if (!state || !isOn) { this.sentence.textContent = ""; return; }
    const said = seenSentence(lookout, state, speech);
    if (said !== this.sentence.textContent) this.sentence.textContent = said;
    const chosen = facetWords(lookout.chosen, this.screen);
    const count = lookout.look && (lookout.isFiltering || lookout.words.length) ? speech.say("seen.some", { shown: lookout.shown?.size ?? 0, all: state.elements.size }) : "";
    this.what.textContent = [count, chosen].filter(Boolean).join(" · ");
    this.what.hidden = !this.what.textContent;
    this.showWays();
  }

  showWays() {
    const { lookout, speech } = this.screen;
    const key = JSON.stringify([lookout.look, lookout.from, lookout.isHiding, speech.language]);
    if (key === this.shown) return;
    this.shown = key;
    const focused = /** @type {any} */ (this.node.getRootNode()).activeElement?.dataset?.seen;
    fill(this.ways, ...this.waysOfLook(), ...(lookout.from ? [] : this.waysOfRest()), this.sign("clear", "close", () => this.clear()));
    if (focused) /** @type {any} */ (this.ways.querySelector(`[data-seen="${focused}"]`))?.focus({ preventScroll: true });
  }

  /** Further away, or more paths. */
  waysOfLook() {
    const { lookout, speech } = this.screen;
    const { look } = lookout;
    if (look?.kind === "path") return [this.word("all", speech.say(look.isAll ? "look.shortest" : "look.all"), () => lookout.lookAt({ ...look, isAll: !look.isAll }))];
    if (look?.kind !== "hops") return [];
    const hops = Array.from({ length: MOST_HOPS }, (_, index) => index + 1).map((most) => {
      const button = this.word(`hops ${most}`, String(most), () => look.most !== most && lookout.lookAt({ ...look, most }));
      button.setAttribute("aria-pressed", String(look.most === most));
      return button;
    });
    return [el("div", { class: "segments", role: "group", "aria-label": speech.say("look.within") }, ...hops)];
  }

  waysOfRest() {
    const { lookout, speech, jump } = this.screen;
    return [this.word("hide", speech.say(lookout.isHiding ? "rest.quieten" : "rest.hide"), () => lookout.hide(!lookout.isHiding)), this.sign("frame", "fit", () => jump.frame())];
  }

  /** @param {string} name @param {string} word @param {() => void} run */
  word(name, word, run) {
    return el("button", { type: "button", class: "plain", "data-seen": name, onclick: run }, word);
  }

  /** @param {"clear"|"frame"} name @param {string} sign @param {() => void} run */
  sign(name, sign, run) {
    const label = this.screen.speech.say(`seen.${name}`);
    return el("button", { type: "button", class: "plain small", "data-seen": name, "aria-label": label, title: label, onclick: run }, icon(sign, 18));
  }

  clear() {
    this.screen.lookout.clear();
    this.screen.parts.graph.focus({ preventScroll: true });
  }
}
