// @ts-check
/** The picture: cytoscape kept in step with the map's state. It draws what it is told and decides nothing. */

import cytoscape from "./vendor/cytoscape.esm.min.mjs";
import { edgehandles } from "./edgehandles.js";
import { cardPicture, glyphPicture, tokenPicture } from "./glyphs.js";
import { wordData } from "./labels.js";
import { Patches } from "./patches.js";
import { Pictures } from "./pictures.js";
import { touched } from "./state.js";
import { shadeOf, styleOf } from "./style.js";
import { personColour } from "./tokens.js";

/** @typedef {import("./types.js").MapState} MapState */
/** @typedef {import("./types.js").ElementWire} ElementWire */
/** @typedef {import("./types.js").LinkWire} LinkWire */

cytoscape.use(edgehandles);

/** Below RAISED words grow against the zoom, so that a wide map on a laptop can be read; below FAR they go. */
const RAISED_ZOOM = 0.56;
const FAR_ZOOM = 0.34;
const MANY = 1000;
const CALM_MS = 160;
/** When so many move at once, as in tidying up, one sees them go. */
const GROUP = 8;
const GLIDE_MS = 500;
const BIG = { width: 180, height: 102 };

export class View {
  /** @param {HTMLElement} container @param {{tokens: import("./tokens.js").Tokens, isStill: boolean, word: (type: string) => string}} look */
  constructor(container, look) {
    this.look = look;
    /** Elements whose place here is ahead of the server's, by id. @type {Map<string, number>} */
    this.held = new Map();
    /** @type {Map<string, string>} */
    this.pictures = new Map();
    /** Which elements and links bear a mark, by its name. @type {Map<string, Set<string>>} */
    this.marks = new Map();
    /** What others hold, and in which colour. @type {Map<string, string>} */
    this.remote = new Map();
    /** One's own dots by challenge while a round of voting is open. @type {Map<string, number>|null} */
    this.dots = null;
    this.isLoud = false;
    this.isMany = false;
    this.cy = /** @type {any} */ (cytoscape)({
      container, elements: [], style: styleOf(look.tokens, look.isStill), layout: { name: "preset" },
      minZoom: 0.02, maxZoom: 2.6, selectionType: "single", boxSelectionEnabled: true,
    });
    this.patches = new Patches(this.cy);
    new Pictures(this);
    this.distance = "";
    this.fontsSeen = 0;
    /** True where fonts have come since words were measured that nobody has seen yet. */
    this.areWordsOld = false;
    this.shade = 0;
    /** @type {Set<string>} elements whose words are to be drawn anew */
    this.stale = new Set();
    this.cy.on("zoom", () => this.tellDistance());
    this.cy.on("add", (/** @type {any} */ event) => this.markAgain(event.target));
  }

  /** Change colours. @param {import("./tokens.js").Tokens} tokens */
  paint(tokens) {
    this.look.tokens = tokens;
    this.pictures.clear();
    this.cy.batch(() => {
      this.cy.nodes("[kind]").forEach((/** @type {any} */ node) => node.data(this.pictureData(node.data("kind"), node.data("votes"), node.id())));
      this.cy.nodes("[ink]").removeData("ink");
    });
    this.restyle();
  }

  /** Fonts have come: measure all words again. @returns {boolean} false where no words had been drawn, or with these very fonts */
  measureAgain() {
    const fonts = [...document.fonts].filter((face) => face.status === "loaded").length;
    if (fonts === this.fontsSeen) return false;
    this.fontsSeen = fonts;
    if (this.hasNoWords) { this.areWordsOld = true; return false; }
    this.restyle();
    if (this.cy.nodes().empty()) return false;
    this.drawWordsAgain();
    return true;
  }

  /** From afar a large map shows none: to style all of it anew for their fonts can wait until they are seen. */
  get hasNoWords() {
    return this.isMany && this.distance === "far" && !this.marks.get("loud")?.size && !this.marks.get("spoken")?.size;
  }

  /**
   * cytoscape keeps measures and pictures of words, and may have made some from a size of a moment ago. Once it is calm
   * the measures are forgotten, and a shade of ink that no picture was made with yet, which nobody can see, makes it draw
   * them anew.
   */
  drawWordsAgain(ids = this.cy.nodes("[seq]").map((/** @type {any} */ node) => node.id())) {
    if (this.distance === "far") return;
    for (const id of ids) this.stale.add(id);
    clearTimeout(this.wordsTimer);
    this.wordsTimer = setTimeout(() => {
      if (this.cy.destroyed()) return;
      this.shade += 1;
      const words = this.cy.collection([...this.stale].map((id) => this.cy.getElementById(id)[0]).filter(Boolean));
      words.dirtyBoundingBoxCache();
      this.cy.batch(() => words.data("ink", shadeOf(this.look.tokens.ink, this.shade)));
      this.stale.clear();
    }, CALM_MS);
  }

  restyle() {
    this.cy.style(styleOf(this.look.tokens, this.look.isStill, this.fontsSeen)).update();
  }

  /** Draw a whole map; what is already there stays, so that a gesture under way goes on. @param {MapState} state */
  drawAll(state) {
    const known = this.cy.elements("[seq]");
    if (known.nonempty()) this.cy.batch(() => {
      known.forEach((/** @type {any} */ thing) => {
        if (!state.elements.has(thing.id()) && !state.links.has(thing.id())) thing.remove();
      });
      for (const element of state.elements.values()) if (this.has(element.id)) this.putElement(element);
      for (const link of state.links.values()) if (this.has(link.id)) this.putLink(link);
    });
    const fresh = this.cy.add([...state.elements.values()].filter(({ id }) => !this.has(id)).map((element) => this.nodeOf(element)));
    // styled while they have no links yet: later each of their sizes would be told to every link of theirs
    if (fresh.length >= MANY) fresh.forEach((/** @type {any} */ node) => { node.numericStyle("width"); });
    this.cy.add([...state.links.values()].filter(({ id, source, target }) => !this.has(id) && this.has(source) && this.has(target)).map((link) => this.edgeOf(link)));
    this.ease(state.elements.size >= MANY);
  }

  /**
   * A large map is panned and zoomed as a picture of itself, and is not painted a second time in layers, which one change
   * would make useless; nor from a stock of pictures of its elements, each of which has all drawn again once it is there.
   * @param {boolean} isMany
   */
  ease(isMany) {
    const renderer = this.cy.renderer();
    this.isMany = isMany;
    renderer.textureOnViewport = isMany;
    const layers = renderer.data?.lyrTxrCache;
    if (layers && isMany) layers.getLayers = () => null;
    else if (layers) delete layers.getLayers;
    const stock = renderer.data?.eleTxrCache;
    if (stock && isMany) stock.getElement = () => null;
    else if (stock) delete stock.getElement;
  }

  /** Draw only what these changes may have altered. @param {MapState} state @param {any[]} changes */
  drawTouched(state, changes) {
    const elements = new Set(changes.flatMap((change) => touched(change).elements));
    const links = new Set(changes.flatMap((change) => touched(change).links));
    const isGliding = !this.look.isStill && !this.isMany && changes.some(isTidied);
    this.cy.batch(() => {
      for (const id of elements) this.putOrDrop(id, state.elements.get(id), (element) => this.putElement(element, isGliding));
      for (const id of links) this.putOrDrop(id, state.links.get(id), (link) => this.putLink(link));
    });
    const renamed = changes.filter(({ kind }) => ["placed", "edited", "redacted"].includes(kind)).flatMap((change) => touched(change).elements);
    if (renamed.length) this.drawWordsAgain(renamed);
    if (isGliding) setTimeout(() => !this.cy.destroyed() && this.cy.emit("settled"), GLIDE_MS + CALM_MS);
  }

  /** @template T @param {string} id @param {T|undefined} thing @param {(thing: T) => void} put */
  putOrDrop(id, thing, put) {
    if (thing) put(thing);
    else this.cy.getElementById(id).remove();
  }

  /** @param {ElementWire} element */
  nodeOf(element) {
    const data = {
      id: element.id, seq: element.seq, kind: element.kind, name: element.name, votes: element.votes,
      ...wordData(element.name, element.kind), ...this.pictureData(element.kind, element.votes, element.id),
    };
    const position = { x: element.x, y: element.y };
    return { group: "nodes", data, position, classes: this.distance === "far" ? "far raised" : this.distance };
  }

  /** @param {ElementWire} element @param {boolean} [isGliding] true where it goes to its place before the reader's eyes */
  putElement(element, isGliding = false) {
    const drawn = this.nodeOf(element);
    const node = this.cy.getElementById(element.id);
    if (node.empty()) return this.cy.add(drawn);
    const now = node.data();
    const news = Object.entries(drawn.data).filter(([key, value]) => now[key] !== value);
    if (news.length) node.data(Object.fromEntries(news));
    const { x, y } = node.position();
    const isHere = x === drawn.position.x && y === drawn.position.y;
    if (isHere || node.grabbed() || this.held.has(element.id)) return;
    if (node.animated()) node.stop(true); // to stop what stands still draws the whole picture anew
    if (isGliding) node.animate({ position: drawn.position }, { duration: GLIDE_MS, easing: "ease-in-out-cubic" });
    else node.position(drawn.position);
  }

  /** @param {LinkWire} link */
  edgeOf(link) {
    const data = {
      id: link.id, seq: link.seq, source: link.source, target: link.target, type: link.type, family: link.family,
      state: link.state, circular: link.is_circular, word: this.look.word(link.type),
    };
    return { group: "edges", data, classes: this.isLoud ? "loud" : "" };
  }

  /** @param {LinkWire} link */
  putLink(link) {
    const edge = this.cy.getElementById(link.id);
    if (edge.nonempty()) edge.data(this.edgeOf(link).data);
    else if (this.has(link.source) && this.has(link.target)) this.cy.add(this.edgeOf(link));
  }

  /** Thick lines, for the wall. @param {boolean} isLoud */
  makeLinksLoud(isLoud) {
    if (isLoud === this.isLoud) return;
    this.isLoud = isLoud;
    this.cy.edges().toggleClass("loud", isLoud);
  }

  /** @param {string} id */
  has(id) {
    return this.cy.getElementById(id).nonempty();
  }

  /** @param {string} kind @param {number} votes @param {string} id */
  pictureData(kind, votes, id) {
    const { tokens } = this.look;
    const mine = this.dots ? this.dots.get(id) ?? 0 : null;
    if (kind !== "challenge") return { glyph: this.once(kind, () => glyphPicture(kind, tokens)) };
    return {
      glyph: this.once(`card ${votes} ${mine}`, () => cardPicture(votes, tokens, undefined, mine)),
      big: this.once(`big ${votes} ${mine}`, () => cardPicture(votes, tokens, BIG, mine)),
      token: this.once("token", () => tokenPicture(tokens)),
    };
  }

  /** @param {string} key @param {() => string} draw @returns {string} */
  once(key, draw) {
    const known = this.pictures.get(key) ?? draw();
    this.pictures.set(key, known);
    return known;
  }

  /** From afar words would be dust: they go, silhouettes stay. */
  tellDistance() {
    const zoom = this.cy.zoom();
    const distance = zoom < FAR_ZOOM ? "far" : zoom < RAISED_ZOOM ? "raised" : "";
    if (distance === this.distance) return;
    this.distance = distance;
    if (this.areWordsOld) { this.areWordsOld = false; this.restyle(); }
    this.cy.batch(() => this.cy.nodes("[seq]").toggleClass("far", distance === "far").toggleClass("raised", distance !== ""));
    this.drawWordsAgain();
  }

  /** Show one thing as picked, with the words of its links. @param {string|null} id */
  select(id) {
    this.cy.batch(() => {
      this.cy.elements(":selected").unselect();
      this.cy.edges(".words").removeClass("words");
      const thing = id ? this.cy.getElementById(id) : this.cy.collection();
      thing.select();
      (thing.isNode?.() ? thing.connectedEdges() : thing).addClass?.("words");
    });
  }

  /** Give only these elements or links a class; costs as much as there is to change. @param {string} name @param {Iterable<string>} ids */
  mark(name, ids) {
    const before = this.marks.get(name) ?? new Set();
    const wanted = new Set(ids);
    this.marks.set(name, wanted);
    const past = [...before].filter((id) => !wanted.has(id) && this.has(id));
    const after = [...wanted].filter((id) => !before.has(id) && this.has(id));
    if (!after.length && !past.length) return;
    this.cy.batch(() => {
      for (const id of past) this.cy.getElementById(id).removeClass(name);
      for (const id of after) this.cy.getElementById(id).addClass(name);
    });
    this.drawWordsAgain([...past, ...after]);
  }

  /** What comes onto the map anew bears the marks that were given to it. @param {any} thing */
  markAgain(thing) {
    const id = thing.id?.();
    for (const [name, ids] of this.marks) if (ids.has(id)) thing.addClass(name);
  }

  /** Only these elements speak, in letters of a size in map units, their cards in proportion. @param {string[]} ids @param {number} letters @param {number} [breadth] of the words beside a shape, in letters */
  speak(ids, letters, breadth = 7.4) {
    const size = { letters, small: letters * 0.88, broad: letters * breadth, inner: letters * 7.4, wide: letters * 8.6, high: letters * 4.9 };
    this.cy.batch(() => { for (const id of ids) if (this.has(id)) this.cy.getElementById(id).data(size); });
    this.mark("spoken", ids);
    if (ids.length) this.drawWordsAgain(ids);
  }

  /** Show what others hold, each in the colour of its holder. @param {{id: string, selected: string|null}[]} cursors */
  markRemote(cursors) {
    const holders = new Map(cursors.filter((cursor) => cursor.selected).map((cursor) => [String(cursor.selected), personColour(cursor.id)]));
    const past = [...this.remote.keys()].filter((id) => !holders.has(id));
    const after = [...holders].filter(([id, colour]) => this.remote.get(id) !== colour);
    this.remote = holders;
    if (!past.length && !after.length) return;
    this.cy.batch(() => {
      for (const id of past) this.cy.getElementById(id).removeClass("remote");
      for (const [id, colour] of after) {
        const node = this.cy.getElementById(id);
        if (node.nonempty() && node.isNode()) node.data("remote", colour).addClass("remote");
      }
    });
  }

  /** Straw glow that goes by itself. @param {string[]} ids @param {number} ms */
  glow(ids, ms) {
    for (const id of ids) this.cy.getElementById(id).addClass("fresh");
    setTimeout(() => !this.cy.destroyed() && ids.forEach((id) => this.cy.getElementById(id).removeClass("fresh")), ms);
  }

  /**
   * Something asked for and not yet confirmed: drawn faintly until `drop` is called.
   * @param {{kind: string, name: string, x: number, y: number}|{source: string, target: string}} sketch
   * @returns {{id: string, drop: () => void}}
   */
  sketch(sketch) {
    const id = `ghost:${++View.ghosts}`;
    const isLink = "source" in sketch;
    if (isLink && !(this.has(sketch.source) && this.has(sketch.target))) return { id, drop() {} };
    const data = isLink ? { id, ...sketch } : { id, kind: sketch.kind, name: sketch.name, votes: 0,
      ...wordData(sketch.name, sketch.kind), ...this.pictureData(sketch.kind, 0, id) };
    const position = isLink ? undefined : { x: sketch.x, y: sketch.y };
    const thing = this.cy.add({ group: isLink ? "edges" : "nodes", data, position, classes: "ghost" });
    if (!isLink) thing.ungrabify();
    return { id, drop: () => { thing.remove(); } };
  }

  /** Draw what waits and only this reader sees, and nothing else of that sort. @param {any[]} elements with x and y @param {any[]} links */
  wait(elements, links) {
    const wanted = new Set([...elements, ...links].map(({ id }) => id));
    this.cy.batch(() => {
      this.cy.elements(".waiting").filter((/** @type {any} */ thing) => !wanted.has(thing.id())).remove();
      for (const { id, kind, name, x, y } of elements) {
        if (this.has(id)) continue;
        const data = { id, kind, name, votes: 0, ...wordData(name, kind), ...this.pictureData(kind, 0, id) };
        this.cy.add({ group: "nodes", data, position: { x, y }, classes: `waiting ${this.distance === "far" ? "far raised" : this.distance}` }).ungrabify();
      }
      for (const link of links.filter(({ id, source, target }) => !this.has(id) && this.has(source) && this.has(target))) {
        // without a number it is none of those that the map's state keeps in step
        this.cy.add({ group: "edges", data: { ...this.edgeOf(link).data, seq: undefined }, classes: "waiting" });
      }
    });
  }

  /** The room of what waits. @returns {import("./types.js").Rect[]} */
  waitingRooms() {
    return this.cy.nodes(".waiting").map((/** @type {any} */ node) => node.boundingBox({ includeOverlays: false }));
  }

  /** Show one's own dots on the cards instead of votes; null ends that. @param {Map<string, number>|null} dots */
  showDots(dots) {
    const before = this.dots;
    this.dots = dots;
    const hasTurned = !dots !== !before;
    const turned = this.cy.nodes("[kind='challenge'][seq]").filter((/** @type {any} */ node) => hasTurned || (dots?.get(node.id()) ?? 0) !== (before?.get(node.id()) ?? 0));
    if (turned.empty()) return;
    this.cy.batch(() => turned.forEach((/** @type {any} */ node) => node.data(this.pictureData("challenge", node.data("votes"), node.id()))));
  }

  /** Keep elements where they were put until the server has said yes or no. @param {string[]} ids @returns {(state: MapState|null) => void} */
  hold(ids) {
    for (const id of ids) this.held.set(id, (this.held.get(id) ?? 0) + 1);
    return (state) => {
      for (const id of ids) {
        const left = (this.held.get(id) ?? 1) - 1;
        if (left > 0) this.held.set(id, left);
        else this.held.delete(id);
        const element = state?.elements.get(id);
        if (element && !left) this.putElement(element);
      }
    };
  }

  dispose() {
    this.cy.destroy();
  }
}

/** @param {{kind: string, payload: any}} change */
function isTidied({ kind, payload }) {
  return kind === "moved" && Object.keys(payload.positions).length >= GROUP;
}

View.ghosts = 0;
