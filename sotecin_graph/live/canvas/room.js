// @ts-check
/** What facilitators do to the whole room: the areas of tables on the paper, and the bell. */

import { el, fill, svg } from "./dom.js";

const RING_MS = 2600;
/** Two strokes of a bell, in hertz and seconds. */
const STROKES = [[880, 0], [1174.7, 0.28]];

/** Where tables work on the paper, in map units; their frames belong to the whole map. @param {any} state @returns {import("./types.js").Rect[]} */
export function tableRooms(state) {
  return (state?.workshop?.tables ?? []).map((/** @type {any} */ { area: [x1, y1, x2, y2] }) => ({ x1, y1, x2, y2 }));
}

export class RoomLevers {
  /** @param {any} screen */
  constructor(screen) {
    this.screen = screen;
    this.cy = screen.view.cy;
    this.group = svg("g");
    this.layer = svg("svg", { class: "hulls tables", "aria-hidden": "true" }, this.group);
    this.names = el("div", { class: "pills" });
    /** @type {any[]} */
    this.tables = [];
    /** @type {string|null|undefined} undefined before the first map */
    this.rungAt = undefined;
    screen.parts.stage.prepend(this.layer);
    screen.parts.over.prepend(this.names);
    screen.on("map", () => this.take());
    screen.on("words", () => this.draw());
    screen.on("gone", () => clearTimeout(this.stop));
    this.cy.on("viewport resize", () => this.follow());
  }

  take() {
    const workshop = this.screen.state?.workshop ?? null;
    const rungAt = workshop?.timer?.rung_at ?? null;
    if (this.rungAt !== undefined && rungAt && rungAt !== this.rungAt) this.ring();
    this.rungAt = rungAt;
    const tables = workshop?.tables ?? [];
    if (JSON.stringify(tables) === JSON.stringify(this.tables)) return;
    this.tables = tables;
    this.draw();
  }

  /** Flash, and sound where the browser lets us. */
  ring() {
    const { root, speech, notices } = this.screen;
    root.classList.add("rung");
    clearTimeout(this.stop);
    this.stop = setTimeout(() => root.classList.remove("rung"), RING_MS);
    if (this.screen.mode !== "projector") notices?.say(speech.say("ring"));
    try {
      sound();
    } catch {
      // a browser without sound still flashes
    }
  }

  draw() {
    const frames = this.tables.map(({ area: [x1, y1, x2, y2] }) => svg("rect", { x: x1, y: y1, width: x2 - x1, height: y2 - y1, rx: 36, class: "area" }));
    fill(this.group, ...frames);
    fill(this.names, ...this.tables.map(({ number }) => el("span", { class: "pill area", "data-table": String(number) }, this.screen.speech.say("table.number", { number }))));
    this.follow();
  }

  /** Keep the areas on the paper while it is panned and zoomed. */
  follow() {
    const { x, y } = this.cy.pan();
    const zoom = this.cy.zoom();
    this.group.setAttribute("transform", `translate(${x} ${y}) scale(${zoom})`);
    this.tables.forEach(({ area: [x1, y1, x2] }, at) => {
      const name = /** @type {HTMLElement|undefined} */ (this.names.children[at]);
      if (name) name.style.transform = `translate(${((x1 + x2) / 2) * zoom + x}px, ${y1 * zoom + y}px) translate(-50%, -50%)`;
    });
  }
}

function sound() {
  const audio = new AudioContext();
  for (const [pitch, after] of STROKES) {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    const begin = audio.currentTime + after;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.25, begin);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + 1.4);
    tone.connect(volume).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + 1.5);
  }
  setTimeout(() => void audio.close(), 3000);
}
