// @ts-check
/** What several people need to work on one map: picking, taking back, merging, carrying over, and the map's past. */

import { Copying } from "./copying.js";
import { deedSentence, deedsOf } from "./deeds.js";
import { Lasso } from "./lasso.js";
import { Merging } from "./merging.js";
import { Nudging } from "./nudging.js";
import { Offers } from "./offers.js";
import { Past } from "./past.js";
import { Reviving } from "./reviving.js";
import { Selection } from "./selection.js";
import { takeShortcuts } from "./shortcuts.js";
import { pickInTable } from "./table_picking.js";
import { Undoing } from "./undoing.js";

/** Refusals that are no mishap: the reader asked for what is not there to be done. */
const CALM = new Set(["NothingToUndo", "BuiltOn"]);

export class Editing {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.offers = new Offers(screen);
    this.selection = new Selection(screen);
    this.undoing = new Undoing(screen);
    this.copying = new Copying(screen);
    this.merging = new Merging(screen);
    this.nudging = new Nudging(screen);
    this.reviving = new Reviving(screen);
    this.past = new Past(screen);
    this.lasso = new Lasso(screen);
    takeShortcuts(screen);
  }

  /** Once the screen knows of all this. */
  listen() {
    pickInTable(this.screen);
  }

  /** True where a refusal is told here. @param {import("./types.js").Refusal} refusal @param {string} name @param {any} args */
  takes(refusal, name, args) {
    if (this.reviving.takes(refusal, name, args)) return true;
    if (!CALM.has(refusal.error)) return false;
    this.offers.say(refusal.message);
    return true;
  }

  /** A deed in words, where this screen has seen it. @param {string|undefined} deed */
  whatWas(deed) {
    if (!deed) return "";
    const deeds = deedsOf([...this.screen.log].reverse());
    const found = deeds.find((one) => one.deed === deed);
    return found ? deedSentence(found, deeds, this.screen.speech) : "";
  }
}
