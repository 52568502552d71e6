// @ts-check
/** What a hand or a key does on the map becomes a command; what is not yet confirmed is drawn faintly. */

import { isWriting } from "./dom.js";
import { Inline } from "./inline.js";
import { Linking } from "./linking.js";
import { KINDS, closedBecause } from "./rules.js";

const PAN_PX = 60;
const HOVER_MS = 1500;

export class Gestures {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.cy = screen.view.cy;
    this.inline = new Inline(screen);
    this.linking = new Linking(screen);
    /** @type {Set<string>} */
    this.dropped = new Set();
    this.touched = -HOVER_MS;
    this.listen();
    this.allow();
    for (const event of ["you", "mode"]) screen.on(event, () => this.allow());
    screen.on("map", ({ changes, isWhole }) => { if (isWhole || changes.some((/** @type {any} */ change) => change.kind === "placed" || change.kind === "workshop")) this.allow(); });
    screen.root.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
    for (const event of ["keydown", "keypress", "keyup"]) screen.root.addEventListener(event, keepTyping);
    screen.hear(document, "pointerdown", () => { screen.root.dataset.by = "pointer"; });
    screen.hear(document, "keydown", () => { screen.root.dataset.by = "key"; });
    screen.hear(document, "keydown", (/** @type {KeyboardEvent} */ event) => this.slash(event));
  }

  listen() {
    const { cy, screen } = this;
    cy.on("tap", (/** @type {any} */ event) => this.tap(event));
    cy.on("dbltap", "node[seq]", (/** @type {any} */ event) => { if (this.isTwice) this.rename(event.target.id()); });
    cy.on("dragfree", "node[seq]", (/** @type {any} */ event) => this.drop(event.target.id()));
    cy.on("mousemove tapstart", () => { this.touched = performance.now(); });
    // the page may have shifted the map since cytoscape looked where it stands
    for (const event of ["pointerdown", "pointerenter"]) screen.parts.graph.addEventListener(event, () => cy.renderer().invalidateContainerClientCoordsCache(), { capture: true });
    cy.on("grab", "node", () => screen.root.classList.add("grabbing"));
    cy.on("free", "node", () => screen.root.classList.remove("grabbing"));
    cy.on("free boxend", () => this.takeKeys());
  }

  /** After pulling, keys are for the map, unless someone is writing. */
  takeKeys() {
    const { root, parts } = this.screen;
    if (!isWriting(/** @type {any} */ (root.getRootNode()).activeElement)) parts.graph.focus({ preventScroll: true });
  }

  /** True while someone points, pulls, writes or chooses on the map, so that it must not slip away under the hand. */
  isAtWork() {
    const isHeld = this.screen.root.classList.contains("grabbing") || Boolean(this.inline.open);
    return isHeld || Boolean(this.screen.tool) || this.linking.isUnderWay() || performance.now() - this.touched < HOVER_MS;
  }

  /** Only whoever may change things can take hold of them. */
  allow() {
    const { screen, cy } = this;
    cy.autoungrabify(!screen.may("contribute") || screen.tool === "link");
    cy.boxSelectionEnabled(screen.may("edit"));
    if (!screen.may("contribute")) return;
    cy.batch(() => cy.nodes("[seq]").forEach((/** @type {any} */ node) => {
      if (screen.mayChange(screen.thing(node.id()))) node.grabify();
      else node.ungrabify();
    }));
  }

  /** @param {any} event */
  tap(event) {
    const { screen } = this;
    const { tool } = screen;
    const isGround = event.target === this.cy;
    screen.parts.graph.focus({ preventScroll: true });
    if (isGround && tool && this.adds(tool)) return this.add(tool, event.position);
    const isMore = event.originalEvent?.shiftKey || event.originalEvent?.ctrlKey || event.originalEvent?.metaKey;
    this.isTwice = !isMore && event.target === this.tapped;
    this.tapped = event.target;
    if (isGround || event.target.hasClass("ghost")) return isMore ? undefined : this.leave();
    const id = event.target.id();
    if (isMore && event.target.isNode()) return screen.editing.selection.toggle(id);
    if (tool === "vote" && event.target.isNode()) return this.vote(id);
    if (tool === "link" && screen.own.waiting.has(id)) return screen.notices.say(screen.speech.say("waits.link"), { near: id });
    if (tool === "link" && event.target.isNode()) return this.linking.tap(id);
    if (this.linking.takesTarget(id)) return;
    screen.select(id);
  }

  leave() {
    this.linking.cancel();
    this.screen.select(null);
  }

  /** @param {string} tool */
  adds(tool) {
    return tool === "challenge" || KINDS.includes(tool);
  }

  /** Ask for a name at a place and add what it names. @param {string} tool @param {{x: number, y: number}} place in map units @param {boolean} [isPlaced] false lets the server find the place */
  add(tool, place, isPlaced = true) {
    const { screen } = this;
    if (!screen.may("contribute")) return;
    const spot = { x: Math.round(place.x), y: Math.round(place.y) };
    let ghost = screen.view.sketch({ kind: tool, name: "", ...spot });
    const again = (/** @type {string} */ kind, /** @type {string} */ name) => {
      ghost.drop();
      ghost = screen.view.sketch({ kind, name, ...spot });
    };
    let isGiven = false;
    this.inline.ask({
      at: () => below(this.onScreen(spot), tool), kind: tool, onKind: (kind) => again(kind, ""),
      label: screen.speech.say(tool === "challenge" ? "name.challenge" : "name.stakeholder"),
      give: async (name, kind) => {
        isGiven = true;
        again(kind, name);
        await screen.ask(kind === "challenge" ? "add_challenge" : "add_stakeholder", {
          name, ...(kind === "challenge" ? {} : { kind }), ...(isPlaced ? spot : {}),
        });
        ghost.drop();
        screen.tell("tool", screen.tool);
      },
      end: () => queueMicrotask(() => { if (!isGiven) ghost.drop(); screen.tell("tool", screen.tool); }),
    });
  }

  /** By keyboard: the name box in the middle of what is seen; the server finds the place. @param {string} tool */
  addInMiddle(tool) {
    const { x1, x2, y1, y2 } = this.cy.extent();
    this.add(tool, { x: (x1 + x2) / 2, y: (y1 + y2) / 2 }, false);
  }

  /** Something was pulled out of the palette. @param {string} tool @param {number} clientX @param {number} clientY */
  dropAt(tool, clientX, clientY) {
    const box = this.screen.parts.graph.getBoundingClientRect();
    const isInside = clientX > box.left && clientX < box.right && clientY > box.top && clientY < box.bottom;
    if (isInside) this.add(tool, this.onMap(clientX - box.left, clientY - box.top));
  }

  /** @param {number} x @param {number} y */
  onMap(x, y) {
    const pan = this.cy.pan();
    return { x: (x - pan.x) / this.cy.zoom(), y: (y - pan.y) / this.cy.zoom() };
  }

  /** @param {{x: number, y: number}} point */
  onScreen(point) {
    const pan = this.cy.pan();
    return { x: point.x * this.cy.zoom() + pan.x, y: point.y * this.cy.zoom() + pan.y };
  }

  /** @param {string} id */
  rename(id) {
    const { screen } = this;
    const element = screen.state?.elements.get(id);
    if (!element || !screen.mayChange(element) || screen.tool === "vote") return;
    const node = this.cy.getElementById(id);
    this.inline.ask({
      at: () => below(node.renderedPosition(), element.kind), label: screen.speech.say("rename"), value: element.name, about: { element: id, field: "name" },
      give: (value) => this.edit(id, "name", value, element.versions.name ?? 0),
    });
  }

  /** Change one field of an element or link. @param {string} id @param {string} field @param {any} value @param {number} baseVersion */
  async edit(id, field, value, baseVersion) {
    const { screen } = this;
    const isLink = Boolean(screen.state?.links.has(id));
    const thing = this.cy.getElementById(id);
    thing.addClass("pending");
    const args = { field, base_version: baseVersion, value };
    const answer = await screen.ask(isLink ? "edit_link" : "edit_element", isLink ? { link: id, ...args } : { element: id, ...args });
    thing.removeClass("pending");
    return answer;
  }

  /** @param {string} id */
  drop(id) {
    if (this.screen.editing.merging.takes(id)) return;
    if (!this.dropped.size) queueMicrotask(() => this.sendMoves());
    this.dropped.add(id);
  }

  /** All that was let go together goes as one command. */
  sendMoves() {
    const ids = [...this.dropped].filter((id) => this.screen.view.has(id));
    this.dropped.clear();
    return ids.length ? this.place(ids) : null;
  }

  /** Send where elements stand now; they stay there until the answer has come. @param {string[]} ids */
  async place(ids) {
    const { screen } = this;
    const positions = Object.fromEntries(ids.map((id) => {
      const { x, y } = this.cy.getElementById(id).position();
      return [id, [Math.round(x * 10) / 10, Math.round(y * 10) / 10]];
    }));
    const release = screen.view.hold(ids);
    await screen.ask("move_elements", { positions }, { near: ids[0] });
    release(screen.state);
  }

  /** @param {string} id */
  async remove(id) {
    const { screen } = this;
    if (screen.own.waiting.has(id)) return screen.own.takeBack(id);
    if (!screen.mayChange(screen.thing(id))) return;
    const thing = this.cy.getElementById(id);
    thing.addClass("pending");
    const name = nameOfThing(screen, id);
    const isLink = Boolean(screen.state?.links.has(id));
    const answer = await screen.ask(isLink ? "remove_link" : "remove_element", isLink ? { link: id } : { element: id });
    thing.removeClass("pending");
    screen.editing.undoing.offer(screen.speech.say("removed", { name }), answer);
  }

  /** @param {string[]} ids elements that are picked together */
  async removeAll(ids) {
    const { screen } = this;
    if (ids.length < 2) return ids.length ? this.remove(ids[0]) : undefined;
    if (!ids.every((id) => screen.mayChange(screen.thing(id)))) return screen.editing.offers.say(screen.speech.say("several.others"));
    const things = this.cy.collection(ids.map((id) => this.cy.getElementById(id)[0])).addClass("pending");
    const answer = await screen.ask("remove_elements", { elements: ids });
    things.removeClass("pending");
    screen.editing.undoing.offer(screen.speech.count("removed.many", ids.length), answer);
  }

  /** Give a challenge this reader's vote, or take it back; in a round of voting, one dot more. @param {string} id */
  async vote(id) {
    const { screen } = this;
    const element = screen.state?.elements.get(id);
    if (element?.kind !== "challenge") return;
    const closed = closedBecause("vote", screen.state?.workshop ?? null, screen.you);
    if (closed) return screen.notices.say(screen.parts.palette.reason("vote"), { near: id });
    if (screen.own.round) { screen.select(id); return screen.own.give(id, 1); }
    const isOn = !screen.voted.has(id);
    const answer = await screen.ask("vote", { element: id, is_on: isOn });
    if (!answer) return;
    if (isOn) screen.voted.add(id);
    else screen.voted.delete(id);
    screen.tell("votes");
  }

  mayNameClusters() {
    const { state, you } = this.screen;
    return this.screen.may("contribute") && !closedBecause("group", state?.workshop ?? null, you);
  }

  /** @param {string} id @param {HTMLElement} pill */
  nameCluster(id, pill) {
    const { screen } = this;
    const cluster = screen.state?.clusters.find((one) => one.id === id);
    if (!cluster) return;
    const hull = screen.hulls.hulls.find((one) => one.id === id);
    this.inline.ask({
      at: () => (hull?.place ? this.onScreen(hull.place) : { x: pill.offsetLeft, y: pill.offsetTop }),
      label: screen.speech.say("name.cluster"), value: cluster.is_named ? cluster.name : "",
      give: (name) => screen.ask("name_cluster", { cluster: id, name }),
    });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { screen } = this;
    const target = event.composedPath()[0];
    if (isWriting(target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const { selected, editing } = screen;
    if (event.key === "Escape") { screen.setTool(null); this.leave(); }
    else if (event.key === "F2" && selected) this.screen.parts.graph.contains(target) ? this.rename(selected) : screen.parts.picked.edit();
    else if ((event.key === "Delete" || event.key === "Backspace") && editing.selection.several.size) this.removeAll(editing.selection.ids);
    else if ((event.key === "Delete" || event.key === "Backspace") && selected) this.remove(selected);
    else if (target === screen.parts.graph && (editing.nudging.key(event.key, event.shiftKey) || this.look(event.key))) event.preventDefault();
  }

  /** Arrow keys and + − on the map itself. @param {string} key */
  look(key) {
    const { camera } = this.screen;
    const pan = { ArrowLeft: [PAN_PX, 0], ArrowRight: [-PAN_PX, 0], ArrowUp: [0, PAN_PX], ArrowDown: [0, -PAN_PX] }[key];
    if (pan) camera.panBy(pan[0], pan[1]);
    else if (key === "+" || key === "=") camera.zoomBy(1.25);
    else if (key === "-") camera.zoomBy(0.8);
    else if (key === "0") camera.fit();
    else return false;
    return true;
  }

  /** @param {KeyboardEvent} event */
  slash(event) {
    if (event.key !== "/" || isWriting(event.composedPath()[0]) || !this.screen.root.isConnected) return;
    if (this.screen.parts.table.focusFind()) event.preventDefault();
  }
}

/** Streamlit has keys of its own ("r", "c") and cannot see that someone writes inside a shadow root. @param {Event} event */
function keepTyping(event) {
  if (isWriting(event.composedPath()[0])) event.stopPropagation();
}

/** @param {import("./screen.js").MapScreen} screen @param {string} id */
function nameOfThing({ state }, id) {
  const link = state?.links.get(id);
  const name = (/** @type {string} */ one) => state?.elements.get(one)?.name ?? "";
  return link ? `${name(link.source)} → ${name(link.target)}` : name(id);
}

/** Where the name box goes, so that the picture stays in sight. @param {{x: number, y: number}} point @param {string} kind */
function below(point, kind) {
  return { x: point.x, y: point.y + (kind === "challenge" ? 0 : 44) };
}
