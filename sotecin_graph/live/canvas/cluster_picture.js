// @ts-check
/** A small outline in a cluster's colour, dotted while it is suggested. */

import { svg } from "./dom.js";

const COLOURS = 6;

/** @param {import("./types.js").ClusterWire|undefined} cluster @param {number} [width] */
export function clusterPicture(cluster, width = 26) {
  const colour = (((cluster?.number ?? 1) - 1) % COLOURS) + 1;
  return svg("svg", { class: `outline c${colour}${cluster?.state === "promoted" ? " solid" : ""}`, viewBox: "0 0 26 20", width, height: (width * 20) / 26, "aria-hidden": "true" },
    svg("path", { d: "M7 2h11q3 0 4 3l2 6q1 3-1 5t-5 2H6q-4 0-4-4V7q0-5 5-5z" }));
}
