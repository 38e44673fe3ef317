// Numbers are written as Python writes them: the cases are those of tests/test_numerals.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { count, number } from "../../viz/sparql/numerals.js";

const cases = JSON.parse(readFileSync(new URL("numerals.json", import.meta.url), "utf8"));

for (const [value, text] of cases.counts) test(`counts: ${text}`, () => assert.equal(count(value), text));
for (const [value, english, chinese] of cases.numbers) {
  test(`numbers: ${english}`, () => {
    assert.equal(number(value, "en"), english);
    assert.equal(number(value, "zh"), chinese);
  });
}
