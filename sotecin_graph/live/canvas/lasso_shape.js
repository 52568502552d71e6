// @ts-check
/** The line of a lasso. Pure. */

/** @typedef {import("./types.js").Point} Point */

/** True where a point lies within the closed line (even-odd rule). @param {Point[]} line @param {Point} point */
export function inside(line, point) {
  let isIn = false;
  for (let here = 0, before = line.length - 1; here < line.length; before = here, here += 1) {
    const [a, b] = [line[here], line[before]];
    const isBetween = a.y > point.y !== b.y > point.y;
    if (isBetween && point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) isIn = !isIn;
  }
  return isIn;
}

/** The closed line as an SVG path. @param {Point[]} line */
export function pathOf(line) {
  return line.length < 2 ? "" : `M${line.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(" L")} Z`;
}

/** How far a line reaches, so that a tap is not taken for a lasso. @param {Point[]} line */
export function reach(line) {
  const xs = line.map((point) => point.x);
  const ys = line.map((point) => point.y);
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}
