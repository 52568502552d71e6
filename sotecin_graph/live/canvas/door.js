// @ts-check
// The door: exchanges a claim for the session cookie, or gives the cookie back, and goes on to the next page.
// And it has a language kept: by a cookie of the server's, since Safari forgets a script's own after a week.

/** @typedef {{deed: "claim" | "sign-out" | "language", claim?: string, language?: string, then?: string}} Errand */

/** @type {WeakSet<object>} errands under way, so that a second call for the same one does nothing */
const begun = new WeakSet();
/** The language that is kept already, so that no other draw of the page sends it again. */
let kept = "";

/** @param {{data: Errand, parentElement: HTMLElement}} component */
export default function door({ data, parentElement }) {
  if (data.deed === "language") keep(data.language);
  else if (!begun.has(parentElement)) {
    begun.add(parentElement);
    run(data, parentElement);
  }
  return undefined;
}

/** @param {Errand} errand @param {HTMLElement} parent */
async function run(errand, parent) {
  await keep(errand.language);
  const answer = await post(errand.deed, errand.claim ? { claim: errand.claim } : {});
  if (answer.ok) {
    window.location.replace(errand.then ?? "/");
    return;
  }
  const said = await answer.json().catch(() => ({}));
  const place = parent.querySelector("p");
  if (place) place.textContent = said.message ?? "";
}

/** Goes on where it fails: the session has its language anyway. @param {string | undefined} language */
async function keep(language) {
  if (!language || language === kept) return;
  kept = language;
  const answer = await post("language", { language }).catch(() => null);
  if (!answer?.ok) kept = "";
}

/** @param {string} deed @param {Record<string, string>} given */
function post(deed, given) {
  return fetch(`/session/${deed}`, {
    method: "POST",
    credentials: "same-origin",
    keepalive: true,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(given),
  });
}
