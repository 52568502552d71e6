import assert from "node:assert/strict";
import { test } from "node:test";

import { isLong, shortened } from "../../sotecin_graph/live/canvas/labels.js";
import { loudIds } from "../../sotecin_graph/live/canvas/loudness.js";
import { EVERYTHING, elementRows, linkCounts } from "../../sotecin_graph/live/canvas/rows.js";
import { closedBecause, mayChange, toolsOfStep, typesBetween } from "../../sotecin_graph/live/canvas/rules.js";
import { sentence, summary } from "../../sotecin_graph/live/canvas/sentences.js";
import { Speech } from "../../sotecin_graph/live/canvas/speech.js";
import { personColour, themeOf } from "../../sotecin_graph/live/canvas/tokens.js";

const workshop = (takes, more = {}) => ({ state: "open", step: 0, steps: [{ title: "S", minutes: 5, takes }], ...more });
const state = (elements, links = [], shop = null) => ({
  elements: new Map(elements.map((one) => [one.id, { votes: 0, note: "", problem: "", ...one }])), links: new Map(links.map((one) => [one.id, one])), workshop: shop,
});

test("links fit what they join", () => {
  assert.equal(typesBetween("industry", "nature").length, 10);
  assert.deepEqual(typesBetween("civil", "challenge"), ["faces", "owns", "help"]);
  assert.deepEqual(typesBetween("challenge", "challenge"), ["depends"]);
  assert.deepEqual(typesBetween("challenge", "civil"), ["about"]);
});

test("a step closes the tools that it does not take, but not for facilitators, and votes for all", () => {
  const shop = workshop(["challenge"]);
  assert.equal(closedBecause("industry", shop, { id: "participant:1", may: ["contribute"] }), "closed.step");
  assert.equal(closedBecause("challenge", shop, { id: "participant:1", may: ["contribute"] }), null);
  assert.equal(closedBecause("industry", shop, { id: "account:1", may: ["contribute", "facilitate"] }), null);
  assert.equal(closedBecause("vote", shop, { id: "account:1", may: ["contribute", "facilitate"] }), "closed.vote");
  assert.equal(closedBecause("challenge", workshop(["challenge"], { state: "closed" }), { id: "participant:1", may: ["contribute"] }), "closed.workshop");
  assert.equal(closedBecause("challenge", null, { id: "", may: [] }), "closed.read");
  assert.deepEqual(toolsOfStep(shop), ["challenge"]);
});

test("after the workshop people with an account go on, participants do not", () => {
  const over = workshop([], { state: "closed" });
  const [account, participant] = [{ id: "account:1", may: ["contribute"] }, { id: "participant:1", may: ["contribute", "edit"] }];
  assert.deepEqual([closedBecause("challenge", over, account), closedBecause("challenge", over, participant)], [null, "closed.workshop"]);
  assert.deepEqual([mayChange({ by_id: "account:1" }, over, account), mayChange({ by_id: "x" }, over, account)], [true, false]);
  assert.deepEqual([mayChange({ by_id: "x" }, workshop([]), participant), mayChange({ by_id: "x" }, over, participant)], [true, false]);
});

test("the projector speaks of what the step is about", () => {
  const voted = [{ id: "a", kind: "challenge", votes: 9, seq: 1 }, { id: "b", kind: "challenge", votes: 2, seq: 2 }, { id: "c", kind: "civil", seq: 3 }];
  assert.deepEqual([...loudIds(state(voted, [], workshop(["vote"])))], ["a"]);
  assert.deepEqual([...loudIds(state(voted, [], workshop(["challenge"])))], ["b", "a"]);
  assert.deepEqual([...loudIds(state(voted, [], workshop(["stakeholder"])))], ["c"]);
});

test("the table begins with what is new, then challenges by votes", () => {
  const map = state([{ id: "s", kind: "civil", name: "S", seq: 1 }, { id: "c", kind: "challenge", name: "C", votes: 1, seq: 2 }, { id: "d", kind: "challenge", name: "D", votes: 5, seq: 3 }, { id: "n", kind: "civil", name: "N", seq: 4 }]);
  const rows = elementRows(map, EVERYTHING, new Map([["n", "Zsófi"]]));
  assert.deepEqual(rows.map((row) => row.element.id), ["n", "d", "c", "s"]);
});

test("links count at both ends", () => {
  assert.deepEqual([...linkCounts(state([], [{ id: "l", source: "a", target: "b" }, { id: "m", source: "a", target: "a" }]))], [["a", 2], ["b", 1]]);
});

test("long names are cut at a word and longer words are broken", () => {
  assert.equal(shortened("A repair costs more than a new shirt and nobody tells you so", "challenge"), "A repair costs more than a new shirt and nobody…");
  assert.equal(shortened("Bundesarbeitsgemeinschaft", "civil"), "Bundesarbeits- gemeinschaft");
  assert.equal(shortened("  City   Waste ", "government"), "City Waste");
});

test("words fill their places and fall back to the key", () => {
  const speech = new Speech({ "did.placed": "{by} added “{name}”.", "changes.other": "{count} changes by {names}" }, {}, "en");
  const placed = (by) => ({ kind: "placed", by, payload: { elements: [{}], links: [] }, name: "<b>x</b>" });
  assert.equal(sentence(placed("Ilse"), speech), "Ilse added “<b>x</b>”.");
  assert.equal(summary([placed("Ilse"), placed("Mateo"), placed("Ilse")], speech), "3 changes by Ilse and Mateo");
  assert.equal(speech.say("not.there"), "not.there");
});

test("plural forms follow the language", () => {
  const words = { "votes.one": "{count} vot", "votes.few": "{count} voturi", "votes.other": "{count} de voturi" };
  const speech = new Speech(words, {}, "ro");
  assert.deepEqual([1, 2, 20].map((count) => speech.count("votes", count)), ["1 vot", "2 voturi", "20 de voturi"]);
});

test("none is plural in Portugal", () => {
  const speech = new Speech({ "votes.one": "{count} voto", "votes.other": "{count} votos" }, {}, "pt-PT");
  assert.deepEqual([0, 1, 2, 1000000].map((count) => speech.count("votes", count)), ["0 votos", "1 voto", "2 votos", "1000000 votos"]);
});

test("the theme follows the luminance of the ground", () => {
  assert.deepEqual(["#FBF8F2", " #14181F", "rgb(20, 24, 31)", "#fff", "nonsense"].map(themeOf), ["light", "dark", "dark", "light", "light"]);
  assert.equal(personColour("p1"), personColour("p1"));
});

test("words that a card holds in three short lines keep their size", () => {
  assert.equal(isLong("Four bags in ten arrive wet"), false);
  assert.equal(isLong("Tenders ask for new cloth only"), false);
  assert.equal(isLong("Δεν υπάρχει χρηματοδότηση"), true);
  assert.equal(isLong("Sorted film is bought by nobody in the region…"), true);
});

test("what is locked stands for all who do not facilitate, and votes go on", () => {
  const one = { id: "participant:1", may: ["contribute", "edit"] };
  const lead = { id: "account:1", may: ["contribute", "edit", "facilitate"] };
  const levers = (/** @type {any} */ more) => ({ ...workshop(["challenge", "vote"]), levers: { is_locked: false, locked: [], ...more } });
  const whole = levers({ is_locked: true });
  const part = levers({ locked: ["e1"] });

  assert.deepEqual(["challenge", "vote"].map((tool) => closedBecause(tool, whole, one)), ["closed.locked", null]);
  assert.equal(closedBecause("challenge", whole, lead), null);
  assert.deepEqual(["e1", "e2"].map((id) => mayChange({ id, by_id: "" }, part, one)), [false, true]);
  assert.deepEqual([mayChange({ id: "e2", by_id: "" }, whole, one), mayChange({ id: "e1", by_id: "" }, part, lead)], [false, true]);
  assert.equal(mayChange({ id: "e2", by_id: one.id }, { ...levers({}), is_moderated: true }, one), false);
});
