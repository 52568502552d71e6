// @ts-check
/** The bar of the past: which moment is shown, a slider, play, the way back to now, and for who facilitates bringing it back. */

import { deedSentence } from "./deeds.js";
import { el, fill, icon } from "./dom.js";
import { SPEEDS } from "./replay.js";
import { select } from "./link_fields.js";

export class PastBar {
  /** @param {import("./past.js").Past} past */
  constructor(past) {
    this.past = past;
    this.screen = past.screen;
    this.node = el("section", { class: "past", hidden: true, "data-testid": "past" });
    this.node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
    this.screen.parts.stage.append(this.node);
  }

  build() {
    const { speech } = this.screen;
    const { past } = this;
    const button = (/** @type {string} */ name, /** @type {string} */ sign, /** @type {() => void} */ run) =>
      el("button", { type: "button", class: "round", "data-past": name.slice(5), "aria-label": speech.say(name), title: speech.say(name), onclick: run }, icon(sign, 20));
    this.title = el("strong", { class: "when" });
    this.arrived = el("span", { class: "soft arrived", role: "status" });
    this.told = el("p", { class: "told", "aria-live": "off" });
    this.slider = el("input", { type: "range", min: 0, max: 0, step: 1, "aria-label": speech.say("past.slider"), "data-testid": "slider" });
    this.slider.addEventListener("input", () => { const to = Number(this.slider.value); past.replay.stop(); past.show(to); });
    this.marks = el("div", { class: "marks", "aria-hidden": "true" });
    const speeds = Object.keys(SPEEDS).map((name) => [name, speech.say(name)]);
    const speed = select("speed", speech.say("past.speed"), speeds, past.replay.speed);
    speed.field.addEventListener("change", () => { past.replay.speed = speed.field.value; });
    this.play = button("past.play", "play", () => past.replay.toggle());
    this.now = el("button", { type: "button", class: "filled", "data-past": "now", onclick: () => past.close() }, speech.say("past.now"));
    this.back = this.screen.you.may.includes("facilitate") && this.screen.data.mode === "edit" && this.screen.mode === "edit"
      ? el("button", { type: "button", class: "outlined", "data-past": "restore", onclick: () => this.askToBringBack() }, speech.say("past.restore")) : null;
    this.node.setAttribute("aria-label", speech.say("past"));
    fill(this.node,
      el("div", { class: "past-head" }, icon("history", 22), el("div", { class: "words" }, el("p", {}, this.title, " ", this.arrived), this.told), this.back, this.now),
      el("div", { class: "past-line" }, button("past.previous", "previous", () => this.step(-1)), this.play, button("past.next", "next", () => this.step(1)),
        el("div", { class: "track" }, this.marks, this.slider), speed.label));
    this.node.hidden = false;
    this.refresh();
  }

  /** @param {1|-1} way */
  step(way) {
    this.past.replay.stop();
    this.past.show(this.past.stepFrom(way));
  }

  refresh() {
    const { past, screen } = this;
    const { speech } = screen;
    if (this.node.hidden) return;
    const { timeline, isReading, at } = past;
    this.node.classList.toggle("reading", isReading);
    for (const part of this.node.querySelectorAll("input, .past-line button, select")) part.disabled = isReading;
    if (this.back) this.back.disabled = isReading || at === timeline?.last;
    if (isReading || !timeline) { this.title.textContent = speech.say("past.reading"); return; }
    const isLatest = at === timeline.last;
    this.title.textContent = isLatest ? speech.say("past.latest") : speech.say("past.when", { when: this.when(at) });
    this.arrived.textContent = [speech.say("past.readonly"), isLatest ? "" : speech.count("past.since", timeline.last - at)].filter(Boolean).join(" ");
    this.told.textContent = this.sentenceAt(at);
    this.slider.min = String(timeline.first);
    this.slider.max = String(timeline.last);
    this.slider.value = String(at);
    this.slider.setAttribute("aria-valuetext", [this.when(at), this.told.textContent].filter(Boolean).join(", "));
    this.slider.style.setProperty("--share", `${(100 * (at - timeline.first)) / Math.max(1, timeline.last - timeline.first)}%`);
    this.showPlay(past.replay.isOn);
    this.mark();
    screen.parts.table.changes.follow([null]);
  }

  /** @param {boolean} isOn */
  showPlay(isOn) {
    const word = this.screen.speech.say(isOn ? "past.pause" : "past.play");
    if (this.play.title === word && this.play.dataset.on === String(isOn)) return;
    this.play.dataset.on = String(isOn);
    this.play.title = word;
    this.play.setAttribute("aria-label", word);
    fill(this.play, icon(isOn ? "pause" : "play", 20));
  }

  /** A tick where the workshop went on to another step. */
  mark() {
    const { timeline } = this.past;
    if (!timeline || this.marked === timeline.last) return;
    this.marked = timeline.last;
    const length = Math.max(1, timeline.last - timeline.first);
    const steps = timeline.changes.filter((change) => change.kind === "workshop" && change.payload.workshop);
    fill(this.marks, ...steps.map(({ revision, payload: { workshop } }) => {
      const tick = el("i", { title: this.screen.speech.step(workshop.steps[workshop.step]?.title ?? "") });
      tick.style.left = `${(100 * (revision - timeline.first)) / length}%`;
      return tick;
    }));
  }

  /** What was done at a revision. @param {number} revision */
  sentenceAt(revision) {
    const { deeds } = this.past;
    const deed = deeds.find((one) => one.revision >= revision && one.changes[0].revision <= revision);
    return deed ? deedSentence(deed, deeds, this.screen.speech) : this.screen.speech.say("past.begin");
  }

  /** Day and time of a revision, in the reader's language. @param {number} revision */
  when(revision) {
    const { timeline } = this.past;
    const change = timeline?.changeAt(Math.max(revision, (timeline?.first ?? 0) + 1));
    const date = new Date(change?.at ?? NaN);
    if (Number.isNaN(date.valueOf())) return "";
    return new Intl.DateTimeFormat(this.screen.speech.language, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }).format(date);
  }

  /** It concerns everyone, so it is asked. */
  askToBringBack() {
    const { speech } = this.screen;
    this.past.replay.stop();
    const when = this.when(this.past.at);
    const end = () => { form.remove(); this.back?.focus(); };
    const yes = el("button", { type: "button", class: "filled", "data-past": "yes", onclick: () => this.past.bringBack() }, speech.say("past.restore.yes"));
    const form = el("div", { class: "past-ask", role: "alertdialog", "aria-label": speech.say("past.restore") },
      el("p", {}, speech.say("past.restore.ask", { when })), el("div", { class: "row" }, yes, el("button", { type: "button", class: "plain", onclick: end }, speech.say("cancel"))));
    this.node.querySelector(".past-ask")?.remove();
    this.node.append(form);
    yes.focus();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    const asked = this.node.querySelector(".past-ask");
    if (asked) { asked.remove(); this.back?.focus(); } else this.past.close();
  }

  /** What it covers of the map, in pixels. */
  get height() {
    return this.node.hidden ? 0 : this.node.offsetHeight + 12;
  }

  focus() {
    this.slider.focus({ preventScroll: true });
  }

  remove() {
    this.node.hidden = true;
    this.marked = undefined;
    fill(this.node);
  }
}
