import assert from "node:assert/strict";
import { test } from "node:test";

import { NONE, counted, countedLinks, failing, linksPassing, stepReader } from "../../sotecin_graph/live/canvas/filtering.js";

const element = (id, more = {}) => ({ id, kind: "industry", hub: "east", chains: [], stages: [], strategies: [], by: "Ilse", created_at: null, ...more });
const around = { stepOf: () => null, clustersOf: (id) => (id === "a" ? ["k1", "k2"] : [NONE]) };
const chosen = (facets) => new Map(Object.entries(facets).map(([facet, values]) => [facet, new Set(values)]));
const ELEMENTS = [
  element("a", { chains: ["textiles", "food"], stages: ["use"] }), element("b", { kind: "nature", hub: null, by: "Nino", also_by: ["Ilse"] }),
  element("c", { kind: "challenge", chains: ["food"], strategies: ["R3"], by: "" }),
];
const passing = (facets) => ELEMENTS.filter((one) => !failing(one, chosen(facets), around).length).map(({ id }) => id).join("");

test("any value within a facet, all facets together", () => {
  assert.equal(passing({}), "abc");
  assert.equal(passing({ kind: ["industry", "nature"] }), "ab");
  assert.equal(passing({ kind: ["industry", "nature"], chain: ["food"] }), "a");
  assert.equal(passing({ hub: [NONE] }), "b");
  assert.equal(passing({ strategy: ["R3"], stage: [NONE] }), "c");
  assert.equal(passing({ author: ["Ilse"] }), "ab");
  assert.equal(passing({ cluster: ["k2"] }), "a");
  assert.equal(passing({ kind: [] }), "abc");
});

test("counts say what a value would show while the other facets stay", () => {
  const counts = counted(ELEMENTS, chosen({ kind: ["industry"], hub: ["west"] }), around, () => true);
  assert.deepEqual([[...counts.kind], [...counts.hub]], [[["industry", 0]], [["west", 0], ["east", 1]]]);
  const free = counted(ELEMENTS, chosen({ chain: ["food"] }), around, ({ id }) => id !== "b");
  assert.deepEqual([[...free.kind], [...free.chain]], [[["industry", 1], ["challenge", 1]], [["food", 2], ["textiles", 1]]]);
});

test("links pass all facets of links, and none means no filter", () => {
  const link = (id, family, state, circular = false) => ({ id, family, state, is_circular: circular });
  const links = [link("1", "matter", "existing", true), link("2", "matter", "missing"), link("3", "value", "existing")];
  const state = { links: new Map(links.map((one) => [one.id, one])) };
  assert.equal(linksPassing(state, chosen({ kind: ["nature"] })), null);
  assert.deepEqual(linksPassing(state, chosen({ family: ["matter"], state: ["existing", "planned"] })).map(({ id }) => id), ["1"]);
  assert.deepEqual(linksPassing(state, chosen({ circular: ["circular"] })).map(({ id }) => id), ["1"]);
  assert.deepEqual([...countedLinks(links).state], [["existing", 2], ["missing", 1]]);
});

test("the step is read from when steps began, as far as that is known", () => {
  const read = stepReader([[3, "2026-03-01T10:00:00Z"], [1, "2026-03-01T09:00:00+00:00"]]);
  const at = (time) => read(element("x", { created_at: time }));
  assert.deepEqual(["2026-03-01T08:59:59Z", "2026-03-01T09:00:00Z", "2026-03-01T10:30:00Z", null].map(at), ["before", "1", "3", null]);
  assert.equal(stepReader([])(element("x", { created_at: "2026-03-01T09:00:00Z" })), null);
});
