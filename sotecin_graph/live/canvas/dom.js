// @ts-check
/** Making elements of the page. Text goes in as text nodes only: nothing that people wrote can become markup. */

import { GLYPHS, ICONS, SHAPES } from "./glyphs.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * An HTML element. Keys that begin with "on" are listeners, the others attributes; false and null leave them out.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {(Node|string|null|undefined|false)[]} children
 * @returns {any}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false).map(asNode));
  return element;
}

/** @param {any} child @returns {Node} */
function asNode(child) {
  return typeof child === "string" || typeof child === "number" ? document.createTextNode(String(child)) : child;
}

/** @param {Element} element @param {string} name @param {any} value */
function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "value") /** @type {any} */ (element).value = value;
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** @param {string} tag @param {Record<string, any>} attributes @param {Node[]} children @returns {any} */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** One of our stroke icons, decoration beside a word. @param {string} name @param {number} [size] */
export function icon(name, size = 20) {
  const frame = { viewBox: "0 0 24 24", width: size, height: size, class: "icon", "aria-hidden": "true" };
  if (name === "group") {
    return svg("svg", frame, svg("circle", { cx: 12, cy: 12, r: 8.5, "stroke-dasharray": "0.1 4.35", "stroke-width": 2.6 }));
  }
  return svg("svg", frame, svg("path", { d: ICONS[name] ?? GLYPHS[name] ?? "" }));
}

/** A kind as it stands on the map: silhouette and glyph, or the small card. @param {string} kind @param {number} [width] */
export function kindPicture(kind, width = 30) {
  const frame = { class: "kind", "data-kind": kind, width, "aria-hidden": "true" };
  if (kind === "challenge") {
    return svg("svg", { ...frame, viewBox: "0 0 48 36", height: width * 0.75 },
      svg("rect", { x: 1.5, y: 1.5, width: 45, height: 33, rx: 7, class: "card" }),
      svg("path", { d: "M9 9v18 M18 13h20 M18 22h13", class: "bar" }));
  }
  const shape = /** @type {any} */ (SHAPES)[kind] ?? SHAPES.unsorted;
  const [x, y, scale] = shape.glyph;
  return svg("svg", { ...frame, viewBox: "0 0 48 42", height: (width * 42) / 48 },
    svg("path", { d: shape.path, class: "shape" }),
    svg("path", { d: GLYPHS[kind] ?? GLYPHS.unsorted, class: "glyph", transform: `translate(${x - 12 * scale} ${y - 12 * scale}) scale(${scale})` }));
}

/** A sample of a link. @param {{family?: string, state?: string, circular?: boolean, width?: number}} look */
export function linkPicture({ family = "ink", state = "existing", circular = false, width = 26 }) {
  const frame = { class: `sample ${family} ${state}`, viewBox: "0 0 26 12", width, height: (width * 12) / 26, "aria-hidden": "true" };
  const heads = /** @type {Record<string, string>} */ ({
    ink: "M18.5 2.5 25 6l-6.5 3.5z", matter: "M18.5 2.5 25 6l-6.5 3.5z", value: "M19 2l5.5 4-5.5 4", knowhow: "M24.5 6l-6-4 2 4-2 4z",
    tie: "M24 1.5v9", concern: "",
  });
  const parts = circular ? [svg("path", { d: "M2 6h22", class: "band" })] : [];
  parts.push(svg("path", { d: family === "concern" || family === "tie" ? "M1 6h23" : "M1 6h18", class: "line" }));
  if (heads[family]) parts.push(svg("path", { d: heads[family], class: "head" }));
  return svg("svg", frame, ...parts);
}

/** @param {Element} parent @param {(Node|null)[]} children */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.filter((child) => child !== null).map((child) => /** @type {Node} */ (child)));
}

/** True where someone is writing. @param {EventTarget|null|undefined} target */
export function isWriting(target) {
  const tag = /** @type {any} */ (target)?.tagName;
  return tag === "INPUT" || tag === "TEXTAREA" || tag === "SELECT";
}
