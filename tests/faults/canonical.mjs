// The browser's half of canonical.py: the snapshot that a state amounts to, as one text, and its fingerprint.
import { createHash } from "node:crypto";

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
};
const inOrder = (things) => [...things.values()].sort((one, other) => one.seq - other.seq);

/** Two states that show the same have the same text, byte for byte. */
export function canonical(state) {
  return JSON.stringify(sorted({ ...state, elements: inOrder(state.elements), links: inOrder(state.links) }));
}

export const fingerprint = (state) => createHash("sha256").update(canonical(state)).digest("hex");
