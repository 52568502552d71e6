// @ts-check
/** Places for elements that come from another map: around a point, in the arrangement that they had. Pure. */

/** @typedef {import("./types.js").Point} Point */

/**
 * @param {{id: string, x: number, y: number}[]} elements @param {Point} middle in map units
 * @returns {Record<string, [number, number]>}
 */
export function arrangedAround(elements, middle) {
  if (!elements.length) return {};
  const xs = elements.map((one) => one.x);
  const ys = elements.map((one) => one.y);
  const x = middle.x - (Math.min(...xs) + Math.max(...xs)) / 2;
  const y = middle.y - (Math.min(...ys) + Math.max(...ys)) / 2;
  return Object.fromEntries(elements.map((one) => [one.id, [rounded(one.x + x), rounded(one.y + y)]]));
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * 10) / 10;
}
