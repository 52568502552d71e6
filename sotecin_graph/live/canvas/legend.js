// @ts-check
/** What shapes, lines, outlines and sizes mean, under the map. A choice of one filters the map by it. */

import { clusterPicture } from "./cluster_picture.js";
import { el, fill, kindPicture, linkPicture, svg } from "./dom.js";
import { clusterName } from "./facet_words.js";
import { GROUPS } from "./rules.js";

const FAMILIES = ["matter", "value", "knowhow", "tie", "concern"];
/** From the seventh on colours repeat: then the name on the map is what tells clusters apart. */
const COLOURS = 6;

export class Legend {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("footer", { class: "legend" });
    /** @type {any[]} */
    this.buttons = [];
    this.shown = "";
    this.build();
    screen.on("words", () => this.build());
    screen.on("map", () => this.showClusters());
    screen.on("sizes", () => this.showSizes());
    for (const event of ["lookout", "mode"]) screen.on(event, () => this.mark());
  }

  build() {
    const { speech } = this.screen;
    this.node.setAttribute("aria-label", speech.say("legend"));
    this.clusters = el("ul", { class: "outlines" });
    this.sizes = el("ul", { class: "grown" });
    this.shown = "";
    this.fixed = [
      el("ul", { class: "kinds" }, ...[...GROUPS, "challenge"].map((kind) => this.entry("kind", kind, kindPicture(kind, 22), speech.label("kind", kind)))),
      el("ul", { class: "families" }, ...FAMILIES.map((family) => this.entry("family", family, linkPicture({ family }), speech.say(`family.${family}`)))),
      this.clusters, this.sizes,
      el("ul", { class: "states" },
        ...["existing", "planned", "missing"].map((state) => this.entry("state", state, linkPicture({ state }), speech.label("state", state))),
        this.entry("circular", "circular", linkPicture({ family: "matter", circular: true }), speech.say("circular"))),
    ];
    fill(this.node, ...this.fixed);
    this.showClusters();
    this.showSizes();
  }

  /** @param {string} facet @param {string} value @param {Node} image @param {string} word */
  entry(facet, value, image, word) {
    return el("li", {}, el("button", { type: "button", "data-facet": facet, "data-value": value, "aria-pressed": "false", title: this.screen.speech.say("legend.filter", { value: word }),
      onclick: () => this.screen.lookout.toggle(facet, value) }, image, el("span", {}, word)));
  }

  /** The outlines by name, where their colours are enough to tell them apart. */
  showClusters() {
    const { state, speech } = this.screen;
    const clusters = (state?.clusters ?? []).filter((cluster) => cluster.state !== "aside").slice(0, COLOURS);
    const key = JSON.stringify(clusters.map((cluster) => [cluster.id, cluster.number, cluster.state, clusterName(cluster, speech)]));
    if (key === this.shown) return;
    this.shown = key;
    fill(this.clusters, ...clusters.map((cluster) => this.entry("cluster", cluster.id, clusterPicture(cluster), clusterName(cluster, speech))));
    this.mark();
  }

  /** What size says, from none to the largest number. */
  showSizes() {
    const { measures, speech } = this.screen;
    const isOn = Boolean(measures?.chosen);
    this.node.classList.toggle("with-sizes", isOn);
    if (!isOn) return fill(this.sizes);
    const isCount = measures.chosen !== "between";
    fill(this.sizes, el("li", { "data-testid": "size-legend" }, circles(), el("span", {}, speech.say(isCount ? "size.legend" : "size.legend.between", { measure: speech.say(`size.${measures.chosen}`), most: measures.largest }))));
  }

  mark() {
    const { lookout, mode } = this.screen;
    this.node.inert = mode === "projector" || mode === "still";
    for (const button of this.node.querySelectorAll("button")) button.setAttribute("aria-pressed", String(Boolean(lookout.chosen.get(button.dataset.facet)?.has(button.dataset.value))));
  }
}

/** Three circles whose areas are 1 to 2.5 to 4, as on the map. */
function circles() {
  const circle = (/** @type {number} */ x, /** @type {number} */ r) => svg("circle", { cx: x, cy: 20 - r, r });
  return svg("svg", { class: "circles", viewBox: "0 0 52 22", width: 52, height: 22, "aria-hidden": "true" }, circle(6, 5), circle(20, 7.9), circle(40, 10));
}
