// @ts-check
/**
 * Where one looks: by keys from element to element, along with someone, where all are brought, at one cluster; and what
 * holds for all at this moment: a round of voting, what waits to be revealed, where tables work, the bell, locks, the end.
 */

import { Bringing } from "./bringing.js";
import { Following } from "./following.js";
import { Ended } from "./ended.js";
import { HullMenu } from "./hull_menu.js";
import { Hushing } from "./hushing.js";
import { Leading } from "./leading.js";
import { Locks } from "./locks.js";
import { NowBar } from "./now_bar.js";
import { ResultCard } from "./result_card.js";
import { RoomLevers } from "./room.js";
import { RoomMenu } from "./room_menu.js";
import { Stepper } from "./stepper.js";
import { Waiting } from "./waiting.js";
import { walkByKeys } from "./walking.js";

export class Together {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.following = new Following(screen);
    this.bringing = new Bringing(screen);
    this.menu = new HullMenu(screen);
    this.now = new NowBar(screen);
    this.result = new ResultCard(screen);
    this.stepper = new Stepper(screen);
    this.waiting = new Waiting(screen);
    this.room = new RoomLevers(screen);
    this.hushing = new Hushing(screen);
    this.locks = new Locks(screen);
    this.leading = new Leading(screen);
    this.levers = new RoomMenu(screen);
    this.ended = new Ended(screen);
    walkByKeys(screen);
  }
}
