// @ts-check
/** Arrow keys move what is picked; it goes to the others once the keys are calm. */

const STEP = 10;
const FAR = 50;
const CALM_MS = 350;
const WAYS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });

export class Nudging {
  /** @type {Set<string>} moved here and not yet sent */ moved = new Set();

  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    screen.on("gone", () => clearTimeout(this.timer));
  }

  /** True where a key has moved something. @param {string} key @param {boolean} isFar */
  key(key, isFar) {
    const way = WAYS[key];
    const { screen } = this;
    const ids = way ? screen.editing.selection.ids.filter((id) => screen.mayChange(screen.thing(id))) : [];
    if (!ids.length) return false;
    const [x, y] = way.map((one) => one * (isFar ? FAR : STEP));
    const fresh = ids.filter((id) => !this.moved.has(id));
    for (const id of fresh) this.moved.add(id);
    const release = fresh.length ? screen.view.hold(fresh) : null;
    if (release) (this.releases ??= []).push(release);
    screen.view.cy.batch(() => ids.forEach((id) => screen.view.cy.getElementById(id).shift({ x, y })));
    screen.hulls.redraw?.();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), CALM_MS);
    return true;
  }

  async send() {
    const { screen } = this;
    const ids = [...this.moved].filter((id) => screen.view.has(id));
    const releases = this.releases ?? [];
    this.moved = new Set();
    this.releases = undefined;
    await screen.gestures.place(ids);
    for (const release of releases) release(screen.state);
    screen.announcer.say(screen.speech.count("nudged", ids.length));
  }
}
