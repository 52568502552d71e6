// @ts-check
/** Taking back and putting back: one's own last deed, or one that is named. */

export class Undoing {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
  }

  /** @param {string|null} [deed] the reader's own last one where none is named */
  undo(deed = null) {
    return this.run("undo", deed ? { deed } : {}, ["undo.done", "undo.done.plain"]);
  }

  redo() {
    return this.run("redo", {}, ["redo.done", "redo.done.plain"]);
  }

  /** @param {"undo"|"redo"} name @param {any} args @param {string[]} keys what is said with the deed, and without */
  async run(name, args, [key, plain]) {
    const { screen } = this;
    if (!screen.may("contribute")) return;
    const latest = name === "undo" && !args.deed ? screen.own.latest() : null;
    if (latest) return screen.own.takeBack(latest);
    const answer = await screen.ask(name, args);
    if (!answer) return;
    const what = screen.editing.whatWas(answer.result?.deed);
    screen.editing.offers.say(what ? screen.speech.say(key, { what }) : screen.speech.say(plain));
  }

  /** After something was taken away. @param {string} text @param {{revision: number}|null} answer null where it was refused */
  offer(text, answer) {
    if (!answer) return;
    const { screen } = this;
    const deed = this.deedAt(answer.revision);
    screen.editing.offers.say(text, { word: screen.speech.say("undo"), run: () => this.undo(deed) });
  }

  /** The reader's own deed that ended at a revision. @param {number} revision @returns {string|null} */
  deedAt(revision) {
    const { log, you } = this.screen;
    const change = log.find((one) => one.revision <= revision && one.by_id === you.id);
    return change?.deed || null;
  }
}
