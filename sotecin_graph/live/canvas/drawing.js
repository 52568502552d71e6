// @ts-check
/** To draw a large map takes seconds in which nothing moves: what happens is said before. */

import { el } from "./dom.js";

/** From so many elements on. */
const LARGE = 600;
const PATIENCE_MS = 300;

/**
 * Say that a large map is being drawn, and draw it once that is seen. What comes meanwhile waits.
 * @param {import("./screen.js").MapScreen} screen @param {any} snapshot @returns {boolean} false for a map that is drawn at once
 */
export function announceDrawing(screen, snapshot) {
  const count = snapshot.elements.length;
  if (count < LARGE || screen.isAnnounced) return false;
  screen.isAnnounced = true;
  screen.early = [snapshot];
  const note = el("p", { class: "drawing-note", role: "status", "data-testid": "drawing" }, screen.speech.count("drawing", count));
  screen.parts.stage.append(note);
  const { early } = screen;
  const draw = () => {
    if (screen.early !== early) return;
    if (!screen.isGone) screen.begin();
    note.remove();
  };
  requestAnimationFrame(() => setTimeout(draw));
  setTimeout(draw, PATIENCE_MS); // a page that nobody sees has no frames
  return true;
}
