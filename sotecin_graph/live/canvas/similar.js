// @ts-check
/** Similar challenges beneath a field that someone writes in: asked for while they write, shown as text, never in the way. */

/**
 * @typedef {{field: string, leave_out: string, language: string, title: string, hint: string, look: string, both: string}} Asked
 * @typedef {{id: string, title: string, problem: string, both: string, map: string, address: string}} Found
 */

const PAUSE_MS = 350;
const SHORTEST = 12;

/** @type {WeakMap<object, () => void>} what stops the listening of a component that is drawn again */
const listening = new WeakMap();

/** @param {{data: Asked, parentElement: HTMLElement | ShadowRoot}} component */
export default function similar({ data, parentElement }) {
  listening.get(parentElement)?.();
  const stop = listen(data, /** @type {HTMLElement} */ (parentElement.querySelector(".similar")));
  listening.set(parentElement, stop);
  return stop;
}

/** @param {Asked} asked @param {HTMLElement} place @returns {() => void} */
function listen(asked, place) {
  const selector = `.${CSS.escape(asked.field)} :is(textarea, input)`;
  let latest = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  /** @type {AbortController | undefined} */
  let under_way;

  async function ask() {
    const text = latest;
    under_way?.abort();
    under_way = new AbortController();
    try {
      draw(place, asked, text.trim().length < SHORTEST ? [] : await fetched(asked, text, under_way.signal));
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) draw(place, asked, []);
    }
  }

  /** @param {string} text */
  function heard(text) {
    if (text === latest) return;
    latest = text;
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE_MS);
  }

  /** @param {Event} event */
  function onInput(event) {
    const field = event.composedPath()[0];
    if (field instanceof Element && field.matches(selector)) heard(/** @type {HTMLTextAreaElement} */ (field).value);
  }

  document.addEventListener("input", onInput, true);
  const field = /** @type {HTMLTextAreaElement | null} */ (document.querySelector(selector));
  if (field?.value) heard(field.value);
  else draw(place, asked, []);
  return () => {
    document.removeEventListener("input", onInput, true);
    clearTimeout(pause);
    under_way?.abort();
  };
}

/** @param {Asked} asked @param {string} text @param {AbortSignal} signal @returns {Promise<Found[]>} */
async function fetched(asked, text, signal) {
  const answer = await fetch("/challenges/similar", {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text, leave_out: asked.leave_out, language: asked.language }),
    signal,
  });
  return answer.ok ? (await answer.json()).challenges : [];
}

/** @param {HTMLElement} place @param {Asked} asked @param {Found[]} found */
export function draw(place, asked, found) {
  place.replaceChildren();
  place.hidden = found.length === 0;
  if (found.length === 0) return;
  const list = made("ul", "", "");
  list.append(...found.map((one) => row(one, asked)));
  place.append(made("p", "title", asked.title), list, made("p", "hint", asked.hint));
}

/** @param {Found} found @param {Asked} asked */
function row(found, asked) {
  const item = made("li", "", "");
  item.append(made("strong", "", found.title));
  if (found.problem) item.append(made("span", "problem", found.problem));
  if (found.both) item.append(made("span", "both", `${asked.both} ${found.both}`));
  const where = made("span", "where", found.map);
  if (found.address) {
    const link = /** @type {HTMLAnchorElement} */ (made("a", "", asked.look));
    link.href = found.address;
    link.target = "_blank";
    link.rel = "noopener";
    where.append(" · ", link);
  }
  item.append(where);
  return item;
}

/** @param {string} tag @param {string} name @param {string} text */
function made(tag, name, text) {
  const one = document.createElement(tag);
  if (name) one.className = name;
  one.textContent = text;
  return one;
}
