// @ts-check
/** Several elements picked at once. One alone stays the screen's `selected`; here is what there is beyond it. */

export class Selection {
  /** @type {Set<string>} two or more elements, or none */ several = new Set();

  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.cy = screen.view.cy;
    this.cy.on("boxend", () => queueMicrotask(() => this.add(this.cy.nodes("[seq]:selected").map((/** @type {any} */ node) => node.id()))));
    screen.on("map", () => this.keepThere());
    screen.on("mode", () => this.draw());
  }

  /** The picked elements, be it one or many. @returns {string[]} */
  get ids() {
    const { selected, state } = this.screen;
    if (this.several.size) return [...this.several];
    return selected && state?.elements.has(selected) ? [selected] : [];
  }

  /** @param {string} id */
  has(id) {
    return this.screen.selected === id || this.several.has(id);
  }

  /** Pick exactly these. @param {string[]} ids */
  set(ids) {
    const { screen } = this;
    const there = [...new Set(ids)].filter((id) => screen.state?.elements.has(id));
    if (there.length < 2) return screen.select(there[0] ?? null);
    screen.selected = null;
    this.several = new Set(there);
    this.draw();
    screen.tell("selected", null);
    screen.announcer.say(screen.speech.count("several.picked", there.length));
  }

  /** @param {string[]} ids */
  add(ids) {
    this.set([...this.ids, ...ids]);
  }

  /** Pick one more, or let go of it. @param {string} id */
  toggle(id) {
    this.set(this.has(id) ? this.ids.filter((one) => one !== id) : [...this.ids, id]);
    this.draw();
  }

  all() {
    this.set([...(this.screen.state?.elements.keys() ?? [])]);
  }

  /** Before one alone or nothing is picked. True where there had been several. */
  letGo() {
    const had = this.several.size > 0;
    this.several = new Set();
    return had;
  }

  /** What others have removed is no longer picked. */
  keepThere() {
    if (![...this.several].some((id) => !this.screen.state?.elements.has(id))) return;
    this.set([...this.several]);
  }

  /** After cytoscape's own picking by the same click, which knows nothing of ours. */
  draw() {
    queueMicrotask(() => {
      if (this.cy.destroyed() || !this.several.size) return;
      this.cy.batch(() => {
        this.cy.elements(":selected").forEach((/** @type {any} */ thing) => { if (!this.several.has(thing.id())) thing.unselect(); });
        this.cy.edges(".words").removeClass("words");
        for (const id of this.several) this.cy.getElementById(id).select();
      });
    });
  }
}
