// The search of the site: what is found, in which order, and what comes near a misspelling.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, likeness, search } from "../../viz/site/match.js";

const entry = (place, ...names) => [place, names[0], "", 0, [], names.map(fold)];
const index = { entries: [entry("c", "Chips of NVIDIA"), entry("a", "NVIDIA"), entry("b", "NVIDIA H100", "Hopper"), entry("d", "Taiwan Semiconductor", "台积电")] };
const places = (text, most = 9) => search(index, text, most).hits.map((hit) => hit.entry[0]);

test("the same name comes first, then names that begin with it, then words that do", () => assert.deepEqual(places("nvidia"), ["a", "b", "c"]));
test("every word must be in one name, in any order", () => {
  assert.deepEqual(places("h100 nvidia"), ["b"]);
  assert.ok(!search(index, "h100 nvidia", 9).near && search(index, "hopper nvidia", 9).near);
});
test("other names find a thing too", () => assert.deepEqual(places("台积电"), ["d"]));
test("no more are told than asked for, and how many there are", () => {
  const found = search(index, "nvidia", 1);
  assert.deepEqual([found.hits.length, found.all, found.near], [1, 3, false]);
});
test("what comes near is told as such", () => {
  const found = search(index, "nvidea", 9);
  assert.deepEqual([found.near, found.hits[0].entry[0]], [true, "a"]);
});
test("nothing comes near nonsense, and nothing is found by blanks", () => {
  assert.deepEqual(places("zzzzqqqq"), []);
  assert.deepEqual(search(index, "  -", 9), { near: false, hits: [] });
});
test("likeness is 1 for the same, 0 for nothing shared", () => {
  assert.equal(likeness("abc", "abc"), 1);
  assert.equal(likeness("abc", "xyz"), 0);
  assert.equal(likeness("abcd", "abxy"), 1 / 3);
});
