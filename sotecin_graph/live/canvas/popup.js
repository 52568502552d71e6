// @ts-check
/** Walking through a menu by keyboard: arrow keys, Home and End; Escape and Tab leave it. */

/**
 * @param {HTMLElement} menu @param {KeyboardEvent} event @param {() => void} leave
 * @returns {boolean} true where the key was the menu's
 */
export function walkMenu(menu, event, leave) {
  const items = /** @type {any[]} */ ([...menu.querySelectorAll("[role^=menuitem]")]);
  const at = items.indexOf(/** @type {any} */ (event.target));
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined && items.length) items[(to + items.length) % items.length].focus();
  else if (event.key === "Escape" || event.key === "Tab") leave();
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}
