// @ts-check
/** Where one looks: by keys from element to element, along with someone, where all are brought, at one cluster. */

import { Bringing } from "./bringing.js";
import { Following } from "./following.js";
import { HullMenu } from "./hull_menu.js";
import { walkByKeys } from "./walking.js";

export class Together {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.following = new Following(screen);
    this.bringing = new Bringing(screen);
    this.menu = new HullMenu(screen);
    walkByKeys(screen);
  }
}
