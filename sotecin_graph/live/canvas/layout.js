// @ts-check
/** The grid of the screen: strip, agenda, palette, stage with the map, legend, side panel. CSS hides what a mode does not show. */

import { ChangesList } from "./changes_list.js";
import { el } from "./dom.js";
import { EmptyMap } from "./empty.js";
import { Legend } from "./legend.js";
import { Levers } from "./levers.js";
import { Palette } from "./palette.js";
import { Panel } from "./panel.js";
import { PhoneSteps } from "./phone.js";
import { Picked } from "./picked.js";
import { Projector } from "./projector.js";
import { Seen } from "./seen.js";
import { Strip } from "./strip.js";
import { Table } from "./table.js";

/** What is always in sight stands in a corner: the room of a second line would cost more than it frees. */
const ONE_LINE = 46;

/** @param {import("./screen.js").MapScreen} screen @returns {Record<string, any>} */
export function layOut(screen) {
  const { speech } = screen;
  const graph = el("div", { class: "graph", tabindex: 0, role: "application", "aria-label": speech.say("map.label"), "aria-description": speech.say("map.keys"), "data-testid": "graph" });
  const over = el("div", { class: "over" });
  const stage = el("div", { class: "stage" }, graph, over);
  const strip = new Strip(screen);
  const palette = new Palette(screen);
  const picked = new Picked(screen);
  const table = new Table(screen, new ChangesList(screen));
  const panel = new Panel(screen, table, picked);
  stage.append(new EmptyMap(screen).node, new PhoneSteps(screen).node);
  const projector = new Projector(screen);
  stage.append(projector.newest, new Seen(screen).node, panel.up);
  screen.root.replaceChildren(strip.node, strip.agenda, palette.node, stage, new Legend(screen).node, new Levers(screen).node, panel.node, projector.node);
  return { graph, over, stage, strip, palette, panel, table, picked };
}

/** What is kept free around all that is shown, in screen pixels: what floats over the map's edges covers it. @param {import("./screen.js").MapScreen} screen */
export function marginsOf({ mode, together, editing }) {
  const now = Math.min(ONE_LINE, together?.now.height ?? 0);
  const past = editing?.past.bar.height ?? 0;
  if (mode === "projector") return { top: 44 + now, right: 24 + (together?.result.width ?? 0), bottom: 110, left: 36 };
  if (mode === "phone") return { top: 34 + now, right: 14, bottom: past || 84, left: 14 };
  if (mode === "still" || mode === "focus") return { top: 26, right: 14, bottom: 14, left: 14 };
  return { top: 26 + now, right: 30, bottom: 24 + past, left: 30 };
}
