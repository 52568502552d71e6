// @ts-check
/** What someone was writing on a map as the workshop closed, or as they were called to another: kept in this tab, and offered again. */

/** @typedef {{text: string, kind?: string, element?: string, field?: string}} Draft a new thing of a kind, or a field of an element */

/** @param {string} map */
const keyOf = (map) => `sotecin.drafts.${map}`;

/** @param {string} map @returns {Draft[]} */
export function keptDrafts(map) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(map)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((draft) => typeof draft?.text === "string") : [];
  } catch {
    return [];
  }
}

/** @param {string} map @param {Draft[]} drafts */
export function keepDrafts(map, drafts) {
  try {
    if (drafts.length) sessionStorage.setItem(keyOf(map), JSON.stringify(drafts));
    else sessionStorage.removeItem(keyOf(map));
  } catch { /* a browser that keeps nothing still shows it */ }
}

/** What stands half-typed on the screen, taken out of its forms. @param {import("./screen.js").MapScreen} screen @returns {Draft[]} */
export function takeDrafts({ gestures, parts }) {
  const drafts = [];
  const { open } = gestures.inline;
  const text = open?.input.value.trim() ?? "";
  if (open && text && text !== open.before) drafts.push(open.kind ? { text, kind: open.kind() } : { text, ...open.about });
  if (open) gestures.inline.close();
  for (const { field, value, element } of parts.picked.unsaved()) drafts.push({ text: value, element, field });
  for (const view of ["more", "edit", "link"]) parts.picked.leaveForm(view);
  return drafts;
}

/** Put a draft back where it was being written. @param {import("./screen.js").MapScreen} screen @param {Draft} draft */
export function resume(screen, { text, kind, element, field }) {
  if (kind) {
    screen.gestures.addInMiddle(kind);
    if (screen.gestures.inline.open) screen.gestures.inline.open.input.value = text;
  } else if (element && screen.thing(element)) {
    screen.select(element);
    screen.parts.picked.more();
    const input = /** @type {any} */ (screen.parts.picked.node.querySelector(`[name="${CSS.escape(field ?? "")}"]`));
    if (input) { input.value = text; input.focus(); }
  }
}
