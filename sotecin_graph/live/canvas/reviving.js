// @ts-check
/** Someone removed what someone else was writing on: whoever wrote is asked whether it comes back, with what they wrote. */

import { el, icon } from "./dom.js";

const KEPT = 200;
const GONE = new Set(["UnknownElement", "UnknownLink", "ElementRemoved"]);

/** @typedef {{field: string, value: any, base: number}} Edit */

export class Reviving {
  /** Questions that stand open, with what was written of each field. @type {Map<string, {card: any, edits: Map<string, Edit>}>} */ open = new Map();

  /** What was removed while this screen was open, and by which change. @type {Map<string, {thing: any, change: any}>} */ gone = new Map();

  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
  }

  /** @param {any[]} changes @param {import("./types.js").MapState} before */
  note(changes, before) {
    for (const change of changes) {
      if (change.kind !== "removed" && change.kind !== "unlinked") continue;
      for (const id of [...(change.payload.elements ?? []), ...(change.payload.links ?? [])]) {
        const thing = before.elements.get(id) ?? before.links.get(id);
        if (thing) this.gone.set(id, { thing, change });
      }
    }
    for (const id of this.gone.keys()) if (this.gone.size > KEPT) this.gone.delete(id);
  }

  /** True where a refused edit was of something that is gone. @param {import("./types.js").Refusal} refusal @param {string} name @param {any} args */
  takes(refusal, name, args) {
    if (!GONE.has(refusal.error) || (name !== "edit_element" && name !== "edit_link")) return false;
    const id = args.element ?? args.link;
    if (!this.gone.has(id)) return false;
    this.ask(id, [{ field: args.field, value: args.value, base: args.base_version }]);
    return true;
  }

  /** A form was open on something that has just been removed. @param {string} id @param {Edit[]} edits what was written and not yet saved */
  lost(id, edits) {
    const last = this.gone.get(id);
    if (!last || last.change.by_id === this.screen.you.id) return;
    if (edits.length) this.ask(id, edits);
    else this.screen.editing.offers.say(this.title(last));
  }

  /** @param {{thing: any, change: any}} last */
  title({ thing, change }) {
    return this.screen.speech.say("revive.title", { by: change.by || this.screen.speech.say("someone"), name: this.nameOf(thing) });
  }

  /** @param {any} thing */
  nameOf(thing) {
    const named = (/** @type {string} */ id) => this.screen.state?.elements.get(id)?.name ?? this.gone.get(id)?.thing.name ?? "";
    return thing.name ?? `${named(thing.source)} → ${named(thing.target)}`;
  }

  /** @param {string} id @param {Edit[]} edits */
  ask(id, edits) {
    const last = this.gone.get(id);
    if (!last) return;
    const { speech, conflicts } = this.screen;
    const asked = this.open.get(id);
    const all = new Map([...(asked?.edits ?? []), ...edits.map((edit) => /** @type {[string, Edit]} */ ([edit.field, edit]))]);
    asked?.card.remove();
    edits = [...all.values()];
    const title = this.title(last);
    const end = () => { this.open.delete(id); conflicts.close(card); };
    const back = el("button", { type: "button", class: "filled", "data-action": "revive", onclick: () => { end(); this.revive(id, edits); } }, speech.say("revive"));
    const leave = el("button", { type: "button", class: "plain", "data-action": "leave", onclick: end }, speech.say("revive.leave"));
    const card = el("section", { class: "conflict single", role: "alertdialog", "aria-label": title, "data-testid": "revive" },
      el("h3", {}, icon("conflict", 18), title),
      ...edits.map(({ field, value }) => el("div", { class: "side" }, el("p", { class: "soft" }, speech.say("revive.yours", { field: speech.say(`field.${field}`) })),
        el("p", { class: "strong wording" }, conflicts.worded(field, value)))),
      el("div", { class: "row" }, back, leave));
    this.open.set(id, { card, edits: all });
    conflicts.open(card, back);
  }

  /** @param {string} id @param {Edit[]} edits */
  async revive(id, edits) {
    const { screen } = this;
    const found = await this.bringBack(id, edits);
    if (!found) return;
    const isLink = Boolean(screen.state?.links.has(found));
    for (const { field, value, base } of edits) {
      const version = found === id ? base : screen.thing(found)?.versions[field] ?? 0;
      await screen.ask(isLink ? "edit_link" : "edit_element", { [isLink ? "link" : "element"]: found, field, base_version: version, value });
    }
    screen.select(found);
  }

  /** By taking back the removal, where the reader may; else by placing or drawing it again. @param {string} id @param {Edit[]} edits @returns {Promise<string|null>} its id */
  async bringBack(id, edits) {
    const { screen } = this;
    const { thing, change } = /** @type {{thing: any, change: any}} */ (this.gone.get(id));
    if (screen.thing(id)) return id;
    const isElement = thing.source === undefined;
    const mayUndo = change.deed && (isElement || screen.you.may.includes("facilitate") || change.by_id === screen.you.id);
    if (mayUndo && (await screen.ask("undo", { deed: change.deed }))) return id;
    if (isElement) {
      const answer = await screen.ask("place_elements", { elements: [id], positions: { [id]: [thing.x, thing.y] } });
      return answer?.result.placed?.includes(id) ? id : null;
    }
    const { source, target, type, state, is_circular, quantity, note } = thing;
    const answer = await screen.ask("add_link", { source, target, type, state, is_circular, quantity, note });
    edits.forEach((edit) => { edit.base = 0; });
    return answer?.result.link ?? null;
  }
}
