// @ts-check
/** Colours of the map, light and dark. Every colour has a shape, a pattern or a word beside it that says the same. */

/** @typedef {Record<string, string>} Tokens */

/** @type {{light: Tokens, dark: Tokens}} */
export const TOKENS = {
  light: {
    paper: "#FBF8F2", surface: "#FFFFFF", ink: "#212435", soft: "#555A69", line: "#DDD5C5", onfill: "#FFFFFF",
    industry: "#456C9C", research: "#5D3697", government: "#212435", civil: "#931F5B", nature: "#558049",
    intermediary: "#A66900", challenge: "#B32717", card: "#FFFFFF", cardline: "#D9A596", matter: "#5E4715",
    value: "#64298A", knowhow: "#3B80BE", tie: "#6B6F7B", concern: "#CB4D33", circular: "#F2CC5C", focus: "#0B5C66",
    glow: "#BFE3E1", hull1: "#2E8B8B", hull2: "#B7791F", hull3: "#7A6BB5", hull4: "#B4577E", hull5: "#436B2A",
    hull6: "#4A5768", strong: "#8F8776", sand: "#F2EDE2",
  },
  dark: {
    paper: "#14181F", surface: "#1E242E", ink: "#F0EEE8", soft: "#B4B9C4", line: "#343C49", onfill: "#14181F",
    industry: "#6CC9FE", research: "#9F8FD0", government: "#DEE0ED", civil: "#E695B0", nature: "#87B97C",
    intermediary: "#F8D05B", challenge: "#F07B45", card: "#2A211D", cardline: "#8A4F35", matter: "#EBCF94",
    value: "#A97FD8", knowhow: "#9FD0F8", tie: "#A7AEBB", concern: "#EA7342", circular: "#6E5B1C", focus: "#63C7C4",
    glow: "#1F4A4C", hull1: "#4FB3B3", hull2: "#E0A64A", hull3: "#A79AE0", hull4: "#DB8AAB", hull5: "#74A85A",
    hull6: "#C6CDD8", strong: "#747C8A", sand: "#1E242E",
  },
};

/** Colours of people: white text on each has 4.5:1 or more, in both themes. */
const PERSON = ["#0B5C66", "#931F5B", "#5D3697", "#9A6200", "#456C9C", "#4A7339"];

/** The colour of a person, the same on every screen. @param {string} id */
export function personColour(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  return PERSON[sum % PERSON.length];
}

/** "light" or "dark", by the luminance of the page's ground (WCAG 2, sRGB). @param {string} colour any CSS colour @returns {"light"|"dark"} */
export function themeOf(colour) {
  const rgb = channels(colour);
  if (!rgb) return "light";
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.25 ? "dark" : "light";
}

/** @param {string} colour @returns {number[]|null} red, green, blue, 0…255 */
function channels(colour) {
  const hex = /^#([0-9a-f]{3,8})$/i.exec(colour.trim())?.[1];
  if (hex) {
    const full = hex.length < 6 ? [...hex].map((digit) => digit + digit).join("") : hex;
    return [0, 2, 4].map((at) => parseInt(full.slice(at, at + 2), 16));
  }
  const parts = /^rgba?\(([^)]+)\)/i.exec(colour.trim())?.[1].split(/[\s,/]+/).slice(0, 3).map(Number);
  return parts?.length === 3 && parts.every((part) => !Number.isNaN(part)) ? parts : null;
}
