// @ts-check
/** Our own stroke drawings on a 24 grid, as data; and the pictures on the map that are made of them. */

/** @typedef {import("./tokens.js").Tokens} Tokens */

/** @type {Record<string, string>} */
export const GLYPHS = {
  industry: "M4 20V11l5 3.4V11l5 3.4V5h5v15z M8 20v-2.4 M12 20v-2.4 M16 20v-2.4",
  research: "M9.5 4h5 M10.5 4v6L5 19a1 1 0 0 0 .9 1.5h12.2A1 1 0 0 0 19 19l-5.5-9V4 M8 15h8",
  government: "M4 9.5 12 4.5l8 5z M6.5 10v7.5 M10.2 10v7.5 M13.8 10v7.5 M17.5 10v7.5 M4 20h16",
  civil: "M9 11.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z M3.5 19.5c0-3.6 2.4-5.5 5.5-5.5s5.5 1.9 5.5 5.5 M15.5 5.2a3.1 3.1 0 0 1 0 5.8 M17 14.3c2.2.6 3.5 2.4 3.5 5.2",
  nature: "M5 19c0-9 5-14 15-14 0 9-4.5 13.5-11 13.5-1.6 0-2.8-.4-4-1 M5 20c2.5-5 5.5-7.5 9.5-9.5",
  intermediary: "M6.5 14.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4z M17.5 8.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4z M17.5 20.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4z M9 10.8l6-3.4 M9 13.2l6 3.4",
  unsorted: "M9 9.2a3.1 3.1 0 1 1 4.6 2.7c-1 .6-1.6 1.2-1.6 2.5 M12 18.4v.1",
};

/** @type {Record<string, string>} */
export const ICONS = {
  link: "M3 12h15 M13 6.5 19 12l-6 5.5",
  group: "",
  vote: "M12 3.8l2.5 5.3 5.7.8-4.2 4 1 5.8-5-2.8-5 2.8 1-5.8-4.2-4 5.7-.8z",
  plus: "M12 5v14 M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4.5h4.5 M15.5 4.5H20V9 M20 15v4.5h-4.5 M8.5 19.5H4V15",
  find: "M10.8 17.3a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z M15.6 15.6l4.9 4.9",
  arrow: "M4 12h15 M13.5 6.5 19 12l-5.5 5.5",
  back: "M20 12H5 M10.5 6.5 5 12l5.5 5.5",
  close: "M6 6l12 12 M18 6 6 18",
  offline: "M3 3l18 18 M8.5 16.4a5 5 0 0 1 6.6-.3 M5.2 12.8a10 10 0 0 1 4.3-2.5 M14 10.2c1.8.4 3.5 1.3 4.8 2.6 M2.5 9.2A15 15 0 0 1 7 6.4 M11.5 5.2c3.7-.2 7.4 1.2 10 4 M12 20v.1",
  alert: "M12 7.5v5.5 M12 16.5v.1 M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  conflict: "M3.5 8.5h8l-3-3 M20.5 15.5h-8l3 3",
  undo: "M9 5 4.5 9.5 9 14 M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-4",
  redo: "M15 5l4.5 4.5L15 14 M19.5 9.5H10a5.5 5.5 0 0 0 0 11h4",
  history: "M4.2 9.2A8.3 8.3 0 1 1 3.7 13 M4 4.5v4.8h4.8 M12 7.8V12l3.2 2",
  lasso: "M12 4c4.7 0 8.5 2.5 8.5 5.6S16.7 15.2 12 15.2c-1 0-2-.1-2.9-.3 M5.2 12.9C4.1 12 3.5 10.8 3.5 9.6 3.5 6.5 7.3 4 12 4 M7.2 17.2a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z M6.4 17.2c.4 1.7-.3 2.9-1.9 3.6",
  merge: "M5 4.5c0 5 7 4 7 9.5v6 M19 4.5c0 5-7 4-7 9.5 M8.5 16.8 12 20.3l3.5-3.5",
  copy: "M9 9h10.5v11H9z M5 15.5H4.5v-11H15V5",
  paste: "M8.5 5.5h-3v15h13v-15h-3 M9 4h6v3.5H9z M12 11v6 M9 14h6",
  play: "M7.5 5v14l11-7z",
  pause: "M8.5 5.5v13 M15.5 5.5v13",
  previous: "M15.5 6 9.5 12l6 6",
  next: "M8.5 6l6 6-6 6",
  hidden: "M3.5 4.5l17 15 M9.8 9.9a3 3 0 0 0 4.2 4.3 M6 7.2C3.8 8.9 2.5 12 2.5 12S6 18.5 12 18.5c1.5 0 2.8-.4 4-.9 M10 5.7c.6-.1 1.3-.2 2-.2 6 0 9.5 6.5 9.5 6.5s-.9 1.8-2.6 3.5",
  bring: "M12 13.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z M12 21s6.5-5.6 6.5-10.7a6.5 6.5 0 1 0-13 0c0 5.1 6.5 10.7 6.5 10.7z",
  tidy: "M5 5.5h5v5H5z M14 5.5h5v5h-5z M5 14h5v5H5z M14 14h5v5h-5z",
  filter: "M4 6h16 M7 12h10 M10.2 18h3.6",
  look: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z M12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z",
  path: "M5.5 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z M18.5 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z M8 17.5h5.5a3 3 0 0 0 0-6h-3a3 3 0 0 1 0-5H16",
  upstream: "M20 12h-9 M15.5 7.5 11 12l4.5 4.5 M6 5v14",
  downstream: "M4 12h9 M8.5 7.5 13 12l-4.5 4.5 M18 5v14",
  down: "M5 9l7 7 7-7",
  open: "M9 5.5 15.5 12 9 18.5",
  lock: "M6 11h12v9H6z M8.5 11V8a3.5 3.5 0 0 1 7 0v3 M12 14.5v2",
  unlock: "M6 11h12v9H6z M8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2 M12 14.5v2",
  park: "M5 4.5h14v15H5z M10 16.5v-9h3a2.6 2.6 0 0 1 0 5.2h-3",
  room: "M4 20v-2.5A3.5 3.5 0 0 1 7.5 14h3 M9 10.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z M13 13h8 M13 19h8 M16 11v4 M18.5 17v4",
  mute: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z M16 9.5l5 5 M21 9.5l-5 5",
  clock: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z M12 7v5l3.2 2.2",
  bell: "M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 2H5z M10.3 20.5a1.9 1.9 0 0 0 3.4 0",
  flag: "M6 21V4 M6 4.8c4-2 7 2 12 0v8.4c-5 2-8-2-12 0",
  check: "M4.5 12.5 10 18 19.5 7",
  clusters: "M8 10.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z M17 14.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z M9.5 21a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
};

/** Silhouettes of the kinds in a 48 x 42 box, for legend and tables; the map draws the same with cytoscape's shapes. */
export const SHAPES = {
  industry: { path: "M12 2h24l11 19-11 19H12L1 21z", glyph: [24, 21, 0.98] },
  research: { path: "M21.9 1.8a3 3 0 0 1 4.2 0l17.1 17.1a3 3 0 0 1 0 4.2L26.1 40.2a3 3 0 0 1-4.2 0L4.8 23.1a3 3 0 0 1 0-4.2z", glyph: [24, 21, 0.86] },
  government: { path: "M8 1h32a4 4 0 0 1 4 4v32a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4z", glyph: [24, 20.5, 1.04] },
  civil: { path: "M24 0.5a20.5 20.5 0 1 0 0 41 20.5 20.5 0 0 0 0-41z", glyph: [24, 21, 1.02] },
  nature: { path: "M21.5 2.6a3 3 0 0 1 5 0l18.6 33.7a3 3 0 0 1-2.6 4.5h-37a3 3 0 0 1-2.6-4.5z", glyph: [24, 27, 0.86] },
  intermediary: { path: "M1 1h46l-6 20 6 20H1l6-20z", glyph: [24, 21, 0.96] },
  unsorted: { path: "M14 1h20l12 12v16L34 41H14L2 29V13z", glyph: [24, 21, 1] },
};

const CARD = { width: 172, height: 68 };
const DOTS = 12;
const DIGITS = ["M1 3v6q0 3 3 3t3-3V3q0-3-3-3T1 3z", "M1 3l3-3v12", "M1 3q0-3 3-3t3 3q0 2-6 9h6", "M1 1.5q1-1.5 3-1.5t3 3q0 2.7-3 2.7 3 0 3 3t-3 3.3q-2 0-3-1.5",
  "M5.5 12V0L1 8.5h6.5", "M6.5 0H1.5L1 5.5q4-1.8 6 .8t-1 4.7q-3 2-5 0", "M6 0Q1 4 1 8.5 1 12 4 12t3-3.3Q7 5.5 4 5.5T1 8.5", "M1 0h6L3 12",
  "M4 5.5q-2.7 0-2.7-2.7T4 0t2.7 2.8T4 5.5 1 8.7 4 12t3-3.3-3-3.2z", "M7 3.5Q7 0 4 0T1 3.3q0 3.2 3 3.2t3-3q0 4.5-5 8.5"];

/** The picture inside a stakeholder's shape. @param {string} kind @param {Tokens} tokens */
export function glyphPicture(kind, tokens) {
  const colour = kind === "unsorted" ? tokens.soft : tokens.onfill;
  return picture(24, 24, `<path d="${GLYPHS[kind] ?? GLYPHS.unsorted}" fill="none" stroke="${colour}" stroke-width="2.1" stroke-linecap="round" stroke-linejoin="round"/>`);
}

/**
 * A challenge's card: ember bar, and a dot a vote; from 13 votes one dot and the number.
 * @param {number} votes @param {Tokens} tokens @param {{width: number, height: number}} [size] @param {number|null} [mine] one's own dots in a round of voting, shown alone
 */
export function cardPicture(votes, tokens, size = CARD, mine = null) {
  const bar = `<rect x="9" y="9" width="4.5" height="${size.height - 18}" rx="2.2" fill="${tokens.challenge}"/>`;
  const dots = mine === null ? voteDots(votes, tokens.challenge, size.height - 10) : voteDots(mine, tokens.focus, size.height - 11, 4.4);
  return picture(size.width, size.height, bar + dots);
}

/** A challenge without words: bar and two lines. @param {Tokens} tokens @param {{width: number, height: number}} [size] */
export function tokenPicture(tokens, size = { width: 66, height: 43 }) {
  const { width, height } = size;
  const unit = height / 43;
  const line = (/** @type {number} */ y, /** @type {number} */ share) =>
    `<rect x="${20 * unit}" y="${y * unit}" width="${(width - 30 * unit) * share}" height="${5 * unit}" rx="${2.5 * unit}" fill="${tokens.challenge}"/>`;
  const bar = `<rect x="${8 * unit}" y="${8 * unit}" width="${5 * unit}" height="${height - 16 * unit}" rx="${2.5 * unit}" fill="${tokens.challenge}"/>`;
  return picture(width, height, bar + line(13, 1) + line(25, 0.62));
}

/** @param {number} votes @param {string} colour @param {number} y @param {number} [radius] */
function voteDots(votes, colour, y, radius = 3.1) {
  if (votes > DOTS) return `<circle cx="24" cy="${y}" r="${radius}" fill="${colour}"/>${digits(votes, colour, 32, y)}`;
  return Array.from({ length: votes }, (_, index) => `<circle cx="${24 + index * (radius * 2 + 2.4)}" cy="${y}" r="${radius}" fill="${colour}"/>`).join("");
}

/** Pictures cannot use the page's fonts, so figures are strokes too. @param {number} number @param {string} colour @param {number} x @param {number} y */
function digits(number, colour, x, y) {
  const paths = [...String(number)].map((digit, index) =>
    `<path transform="translate(${x + index * 10} ${y - 6})" d="${DIGITS[Number(digit)]}"/>`);
  return `<g fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${paths.join("")}</g>`;
}

/** A data URL that is sharp at four times its size. @param {number} width @param {number} height @param {string} inside */
function picture(width, height, inside) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width * 4}" height="${height * 4}" viewBox="0 0 ${width} ${height}">${inside}</svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
