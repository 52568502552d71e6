// @ts-check
/** What on the map is this reader's own and no change tells: votes and dots, and what waits to be shown. */

import { givenIn, leftIn, roundOf, takes, withOne } from "./dots.js";
import { closedBecause } from "./rules.js";

/** @typedef {import("./dots.js").BallotWire} BallotWire */

export class Own {
  /** @type {BallotWire|null} */ ballot = null;
  /** Dots on their way, by challenge. @type {Map<string, number>} */ asked = new Map();
  /** What only this reader sees, by id, the earliest first. @type {Map<string, any>} */ waiting = new Map();
  /** How many contributions wait in all. */ waits = 0;
  /** @type {any} how the last round ended */ result = null;
  /** @type {string|null} the round that the map was at last, "" for none */ wasAt = null;
  /** @type {string|undefined} */ map;

  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    screen.on("map", () => this.follow());
  }

  /** @param {any} told a welcome, or the answer to "own" */
  take({ voted, ballot, waiting, waits }) {
    this.ballot = ballot ?? null;
    this.waiting = new Map((waiting ?? []).map((/** @type {any} */ one) => [one.id, { ...one, isWaiting: true }]));
    this.waits = waits ?? 0;
    this.screen.voted = new Set(voted ?? []);
    this.tell();
  }

  /** @param {any} frame */
  hear(frame) {
    if (frame.type === "own") this.renew();
    if (frame.type !== "waits") return;
    this.waits = frame.count;
    this.tell();
  }

  tell() {
    this.screen.tell("own");
    this.screen.tell("votes");
  }

  /** Ask anew; what is asked while an answer is on its way is asked once more after it. @returns {Promise<void>} */
  async renew() {
    this.isStale = true;
    this.asking ??= this.ask().finally(() => { this.asking = undefined; });
    await this.asking;
  }

  async ask() {
    const { screen } = this;
    try {
      while (this.isStale && !screen.isGone) {
        this.isStale = false;
        const told = await screen.feed.question("own");
        if (!screen.isGone) this.take(told);
      }
    } catch { /* the welcome after the next connection tells it too */ }
  }

  /** Another round, or none any more: the ballot is another, and a round that has ended has a result. */
  follow() {
    const round = this.round;
    const at = round ? `${round.number}` : "";
    const map = this.screen.live?.map.id;
    if (map !== this.map) [this.map, this.wasAt, this.result] = [map, null, null];
    if (at === this.wasAt) return;
    const had = this.wasAt;
    this.wasAt = at;
    this.asked.clear();
    this.screen.tell("votes");
    if (had !== null) this.renew();
    if (round) this.result = null;
    else this.askResult(Boolean(had));
  }

  /** @param {boolean} isNew true where the round has ended before this reader's eyes */
  async askResult(isNew) {
    const { screen } = this;
    const workshop = screen.live?.workshop;
    if (!workshop?.steps.some((step) => step.dots)) return;
    try {
      this.result = (await screen.feed.question("result")).result;
      if (!screen.isGone) screen.tell("result", isNew && this.result);
    } catch { /* not told: the page of results tells it */ }
  }

  /** What others have come to see is no longer this reader's own. @param {any[]} changes */
  meet(changes) {
    const shown = changes.filter(({ kind }) => kind === "placed" || kind === "linked").flatMap(({ payload }) => [...(payload.elements ?? []), ...(payload.links ?? [])]);
    this.drop(shown.map(({ id }) => id));
  }

  /** @param {string[]} ids */
  drop(ids) {
    if (ids.filter((id) => this.waiting.delete(id)).length) this.tell();
  }

  /** The round in which people vote now, or null. */
  get round() {
    return roundOf(this.screen.live?.workshop);
  }

  /** True from the end of the latest round to the end of the step after it. */
  get isResultNow() {
    const workshop = this.screen.live?.workshop;
    if (!workshop || !this.result || this.round) return false;
    return this.result.step === (workshop.state === "open" ? workshop.begun?.at(-1)?.[0] : workshop.step);
  }

  /** True while what people add waits to be revealed. */
  get isPrivate() {
    const workshop = this.screen.live?.workshop;
    return workshop?.state === "open" && Boolean(workshop.steps[workshop.step]?.is_private);
  }

  /** True while what this reader adds is seen by nobody else. */
  get isHidden() {
    return this.isPrivate && this.screen.you.may.includes("contribute") && !this.screen.you.may.includes("facilitate");
  }

  get given() {
    return this.round ? givenIn(this.round, this.ballot, this.asked) : new Map();
  }

  get left() {
    return this.round ? leftIn(this.round, this.given) : 0;
  }

  /** True where this reader may give dots now, on a phone too. */
  get mayVote() {
    const { screen } = this;
    const isHere = screen.data.mode === "edit" && !screen.editing?.past.isOpen;
    return isHere && this.round !== null && !closedBecause("vote", screen.live?.workshop ?? null, screen.you);
  }

  /** @param {string|null} id */
  takes(id) {
    const element = id ? this.screen.live?.elements.get(id) : null;
    return Boolean(this.round && takes(this.round, element));
  }

  /** One dot more or less. @param {string} id @param {1|-1} by */
  async give(id, by) {
    const { screen, round } = this;
    if (!round || !this.mayVote) return;
    if (!this.takes(id)) return screen.notices.say(screen.speech.say("dots.others"), { near: id });
    const dots = withOne(round, this.given, id, by);
    if (dots === null) return by > 0 ? screen.notices.say(screen.speech.say("dots.none"), { near: id }) : undefined;
    this.asked.set(id, dots);
    this.tell();
    this.speak(id, dots);
    const answer = await screen.ask("give_dots", { element: id, dots });
    if (answer) this.ballot = answer.result;
    if (this.asked.get(id) === dots) this.asked.delete(id);
    if (answer) this.tell();
    else await this.renew();
  }

  /** @param {string} id @param {number} dots */
  speak(id, dots) {
    const { speech, announcer } = this.screen;
    announcer.say([this.screen.thing(id)?.name ?? "", speech.count("dots.yours", dots), this.leftWords()].join(", "));
  }

  /** "3 of 5 dots left". */
  leftWords() {
    return this.screen.speech.count("dots.left", this.round?.dots ?? 0, { left: this.left });
  }

  /** A second round on a selection takes everyone back to the vote, so it is asked. @param {string[]} ids */
  askAgain(ids) {
    const { screen, result } = this;
    const text = screen.speech.count("round.ask", ids.length, { dots: screen.speech.count("dots", result.dots) });
    screen.editing.offers.say(text, { word: screen.speech.say("round.begin"), run: () => screen.ask("second_round", { candidates: ids, dots: result.dots }) });
  }

  /** After something was added: where it is not on the map, it waits. @param {string} id */
  async added(id) {
    if (id && !this.screen.thing(id)) await this.renew();
  }

  /** @param {string} id what waits and is this reader's own */
  async takeBack(id) {
    const { screen } = this;
    const name = this.nameOf(id);
    const answer = await screen.ask("take_back_waiting", { ident: id }, { near: id });
    if (!answer) return this.renew();
    this.drop([id]);
    this.waits = Math.max(0, this.waits - 1);
    this.tell();
    if (screen.selected === id) screen.select(null);
    screen.editing.offers.say(screen.speech.say("waits.back.done", { name }));
  }

  /** What waits and was added last, where nothing was done on the map since; else null. @returns {string|null} */
  latest() {
    const last = [...this.waiting.values()].at(-1);
    if (!last) return null;
    const deed = this.screen.log.find((change) => change.by_id === this.screen.you.id);
    return !deed || Date.parse(last.created_at) >= Date.parse(deed.at) ? last.id : null;
  }

  /** @param {string} id */
  nameOf(id) {
    const thing = this.waiting.get(id);
    if (!thing?.is_link) return thing?.name ?? "";
    return [thing.source, thing.target].map((end) => this.screen.thing(end)?.name ?? "").join(" → ");
  }
}
