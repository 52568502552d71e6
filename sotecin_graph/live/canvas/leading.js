// @ts-check
/** "Everyone follows me": as long as it is on, all screens go where this facilitator looks. */

import { paced } from "./clock.js";
import { el } from "./dom.js";

const TELL_MS = 700;

export class Leading {
  isOn = false;

  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.words = el("span", { role: "status" });
    this.stopper = el("button", { type: "button", "data-testid": "lead-stop", onclick: () => this.toggle() });
    this.node = el("div", { class: "following leading", hidden: true, "data-testid": "leading" }, el("p", {}, this.words, this.stopper));
    screen.parts.stage.append(this.node);
    const send = paced(() => this.isOn && !screen.isGone && this.tell("on"), TELL_MS);
    screen.view.cy.on("viewport", () => this.isOn && send([1]));
    screen.on("status", ({ status }) => { if (status === "live" && this.isOn) this.tell("begin"); });
    for (const event of ["mode", "you", "past"]) screen.on(event, () => { if (this.isOn && !screen.may("facilitate")) this.turn(false); });
  }

  toggle() {
    const { announcer, speech, together } = this.screen;
    this.turn(!this.isOn);
    if (this.isOn) together.following.stop();
    this.tell(this.isOn ? "begin" : "end");
    announcer.say(speech.say(this.isOn ? "lead.on" : "lead.off"));
  }

  /** @param {boolean} isOn */
  turn(isOn) {
    const { screen } = this;
    this.isOn = isOn;
    this.words.textContent = screen.speech.say("lead.on");
    this.stopper.textContent = screen.speech.say("follow.stop");
    this.node.hidden = !isOn;
    screen.tell("leading");
  }

  /** @param {"begin"|"on"|"end"} follow */
  tell(follow) {
    const { x1, y1, x2, y2 } = this.screen.view.cy.extent();
    this.screen.feed.write({ type: "bring", view: [x1, y1, x2, y2].map(Math.round), cluster: null, follow });
  }
}
