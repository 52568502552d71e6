// @ts-check
/** Forms of an element's and a link's fields. Each field is saved by itself, when it is left, with the version it began from. */

import { el } from "./dom.js";
import { select } from "./link_fields.js";
import { CHAINS, KINDS, STAGES, STATES, STRATEGIES, typesBetween } from "./rules.js";

/** @typedef {import("./screen.js").MapScreen} MapScreen */

const LONGEST = { name: 120, problem: 250, wish: 300, note: 2000 };

/** @param {MapScreen} screen @param {import("./types.js").ElementWire} element @param {() => void} done */
export function elementForm(screen, element, done) {
  const { speech } = screen;
  element = { ...element };
  const isChallenge = element.kind === "challenge";
  const text = (/** @type {string} */ field, /** @type {boolean} */ isLong) => textField(screen, element, field, isLong);
  return el("div", { class: "fields", "data-testid": "more" },
    text("name", false),
    isChallenge ? null : choice(screen, element, "kind", KINDS.map((kind) => [kind, speech.label("kind", kind)])),
    ...(isChallenge ? [text("problem", true), text("wish", true)] : []),
    many(screen, element, "chains", "chain", CHAINS), many(screen, element, "strategies", "strategy", STRATEGIES), many(screen, element, "stages", "stage", STAGES),
    text("note", true), buttons(screen, element.id, done));
}

/** @param {MapScreen} screen @param {import("./types.js").LinkWire} link @param {() => void} done */
export function linkForm(screen, link, done) {
  link = { ...link };
  const { speech, state } = screen;
  const [source, target] = [link.source, link.target].map((id) => state?.elements.get(id)?.kind ?? "");
  const circular = el("input", { type: "checkbox", name: "is_circular" });
  circular.checked = link.is_circular;
  circular.addEventListener("change", () => save(screen, link, "is_circular", circular.checked));
  return el("div", { class: "fields", "data-testid": "more" },
    choice(screen, link, "type", typesBetween(source, target).map((type) => [type, speech.label("type", type)])),
    choice(screen, link, "state", STATES.map((name) => [name, speech.label("state", name)])),
    link.family === "concern" ? null : el("label", { class: "check" }, circular, speech.say("field.is_circular")),
    textField(screen, link, "quantity", false), textField(screen, link, "note", true), buttons(screen, link.id, done));
}

/** @param {MapScreen} screen @param {string} id @param {() => void} done */
function buttons(screen, id, done) {
  return el("div", { class: "row" },
    el("button", { type: "button", class: "outlined", "data-action": "done", onclick: done }, screen.speech.say("done")),
    el("button", { type: "button", class: "plain", "data-action": "remove", onclick: () => screen.gestures.remove(id) }, screen.speech.say("remove")));
}

/** @param {MapScreen} screen @param {any} thing @param {string} field @param {boolean} isLong */
function textField(screen, thing, field, isLong) {
  const attributes = { name: field, maxlength: /** @type {any} */ (LONGEST)[field] ?? 120, value: thing[field] ?? "" };
  const input = isLong ? el("textarea", { ...attributes, rows: 3 }) : el("input", { ...attributes, type: "text" });
  let before = thing[field] ?? "";
  input.addEventListener("change", () => {
    const value = input.value.trim();
    if (value === before || (field === "name" && !value)) return;
    save(screen, thing, field, value).then((answer) => { if (answer) before = value; });
  });
  return el("label", {}, el("span", {}, screen.speech.say(`field.${field}`)), input);
}

/** @param {MapScreen} screen @param {any} thing @param {string} field @param {string[][]} options */
function choice(screen, thing, field, options) {
  const { field: box, label } = select(field, screen.speech.say(`field.${field}`), options, thing[field]);
  box.addEventListener("change", () => save(screen, thing, field, box.value));
  return label;
}

/** @param {MapScreen} screen @param {any} thing @param {string} field @param {string} vocabulary @param {string[]} terms */
function many(screen, thing, field, vocabulary, terms) {
  const boxes = terms.map((term) => {
    const box = el("input", { type: "checkbox", value: term });
    box.checked = thing[field].includes(term);
    box.addEventListener("change", () => save(screen, thing, field, boxes.filter((one) => one.checked).map((one) => one.value)));
    return box;
  });
  return el("details", {}, el("summary", {}, screen.speech.say(`field.${field}`), thing[field].length ? ` (${thing[field].length})` : ""),
    ...boxes.map((box, index) => el("label", { class: "check" }, box, screen.speech.label(vocabulary, terms[index]))));
}

/** Saves of one form go one after the other, each from the version that the reader had before them. @type {WeakMap<any, {versions: Record<string, number>, last: Promise<any>}>} */
const forms = new WeakMap();

/** @param {MapScreen} screen @param {any} thing as it was when the form was opened @param {string} field @param {any} value @returns {Promise<any>} */
function save(screen, thing, field, value) {
  const form = forms.get(thing) ?? { versions: { ...thing.versions }, last: Promise.resolve() };
  forms.set(thing, form);
  form.last = form.last.then(async () => {
    const answer = await screen.gestures.edit(thing.id, field, value, form.versions[field] ?? 0);
    if (answer) form.versions[field] = answer.result.version;
    return answer;
  });
  return form.last;
}
