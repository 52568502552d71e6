// @ts-check
// The door: exchanges a claim for the session cookie, or gives the cookie back, and goes on to the next page.

/** @typedef {{deed: "claim" | "sign-out", claim?: string, then: string}} Errand */

/** @type {WeakSet<object>} errands under way, so that a second call for the same one does nothing */
const begun = new WeakSet();

/** @param {{data: Errand, parentElement: HTMLElement}} component */
export default function door({ data, parentElement }) {
  if (begun.has(parentElement)) return undefined;
  begun.add(parentElement);
  run(data, parentElement);
  return undefined;
}

/** @param {Errand} errand @param {HTMLElement} parent */
async function run(errand, parent) {
  const answer = await fetch(`/session/${errand.deed}`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(errand.claim ? { claim: errand.claim } : {}),
  });
  if (answer.ok) {
    window.location.replace(errand.then);
    return;
  }
  const said = await answer.json().catch(() => ({}));
  const place = parent.querySelector("p");
  if (place) place.textContent = said.message ?? "";
}
