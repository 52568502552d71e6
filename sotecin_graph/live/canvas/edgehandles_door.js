// @ts-check
/**
 * Opens a door for edgehandles, which is published for AMD loaders and not as an ES module: for as long as its file is
 * read there is a `define` that takes its factory. Modules without await are evaluated in one go, so nobody else sees it.
 */

const page = /** @type {any} */ (globalThis);
const before = page.define;

/** @type {{factory: ((memoize: Function, throttle: Function) => any)|null}} */
export const taken = { factory: null };

page.define = Object.assign((/** @type {any} */ _names, /** @type {any} */ factory) => { taken.factory = factory; }, { amd: {} });

/** Put back what was there. */
export function close() {
  if (before === undefined) delete page.define;
  else page.define = before;
}
