import assert from "node:assert/strict";
import { test } from "node:test";

import { apply, applyAll, restore, touched } from "../../sotecin_graph/live/canvas/state.js";

const element = (id, more = {}) => ({ id, seq: 1, kind: "industry", name: id, x: 0, y: 0, votes: 0, versions: {}, ...more });
const link = (id, source, target, more = {}) => ({ id, seq: 1, source, target, type: "material", family: "matter", versions: {}, ...more });
const change = (revision, kind, payload) => ({ revision, kind, payload, by: "Ilse", by_id: "p1", at: "2026-11-22T10:00:00+00:00" });
const start = () => restore({
  revision: 10, map: { id: "m", name: "Textiles" }, clusters: [], workshop: null,
  elements: [element("a"), element("b"), element("c")], links: [link("ab", "a", "b"), link("bc", "b", "c")],
});
const after = (kind, payload) => apply(start(), change(11, kind, payload));

test("placed adds elements and links", () => {
  const state = after("placed", { elements: [element("d")], links: [link("ad", "a", "d")] });
  assert.deepEqual([[...state.elements.keys()], [...state.links.keys()]], [["a", "b", "c", "d"], ["ab", "bc", "ad"]]);
});

test("edited takes values and versions of the named fields only", () => {
  const state = after("edited", { element: "a", values: { name: "Aa" }, versions: { name: 3 } });
  assert.deepEqual(state.elements.get("a"), element("a", { name: "Aa", versions: { name: 3 } }));
});

test("moved passes over elements that are not on the map", () => {
  const state = after("moved", { positions: { a: [5, 6], gone: [1, 2] } });
  assert.deepEqual([state.elements.get("a").x, state.elements.get("a").y, state.elements.has("gone")], [5, 6, false]);
});

test("removed takes the links that hang on the elements with it", () => {
  const state = after("removed", { elements: ["b"], links: ["ab"] });
  assert.deepEqual([[...state.elements.keys()], [...state.links.keys()]], [["a", "c"], []]);
});

test("link_edited gives the link the family of its new type", () => {
  const state = after("link_edited", { link: "ab", values: { type: "money" }, versions: { type: 1 } });
  assert.equal(state.links.get("ab").family, "value");
});

test("voted, unlinked, clustered, workshop and renamed change what they name", () => {
  assert.equal(after("voted", { element: "a", votes: 4 }).elements.get("a").votes, 4);
  assert.deepEqual([...after("unlinked", { links: ["bc"] }).links.keys()], ["ab"]);
  assert.deepEqual(after("clustered", { clusters: [{ id: "k" }] }).clusters, [{ id: "k" }]);
  assert.deepEqual(after("workshop", { workshop: { id: "w" } }).workshop, { id: "w" });
  assert.equal(after("renamed", { name: "Wool" }).map.name, "Wool");
});

test("redacted gives things that are there their new authors and words", () => {
  const state = after("redacted", { elements: [{ id: "a", by: "", by_id: "erased" }, { id: "z", by: "" }], links: [{ id: "ab", note: "[…]" }], deeds: [3], texts: [] });
  assert.deepEqual(state.elements.get("a"), element("a", { by: "", by_id: "erased" }));
  assert.deepEqual([state.elements.has("z"), state.links.get("ab").note], [false, "[…]"]);
});

test("the state that was given stays as it was", () => {
  const state = start();
  apply(state, change(11, "removed", { elements: ["a"], links: ["ab"] }));
  assert.deepEqual([state.revision, state.elements.size, state.links.size], [10, 3, 2]);
});

test("a row of changes leaves what was given as it was, and is the same as one after the other", () => {
  const before = start();
  const row = [
    change(11, "placed", { elements: [element("d")], links: [link("ad", "a", "d")] }),
    change(12, "moved", { positions: { a: [7, 8], d: [9, 9] } }),
    change(13, "edited", { element: "d", values: { name: "Dd" }, versions: { name: 1 } }),
    change(14, "removed", { elements: ["b"], links: [] }),
  ];
  const { state } = applyAll(before, row);
  const oneByOne = row.reduce((now, each) => apply(now, each), start());
  assert.deepEqual(state, oneByOne);
  assert.deepEqual(before, start());
});

test("a change that is not the next one is an error", () => {
  assert.throws(() => apply(start(), change(12, "renamed", { name: "x" })), RangeError);
});

test("applyAll passes over what is known and stops before a gap", () => {
  const rename = (revision) => change(revision, "renamed", { name: `at ${revision}` });
  const { state, applied, hasGap } = applyAll(start(), [rename(9), rename(10), rename(11), rename(13)]);
  assert.deepEqual([state.revision, state.map.name, applied.length, hasGap], [11, "at 11", 1, true]);
});

test("touched names elements and links of a change", () => {
  assert.deepEqual(touched(change(1, "moved", { positions: { a: [0, 0] } })), { elements: ["a"], links: [] });
  assert.deepEqual(touched(change(1, "removed", { elements: ["a"], links: ["l"] })), { elements: ["a"], links: ["l"] });
  assert.deepEqual(touched(change(1, "link_edited", { link: "l", values: {}, versions: {} })), { elements: [], links: ["l"] });
});
