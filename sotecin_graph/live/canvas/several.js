// @ts-check
/** The box of what is picked, where it is more than one. */

import { leverRow } from "./card_levers.js";
import { el, icon, kindPicture } from "./dom.js";
import { isOneSort } from "./merging.js";

/** @param {import("./screen.js").MapScreen} screen @returns {Node[]} */
export function severalBox(screen) {
  const { speech, editing } = screen;
  const elements = editing.selection.ids.map((id) => screen.thing(id)).filter(Boolean);
  const isMine = elements.every((element) => screen.mayChange(element));
  const kinds = [...new Set(elements.map((element) => element.kind))];
  const counts = kinds.map((kind) => el("li", {}, kindPicture(kind, 22),
    el("span", {}, `${elements.filter((element) => element.kind === kind).length} ${speech.label("kind", kind)}`)));
  const button = (/** @type {string} */ action, /** @type {string} */ style, /** @type {(Node|string)[]} */ words, /** @type {() => void} */ run) =>
    el("button", { type: "button", class: style, "data-action": action, onclick: run }, ...words);
  const isPair = elements.length === 2 && isOneSort(elements[0], elements[1]) && isMine;
  const isAgain = elements.length > 1 && kinds.join() === "challenge" && screen.may("facilitate") && Boolean(screen.own.result);
  const deeds = el("div", { class: "row" },
    isPair ? button("merge", "filled", [icon("merge", 18), speech.say("merge.both")], () => editing.merging.askFor(editing.selection.ids)) : null,
    isAgain ? button("again", "outlined", [icon("vote", 18), speech.say("round.again")], () => screen.own.askAgain(editing.selection.ids)) : null,
    button("copy", "outlined", [icon("copy", 18), speech.say("copy")], () => editing.copying.copy()),
    isMine ? button("remove", "outlined", [speech.say("remove")], () => screen.gestures.removeAll(editing.selection.ids)) : null,
    button("letgo", "plain", [speech.say("several.letgo")], () => screen.select(null)));
  return [el("h3", {}, speech.count("several.picked", elements.length)), el("ul", { class: "tally" }, ...counts),
    isMine ? el("p", { class: "soft" }, speech.say("several.move")) : null, deeds, leverRow(screen, editing.selection.ids)].filter((part) => part !== null);
}
