// @ts-check
/** The few things one says of a link: type, state, circular. Used on the map and in the panel alike. */

import { el } from "./dom.js";
import { STATES, typesNow } from "./rules.js";

/** @param {import("./screen.js").MapScreen} screen @param {string} source kind @param {string} target kind */
export function linkFields(screen, source, target) {
  const { speech, you } = screen;
  const types = typesNow(source, target, screen.state?.workshop ?? null, you);
  const type = select("type", speech.say("field.type"), types.map((name) => [name, speech.label("type", name)]));
  const state = select("state", speech.say("field.state"), STATES.map((name) => [name, speech.label("state", name)]));
  const circular = el("input", { type: "checkbox", name: "is_circular" });
  const isExchange = source !== "challenge" && target !== "challenge";
  const node = el("div", { class: "fields" }, type.label, state.label,
    isExchange ? el("label", { class: "check" }, circular, speech.say("field.is_circular")) : null);
  return {
    node,
    focus: () => type.field.focus(),
    values: () => ({ type: type.field.value, state: state.field.value, is_circular: isExchange && circular.checked }),
  };
}

/** @param {string} name @param {string} word @param {string[][]} options @param {string} [value] */
export function select(name, word, options, value) {
  const field = el("select", { name }, ...options.map(([key, text]) => el("option", { value: key }, text)));
  if (value !== undefined) field.value = value;
  return { field, label: el("label", {}, el("span", {}, word), field) };
}
