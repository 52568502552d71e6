// @ts-check
/** Draws what only its author sees until it is revealed: dashed, in its place on the map. */

import { around } from "./boxes.js";

const ROW = 5;
const APART = { x: 190, y: 130 };

/**
 * Where things stand that wait without a place: below the map, in rows. Pure.
 * @param {{x1: number, x2: number, y2: number}|null} box the room that the map takes @param {number} index
 */
export function restingPlace(box, index) {
  const { x1, x2, y2 } = box ?? { x1: 0, x2: 0, y2: -APART.y };
  const [column, row] = [index % ROW, Math.floor(index / ROW)];
  return { x: Math.round((x1 + x2) / 2 + (column - (ROW - 1) / 2) * APART.x), y: Math.round(y2 + APART.y + row * APART.y) };
}

export class Waiting {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    for (const event of ["own", "past", "map"]) screen.on(event, () => this.draw());
  }

  draw() {
    const { screen } = this;
    const { view, own } = screen;
    if (!screen.state) return;
    const things = screen.editing.past.isOpen ? [] : [...own.waiting.values()];
    const key = JSON.stringify([things.map(({ id }) => id), screen.state.map.id]);
    if (key === this.drawn && things.every(({ id, source, target, is_link }) => view.has(id) || (is_link && !(view.has(source) && view.has(target))))) return;
    this.drawn = key;
    let placeless = 0;
    const box = things.some(({ at, is_link }) => !at && !is_link) ? around(screen.room()) : null; // to measure all takes its time
    const elements = things.filter(({ is_link }) => !is_link).map((one) => {
      const [x, y] = one.at ?? Object.values(restingPlace(box, placeless++));
      return { ...one, x, y };
    });
    view.wait(elements, things.filter(({ is_link }) => is_link));
    screen.camera.keep();
  }
}
