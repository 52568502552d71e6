// @ts-check
/** How large an element is drawn where size says something: its area grows with the number, never below the usual size. Pure. */

/** @typedef {import("./types.js").MapState} MapState */

/** What size may say. */
export const MEASURES = ["votes", "links", "between"];

/** How many times the usual width and height the largest is. Cards hold words, and grow less. */
const MOST = { challenge: 1.35, stakeholder: 1.6 };
/** Cards stand side by side, not much more apart than they are wide: what they cannot grow in width they grow in height. */
const WIDER = 1.06;

/**
 * The number of each element that a measure is about.
 * @param {MapState} state @param {string} measure @param {Record<string, number>} [told] betweenness 0…1 by id, from the server
 * @returns {Map<string, number>}
 */
export function numbersOf(state, measure, told = {}) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  if (measure === "votes") {
    for (const { id, kind, votes } of state.elements.values()) if (kind === "challenge") numbers.set(id, votes);
  } else if (measure === "links") {
    for (const id of state.elements.keys()) numbers.set(id, 0);
    for (const { source, target } of state.links.values()) for (const id of new Set([source, target])) numbers.set(id, (numbers.get(id) ?? 0) + 1);
  } else {
    for (const id of state.elements.keys()) if (told[id] !== undefined) numbers.set(id, told[id]);
  }
  return numbers;
}

/**
 * How many times as wide and high as usual: 1 for none, the most for the largest number.
 * @param {number} number 0 or more @param {number} largest @param {string} kind
 */
export function growth(number, largest, kind) {
  const most = kind === "challenge" ? MOST.challenge : MOST.stakeholder;
  if (!(largest > 0) || !(number > 0)) return 1;
  const area = 1 + (most * most - 1) * Math.min(1, number / largest);
  return Math.round(Math.sqrt(area) * 50) / 50;
}

/** The usual width and height of each kind, as style.js has them. @type {Record<string, [number, number]>} */
export const USUAL = {
  industry: [52, 46], research: [54, 54], government: [42, 42], civil: [46, 46], nature: [56, 50], intermediary: [60, 46], unsorted: [44, 44],
};

/** A card near and from further away: width, height, width of the words, letters, letters of long sentences. */
const CARDS = { near: [172, 68, 146, 15.5, 14], raised: [188, 100, 160, 22, 18.5] };
const FAR = [100, 65];

/**
 * The measures that a grown element is drawn with.
 * @param {string} kind @param {number} by 1 … 1.6 @param {boolean} isLong a sentence in smaller letters
 * @returns {Record<string, number>}
 */
export function measuresFor(kind, by, isLong) {
  if (kind !== "challenge") {
    const [width, height] = USUAL[kind] ?? USUAL.unsorted;
    return { grownWidth: width * by, grownHeight: height * by };
  }
  const wider = Math.min(by, WIDER);
  const card = (/** @type {number[]} */ [width, height, words, size, small]) =>
    [width * wider, (height * by * by) / wider, words * wider, (isLong ? small : size) * (1 + (by - 1) / 2)].map((value) => Math.round(value * 10) / 10);
  const [near, raised] = [card(CARDS.near), card(CARDS.raised)];
  return {
    grownWidth: near[0], grownHeight: near[1], grownWords: near[2], grownLetters: near[3],
    raisedWidth: raised[0], raisedHeight: raised[1], raisedWords: raised[2], raisedLetters: raised[3], farWidth: FAR[0] * by, farHeight: FAR[1] * by,
  };
}

/** The style of grown elements; it stands last, after the distances. @returns {any[]} */
export function sizedStyle() {
  return [
    { selector: "node[grownWidth]", style: { width: "data(grownWidth)", height: "data(grownHeight)" } },
    { selector: "node[grownWords]", style: { "text-max-width": "data(grownWords)", "font-size": "data(grownLetters)", "background-image": "data(grownPicture)" } },
    { selector: "node[grownWords].raised", style: { width: "data(raisedWidth)", height: "data(raisedHeight)", "text-max-width": "data(raisedWords)", "font-size": "data(raisedLetters)",
      "background-image": "data(raisedPicture)" } },
    { selector: "node[grownWords].far", style: { width: "data(farWidth)", height: "data(farHeight)", "background-image": "data(token)" } },
  ];
}
