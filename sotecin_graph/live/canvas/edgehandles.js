// @ts-check
/** edgehandles as an ES module, given the two small functions that it expects from lodash. */

import { close, taken } from "./edgehandles_door.js";
import "./vendor/cytoscape-edgehandles.js";

close();

/** @param {(value: any) => any} run @param {(value: any) => any} keyOf */
function memoize(run, keyOf) {
  const cache = new Map();
  return (/** @type {any} */ value) => {
    const key = keyOf(value);
    if (!cache.has(key)) cache.set(key, run(value));
    return cache.get(key);
  };
}

/** At once, then at most every `ms`, the last call never lost. @param {() => void} run @param {number} ms */
function throttle(run, ms) {
  let last = -Infinity;
  /** @type {any} */
  let timer = null;
  const now = () => {
    timer = null;
    last = performance.now();
    run();
  };
  return () => {
    const wait = last + ms - performance.now();
    if (wait <= 0) now();
    else timer ??= setTimeout(now, wait);
  };
}

/** The extension, for cytoscape.use(). */
export const edgehandles = /** @type {NonNullable<typeof taken.factory>} */ (taken.factory)(memoize, throttle);
