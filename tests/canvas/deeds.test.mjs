import assert from "node:assert/strict";
import { test } from "node:test";

import { deedSentence, deedsOf, undoneDeeds, withoutErased } from "../../sotecin_graph/live/canvas/deeds.js";
import { Speech } from "../../sotecin_graph/live/canvas/speech.js";

const speech = new Speech({
  "did.removed": "{by} removed {name}", "did.merged": "{by} merged {name} into {kept}", "did.several": "{by} changed {count} things",
  "did.undone": "{by} undid: {what}", "did.redone": "{by} did again: {what}", "did.undone.plain": "{by} undid something", "did.linked": "{by} linked {name}",
}, {}, "en");
const change = (revision, deed, kind, payload = { elements: ["a"], links: [] }, more = {}) =>
  ({ revision, deed, undoes: null, kind, payload, by: "Ilse", by_id: "p1", at: "", name: "A", ...more });

test("changes of one deed are one row with the last revision", () => {
  const deeds = deedsOf([change(1, "d1", "removed"), change(2, "d1", "unlinked"), change(3, "d2", "removed")]);
  assert.deepEqual(deeds.map((deed) => [deed.deed, deed.revision, deed.changes.length]), [["d1", 2, 2], ["d2", 3, 1]]);
});

test("changes without a deed stay rows of their own", () => {
  assert.equal(deedsOf([change(1, "", "removed"), change(2, "", "removed")]).length, 2);
});

test("what was undone is undone, and what was redone is not", () => {
  const deeds = deedsOf([change(1, "d1", "removed"), change(2, "d2", "placed", undefined, { undoes: "d1" })]);
  assert.deepEqual([...undoneDeeds(deeds)], ["d1"]);
  const again = [...deeds, ...deedsOf([change(3, "d3", "removed", undefined, { undoes: "d2" })])];
  assert.deepEqual([...undoneDeeds(again)], ["d2"]);
});

test("undoing and redoing are told by what was done at first", () => {
  const deeds = deedsOf([change(1, "d1", "removed"), change(2, "d2", "placed", undefined, { undoes: "d1" }), change(3, "d3", "removed", undefined, { undoes: "d2" })]);
  assert.deepEqual(deeds.slice(1).map((deed) => deedSentence(deed, deeds, speech)), ["Ilse undid: Ilse removed A", "Ilse did again: Ilse removed A"]);
});

test("a merge is one sentence with both names", () => {
  const deeds = deedsOf([
    change(1, "d1", "edited", { element: "b", values: { aliases: ["A"] }, versions: {} }, { name: "B" }), change(2, "d1", "unlinked", { links: ["l"] }),
    change(3, "d1", "removed"),
  ]);
  assert.equal(deedSentence(deeds[0], deeds, speech), "Ilse merged A into B");
});

test("a deed whose undone deed is not known is told without it", () => {
  const deeds = deedsOf([change(9, "d9", "placed", undefined, { undoes: "d1" })]);
  assert.equal(deedSentence(deeds[0], deeds, speech), "Ilse undid something");
});

test("whom an erasure took out is somebody, and what told of them is gone", () => {
  const log = [change(3, "d3", "removed"), change(2, "d2", "placed"), change(1, "d1", "placed")];
  const left = withoutErased(log, { deeds: [1], texts: [2] });
  assert.deepEqual(left.map(({ revision, by, by_id }) => [revision, by, by_id]), [[3, log[0].by, log[0].by_id], [1, "", "erased"]]);
});
