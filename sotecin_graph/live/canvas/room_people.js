// @ts-check
/** Who is here and could be muted, and who is muted: a page of the menu "Room". */

import { el, icon } from "./dom.js";
import { isParticipant } from "./rules.js";

export class RoomPeople {
  isOpen = false;
  /** @type {{id: string, name: string}[]} */ muted = [];

  /** @param {import("./screen.js").MapScreen} screen @param {() => void} redraw */
  constructor(screen, redraw) {
    this.screen = screen;
    this.redraw = redraw;
    screen.on("map", ({ changes }) => { if (this.isOpen && changes.some((/** @type {any} */ change) => change.kind === "workshop")) this.renew(); });
  }

  async open() {
    this.isOpen = true;
    this.redraw();
    await this.renew();
  }

  /** Who is muted is told to facilitators alone, and only when they ask. */
  async renew() {
    const { screen } = this;
    try {
      this.muted = (await screen.feed.question("muted")).people;
    } catch { /* the list of who is here stands without it */ }
    if (!screen.isGone && this.isOpen) this.redraw();
  }

  /** @param {import("./room_menu.js").RoomMenu} menu @returns {(Node|null)[]} */
  parts(menu) {
    const { speech, people } = this.screen;
    const silent = new Set(this.muted.map(({ id }) => id));
    const here = people.people.filter((/** @type {any} */ one) => isParticipant(one) && !silent.has(one.id));
    const line = (/** @type {any} */ person, /** @type {boolean} */ isOn) => {
      const name = person.hub ? `${person.name} (${speech.label("hub", person.hub)})` : person.name;
      return el("button", { type: "button", role: "menuitemcheckbox", "aria-checked": String(isOn), tabindex: -1, "data-item": person.id, "aria-label": speech.say("room.mute", { name }), onclick: () => this.turn(menu, person, !isOn) },
        icon("mute", 18), el("span", {}, name), isOn ? icon("check", 18) : null);
    };
    const lines = [...this.muted.map((person) => line(person, true)), ...here.map((/** @type {any} */ person) => line(person, false))];
    return [
      el("button", { type: "button", role: "menuitem", tabindex: -1, "data-item": "back", onclick: () => { this.isOpen = false; this.redraw(); } }, icon("back", 18), el("span", {}, speech.say("room.back"))),
      el("div", { class: "group people", role: "group", "aria-label": speech.say("room.people") }, ...lines),
      el("p", { class: "soft" }, speech.say(lines.length ? "room.people.means" : "room.people.none")),
    ];
  }

  /** @param {import("./room_menu.js").RoomMenu} menu @param {{id: string, name: string}} person @param {boolean} isOn */
  turn(menu, person, isOn) {
    const { announcer, speech } = this.screen;
    return menu.ask("mute", { person: person.id, is_on: isOn }, () => {
      this.muted = isOn ? [...this.muted, person] : this.muted.filter(({ id }) => id !== person.id);
      announcer.say(speech.say(isOn ? "room.muted" : "room.unmuted", { name: person.name }));
    });
  }
}
