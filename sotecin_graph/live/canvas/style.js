// @ts-check
/** The map's cytoscape style. Shapes and line patterns carry the same facts as the colours. */

import { sizedStyle } from "./sizes.js";

/** @typedef {import("./tokens.js").Tokens} Tokens */

const FAMILY = "Commissioner, Noto Sans Georgian, Noto Sans Armenian, sans-serif";

/**
 * cytoscape measures words once for each font setting and keeps the figures, also those of a font that was not there yet.
 * `fontsSeen` ends the list of families with a name that means nothing, so that a new count makes it measure anew.
 * @param {Tokens} t @param {boolean} isStill true where nothing may move (prefers-reduced-motion) @param {number} [fontsSeen] @returns {any[]}
 */
export function styleOf(t, isStill, fontsSeen = 0) {
  const family = { "font-family": `${FAMILY}, seen-${fontsSeen}` };
  return [
    { selector: "core", style: { "active-bg-opacity": 0, "selection-box-color": t.focus, "selection-box-opacity": 0.12,
      "selection-box-border-color": t.focus, "selection-box-border-width": 1 } },
    { selector: "node", style: { ...nodeStyle(t, isStill), ...family } },
    { selector: "node[label]", style: { label: "data(label)" } },
    { selector: "node[glyph]", style: { "background-image": "data(glyph)" } },
    ...kindStyles(t),
    { selector: "edge", style: { ...edgeStyle(t, isStill), ...family } },
    ...familyStyles(t),
    ...linkStateStyles(t),
    ...marks(t),
    ...modes(t),
    ...sizedStyle(),
    ...lights(t),
  ];
}

/** @param {Tokens} t @param {boolean} isStill */
function nodeStyle(t, isStill) {
  return {
    width: 44, height: 44, "background-color": t.soft, color: t.ink,
    "font-size": 16.5, "font-weight": 500,
    "text-valign": "bottom", "text-halign": "center", "text-margin-y": 5, "text-wrap": "wrap", "text-max-width": 124,
    "line-height": 1.12, "text-outline-color": t.paper, "text-outline-width": 3, "text-outline-opacity": 0.92,
    "border-width": 2, "border-color": t.paper,
    "background-width": "58%", "background-height": "58%", "background-fit": "none",
    "background-clip": "none", "background-image-containment": "over",
    "overlay-opacity": 0, "transition-property": "opacity, border-color, border-width", "transition-duration": isStill ? 0 : 160,
  };
}

/** @param {Tokens} t */
function kindStyles(t) {
  return [
    { selector: "node[kind='industry']", style: { shape: "hexagon", width: 52, height: 46, "background-color": t.industry } },
    { selector: "node[kind='research']", style: { shape: "round-diamond", width: 54, height: 54, "background-color": t.research,
      "background-width": "46%", "background-height": "46%", "text-margin-y": 1 } },
    { selector: "node[kind='government']", style: { shape: "round-rectangle", "corner-radius": 5, "background-color": t.government, width: 42, height: 42 } },
    { selector: "node[kind='civil']", style: { shape: "ellipse", "background-color": t.civil, width: 46, height: 46 } },
    { selector: "node[kind='nature']", style: { shape: "round-triangle", width: 56, height: 50, "background-color": t.nature,
      "background-width": "38%", "background-height": "42%", "background-position-y": "78%" } },
    { selector: "node[kind='intermediary']", style: { shape: "concave-hexagon", width: 60, height: 46, "background-color": t.intermediary,
      "background-width": "42%", "background-height": "54%" } },
    { selector: "node[kind='unsorted']", style: { shape: "octagon", width: 44, height: 44, "background-color": t.surface,
      "border-width": 2, "border-style": "dashed", "border-color": t.soft } },
    { selector: "node[kind='challenge']", style: { shape: "round-rectangle", "corner-radius": 10, width: 172, height: 68,
      "background-color": t.card, "border-width": 1.5, "border-color": t.cardline, "background-width": "100%", "background-height": "100%",
      "text-valign": "center", "text-margin-y": -6, "text-margin-x": 6, "text-max-width": 146, "font-size": 15.5, "font-weight": 600,
      "line-height": 1.06, "text-outline-width": 0 } },
    { selector: "node[?long]", style: { "font-size": 14, "text-margin-y": -4 } },
  ];
}

/** @param {Tokens} t @param {boolean} isStill */
function edgeStyle(t, isStill) {
  return {
    width: 2, "line-color": t.tie, "curve-style": "bezier", "control-point-step-size": 46, "target-arrow-color": t.tie,
    "target-arrow-shape": "triangle", "arrow-scale": 1.05, "source-distance-from-node": 3, "target-distance-from-node": 4,
    label: "", "font-size": 14.5, "font-weight": 500, color: t.ink,
    "text-background-color": t.paper, "text-background-opacity": 0.94, "text-background-padding": 2.5,
    "text-background-shape": "round-rectangle", "overlay-opacity": 0,
    "transition-property": "opacity", "transition-duration": isStill ? 0 : 160,
  };
}

/** @param {Tokens} t */
function familyStyles(t) {
  const coloured = (/** @type {string} */ colour, /** @type {string} */ shape) =>
    ({ "line-color": colour, "target-arrow-color": colour, "target-arrow-shape": shape });
  return [
    { selector: "edge[family='matter']", style: { ...coloured(t.matter, "triangle"), width: 2.6 } },
    { selector: "edge[family='value']", style: coloured(t.value, "chevron") },
    { selector: "edge[family='knowhow']", style: coloured(t.knowhow, "vee") },
    { selector: "edge[type='regulation']", style: { "target-arrow-shape": "tee" } },
    { selector: "edge[type='collaboration']", style: { "source-arrow-shape": "circle", "target-arrow-shape": "circle",
      "source-arrow-color": t.tie, "arrow-scale": 0.8 } },
    { selector: "edge[family='concern']", style: { ...coloured(t.concern, "none"), width: 1.4, "line-opacity": 0.75 } },
    { selector: "edge[type='owns']", style: { "target-arrow-shape": "square", "target-arrow-fill": "filled", width: 2 } },
    { selector: "edge[type='help']", style: { "target-arrow-shape": "vee" } },
    { selector: "edge[type='depends']", style: { "target-arrow-shape": "triangle", "target-arrow-fill": "hollow" } },
  ];
}

/** @param {Tokens} t */
function linkStateStyles(t) {
  return [
    { selector: "edge[?circular]", style: { "underlay-color": t.circular, "underlay-opacity": 0.62, "underlay-padding": 4 } },
    { selector: "edge[state='planned']", style: { "line-style": "dashed", "line-dash-pattern": [10, 6], "target-arrow-fill": "hollow" } },
    { selector: "edge[state='missing']", style: { "line-style": "dashed", "line-dash-pattern": [2, 6], "line-cap": "round", width: 3.4,
      "target-arrow-fill": "hollow", "underlay-opacity": 0 } },
  ];
}

/** What is under way: selected, held by someone, new, not yet confirmed. @param {Tokens} t */
function marks(t) {
  const under = { "underlay-padding": 8, "underlay-shape": "round-rectangle" };
  return [
    { selector: "edge.words", style: { label: "data(word)" } },
    { selector: "node.stranger", style: { ...under, "underlay-color": t.paper, "underlay-opacity": 0.9 } },
    { selector: "node.mine", style: { "border-color": t.challenge, "border-width": 2.5 } },
    { selector: "node.remote", style: { ...under, "underlay-color": "data(remote)", "underlay-opacity": 0.35 } },
    { selector: "node.fresh", style: { ...under, "underlay-color": t.circular, "underlay-opacity": 0.85 } },
    { selector: "node:selected", style: { ...under, "border-width": 4, "border-color": t.focus, "border-style": "solid",
      "underlay-color": t.glow, "underlay-opacity": 1, "underlay-padding": 9 } },
    { selector: "edge:selected", style: { width: 4, "line-color": t.focus, "target-arrow-color": t.focus, "source-arrow-color": t.focus } },
    { selector: "node.merge", style: { ...under, "border-width": 5, "border-color": t.focus, "border-style": "double", "underlay-color": t.circular, "underlay-opacity": 1, "underlay-padding": 14 } },
    { selector: "node.eh-source, node.eh-target, node.from", style: { "border-width": 4, "border-color": t.focus } },
    { selector: "edge.ghost, edge.eh-ghost-edge, edge.eh-preview", style: { "line-color": t.focus, "target-arrow-color": t.focus,
      "target-arrow-shape": "vee", "line-style": "dashed", "line-dash-pattern": [4, 5], width: 2.4, opacity: 0.8 } },
    { selector: "edge.eh-ghost-edge.eh-preview-active", style: { opacity: 0 } },
    { selector: "node.ghost", style: { opacity: 0.55, "border-width": 2, "border-style": "dashed", "border-color": t.focus } },
    { selector: "node.waiting", style: { color: t.focus, "outline-width": 3, "outline-style": "dashed", "outline-color": t.focus, "outline-offset": 6, "background-opacity": 0.75 } },
    { selector: "edge.waiting", style: { "line-style": "dashed", "line-dash-pattern": [4, 5], opacity: 0.8 } },
    { selector: "node.voted", style: { "border-color": t.focus, "border-width": 3 } },
    { selector: "node.barred", style: { opacity: 0.3 } },
    { selector: ".pending", style: { opacity: 0.55 } },
    { selector: ".dim", style: { opacity: 0.22 } },
    { selector: "edge.dim", style: { opacity: 0.1, "underlay-opacity": 0 } },
  ];
}

/** Where something is looked for: the rest is quiet or away, few that answer are seen from afar. @param {Tokens} t */
function lights(t) {
  return [
    { selector: "node.found", style: { "underlay-shape": "round-rectangle", "underlay-padding": 8, "underlay-color": t.glow, "underlay-opacity": 1 } },
    { selector: ".quiet", style: { opacity: 0.22 } },
    { selector: "edge.quiet", style: { opacity: 0.1, "underlay-opacity": 0 } },
    { selector: ".away", style: { display: "none" } },
  ];
}

/** What is shown from afar, on the projector and in small still maps. @param {Tokens} t */
function modes(t) {
  return [
    { selector: "node[ink]", style: { color: "data(ink)" } },
    { selector: "node.raised", style: { "font-size": 23, "text-max-width": 158, "text-outline-width": 4 } },
    { selector: "node[kind='challenge'].raised", style: { width: 188, height: 100, "font-size": 22, "text-max-width": 160, "text-margin-y": -9,
      "text-outline-width": 0, "background-image": "data(big)" } },
    { selector: "node[?long].raised", style: { "font-size": 18.5 } },
    { selector: "node.far", style: { label: "" } },
    { selector: "node[kind='challenge'].far", style: { "background-image": "data(token)", width: 100, height: 65 } },
    { selector: "node.mute", style: { label: "", width: 58, height: 58 } },
    { selector: "node[kind='industry'].mute", style: { width: 62, height: 55 } },
    { selector: "node[kind='intermediary'].mute", style: { width: 62, height: 55 } },
    { selector: "node[kind='challenge'].mute", style: { width: 66, height: 43, "background-image": "data(token)" } },
    { selector: "node.loud", style: { label: "data(label)", "font-size": 21, "font-weight": 600, "text-max-width": 160, "z-index": 9 } },
    { selector: "node[kind='challenge'].loud", style: { width: 180, height: 102, "text-max-width": 156, "font-size": 23, "font-weight": 600,
      "line-height": 1.05, "text-margin-y": -9, "border-width": 2.5, "border-color": t.challenge, "background-image": "data(big)" } },
    { selector: "node.loud.raised", style: { "font-size": 28, "text-max-width": 190 } },
    { selector: "node[kind='challenge'].loud.raised", style: { width: 232, height: 132, "text-max-width": 202, "font-size": 29, "text-margin-y": -12 } },
    { selector: "node[?long].loud", style: { "font-size": 19 } },
    { selector: "node[?long].loud.raised", style: { "font-size": 24.5 } },
    { selector: "node.spoken[letters]", style: { label: "data(label)", "font-size": "data(letters)", "font-weight": 600, "text-max-width": "data(broad)", "z-index": 9 } },
    { selector: "node[kind='challenge'].spoken[letters]", style: { "text-max-width": "data(inner)", width: "data(wide)", height: "data(high)", "line-height": 1.05, "text-margin-y": -9,
      "border-width": 2.5, "border-color": t.challenge, "background-image": "data(big)" } },
    { selector: "node[?long].spoken[letters]", style: { "font-size": "data(small)" } },
    { selector: "node.hushed", style: { "text-opacity": 0 } },
    { selector: "node[kind='challenge'].hushed", style: { "background-image": "data(token)", "background-width": 62, "background-height": 40, "z-index": -1 } },
    { selector: "edge.loud", style: { width: 3 } },
  ];
}

/** One of 512 colours that no eye can tell from the given one, by number. @param {string} hex @param {number} number */
export function shadeOf(hex, number) {
  const low = ((number & 7) << 16) | (((number >> 3) & 7) << 8) | ((number >> 6) & 7);
  return `#${(parseInt(hex.slice(1), 16) ^ low).toString(16).padStart(6, "0")}`;
}
