// @ts-check
/** The box of what is picked: what is known of it, and what can be done with it. */

import { el, fill, icon } from "./dom.js";
import { elementForm, linkForm } from "./fields.js";
import { linkFields, select } from "./link_fields.js";
import { leverRow } from "./card_levers.js";
import { resultWords } from "./dots.js";
import { lockWords } from "./locks.js";
import { closedBecause, typesNow } from "./rules.js";
import { severalBox } from "./several.js";
import { dotsOf } from "./stepper.js";

export class Picked {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("section", { class: "picked", "data-testid": "picked", hidden: true });
    this.view = "facts";
    this.isPressed = false;
    this.isStale = false;
    this.node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.leave(event));
    screen.on("selected", () => { this.tellLost(); this.view = "facts"; this.show(); });
    screen.on("map", () => this.refresh());
    for (const event of ["votes", "you", "mode", "result"]) screen.on(event, () => this.refresh());
    this.node.addEventListener("pointerdown", () => { this.isPressed = true; });
    for (const event of ["pointerup", "pointercancel"]) screen.hear(document, event, () => setTimeout(() => this.letGo()));
  }

  /** A button that is drawn anew while it is pressed would not be clicked. */
  letGo() {
    this.isPressed = false;
    if (this.isStale) this.refresh();
  }

  /** After changes: facts are drawn anew, a form that someone writes in is left alone. */
  refresh() {
    this.isStale = this.isPressed;
    if (this.view === "facts" && !this.isPressed) this.show();
  }

  /** The keyboard's place in this box, to be given back once it is drawn anew. */
  place() {
    const active = /** @type {any} */ (this.screen.root.getRootNode()).activeElement;
    return this.node.contains(active) ? active.dataset.action ?? "" : null;
  }

  show() {
    const { selected, state } = this.screen;
    const place = this.place();
    const element = selected ? state?.elements.get(selected) : null;
    const link = selected ? state?.links.get(selected) : null;
    const waiting = selected ? this.screen.own.waiting.get(selected) : null;
    const isSeveral = Boolean(this.screen.editing?.selection.several.size);
    this.node.hidden = !element && !link && !waiting && !isSeveral;
    if (isSeveral) fill(this.node, ...severalBox(this.screen));
    else if (element) this.showElement(element);
    else if (link) this.showLink(link);
    else if (waiting) this.showWaiting(waiting);
    else fill(this.node);
    if (place !== null) this.focus(place);
  }

  /** @param {string} action */
  focus(action) {
    const to = this.node.querySelector(`[data-action="${action}"]`) ?? this.node.querySelector("button") ?? this.screen.parts.graph;
    to.focus({ preventScroll: true });
  }

  /** @param {import("./types.js").ElementWire} element */
  showElement(element) {
    const { speech, screen } = { speech: this.screen.speech, screen: this.screen };
    const actions = el("div", { class: "row" });
    if (screen.may("contribute")) actions.append(this.linkButton(element.id));
    if (element.kind === "challenge" && screen.may("contribute")) actions.append(this.voteButton(element));
    if (screen.mayChange(element)) {
      actions.append(el("button", { type: "button", class: "outlined", "data-action": "edit", onclick: () => this.edit() }, speech.say("edit")),
        el("button", { type: "button", class: "outlined", "data-action": "more", onclick: () => this.more() }, speech.say("more")));
    }
    fill(this.node, el("h3", {}, element.name), el("p", { class: "soft facts" }, this.factsOf(element)),
      element.aliases?.length ? el("p", { class: "soft" }, speech.say("fact.aliases", { names: speech.list(element.aliases) })) : null,
      element.problem ? el("p", { class: "soft" }, element.problem) : null, element.note ? el("p", { class: "soft" }, element.note) : null, this.dotsRow(element.id), this.lockLine(element.id), actions, leverRow(screen, [element.id]),
      el("a", { class: "its-way", "data-action": "way", href: `/trace?element=${encodeURIComponent(element.id)}` }, speech.say("its_way")));
  }

  /** One's own dots, while there is a round in which this can be voted for. @param {string} id */
  dotsRow(id) {
    const { own, speech } = this.screen;
    if (!own.mayVote || !own.takes(id)) return null;
    return el("div", { class: "dots-row" }, el("div", {}, el("p", { class: "strong" }, speech.say("dots.on")), el("p", { class: "soft" }, own.leftWords())), dotsOf(this.screen, id));
  }

  /** Who may change what is locked. @param {string} id */
  lockLine(id) {
    const words = lockWords(this.screen, id);
    return words ? el("p", { class: "locked-line", "data-testid": "locked-line" }, icon("lock", 16), words) : null;
  }

  /** What only this reader sees. @param {any} thing */
  showWaiting(thing) {
    const { own, speech } = this.screen;
    fill(this.node, el("h3", {}, own.nameOf(thing.id)), el("p", { class: "soft facts" }, `${thing.is_link ? speech.label("type", thing.type) : speech.label("kind", thing.kind)}.`),
      el("p", { class: "only-you" }, icon("hidden", 18), speech.say(thing.needs_leave ? "waits.leave" : "waits.only")),
      thing.problem ? el("p", { class: "soft" }, thing.problem) : null,
      el("div", { class: "row" }, el("button", { type: "button", class: "outlined", "data-action": "take-back", onclick: () => own.takeBack(thing.id) }, speech.say("waits.back"))));
  }

  /** "Faced by Harbour Uniforms. Owner: Regional Purchasing. Raised by Ilse, 12 votes." @param {import("./types.js").ElementWire} element */
  factsOf(element) {
    const { speech, state } = this.screen;
    const links = [...(state?.links.values() ?? [])];
    const others = (/** @type {string} */ type) => links.filter((link) => link.type === type && link.target === element.id).map((link) => state?.elements.get(link.source)?.name ?? "");
    const by = { by: speech.list([element.by || speech.say("someone"), ...(element.also_by ?? [])]) };
    if (element.kind !== "challenge") {
      const mine = links.filter((link) => link.source === element.id || link.target === element.id).length;
      const where = [element.hub ? speech.label("hub", element.hub) : "", ...element.stages.map((stage) => speech.label("stage", stage))].filter(Boolean);
      return [`${speech.label("kind", element.kind)}.`, where.length ? `${where.join(", ")}.` : "", speech.say("fact.added", by), speech.count("fact.links", mine)].filter(Boolean).join(" ");
    }
    const faced = others("faces");
    const owned = others("owns");
    return [faced.length ? speech.say("fact.faced", { names: speech.list(faced) }) : "",
      owned.length ? speech.say("fact.owner", { names: speech.list(owned) }) : speech.say("fact.no_owner"),
      speech.say("fact.raised", { ...by, votes: speech.count("votes", element.votes) }), resultWords(this.screen.own.result, element.id, speech)].filter(Boolean).join(" ");
  }

  /** @param {string} id */
  linkButton(id) {
    const closed = closedBecause("link", this.screen.state?.workshop ?? null, this.screen.you);
    const button = el("button", { type: "button", class: closed ? "outlined" : "filled", "data-action": "link", "aria-disabled": String(Boolean(closed)) }, icon("arrow", 18), this.screen.speech.say("link.from"));
    button.addEventListener("click", () => (closed ? this.screen.notices.say(this.screen.parts.palette.reason("link"), { near: id }) : this.screen.gestures.linking.start(id)));
    return button;
  }

  /** @param {import("./types.js").ElementWire} element */
  voteButton(element) {
    const isMine = this.screen.voted.has(element.id);
    const closed = closedBecause("vote", this.screen.state?.workshop ?? null, this.screen.you);
    return closed || this.screen.own.round ? "" : el("button", { type: "button", class: "outlined", "data-action": "vote", "aria-pressed": String(isMine), onclick: () => this.screen.gestures.vote(element.id) },
      icon("vote", 18), this.screen.speech.say(isMine ? "vote.back" : "vote"));
  }

  /** @param {import("./types.js").LinkWire} link */
  showLink(link) {
    const { speech, state } = this.screen;
    const [source, target] = [link.source, link.target].map((id) => state?.elements.get(id)?.name ?? "");
    const facts = [speech.label("type", link.type), speech.label("state", link.state), link.is_circular ? speech.say("circular") : "", link.quantity].filter(Boolean).join(", ");
    const actions = this.screen.mayChange(link) ? el("div", { class: "row" },
      el("button", { type: "button", class: "outlined", "data-action": "more", onclick: () => this.more() }, speech.say("edit")),
      el("button", { type: "button", class: "plain", "data-action": "remove", onclick: () => this.screen.gestures.remove(link.id) }, speech.say("remove"))) : null;
    fill(this.node, el("h3", {}, `${source} → ${target}`), el("p", { class: "soft facts" }, `${facts}. ${speech.say("fact.added", { by: link.by || speech.say("someone") })}`), link.note ? el("p", { class: "soft" }, link.note) : null, actions);
  }

  /** Rename, here in the panel. */
  edit() {
    const { selected, state, speech } = this.screen;
    const element = selected ? state?.elements.get(selected) : null;
    if (!selected || !this.screen.mayChange(this.screen.thing(selected))) return;
    if (!element) return this.more();
    const input = el("input", { type: "text", value: element.name, maxlength: 120, "aria-label": speech.say("field.name"), "data-testid": "rename" });
    const form = el("form", { class: "fields" }, el("label", {}, el("span", {}, speech.say("field.name")), input),
      el("div", { class: "row" }, el("button", { type: "submit", class: "filled" }, speech.say("save")), el("button", { type: "button", class: "plain", onclick: () => this.back() }, speech.say("cancel"))));
    const version = element.versions.name ?? 0;
    form.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      const name = input.value.trim();
      if (name && name !== element.name) this.screen.gestures.edit(element.id, "name", name, version);
      this.back();
    });
    this.open("edit", form, input);
    input.select();
  }

  /** All fields. */
  more() {
    const { selected, state } = this.screen;
    const element = selected ? state?.elements.get(selected) : null;
    const link = selected ? state?.links.get(selected) : null;
    if (element) this.open("more", elementForm(this.screen, element, () => this.back()));
    else if (link) this.open("more", linkForm(this.screen, link, () => this.back()));
  }

  /** The keyboard's way to a link: where it leads, and what it is. @param {string} id */
  showLinking(id) {
    const { state, speech } = this.screen;
    const source = state?.elements.get(id);
    if (!source || !state) return;
    const others = [...state.elements.values()].filter((one) => one.id !== id).sort((a, b) => a.name.localeCompare(b.name, speech.language));
    const target = select("target", speech.say("link.to"), [["", speech.say("choose")], ...others.map((one) => [one.id, one.name])]);
    const place = el("div");
    /** @type {any} */
    let fields = null;
    target.field.addEventListener("change", () => {
      const kind = state.elements.get(target.field.value)?.kind;
      fields = kind && typesNow(source.kind, kind, state.workshop, this.screen.you).length ? linkFields(this.screen, source.kind, kind) : null;
      if (kind && !fields) this.screen.gestures.linking.tellNarrow(target.field.value);
      fill(place, fields?.node ?? null);
    });
    const form = el("form", { class: "fields" }, el("h3", {}, speech.say("link.from.name", { name: source.name })), el("p", { class: "soft" }, speech.say("hint.link.to")), target.label, place,
      el("div", { class: "row" }, el("button", { type: "submit", class: "filled" }, speech.say("link.add")), el("button", { type: "button", class: "plain", onclick: () => this.screen.gestures.linking.cancel() }, speech.say("cancel"))));
    form.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      if (!fields) return target.field.focus();
      const to = target.field.value;
      this.screen.gestures.linking.cancel();
      this.screen.ask("add_link", { source: id, target: to, ...fields.values() }, { near: to });
    });
    this.open("link", form, target.field);
  }

  /** @param {string} view @param {Node} form @param {any} [first] */
  open(view, form, first) {
    this.view = view;
    this.node.hidden = false;
    fill(this.node, form);
    this.opened = { id: this.screen.selected, versions: { ...this.screen.thing(this.screen.selected ?? "")?.versions }, texts: textsIn(form) };
    (first ?? this.node.querySelector("input, select, textarea"))?.focus({ preventScroll: true });
  }

  /** What was being written when its element or link was removed by someone else is not lost. */
  tellLost() {
    const { opened, screen } = this;
    this.opened = undefined;
    if (this.view === "facts" || this.view === "link" || !opened?.id || screen.thing(opened.id)) return;
    const last = screen.editing.reviving.gone.get(opened.id)?.thing ?? {};
    const edits = changedTexts(opened).filter(({ field, value }) => value !== last[field]).map(({ field, value }) => ({ field, value, base: opened.versions[field] ?? 0 }));
    screen.editing.reviving.lost(opened.id, edits);
  }

  /** What is written in an open form and not saved yet. @returns {{element: string, field: string, value: string}[]} */
  unsaved() {
    const { opened } = this;
    const element = opened?.id;
    return this.view === "facts" || !element ? [] : changedTexts(opened).filter(({ value }) => value).map((text) => ({ element, ...text }));
  }

  /** Two wordings of one field have been settled: an open form begins anew from what stands now. @param {string} id */
  renew(id) {
    if (this.view === "more" && this.screen.selected === id) this.more();
  }

  /** Escape leaves a form. @param {KeyboardEvent} event */
  leave(event) {
    if (event.key !== "Escape" || this.view === "facts") return;
    this.screen.gestures.linking.cancel();
    this.back();
    event.stopPropagation();
  }

  /** A form that is no longer wanted gives way to the facts. @param {string} view */
  leaveForm(view) {
    if (this.view !== view) return;
    this.view = "facts";
    this.show();
  }

  back() {
    const isHere = this.place() !== null;
    this.view = "facts";
    this.show();
    if (!isHere) this.node.querySelector("button")?.focus();
  }
}

/** What differs from what stood there when the form was opened. @param {any} opened @returns {{field: string, value: string}[]} */
function changedTexts({ texts }) {
  return [...texts].filter(([input, before]) => input.value.trim() !== before).map(([input]) => ({ field: input.name || "name", value: input.value.trim() }));
}

/** The texts in a form as they are now, by their fields. @param {Element} form @returns {Map<any, string>} */
function textsIn(form) {
  const inputs = /** @type {any[]} */ ([...form.querySelectorAll?.("input[type=text], textarea") ?? []]);
  return new Map(inputs.map((input) => [input, input.value]));
}
