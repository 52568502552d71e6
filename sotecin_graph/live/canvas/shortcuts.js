// @ts-check
/** Keys that are held with Ctrl or ⌘: undo, redo, pick all. Copy and paste come from the browser as events of their own. */

import { isWriting } from "./dom.js";

/** @typedef {"undo"|"redo"|"all"} Deed */

/** What a key asks for. @param {{key: string, ctrlKey: boolean, metaKey: boolean, shiftKey: boolean, altKey: boolean}} event @returns {Deed|null} */
export function askedBy({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if ((!ctrlKey && !metaKey) || altKey) return null;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  if (letter === "y" && !shiftKey) return "redo";
  return letter === "a" && !shiftKey ? "all" : null;
}

/** @param {import("./screen.js").MapScreen} screen */
export function takeShortcuts(screen) {
  screen.root.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const deed = isWriting(event.composedPath()[0]) ? null : askedBy(event);
    if (!deed || (deed !== "all" && !screen.may("contribute"))) return;
    event.preventDefault();
    event.stopPropagation();
    if (deed === "all") screen.editing.selection.all();
    else screen.editing.undoing[deed]();
  });
}
