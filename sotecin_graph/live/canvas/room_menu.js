// @ts-check
/** "Room": what a facilitator does for all who are on the map, without leaving it for the desk. */

import { isHeld } from "./clock.js";
import { el, fill, icon } from "./dom.js";
import { walkMenu } from "./popup.js";
import { RoomPeople } from "./room_people.js";

/** Keys held with Alt on the map, as on the desk; by their place on the keyboard, since Alt makes other signs of them. */
const KEYS = /** @type {Record<string, string>} */ ({ KeyN: "next", KeyP: "pause", KeyM: "minute", KeyB: "ring", KeyL: "lock" });

export class RoomMenu {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.isOpen = false;
    /** What the server said no to, told in the menu. */ this.refusal = "";
    /** What the menu says at the moment. */ this.drawn = "";
    this.people = new RoomPeople(screen, () => this.show());
    this.button = el("button", { type: "button", class: "outlined room-button", hidden: true, "aria-haspopup": "menu", "aria-expanded": "false", "data-testid": "room", onclick: () => (this.isOpen ? this.close() : this.open()) });
    this.node = el("div", { class: "menu room-menu", role: "menu", hidden: true, "data-testid": "room-menu", onkeydown: (/** @type {KeyboardEvent} */ event) => walkMenu(this.node, event, () => this.close()) });
    screen.parts.strip.faces.before(this.button);
    screen.root.append(this.node);
    for (const event of ["map", "you", "mode", "past", "words", "people", "leading"]) screen.on(event, () => this.show());
    screen.root.addEventListener("pointerdown", (/** @type {Event} */ event) => this.leave(event));
    screen.root.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
  }

  get workshop() {
    return this.screen.state?.workshop ?? null;
  }

  get isMine() {
    return Boolean(this.workshop) && this.screen.may("facilitate");
  }

  open() {
    this.isOpen = true;
    this.refusal = "";
    this.show();
    this.node.querySelector("[role^=menuitem]")?.focus({ preventScroll: true });
  }

  close(isBack = true) {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.people.isOpen = false;
    this.show();
    if (isBack) this.button.focus({ preventScroll: true });
  }

  /** @param {Event} event */
  leave(event) {
    const path = event.composedPath();
    if (this.isOpen && !path.includes(this.node) && !path.includes(this.button)) this.close(false);
  }

  show() {
    const { screen, workshop, isMine } = this;
    const isLocked = workshop?.state === "open" && Boolean(workshop.levers?.is_locked);
    this.button.hidden = !isMine;
    if (!isMine) this.isOpen = false;
    this.button.setAttribute("aria-expanded", String(this.isOpen));
    this.button.setAttribute("aria-label", screen.speech.say(isLocked ? "room.locked" : "room"));
    fill(this.button, icon(isLocked ? "lock" : "room", 18), document.createTextNode(screen.speech.say("room")));
    this.node.hidden = !this.isOpen;
    if (!this.isOpen) { this.drawn = ""; return fill(this.node); }
    // drawn anew only where it says something else: a button must not go from under a finger
    const { levers, timer, step, state } = /** @type {any} */ (workshop);
    const key = JSON.stringify([levers, timer, step, state, this.refusal, this.people.isOpen, this.people.muted, this.people.isOpen && screen.people.people, screen.together?.leading.isOn, screen.speech.language]);
    if (key === this.drawn) return;
    this.drawn = key;
    const at = /** @type {any} */ (this.node.getRootNode()).activeElement?.dataset?.item;
    const hadKeys = this.node.contains(/** @type {any} */ (this.node.getRootNode()).activeElement);
    this.node.setAttribute("aria-label", screen.speech.say("room"));
    const told = this.refusal ? el("p", { class: "refused", role: "alert", "data-testid": "room-refused" }, icon("alert", 18), this.refusal) : null;
    fill(this.node, ...(this.people.isOpen ? this.people.parts(this) : this.parts()), told);
    if (hadKeys) (this.node.querySelector(`[data-item="${CSS.escape(at ?? "")}"]`) ?? this.node.querySelector("[role^=menuitem]"))?.focus({ preventScroll: true });
  }

  /** @param {string} name @param {string} sign @param {string} words @param {() => void} run @param {boolean|null} [isOn] for what is on or off */
  item(name, sign, words, run, isOn = null) {
    return el("button", { type: "button", role: isOn === null ? "menuitem" : "menuitemcheckbox", "aria-checked": isOn === null ? null : String(isOn), tabindex: -1, "data-item": name, onclick: run },
      icon(sign, 18), el("span", {}, words), isOn ? icon("check", 18) : null);
  }

  /** @returns {(Node|null)[]} */
  parts() {
    const { screen } = this;
    const { speech } = screen;
    const workshop = /** @type {import("./types.js").WorkshopWire} */ (this.workshop);
    const { levers } = workshop;
    const word = (/** @type {string} */ name) => speech.say(`room.${name}`);
    return [
      ...(workshop.state === "open" ? this.stepParts(workshop) : []),
      el("div", { class: "group", role: "group" },
        this.item("lock", "lock", word("lock"), () => this.pull("lock"), Boolean(levers?.is_locked)),
        this.item("cursors", "hidden", word("cursors"), () => this.ask("hide_cursors", { is_on: !levers?.hides_cursors }), Boolean(levers?.hides_cursors)),
        this.item("people", "mute", word("people"), () => this.people.open())),
      el("div", { class: "group", role: "group" },
        this.item("bring", "bring", speech.say("bring"), () => { this.close(); screen.together.bringing.bring(); }),
        this.item("follow", "look", speech.say("lead.follow"), () => { this.close(); screen.together.leading.toggle(); }, screen.together.leading.isOn),
        this.item("lead", "flag", word("lead"), () => this.ask("lead", {}), levers?.lead?.id === screen.you.id),
        levers?.lead && levers.lead.id !== screen.you.id ? el("p", { class: "soft" }, speech.say("room.led", { name: levers.lead.name })) : null),
      el("div", { class: "group", role: "group" },
        this.item("undo", "undo", word("undo"), () => this.showChanges()),
        el("a", { role: "menuitem", tabindex: -1, "data-item": "desk", href: `/desk?map=${encodeURIComponent(screen.data.map)}` }, icon("room", 18), el("span", {}, word("desk")))),
    ];
  }

  /** @param {import("./types.js").WorkshopWire} workshop */
  stepParts(workshop) {
    const { speech } = this.screen;
    const { step, steps } = workshop;
    const held = isHeld(workshop);
    return [
      el("p", { class: "soft where" }, speech.say("room.step", { number: step + 1, total: steps.length, title: speech.step(steps[step]?.title ?? "") })),
      el("div", { class: "group two", role: "group" },
        step > 0 ? this.item("previous", "previous", speech.say("room.previous"), () => this.go(-1)) : null,
        step < steps.length - 1 ? this.item("next", "next", speech.say("room.next"), () => this.go(1)) : null,
        this.item("pause", held ? "play" : "pause", speech.say(held ? "room.resume" : "room.pause"), () => this.pull("pause")),
        this.item("minute", "plus", speech.say("room.minute"), () => this.pull("minute")),
        this.item("ring", "bell", speech.say("room.ring"), () => this.pull("ring"))),
    ];
  }

  /** What has a key, too. @param {string} name */
  pull(name) {
    const { workshop } = this;
    if (name === "next") return this.go(1);
    if (name === "pause") return this.ask(isHeld(workshop) ? "resume_timer" : "pause_timer", {});
    if (name === "minute") return this.ask("add_time", { minutes: 1 });
    if (name === "ring") return this.ask("ring", {});
    return this.ask("lock", { is_on: !workshop?.levers?.is_locked });
  }

  /** @param {number} by */
  go(by) {
    const { workshop } = this;
    const step = (workshop?.step ?? 0) + by;
    if (workshop && step >= 0 && step < workshop.steps.length) this.ask("set_step", { step, expected: workshop.step });
  }

  /** A refusal is told in the menu while it is open, else under its button. @param {string} name @param {any} args @param {() => void} [then] */
  async ask(name, args, then) {
    this.refusal = "";
    const answer = await this.screen.ask(name, args, { tell: (message) => this.tell(message) });
    if (answer) then?.();
    if (this.isOpen) this.show();
  }

  /** @param {string} message */
  tell(message) {
    if (!this.isOpen) return this.screen.notices.say(message);
    this.refusal = message;
    this.show();
  }

  /** The list of changes, where each has its way back. */
  showChanges() {
    this.close(false);
    const { table } = this.screen.parts;
    this.screen.parts.panel.turn("table");
    table.choose("changes");
    (table.changes.node.querySelector("button") ?? table.tabs.at(-1))?.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const name = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey ? KEYS[event.code] : undefined;
    if (!name || !this.isMine || this.workshop?.state !== "open") return;
    event.preventDefault();
    event.stopPropagation();
    this.pull(name);
  }
}
