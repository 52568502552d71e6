// @ts-check
/** The step's timer by the server's clock, and the pace at which screens are redrawn. Pure but for `paced`'s timer. */

/** @typedef {import("./types.js").WorkshopWire} WorkshopWire */

/** Milliseconds to add to the browser's clock to get the server's. @param {string} serverNow @param {number} here */
export function offsetOf(serverNow, here) {
  const there = Date.parse(serverNow);
  return Number.isNaN(there) ? 0 : there - here;
}

/**
 * What is left of the running step, in seconds; negative when it is over time, null left when it has not started.
 * @param {WorkshopWire|null} workshop @param {number} now the server's clock in ms
 * @returns {{total: number, left: number|null, share: number}} share: 0 just begun … 1 used up
 */
export function remaining(workshop, now) {
  if (workshop?.state !== "open") return { total: 0, left: null, share: 0 };
  const step = workshop?.steps[workshop.step];
  const total = (step?.minutes ?? 0) * 60;
  if (!step || !workshop.step_started_at) return { total, left: null, share: 0 };
  const { ends, at } = timesOf(workshop, now, total);
  const whole = Math.max(total, (ends - Date.parse(workshop.step_started_at)) / 1000);
  const left = Math.ceil((ends - at) / 1000);
  const share = whole ? Math.min(1, Math.max(0, 1 - left / whole)) : 1;
  return { total, left: Math.min(left, whole), share };
}

/** When the step ends, with minutes that were added, and the moment that counts: now, or when the timer was held. @param {WorkshopWire} workshop @param {number} now @param {number} total */
function timesOf(workshop, now, total) {
  const { ends_at: ends, paused_at: held } = workshop.timer ?? {};
  const planned = Date.parse(/** @type {string} */ (workshop.step_started_at)) + total * 1000;
  return { ends: ends ? Date.parse(ends) : planned, at: held ? Date.parse(held) : now };
}

/** True while a facilitator holds the timer. @param {WorkshopWire|null} workshop */
export function isHeld(workshop) {
  return workshop?.state === "open" && Boolean(workshop.timer?.paused_at);
}

/** "12:40"; over time counts up again. @param {number} seconds */
export function minutesAndSeconds(seconds) {
  const whole = Math.abs(Math.trunc(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/**
 * Collects what comes in and hands it on: at once when it is quiet, at most every `everyMs` when it is not.
 * @template T
 * @param {(items: T[]) => void} take @param {number} everyMs
 * @param {{now: () => number, later: (run: () => void, ms: number) => any}} [time]
 * @returns {(items: T[]) => void}
 */
export function paced(take, everyMs, time = { now: () => performance.now(), later: (run, ms) => setTimeout(run, ms) }) {
  /** @type {T[]} */
  let kept = [];
  let last = -Infinity;
  let isWaiting = false;
  const flush = () => {
    isWaiting = false;
    last = time.now();
    const items = kept;
    kept = [];
    take(items);
  };
  return (items) => {
    kept.push(...items);
    if (isWaiting) return;
    const wait = last + everyMs - time.now();
    if (wait <= 0) return flush();
    isWaiting = true;
    time.later(flush, wait);
  };
}
