// @ts-check
/** The rows of the tables: which, and in which order. Pure. */

/** @typedef {import("./types.js").MapState} MapState */

/**
 * Elements for the table: what is new first, then challenges by votes, then stakeholders by links and name.
 * @param {MapState} state @param {string} wanted words to find @param {Map<string, string>} fresh
 * @param {(kind: string) => string} kindWord
 */
export function elementRows(state, wanted, fresh, kindWord) {
  const links = linkCounts(state);
  const rows = [...state.elements.values()]
    .filter((element) => matches(wanted, [element.name, kindWord(element.kind), element.note, element.problem]))
    .map((element) => ({ element, links: links.get(element.id) ?? 0, by: fresh.get(element.id) ?? null }));
  const rank = (/** @type {typeof rows[0]} */ row) => (row.by !== null ? 0 : row.element.kind === "challenge" ? 1 : 2);
  return rows.sort((a, b) => rank(a) - rank(b) || b.element.votes - a.element.votes || b.links - a.links || a.element.seq - b.element.seq);
}

/**
 * Links for the table, in their order of creation.
 * @param {MapState} state @param {string} wanted @param {(type: string) => string} typeWord
 */
export function linkRows(state, wanted, typeWord) {
  const name = (/** @type {string} */ id) => state.elements.get(id)?.name ?? "";
  return [...state.links.values()]
    .map((link) => ({ link, source: name(link.source), target: name(link.target) }))
    .filter(({ link, source, target }) => matches(wanted, [source, target, typeWord(link.type)]))
    .sort((a, b) => a.link.seq - b.link.seq);
}

/** How many links each element has. @param {MapState} state @returns {Map<string, number>} */
export function linkCounts(state) {
  const counts = new Map();
  for (const { source, target } of state.links.values()) {
    counts.set(source, (counts.get(source) ?? 0) + 1);
    if (target !== source) counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  return counts;
}

/** True where every word is found, whatever its case and accents. @param {string} wanted @param {string[]} texts */
export function matches(wanted, texts) {
  const all = plain(texts.join(" "));
  return plain(wanted).split(/\s+/).every((word) => all.includes(word));
}

/** @param {string} text */
function plain(text) {
  return text.normalize("NFD").replace(/\p{Mark}/gu, "").toLowerCase();
}
