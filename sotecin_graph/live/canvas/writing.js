// @ts-check
/** Fields that are read while someone writes: after a pause, what stands in them is handed on as if one had left them. */

const PAUSE_MS = 700;

/** @type {WeakMap<object, () => void>} what stops the listening of a component that is drawn again */
const listening = new WeakMap();

/** @param {{data: {area: string}, parentElement: HTMLElement | ShadowRoot}} component */
export default function writing({ data, parentElement }) {
  listening.get(parentElement)?.();
  const stop = listen(`.${CSS.escape(data.area)} :is(textarea, input[type="text"])`);
  listening.set(parentElement, stop);
  return stop;
}

/** @param {string} selector @returns {() => void} */
function listen(selector) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  /** @param {Event} event */
  function onInput(event) {
    const field = event.composedPath()[0];
    clearTimeout(pause);
    if (!(field instanceof HTMLElement) || !field.matches(selector) || field.closest("[role=combobox], [data-baseweb=select]")) return;
    pause = setTimeout(() => commit(field), PAUSE_MS);
  }

  document.addEventListener("input", onInput, { capture: true });
  return () => {
    clearTimeout(pause);
    document.removeEventListener("input", onInput, { capture: true });
  };
}

/** Streamlit takes what stands in a field on Ctrl+Enter, and leaves the caret where it is. @param {HTMLElement} field */
function commit(field) {
  if (!field.isConnected) return;
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
}
