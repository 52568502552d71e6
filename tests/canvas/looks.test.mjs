import assert from "node:assert/strict";
import { test } from "node:test";

import { endsOf, stream, within } from "../../sotecin_graph/live/canvas/hops.js";
import { isThere, sightOf } from "../../sotecin_graph/live/canvas/looks.js";
import { gapsOf } from "../../sotecin_graph/live/canvas/missing.js";
import { pathsBetween } from "../../sotecin_graph/live/canvas/paths.js";
import { FAMILY_OF } from "../../sotecin_graph/live/canvas/state.js";

/** "a>b material" is a link from a to b. */
const linksOf = (text) => text.split(";").map((one, index) => {
  const [, source, target, type, state] = /(\w+)>(\w+) ?(\w*) ?(\w*)/.exec(one.trim());
  return { id: `${source}${target}${index}`, source, target, type: type || "product", family: FAMILY_OF[type || "product"], state: state || "existing" };
});
const ends = (text) => endsOf(linksOf(text));
const sorted = (ids) => [...ids].sort().join("");
const CHAIN = "a>b; b>c; c>d; x>b money; c>y faces; b>z collaboration; d>a water";

test("hops go either way and say how far", () => {
  assert.deepEqual([...within(ends("a>b; c>b; c>d"), "a", 2)], [["a", 0], ["b", 1], ["c", 2]]);
  assert.equal(sorted(within(ends(CHAIN), "y", 2).keys()), "bcdy");
  assert.equal(sorted(within(ends("a>a; b>c"), "a", 3).keys()), "a");
});

test("streams follow the direction of exchanges, and neither concerns nor collaborations", () => {
  assert.equal(sorted(stream(ends(CHAIN), "b", "up").elements.keys()), "abcdx");
  assert.equal(sorted(stream(ends("a>b; b>c; c>y faces; b>z collaboration; x>b"), "b", "down").elements.keys()), "bc");
  assert.deepEqual([...stream(ends("a>b; b>c; x>b"), "b", "up").links].sort(), ["ab0", "xb2"]);
});

test("a circle ends where it began", () => {
  assert.equal(sorted(stream(ends("a>b; b>c; c>a"), "a", "down").elements.keys()), "abc");
});

test("the shortest paths are all that are as short, with every link on them", () => {
  const diamond = ends("a>b; b>d; a>c; c>d; d>e; a>b water; e>f; f>g; g>h; h>a");
  const found = pathsBetween(diamond, "a", "e", false);
  assert.deepEqual([sorted(found.elements), found.length, found.count, found.links.size], ["abcde", 3, 2, 6]);
});

test("all paths take detours of two links and no dead ends", () => {
  const found = pathsBetween(ends("a>b; a>c; c>b; a>d; d>e; e>b; b>f; a>p; p>q; q>r; r>s; s>b"), "a", "b", true);
  assert.deepEqual([sorted(found.elements), found.length, found.count], ["abcde", 1, 3]);
});

test("no way is no path, and countless ways are cut", () => {
  assert.equal(pathsBetween(ends("a>b; c>d"), "a", "d", true), null);
  const ladder = Array.from({ length: 12 }, (_, step) => [`n${step}>u${step}`, `n${step}>v${step}`, `u${step}>n${step + 1}`, `v${step}>n${step + 1}`].join(";")).join(";");
  const found = pathsBetween(ends(ladder), "n0", "n12", false);
  assert.deepEqual([found.isCut, found.count, found.length], [true, 1000, 24]);
});

test("gaps are what nobody joined, owned, sorted or asked for", () => {
  const element = (id, more) => [id, { id, kind: "industry", hub: "east", country: "TR", wish: "", ...more }];
  const elements = new Map([element("a"), element("b", { hub: null }), element("c", { kind: "challenge", wish: "that lasts" }), element("d", { kind: "challenge" }),
    element("e", { kind: "unsorted", country: "" }), element("f")]);
  const links = new Map(linksOf("a>b material; b>c owns; b>d faces; e>a water missing; a>e energy planned; e>b money").map((one) => [one.id, one]));
  const gaps = gapsOf({ elements, links });
  assert.deepEqual(Object.fromEntries(Object.entries(gaps).map(([gap, ids]) => [gap, sorted(ids)])),
    { links: "f", owner: "d", wish: "d", onward: "be", unsorted: "e", hub: "b", country: "e" });
});

test("a look walks only links that pass the filter, and ends with what it is about", () => {
  const links = linksOf("a>b; b>c money; b>d");
  const state = { elements: new Map(["a", "b", "c", "d"].map((id) => [id, { id, kind: "industry" }])), links: new Map(links.map((one) => [one.id, one])) };
  const look = { kind: "stream", id: "a", way: "down" };
  assert.equal(sorted(sightOf(look, state, links.filter(({ type }) => type !== "money")).elements), "abd");
  assert.deepEqual([isThere(look, state), isThere({ kind: "path", id: "a", to: "z", isAll: false }, state), isThere({ kind: "gap", gap: "links" }, state)], [true, false, true]);
});
