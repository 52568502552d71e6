// @ts-check
/** Names as they fit on the map: long ones end in an ellipsis, words that no line could hold are broken. Pure. */

const LONGEST = { challenge: 52, stakeholder: 44 };
const LONGEST_WORD = { challenge: 15, stakeholder: 17 };
/** A card in its usual letters holds so many lines of so many letters. */
const CARD = { lines: 3, letters: 12 };

/** @param {string} name @param {string} kind */
export function shortened(name, kind) {
  const role = kind === "challenge" ? "challenge" : "stakeholder";
  const longest = LONGEST[role];
  const letters = [...name.trim().replace(/\s+/g, " ")];
  const cut = letters.length > longest ? `${untilWord(letters.slice(0, longest - 1).join(""))}…` : letters.join("");
  return cut.split(" ").map((word) => broken(word, LONGEST_WORD[role])).join(" ");
}

/** @param {string} text */
function untilWord(text) {
  const space = text.lastIndexOf(" ");
  return (space > text.length * 0.6 ? text.slice(0, space) : text).replace(/[\s,;:.]+$/, "");
}

/** What the map's style needs to write a name. @param {string} name @param {string} kind */
export function wordData(name, kind) {
  const label = shortened(name, kind);
  return { label, long: kind === "challenge" && isLong(label) };
}

/** True where a card needs smaller letters to hold these words. @param {string} label */
export function isLong(label) {
  let lines = 1;
  let used = 0;
  for (const { length } of label.split(" ").map((word) => [...word])) {
    if (length > CARD.letters) return true;
    const isNext = used > 0 && used + 1 + length > CARD.letters;
    lines += isNext ? 1 : 0;
    used = used && !isNext ? used + 1 + length : length;
  }
  return lines > CARD.lines;
}

/** @param {string} word @param {number} longest @returns {string} */
function broken(word, longest) {
  const letters = [...word];
  if (letters.length <= longest) return word;
  const at = Math.min(longest - 1, Math.ceil(letters.length / 2));
  return `${letters.slice(0, at).join("")}- ${broken(letters.slice(at).join(""), longest)}`;
}
