// @ts-check
/** The one socket of a participant's page, shared by all that the page shows of it. */

import { Feed } from "./feed.js";

/**
 * @typedef {{
 *   hear?: (frame: any) => void,
 *   status?: (status: "connecting"|"live"|"offline") => void,
 *   ask?: () => void,
 * }} Ear `ask`: the page is to be drawn anew, with another ticket.
 */

/** @type {Map<string, PageLine>} by map */
const open = new Map();

export class PageLine {
  /** The page's line, opened by who comes first. @param {string} map @param {string} ticket @returns {PageLine} */
  static to(map, ticket) {
    const line = open.get(map) ?? new PageLine(map, ticket);
    open.set(map, line);
    line.feed.renew(ticket);
    return line;
  }

  /** @param {string} map @param {string} ticket */
  constructor(map, ticket) {
    this.map = map;
    /** @type {Set<Ear>} */
    this.ears = new Set();
    this.feed = new Feed(addressOf(map), ticket, {
      revision: () => null,
      message: (frame) => this.each((ear) => ear.hear?.(frame)),
      status: (status) => this.each((ear) => ear.status?.(status)),
      ticketNeeded: () => this.each((ear) => ear.ask?.()),
      refusedAccess: () => this.each((ear) => ear.ask?.()),
    });
    this.wakes = () => { if (document.visibilityState === "visible") this.feed.retryNow(); };
    for (const [where, what] of this.wakings) where.addEventListener(what, this.wakes);
  }

  /** A phone that wakes and a network that is back are heard of at once. @returns {[EventTarget, string][]} */
  get wakings() {
    return [[globalThis, "online"], [globalThis, "pageshow"], [document, "visibilitychange"]];
  }

  /** @param {(ear: Ear) => void} tell */
  each(tell) {
    for (const ear of this.ears ?? []) tell(ear);
  }

  /** @param {Ear} ear */
  join(ear) {
    this.ears.add(ear);
  }

  /** The last one closes the line. @param {Ear} ear */
  leave(ear) {
    this.ears.delete(ear);
    if (this.ears.size) return;
    open.delete(this.map);
    for (const [where, what] of this.wakings) where.removeEventListener(what, this.wakes);
    this.feed.dispose();
  }
}

/** @param {string} map */
function addressOf(map) {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live/steps/${encodeURIComponent(map)}`;
}
