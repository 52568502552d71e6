// @ts-check
/** Looking along with someone: the sight goes where theirs is, framed in their colour, until the reader moves it. */

import { el } from "./dom.js";
import { personColour } from "./tokens.js";

/** @typedef {import("./types.js").Rect} Rect */

export class Following {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    /** @type {{id: string, name: string}|null} */
    this.person = null;
    /** What each person has in sight, as far as is known. @type {Map<string, Rect>} */
    this.views = new Map();
    /** Led along by someone who facilitates, not by choice; and whose lead was declined. */
    this.isLed = false;
    /** @type {Set<string>} */
    this.declined = new Set();
    this.words = el("span", { role: "status" });
    this.stopper = el("button", { type: "button", "data-testid": "follow-stop", onclick: () => this.stop() });
    this.node = el("div", { class: "following", hidden: true, "data-testid": "following" }, el("p", {}, this.words, this.stopper));
    this.target = () => (this.person ? this.views.get(this.person.id) ?? null : null);
    screen.parts.stage.append(this.node);
    screen.on("cursors", (cursors) => this.take(cursors));
    screen.on("people", ({ people, count }) => this.meet(people, count));
    screen.on("mode", (mode) => { if (mode !== "edit" && mode !== "view") this.stop(); });
    screen.view.cy.on("viewport", () => this.look());
    screen.root.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") this.stop(); });
  }

  /** Follow a person, or no longer. @param {{id: string, name: string}} person */
  toggle(person) {
    if (this.person?.id === person.id) return this.stop();
    this.begin(person, "follow.on");
  }

  /** @param {{id: string, name: string}} person @param {"follow.on"|"lead.led"} key */
  begin(person, key) {
    this.person = person;
    this.isLed = key === "lead.led";
    const { speech } = this.screen;
    this.words.textContent = speech.say(key, { name: person.name });
    this.stopper.textContent = speech.say("follow.stop");
    this.node.style.setProperty("--person", personColour(person.id));
    this.node.hidden = false;
    this.screen.camera.glide(this.target);
    this.screen.tell("following", person.id);
  }

  /** Someone leads all along: this screen goes with them until its reader stops, whom nobody interrupts in writing. @param {import("./bringing.js").Brought} lead */
  led({ by, by_id: id, view: [x1, y1, x2, y2], follow }) {
    const { bringing } = this.screen.together;
    if (id === this.screen.you.id) return;
    this.views.set(id, { x1, y1, x2, y2 });
    if (follow === "end") { this.declined.delete(id); if (this.isLed && this.person?.id === id) this.stop(); return; }
    if (follow === "begin") this.declined.delete(id);
    if (this.declined.has(id) || (this.person && this.person.id !== id && !this.isLed)) return;
    if (this.person?.id === id) return this.screen.camera.glide(this.target);
    const begin = () => this.begin({ id, name: by || this.screen.speech.say("someone") }, "lead.led");
    if (!bringing.isBusy()) return begin();
    this.declined.add(id);
    bringing.tell(this.screen.speech.say("bring.waiting", { by: by || this.screen.speech.say("someone") }), this.screen.speech.say("bring.go"), () => { this.declined.delete(id); begin(); });
  }

  stop() {
    if (!this.person) return;
    if (this.isLed) this.declined.add(this.person.id);
    this.isLed = false;
    this.person = null;
    this.node.hidden = true;
    if (this.screen.camera.target === this.target) this.screen.camera.target = null;
    this.screen.tell("following", null);
  }

  /** Whoever has moved the sight otherwise has stopped following. */
  look() {
    if (this.person && this.screen.camera.target !== this.target) this.stop();
  }

  /** @param {{id: string, view?: [number, number, number, number]}[]} cursors */
  take(cursors) {
    for (const { id, view } of cursors) {
      if (!view) continue;
      const [x1, y1, x2, y2] = view;
      this.views.set(id, { x1, y1, x2, y2 });
      if (id === this.person?.id) this.screen.camera.glide(this.target);
    }
    this.look();
  }

  /** @param {{id: string}[]} people @param {number} count */
  meet(people, count) {
    const isGone = this.person && count <= people.length && !people.some((one) => one.id === this.person?.id);
    if (isGone) this.stop();
  }
}
