import assert from "node:assert/strict";
import { test } from "node:test";

import { firstPlaces, givenIn, leftIn, resultWords, roundOf, takes, withOne } from "../../sotecin_graph/live/canvas/dots.js";
import { closedBecause, toolsOfStep, typesNow } from "../../sotecin_graph/live/canvas/rules.js";
import { Speech } from "../../sotecin_graph/live/canvas/speech.js";
import { restingPlace } from "../../sotecin_graph/live/canvas/waiting.js";

const round = (more = {}) => ({ number: 2, dots: 5, candidates: null, is_open: true, ...more });
const ballot = (mine, number = 2) => ({ round: number, mine, left: 0 });
const place = (element, dots, rank = 1, is_tied = false, voters = 1) => ({ element, dots, voters, rank, is_tied });

test("people vote only while the workshop and the round are open", () => {
  assert.equal(roundOf({ state: "open", voting: round() }).number, 2);
  assert.equal(roundOf({ state: "open", voting: round({ is_open: false }) }), null);
  assert.equal(roundOf({ state: "closed", voting: round() }), null);
  assert.deepEqual([roundOf(null), roundOf({ state: "open" })], [null, null]);
});

test("a round is about challenges, and where it says so about some of them", () => {
  assert.equal(takes(round(), { id: "a", kind: "challenge" }), true);
  assert.equal(takes(round({ candidates: ["b"] }), { id: "a", kind: "challenge" }), false);
  assert.equal(takes(round(), { id: "a", kind: "industry" }), false);
  assert.equal(takes(round(), null), false);
});

test("what is on its way counts instead of what was acknowledged", () => {
  const given = givenIn(round(), ballot({ a: 2, b: 1 }), new Map([["a", 0], ["c", 2]]));
  assert.deepEqual([...given], [["b", 1], ["c", 2]]);
  assert.equal(leftIn(round(), given), 2);
});

test("the ballot of another round counts nothing", () => {
  assert.equal(givenIn(round(), ballot({ a: 2 }, 1), new Map()).size, 0);
  assert.equal(givenIn(round(), null, new Map()).size, 0);
});

test("nobody gives more dots than there are, nor fewer than none", () => {
  const given = new Map([["a", 3], ["b", 2]]);
  assert.equal(withOne(round(), given, "a", 1), null);
  assert.equal(withOne(round(), given, "a", -1), 2);
  assert.equal(withOne(round(), given, "c", -1), null);
  assert.equal(withOne(round(), new Map([["a", 3]]), "c", 1), 1);
});

test("the first places bring along who shares the last of them, and leave out who has nothing", () => {
  const all = [place("a", 5), place("b", 3, 2, true), place("c", 3, 2, true), place("d", 0, 4)];
  assert.deepEqual(firstPlaces(all, 2).map(({ element }) => element), ["a", "b", "c"]);
  assert.deepEqual(firstPlaces(all, 9).map(({ element }) => element), ["a", "b", "c"]);
  assert.deepEqual(firstPlaces([place("d", 0)], 3), []);
});

test("a place is told with its dots, and that it is shared", () => {
  const words = { "dots.other": "{count} dots", "fact.place.other": "Place {rank}: {dots} from {count}.", "fact.tied.other": "Place {rank}, shared: {dots} from {count}." };
  const speech = new Speech(words, {}, "en");
  const result = { standings: [place("a", 5, 1, false, 3), place("b", 3, 2, true, 2), place("c", 0, 3)] };
  assert.deepEqual(["a", "b", "c", "x"].map((id) => resultWords(result, id, speech)), ["Place 1: 5 dots from 3.", "Place 2, shared: 3 dots from 2.", "", ""]);
  assert.equal(resultWords(null, "a", speech), "");
});

test("a narrowed step closes the other kinds and types, not for who facilitates", () => {
  const step = { title: "S", minutes: 5, takes: ["stakeholder", "link"], kinds: ["research"], link_types: ["knowledge"] };
  const shop = { state: "open", step: 0, steps: [step] };
  const [one, lead] = [{ id: "participant:1", may: ["contribute"] }, { id: "account:1", may: ["contribute", "facilitate"] }];
  assert.deepEqual(["research", "civil", "challenge"].map((tool) => closedBecause(tool, shop, one)), [null, "closed.kind", "closed.step"]);
  assert.equal(closedBecause("civil", shop, lead), null);
  assert.deepEqual(toolsOfStep(shop), ["research", "link"]);
  assert.deepEqual([typesNow("civil", "nature", shop, one), typesNow("civil", "challenge", shop, one)], [["knowledge"], []]);
  assert.equal(typesNow("civil", "nature", shop, lead).length, 10);
});

test("what waits without a place stands below the map, nothing on another", () => {
  const places = Array.from({ length: 12 }, (_, index) => restingPlace({ x1: 0, x2: 100, y2: 400 }, index));
  assert.ok(places.every(({ y }) => y > 400));
  assert.equal(new Set(places.map(({ x, y }) => `${x} ${y}`)).size, 12);
  assert.equal(restingPlace(null, 0).y, 0);
});
