// @ts-check
/** On a phone the map is to look at: it opens on one's own cluster, or the largest, and one steps from cluster to cluster. */

import { el, icon } from "./dom.js";

export class PhoneSteps {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.at = -1;
    const step = (/** @type {number} */ by, /** @type {string} */ sign, /** @type {string} */ name) => {
      const button = el("button", { type: "button", "aria-label": screen.speech.say(name), "data-testid": name, onclick: () => this.go(by) }, icon(sign, 22));
      return button;
    };
    this.name = el("span", { class: "where", role: "status" });
    this.node = el("div", { class: "hull-steps", hidden: true }, step(-1, "back", "hull.previous"), this.name, step(1, "arrow", "hull.next"));
    screen.on("map", () => this.show());
    screen.on("mode", () => this.show());
    screen.on("jumped", (id) => this.jumped(id));
    screen.on("brought", (cluster) => { this.at = this.clusters.findIndex((one) => one.id === cluster); if (this.at < 0) this.at = this.clusters.length; this.tell(); });
  }

  /** The clusters on the map, the largest first. */
  get clusters() {
    const { state } = this.screen;
    return (state?.clusters ?? []).filter((cluster) => cluster.state !== "aside").sort((a, b) => b.members.length - a.members.length);
  }

  show() {
    const isPhone = this.screen.mode === "phone";
    this.node.hidden = !isPhone || !this.clusters.length;
    if (!isPhone) { this.at = -1; return; }
    if (this.at < 0 && this.clusters.length) queueMicrotask(() => { this.at = this.own(); this.go(0); });
    else this.tell();
  }

  /** The cluster with this reader's latest contribution; else the first, which is the largest. */
  own() {
    const { state, you } = this.screen;
    const mine = [...(state?.elements.values() ?? [])].filter((element) => element.by_id === you.id).sort((a, b) => b.seq - a.seq);
    const places = mine.map(({ id }) => this.clusters.findIndex((cluster) => cluster.members.includes(id)));
    return Math.max(0, places.find((place) => place >= 0) ?? 0);
  }

  /** @param {number} by */
  go(by) {
    const stops = this.clusters.length + 1;
    this.at = (this.at + by + stops) % stops;
    const cluster = this.clusters[this.at];
    const { camera, hulls, together } = this.screen;
    const target = cluster ? () => hulls.boxOf(cluster.id) : () => camera.everything();
    const speak = () => together?.bringing.speakUp(cluster?.members ?? []);
    if (by) camera.glide(target, speak);
    else { camera.follow(target); speak(); }
    this.tell();
  }

  /** Elsewhere than by the two arrows: at the cluster of an element, or at no cluster in particular. @param {string|null} id */
  jumped(id) {
    if (this.screen.mode !== "phone") return;
    const found = this.clusters.findIndex((one) => id !== null && one.members.includes(id));
    this.at = found < 0 ? this.clusters.length : found;
    this.tell();
    if (found < 0 && id) this.name.textContent = this.screen.thing(id)?.name ?? "";
  }

  tell() {
    const { speech } = this.screen;
    const cluster = this.clusters[this.at];
    const name = cluster && (cluster.is_named && cluster.name ? cluster.name : speech.say("group.unnamed", { number: cluster.number }));
    this.name.textContent = name ?? speech.say("hull.all");
  }
}
