// @ts-check
/** By keyboard from element to element on the map, each told as one comes to it. */

/** How much more a step aside counts than one ahead. */
const ASIDE = 2.2;
const WAYS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });

/**
 * The next place from a point in one of four directions; null where there is none. Pure.
 * @param {Iterable<[string, {x: number, y: number}]>} places @param {{x: number, y: number}} from @param {[number, number]} way @returns {string|null}
 */
export function nextPlace(places, from, [dx, dy]) {
  let best = null;
  let least = Infinity;
  for (const [id, { x, y }] of places) {
    const ahead = (x - from.x) * dx + (y - from.y) * dy;
    const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
    if (ahead <= 0.5 || aside > ahead * 2) continue;
    const cost = ahead + aside * ASIDE;
    if (cost < least) [best, least] = [id, cost];
  }
  return best;
}

/** Alt and arrows, or arrows alone for who moves nothing; Enter begins in the middle. @param {import("./screen.js").MapScreen} screen */
export function walkByKeys(screen) {
  screen.parts.graph.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.target !== screen.parts.graph) return;
    const way = WAYS[event.key];
    const here = screen.selected ? screen.boxes.of(screen.selected) : null;
    const isWalking = way && (event.altKey || (here && !screen.mayChange(screen.thing(String(screen.selected)))));
    const isBeginning = event.key === "Enter" && !screen.selected && !screen.tool;
    if (!isWalking && !isBeginning) return;
    event.preventDefault();
    event.stopPropagation();
    const to = here && way ? nextPlace(screen.boxes.all(), here, way) : nearestToMiddle(screen);
    if (to) come(screen, to);
  });
}

/** @param {import("./screen.js").MapScreen} screen */
function nearestToMiddle(screen) {
  const { x1, x2, y1, y2 } = screen.view.cy.extent();
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const far = (/** @type {{x: number, y: number}} */ place) => Math.hypot(place.x - x, place.y - y);
  let best = null;
  for (const [id, box] of screen.boxes.all()) if (!best || far(box) < far(best.box)) best = { id, box };
  return best?.id ?? null;
}

/** @param {import("./screen.js").MapScreen} screen @param {string} id */
function come(screen, id) {
  const element = screen.state?.elements.get(id);
  if (!element) return;
  screen.select(id);
  screen.camera.reveal(screen.view.cy.getElementById(id));
  const { speech } = screen;
  const links = [...(screen.state?.links.values() ?? [])].filter((link) => link.source === id || link.target === id).length;
  const votes = element.kind === "challenge" ? [speech.count("votes", element.votes)] : [];
  screen.announcer.say([element.name, speech.label("kind", element.kind), ...votes, speech.count("fact.links", links)].join(", "));
}
