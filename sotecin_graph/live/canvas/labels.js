// @ts-check
/** Names as they fit on the map: long ones end in an ellipsis, words that no line could hold are broken. Pure. */

const LONGEST = { challenge: 52, stakeholder: 44 };
const LONGEST_WORD = 17;

/** @param {string} name @param {string} kind */
export function shortened(name, kind) {
  const longest = kind === "challenge" ? LONGEST.challenge : LONGEST.stakeholder;
  const letters = [...name.trim().replace(/\s+/g, " ")];
  const cut = letters.length > longest ? `${untilWord(letters.slice(0, longest - 1).join(""))}…` : letters.join("");
  return cut.split(" ").map(broken).join(" ");
}

/** @param {string} text */
function untilWord(text) {
  const space = text.lastIndexOf(" ");
  return (space > text.length * 0.6 ? text.slice(0, space) : text).replace(/[\s,;:.]+$/, "");
}

/** @param {string} word @returns {string} */
function broken(word) {
  const letters = [...word];
  if (letters.length <= LONGEST_WORD) return word;
  const at = Math.min(LONGEST_WORD - 1, Math.ceil(letters.length / 2));
  return `${letters.slice(0, at).join("")}- ${broken(letters.slice(at).join(""))}`;
}
