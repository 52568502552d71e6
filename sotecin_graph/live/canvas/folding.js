// @ts-check
/** Letters as people find them: whatever the case, the accents and the keyboard they were written with. Pure. */

/** Letters that no decomposition brings to the ones that people type instead. @type {Record<string, string>} */
const PLAIN = {
  "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "þ": "th", "ŋ": "n",
  "ς": "σ", "ґ": "г", "’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "„": "\"", "“": "\"", "”": "\"", "«": "\"", "»": "\"",
};
const ODD = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "g");

/**
 * A text folded for comparing: "İSTANBUL", "istanbul" and "ıstanbul" become one, so do "Straße" and "STRASSE", "Ύφασμα"
 * and "υφασμα", "Țesături" and "tesaturi". It is the same in every language, because a map has names of many.
 * @param {string} text
 */
export function folded(text) {
  return text.toLowerCase().normalize("NFKD").replace(/\p{Mark}/gu, "").replace(ODD, (letter) => PLAIN[letter]).replace(/\s+/g, " ").trim();
}

/** The words of a wish, folded. @param {string} wanted @returns {string[]} */
export function wordsOf(wanted) {
  return folded(wanted).split(" ").filter(Boolean);
}
