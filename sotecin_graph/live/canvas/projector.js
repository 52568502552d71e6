// @ts-check
/** For the wall: what to do, how long, how to join; and one line for what has just been added. */

import { minutesAndSeconds } from "./clock.js";
import { el, fill, kindPicture } from "./dom.js";
import { stepWords } from "./strip.js";

export class Projector {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.shown = "";
    this.at = "";
    this.step = el("p", { class: "soft step" });
    this.title = el("h2");
    this.instruction = el("p", { class: "instruction" });
    this.time = el("p", { class: "big-time" });
    this.bar = el("i");
    this.people = el("p", { class: "soft" });
    this.join = el("div", { class: "join" });
    this.node = el("aside", { class: "beamer", "aria-label": screen.speech.say("projector") }, this.step, this.title, this.instruction, this.time,
      el("div", { class: "bar" }, this.bar), this.people, this.join);
    this.newest = el("div", { class: "newest", role: "status", hidden: true, "data-testid": "newest" });
    screen.on("map", ({ changes }) => this.show(changes));
    screen.on("mode", () => { this.shown = ""; this.showJoin(); });
    screen.on("words", () => this.show([]));
    screen.on("time", (time) => this.showTime(time));
    screen.on("people", ({ people, count }) => { this.people.textContent = screen.speech.count("people.here", count || people.length); });
  }

  /** @param {any[]} changes */
  show(changes) {
    const { state, speech } = this.screen;
    const workshop = state?.workshop;
    const said = workshop ? stepWords(workshop, speech) : { step: "", title: state?.map.name ?? "", instruction: "" };
    this.step.textContent = said.step;
    this.title.textContent = said.title;
    this.instruction.textContent = said.instruction;
    this.node.classList.toggle("closed", Boolean(workshop) && workshop?.state !== "open");
    this.showJoin();
    this.showNewest(changes);
  }

  /** @param {{left: number, share: number, isOver: boolean, isHeld?: boolean}} time */
  showTime({ left, share, isOver, isHeld }) {
    this.time.textContent = isHeld ? this.screen.speech.say("time.held.at", { time: minutesAndSeconds(left) }) : minutesAndSeconds(left);
    this.time.classList.toggle("late", isOver);
    this.time.style.fontSize = isHeld ? "2.2em" : "";
    this.bar.style.width = `${Math.round(share * 100)}%`;
  }

  /** The QR is our server's own drawing; as the source of an image it can do nothing but be seen. */
  showJoin() {
    const { join } = this.screen.data;
    if (!join || this.screen.mode !== "projector") return fill(this.join);
    const key = JSON.stringify(join);
    if (key === this.shown) return;
    this.shown = key;
    const image = el("img", { alt: this.screen.speech.say("join.qr"), src: `data:image/svg+xml;utf8,${encodeURIComponent(asDocument(join.qr ?? ""))}` });
    fill(this.join, join.qr ? el("div", { class: "qr" }, image) : null, el("p", { class: "code", "data-testid": "code" }, join.code), el("p", { class: "soft address" }, join.address));
  }

  /** What was added last, with whose it is, until the next step. @param {any[]} changes */
  showNewest(changes) {
    const workshop = this.screen.state?.workshop;
    const at = `${workshop?.state} ${workshop?.step}`;
    if (at !== this.at) this.newest.hidden = true;
    this.at = at;
    const added = changes.filter((change) => change.kind === "placed" && change.payload.elements.length).at(-1);
    if (!added) return;
    const element = added.payload.elements.at(-1);
    fill(this.newest, kindPicture(element.kind, 34),
      el("div", {}, el("p", { class: "soft" }, this.screen.speech.say("just.added", { by: element.by || this.screen.speech.say("someone") })), el("p", { class: "strong" }, element.name)));
    this.newest.hidden = false;
  }
}

/** Inline SVG may leave out its namespace; a picture may not. @param {string} drawing */
function asDocument(drawing) {
  return drawing.replace(/<svg(?![^>]*\sxmlns=)/, '<svg xmlns="http://www.w3.org/2000/svg"');
}
