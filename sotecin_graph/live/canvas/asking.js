// @ts-check
/** Commands of a screen: sent, waited for until they are seen, and what was refused told where it belongs. */

/** @typedef {import("./screen.js").MapScreen} MapScreen */
/** @typedef {import("./types.js").Refusal} Refusal */
/** @typedef {{near?: string|null, tell?: (message: string) => void}} How where a refusal is told: near an element or link, or by whoever asked */

/**
 * The screen changes when the change comes back; a refusal is told where it belongs.
 * @param {MapScreen} screen @param {string} name @param {any} args @param {How} how
 * @returns {Promise<{result: any, revision: number}|null>} null when it was refused
 */
export async function ask(screen, name, args, how) {
  try {
    const answer = await screen.feed.command(name, args);
    await reached(screen, answer.revision);
    if (name.startsWith("add_")) await screen.own.added(answer.result.element ?? answer.result.link);
    return answer;
  } catch (refusal) {
    if (!screen.isGone) refused(screen, /** @type {Refusal} */ (refusal), name, args, how);
    return null;
  }
}

/** @param {MapScreen} screen @param {Refusal} refusal @param {string} name @param {any} args @param {How} how */
function refused(screen, refusal, name, args, { near = args.element ?? args.link ?? null, tell }) {
  const message = refusal.message ?? screen.speech.say("failed");
  if (screen.editing.takes(refusal, name, args)) return screen.tell("refused", { name, args });
  if (refusal.error === "StaleField") screen.conflicts.show(refusal, name, args);
  else if (tell) tell(message);
  else screen.notices.say(message, { near });
  screen.tell("refused", { name, args });
}

/** Fulfilled when the screen shows a revision. @param {MapScreen} screen @param {number} revision @returns {Promise<void>} */
function reached(screen, revision) {
  const isThere = () => (screen.live?.revision ?? 0) >= revision;
  if (!revision || isThere()) return Promise.resolve();
  return new Promise((resolve) => {
    const started = Date.now();
    const look = () => (isThere() || Date.now() - started > 5000 || screen.isGone ? resolve() : setTimeout(look, 30));
    look();
  });
}
