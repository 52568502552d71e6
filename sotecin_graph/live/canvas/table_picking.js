// @ts-check
/** Several rows of the table picked: Ctrl or Shift with a click, with the space bar, or with the arrow keys. */

/** @param {import("./screen.js").MapScreen} screen */
export function pickInTable(screen) {
  const { table } = screen.parts;
  const { selection } = screen.editing;
  /** @type {string|null} where a run of rows began */
  let anchor = null;
  const mark = () => {
    for (const [id, { row }] of table.rows) if (selection.several.has(id)) row.setAttribute("aria-selected", "true");
  };
  /** Everything between two rows, both with it. @param {string} id */
  const run = (id) => {
    const ids = [...table.body.children].map((/** @type {any} */ row) => row.dataset.id);
    const [from, to] = [ids.indexOf(anchor ?? id), ids.indexOf(id)];
    selection.add(ids.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1));
  };
  table.body.addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const id = idOf(event);
    if (!id || !screen.state?.elements.has(id)) return;
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) { anchor = id; return; }
    event.stopImmediatePropagation();
    getSelection()?.removeAllRanges();
    if (event.shiftKey) run(id);
    else { anchor = id; selection.toggle(id); }
  }, { capture: true });
  table.body.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const id = idOf(event);
    if (id && screen.state?.elements.has(id) && keyed(screen, event, id)) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, { capture: true });
  for (const event of ["selected", "map", "lookout"]) screen.on(event, mark);
}

/** True where a key has picked, let go of or removed several. @param {import("./screen.js").MapScreen} screen @param {KeyboardEvent} event @param {string} id */
function keyed(screen, event, id) {
  const { selection } = screen.editing;
  const isMore = event.shiftKey || event.ctrlKey || event.metaKey;
  if (event.key === " " && isMore) selection.toggle(id);
  else if (event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) return extend(screen, event);
  else if (event.key === "Delete" && selection.several.has(id)) screen.gestures.removeAll(selection.ids);
  else if (event.key === "Escape" && selection.several.size) screen.select(null);
  else return false;
  return true;
}

/** @param {import("./screen.js").MapScreen} screen @param {KeyboardEvent} event */
function extend({ parts: { table }, editing: { selection } }, event) {
  const row = /** @type {any} */ (event.target).closest("tr[data-id]");
  const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
  if (!next) return false;
  selection.add([row.dataset.id, next.dataset.id]);
  table.stopAt(next);
  next.focus();
  return true;
}

/** @param {Event} event @returns {string|undefined} */
function idOf(event) {
  return /** @type {any} */ (event.target).closest?.("tr[data-id]")?.dataset.id;
}
