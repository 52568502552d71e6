// @ts-check
/** The agenda on top: which step it is, what to do, how long there is, who is here, and how far the day has come. */

import { isHeld, minutesAndSeconds, remaining } from "./clock.js";
import { el, fill, svg } from "./dom.js";
import { Others } from "./others.js";
import { personColour } from "./tokens.js";

const FACES = 6;
const RING = 2 * Math.PI * 13;

/**
 * What to say of a workshop: its step, or that it is not open.
 * @param {import("./types.js").WorkshopWire} workshop @param {import("./speech.js").Speech} speech
 */
export function stepWords(workshop, speech) {
  const step = workshop.steps[workshop.step];
  if (workshop.state === "planned") return { step: "", title: speech.say("workshop.planned"), instruction: speech.say("workshop.planned.then") };
  if (workshop.state !== "open") return { step: "", title: speech.say("workshop.over"), instruction: speech.say("workshop.over.then") };
  return {
    step: speech.say("step.of", { number: workshop.step + 1, total: workshop.steps.length }),
    title: speech.step(step?.title ?? ""), instruction: speech.step(step?.instruction ?? ""),
  };
}

export class Strip {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.step = el("p", { class: "soft step" });
    this.title = el("h2");
    this.instruction = el("p", { class: "soft instruction" });
    this.arc = svg("circle", { cx: 16, cy: 16, r: 13, class: "arc", "stroke-dasharray": RING });
    this.left = el("span", { class: "time", "data-testid": "timer" });
    this.of = el("span", { class: "soft of" });
    this.timer = el("div", { class: "timer", role: "timer", "aria-live": "off" },
      svg("svg", { viewBox: "0 0 32 32", class: "ring", "aria-hidden": "true" }, svg("circle", { cx: 16, cy: 16, r: 13, class: "track" }), this.arc),
      this.left, this.of);
    this.faces = el("ul", { class: "faces", "data-testid": "presence" });
    this.others = new Others(screen);
    this.agenda = el("div", { class: "agenda", "aria-hidden": "true" });
    this.node = el("header", { class: "strip" }, el("div", { class: "words" }, this.step, this.title, this.instruction), this.timer, this.faces);
    screen.on("map", () => this.show());
    screen.on("words", () => this.show());
    for (const event of ["people", "following", "you"]) screen.on(event, () => this.showPeople());
    screen.on("gone", () => clearTimeout(this.tickTimer));
    this.tick();
  }

  show() {
    const { state, speech, root } = this.screen;
    const workshop = state?.workshop ?? null;
    root.classList.toggle("no-workshop", !workshop);
    const step = workshop?.steps[workshop.step];
    if (!workshop || !step) {
      this.step.textContent = "";
      this.title.textContent = state?.map.name ?? "";
      this.instruction.textContent = "";
      fill(this.agenda);
    } else {
      const said = stepWords(workshop, speech);
      this.step.textContent = said.step;
      this.title.textContent = said.title;
      this.instruction.textContent = said.instruction;
      this.showAgenda(workshop);
    }
    this.showTime();
  }

  /** @param {import("./types.js").WorkshopWire} workshop */
  showAgenda(workshop) {
    const segments = workshop.steps.map((step, index) => {
      const place = index < workshop.step ? "done" : index === workshop.step ? "now" : "next";
      const segment = el("i", { class: place, title: this.screen.speech.step(step.title) });
      segment.style.flexGrow = String(Math.max(1, step.minutes));
      return segment;
    });
    fill(this.agenda, ...segments);
  }

  tick() {
    this.showTime();
    this.tickTimer = setTimeout(() => this.tick(), 1000 - (this.screen.now % 1000) + 5);
  }

  showTime() {
    const { state, speech, now } = this.screen;
    const workshop = state?.workshop ?? null;
    const { total, left, share } = remaining(workshop, now);
    this.timer.hidden = !total;
    if (!total) return;
    const minutes = Math.round(total / 60);
    const isOver = left !== null && left < 0;
    this.left.textContent = minutesAndSeconds(left ?? total);
    this.of.textContent = speech.say(isHeld(workshop) ? "time.held" : left === null ? "time.waiting" : isOver ? "time.over" : "time.left", { minutes });
    this.timer.classList.toggle("late", isOver);
    this.arc.setAttribute("stroke-dashoffset", String(RING * share));
    this.agenda.querySelector(".now")?.style.setProperty("--share", `${Math.round(share * 100)}%`);
    this.screen.tell("time", { left: left ?? total, total, share, isOver, isHeld: isHeld(workshop) });
  }

  showPeople() {
    const { people, count } = this.screen.people;
    const shown = people.slice(0, FACES);
    const rest = Math.max(count, people.length) - shown.length;
    const faces = shown.map((/** @type {any} */ person) => {
      const hub = person.hub ? ` (${this.screen.speech.label("hub", person.hub)})` : "";
      const face = el("li", { title: `${person.name}${hub}` }, this.faceOf(person, `${person.name}${hub}`));
      face.style.setProperty("--person", personColour(person.id));
      return face;
    });
    if (rest > 0) faces.push(el("li", { class: "rest" }, this.others.button(people.slice(FACES), rest)));
    const open = this.openFace();
    fill(this.faces, ...faces);
    if (open) this.faces.querySelector(`[data-person="${open}"]`)?.focus();
    this.faces.setAttribute("aria-label", this.screen.speech.count("people.here", count || people.length));
  }

  /** The face that the keyboard is at, to be found again when faces are drawn anew. */
  openFace() {
    const active = /** @type {any} */ (this.screen.root.getRootNode()).activeElement;
    return this.faces.contains(active) ? active.dataset.person ?? "" : "";
  }

  /** Someone else's face can be followed. @param {{id: string, name: string}} person @param {string} name with the hub */
  faceOf(person, name) {
    const { screen } = this;
    const letters = [...person.name].slice(0, 2).join("");
    if (person.id === screen.you.id) return el("span", { role: "img", "aria-label": name }, letters);
    const isOn = screen.together?.following.person?.id === person.id;
    return el("button", { type: "button", "data-person": person.id, "aria-label": screen.speech.say("follow", { name }), "aria-pressed": String(isOn),
      onclick: () => screen.together.following.toggle(person) }, letters);
  }
}
