// Runs the browser's reducer over what Python wrote: a snapshot frame on the first line, then frames of changes.
// Prints the fingerprint of the state after each frame. A kind named as argument is not understood (the control).
import { createInterface } from "node:readline";

import { applyAll, restore } from "../../sotecin_graph/live/canvas/state.js";
import { fingerprint } from "./canonical.mjs";

const broken = process.argv[2];
const heard = (change) => (change.kind === broken ? { ...change, kind: "not understood" } : change);
let state = null;
for await (const line of createInterface({ input: process.stdin })) {
  const frame = JSON.parse(line);
  if (frame.type === "snapshot") state = restore(frame);
  else {
    const after = applyAll(state, frame.changes.map(heard));
    if (after.hasGap) throw new Error(`a gap after ${after.state.revision}`);
    state = after.state;
  }
  console.log(fingerprint(state));
}
