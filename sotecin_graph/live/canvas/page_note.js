// @ts-check
/**
 * While the app is away Streamlit lays a note over the page and makes all of it deaf, this map too, where people could
 * go on: the map's own banner says what happens to what they add. So that note is closed as soon as it comes.
 */

/** @param {import("./screen.js").MapScreen} screen */
export function closePageNotes(screen) {
  let isOffline = false;
  const look = () => { if (isOffline) noteOnPage()?.click(); };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { childList: true });
  screen.on("status", ({ status }) => { isOffline = status !== "live"; look(); });
  screen.on("gone", () => watch.disconnect());
}

/** The closing button of a dialog that holds none of our page's elements. @returns {HTMLElement|null} */
function noteOnPage() {
  const dialogs = [...document.querySelectorAll(".stDialog")];
  const note = dialogs.find((dialog) => !dialog.querySelector(".stVerticalBlock, [data-testid=stVerticalBlock]"));
  return note?.querySelector("button[aria-label]") ?? null;
}
