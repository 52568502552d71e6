// @ts-check
/** The drawings within elements, which cytoscape loads as pictures: early, and each seen by all that wait for it. */

import { KINDS } from "./rules.js";

/** Where the pictures of an element stand in its data. */
const NAMES = ["glyph", "big", "token", "grownPicture", "raisedPicture"];

export class Pictures {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.cy = view.cy;
    this.isPassingOn = false;
    this.warmUp(view);
    this.cy.on("background", "node[glyph]", (/** @type {any} */ event) => this.passOn(event.target));
  }

  /** What every map needs is on its way before the map is: a picture that comes later has all of it drawn again. @param {import("./view.js").View} view */
  warmUp(view) {
    const renderer = this.cy.renderer();
    if (typeof renderer.getCachedImage !== "function") return;
    const { token } = view.pictureData("challenge", 0, "");
    for (const picture of [token, ...KINDS.map((kind) => view.pictureData(kind, 0, "").glyph)]) renderer.getCachedImage(picture, "anonymous", () => {});
  }

  /** A picture has loaded: cytoscape draws only the first of those that wait for the same one. @param {any} node */
  passOn(node) {
    if (this.isPassingOn) return;
    const pictures = new Set(NAMES.map((name) => node.data(name)).filter(Boolean));
    const same = this.cy.nodes("[glyph]").filter((/** @type {any} */ other) => other !== node && NAMES.some((name) => pictures.has(other.data(name))));
    this.isPassingOn = true;
    for (const other of same) other._private.backgroundTimestamp = Date.now();
    same.emitAndNotify("background");
    this.isPassingOn = false;
  }
}
