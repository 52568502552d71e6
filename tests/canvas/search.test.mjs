import assert from "node:assert/strict";
import { test } from "node:test";

import { folded, wordsOf } from "../../sotecin_graph/live/canvas/folding.js";
import { answer, excerpt } from "../../sotecin_graph/live/canvas/search.js";
import { elementRows, linkRows } from "../../sotecin_graph/live/canvas/rows.js";

const element = (name, more = {}) => ({ id: name, seq: 1, kind: "civil", name, votes: 0, problem: "", wish: "", note: "", by: "Ilse", ...more });
const found = (wanted, one) => answer(one, wordsOf(wanted), folded("Civil society"));

test("letters are one whatever case, accents and keyboard", () => {
  const same = [
    ["İSTANBUL", "istanbul"], ["ışık", "ISIK"], ["Iğdır", "igdir"], ["Straße", "STRASSE"], ["GROẞ", "gross"], ["Ύφασμα", "υφασμα"], ["ΚΎΚΛΟΣ", "κύκλος"],
    ["Țesături", "tesaturi"], ["Ţesături", "Țesături"], ["Árvíztűrő", "arvizturo"], ["Łódź", "lodz"], ["Ґанок", "ганок"], ["Københavns", "kobenhavns"],
    ["Ћилим", "ћилим"], ["և", "եւ"], ["ＤＥＬＴＡ", "delta"], ["don’t", "don't"], ["re‑use", "re-use"], ["a\u00a0b", "a b"],
  ];
  assert.deepEqual(same.filter(([one, other]) => folded(one) !== folded(other)), []);
});

test("letters that differ stay apart", () => {
  const apart = [["u", "o"], ["ss", "s"], ["σ", "ο"], ["г", "ф"], ["i", "j"]];
  assert.deepEqual(apart.filter(([one, other]) => folded(one) === folded(other)), []);
});

test("all words are found, in whichever field", () => {
  const guild = element("Repair Guild West", { aliases: ["Gilde Süd"], problem: "Zips break", wish: "spare zips by type", note: "Open on Tuesdays", by: "Zsófi", also_by: ["Nino"] });
  const wishes = ["guild", "WEST repair", "sud", "zips", "type", "tuesday", "zsofi", "nino", "guild tuesdays", "civil", ""];
  assert.deepEqual(wishes.filter((wish) => !found(wish, guild)), []);
  assert.deepEqual(["guilds", "repair monday", "ilse"].filter((wish) => found(wish, guild)), []);
});

test("names answer before other fields, and the field that answered is told", () => {
  const names = [element("Repairs"), element("The repair shop"), element("Unrepaired"), element("Menders", { note: "They repair" })];
  assert.deepEqual(names.map((one) => found("repair", one).rank), [0, 1, 2, 3]);
  assert.deepEqual([found("repair", names[3]).in.text, found("menders repair", names[3]).in.field, found("civil", names[0]).rank], ["They repair", "note", 4]);
});

test("an edited element is read anew", () => {
  const one = element("Button Bank");
  assert.ok(found("button", one));
  assert.equal(found("button", { ...one, name: "Zip Bank" }), null);
});

test("an excerpt holds the word", () => {
  const text = `${"all sorts of things that nobody asked for ".repeat(4)}and spare zips ${"with more of the same ".repeat(4)}`;
  assert.match(excerpt(text, ["zips"]), /^….*spare zips.*…$/);
  assert.equal(excerpt("short", ["short"]), "short");
  assert.ok(excerpt(text, ["absent"]).startsWith("all sorts"));
});

test("rows follow what answers, the best first; links have their own words", () => {
  const [a, b, c] = [element("Wool", { seq: 1 }), element("The wool farm", { seq: 2 }), element("Lab", { seq: 3 })];
  const link = (id, source, target, type) => ({ id, seq: Number(id), source, target, type, quantity: "", note: "", by: "" });
  const state = { elements: new Map([b, a, c].map((one) => [one.id, one])), links: new Map([link("1", "Wool", "Lab", "money"), link("2", "Lab", "The wool farm", "water")].map((one) => [one.id, one])) };
  const answers = new Map([[b.id, { rank: 1, in: null }], [a.id, { rank: 0, in: null }]]);
  const looked = { shown: new Set(answers.keys()), answers, base: null, links: null, words: ["lab", "money"] };
  assert.deepEqual(elementRows(state, looked, new Map()).map((row) => row.element.name), ["Wool", "The wool farm"]);
  assert.deepEqual(linkRows(state, looked, (type) => type).map((row) => row.link.id), ["1"]);
  assert.deepEqual(linkRows(state, { ...looked, words: [], base: new Set(["Lab", "The wool farm"]) }, (type) => type).map((row) => row.link.id), ["2"]);
});
