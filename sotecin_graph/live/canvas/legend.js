// @ts-check
/** What lines mean, under the map; and the kinds, where there is no palette that shows them. */

import { el, fill, kindPicture, linkPicture } from "./dom.js";
import { GROUPS } from "./rules.js";

const FAMILIES = ["matter", "value", "knowhow", "tie", "concern"];

export class Legend {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    this.node = el("footer", { class: "legend" });
    this.build();
    screen.on("words", () => this.build());
  }

  build() {
    const { speech } = this.screen;
    const entry = (/** @type {Node} */ image, /** @type {string} */ word) => el("li", {}, image, word);
    this.node.setAttribute("aria-label", speech.say("legend"));
    fill(this.node,
      el("ul", { class: "kinds" }, ...[...GROUPS, "challenge"].map((kind) => entry(kindPicture(kind, 22), speech.label("kind", kind)))),
      el("ul", { class: "families" }, ...FAMILIES.map((family) => entry(linkPicture({ family }), speech.say(`family.${family}`)))),
      el("ul", { class: "states" },
        ...["existing", "planned", "missing"].map((state) => entry(linkPicture({ state }), speech.label("state", state))),
        entry(linkPicture({ family: "matter", circular: true }), speech.say("circular"))));
  }
}
