// The SPARQL page: what is refused before it runs, where an error stands, terms, completion, files.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { page } from "./page.mjs";

page({
  guard: JSON.parse(process.env.AIGRAPH_GUARD), // what src/aigraph/stores/guard.py gives the page
  language: "en", day: "2025-06-01", graphs: "https://w3id.org/aigraph/graph/", things: "https://w3id.org/aigraph/id/", ontology: "https://w3id.org/aigraph/ns/",
  prefixes: { ag: "https://w3id.org/aigraph/ns/", chip: "https://w3id.org/aigraph/id/chips/", rdfs: "http://www.w3.org/2000/01/rdf-schema#", o: "https://other.org/", ours: "https://other.org/our-" },
  words: { "Show all": "显示全部", "Stopped at the time limit of {0} s. The engine is restarting.": "已在 {0} 秒时限处停止。" },
});
const { query } = await import("../../viz/sparql/query.js");
const { terms } = await import("../../viz/sparql/terms.js");
const { completionsOf } = await import("../../viz/sparql/complete.js");
const { address } = await import("../../viz/sparql/address.js");
const { isWord, now, word } = await import("../../viz/sparql/words.js");

const AG = "https://w3id.org/aigraph/ns/";
const uri = (value) => ({ type: "uri", value });
const literal = (value, datatype) => ({ type: "literal", value, ...(datatype && { datatype: `http://www.w3.org/2001/XMLSchema#${datatype}` }) });
beforeEach(() => { now.language = "en"; });

describe("what is asked", () => {
  for (const [text, form] of [
    ["SELECT * { ?s ?p ?o }", "SELECT"], ["ask { ?s ?p ?o }", "ASK"], ["CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"], ["DESCRIBE <x>", "DESCRIBE"],
    ["PREFIX a: <b>\nBASE <c>\nSELECT * {}", "SELECT"], ["# INSERT\nSELECT * {}", "SELECT"],
    ['SELECT * { ?s ?p "SERVICE <x>" }', "SELECT"], ["SELECT ?service { ?service ag:service ?x }", "SELECT"],
  ]) test(`is taken: ${text.replaceAll("\n", " ")}`, () => assert.equal(query.prepare(text).form, form));
  for (const [text, said] of [
    ["INSERT DATA { <a> <b> <c> }", /^INSERT would change/], ["PREFIX a: <b> delete WHERE { ?s ?p ?o }", /^DELETE would change/], ["LOAD <http://x>", /^LOAD/],
    ["SELECT * { SERVICE <http://x> { ?s ?p ?o } }", /^SERVICE/], ["SELECT * { service silent <http://x> {} }", /^SERVICE/],
    ["SELECT * FROM <http://x/> { ?s ?p ?o }", /^FROM/], ["SELECT * { #\r SERVICE <http://x> {} }", /^SERVICE/], ["SELECT * { ?s ag:x\\# ?o SERVICE <http://x> {} }", /^SERVICE/],
    ["PREFIX h: <http://x:> ASK { ?s ?p h:SERVICE<http://x>{} }", /^A name of this query/], ["ASK { FILTER(1<'>')SERVICE<http://x>{} FILTER(''='') }", /^A '<'/],
    ["ASK { ?s ?p '\\u0027' }", /^An escape/], ["ASK { ?s ag:\\x ?service }", /^A backslash/], ["SELECT * FROM NAMED <file:///etc/passwd> {}", /^FROM/],
    ["", /^This is not a query/], ["hello", /^This is not a query/],
  ]) test(`is refused: ${text}`, () => assert.throws(() => query.prepare(text), { message: said }));
  test("graphs of the release may be named", () => {
    assert.ok(!query.prepare("SELECT * FROM <https://w3id.org/aigraph/graph/derived> {}").union);
  });
  test("without FROM all graphs are asked together", () => assert.ok(query.prepare("SELECT * {}").union));
  test("prefixes are declared on a line of their own before the query", () => {
    const [first, ...rest] = query.prepare("SELECT *\n{}").query.split("\n");
    assert.ok(first.includes(`PREFIX ag: <${AG}>`));
    assert.ok(first.startsWith("BASE <https://w3id.org/aigraph/id/>"));
    assert.deepEqual(rest, ["SELECT *", "{}"]);
  });
});

describe("where an error stands", () => {
  test("the line of prefixes does not count", () => {
    const { line, column, message } = query.place("error at 3:7: expected one of \"{\", ['a'..='z']");
    assert.deepEqual([line, column, message], [2, 7, 'expected one of "{"']);
  });
  test("an error without a place has none", () => assert.equal(query.place("out of memory"), null));
  test("an error in our own line is not the reader's", () => assert.equal(query.place("error at 1:7: x"), null));
});

describe("terms", () => {
  test("an address is shortened by the longest space that fits", () => {
    assert.equal(terms.shorten(`${AG}Chip`), "ag:Chip");
    assert.equal(terms.shorten("https://w3id.org/aigraph/id/chips/h100"), "chip:h100");
    assert.equal(terms.shorten("https://example.org/x"), "https://example.org/x");
    assert.equal(terms.shorten(AG), AG);
    assert.deepEqual(["https://other.org/our-x", "https://other.org/x"].map(terms.shorten), ["ours:x", "o:x"]);
    assert.equal(terms.shorten(`${AG}a/b`), `${AG}a/b`);
    assert.equal(terms.shorten(`${AG}end.`), `${AG}end.`);
  });
  test("marks that turn or hide text are shown by their number", () => {
    assert.equal(terms.brief("a\u202eb\u0000\ufeff", 99), "a[U+202E]b[U+0000][U+FEFF]");
  });
  test("a long text is cut to the length asked for", () => {
    assert.equal(terms.brief("abcdef", 6), "abcdef");
    assert.equal(terms.brief("abcdefg", 6), "abcde…");
    assert.equal(terms.brief("a\n  b", 9), "a b");
  });
  test("only numbers that are numbers count as such", () => {
    assert.ok(terms.isNumber(literal("1.5", "decimal")));
    for (const term of [undefined, literal("1.5"), literal("x", "integer"), literal("INF", "double"), uri("1")]) assert.ok(!terms.isNumber(term));
  });
  test("a name is in the language of the page, else in any", () => {
    const labels = { a: { en: "chip", zh: "芯片" }, b: { zh: "无" } };
    assert.deepEqual([terms.label(uri("a"), labels), terms.label(uri("b"), labels), terms.label(uri("c"), labels)], ["chip", "无", ""]);
    now.language = "zh";
    assert.equal(terms.label(uri("a"), labels), "芯片");
  });
  test("numbers are sorted as numbers, before words; nothing comes among the words first", () => {
    const rows = [literal("b"), literal("10", "integer"), undefined, literal("9", "integer"), literal("a2"), literal("a10")].map((x) => ({ x }));
    assert.deepEqual(terms.sorted(rows, "x", {}).map(({ x }) => x?.value), ["9", "10", undefined, "a2", "a10", "b"]);
  });
  test("sorting leaves the rows of the result as they were", () => {
    const rows = [{ x: literal("b") }, { x: literal("a") }];
    terms.sorted(rows, "x", {});
    assert.equal(rows[0].x.value, "b");
  });
});

describe("files", () => {
  const result = { variables: ["=a", "b"], rows: [{ "=a": literal("@x"), b: literal("-1", "integer") }, { b: { type: "triple", value: { subject: uri("s"), predicate: uri("p"), object: literal('o"') } } }] };
  test("CSV guards texts and headings, and leaves numbers numbers", () => {
    assert.equal(terms.csv(result), '\ufeff"\'=a","b"\r\n"\'@x",-1\r\n"","<< s p o"" >>"\r\n');
  });
  test("blanks before a sign do not hide a formula", () => {
    assert.ok(terms.csv({ variables: ["a"], rows: [{ a: literal(" =1") }] }).includes("\"' =1\""));
  });
  test("JSON has the form of SPARQL results", () => {
    assert.deepEqual(JSON.parse(terms.json(result)), { head: { vars: ["=a", "b"] }, results: { bindings: result.rows } });
  });
});

describe("completion", () => {
  const names = [[`${AG}Chip`, "en", "chip"], [`${AG}Chip`, "zh", "芯片"], ["https://w3id.org/aigraph/id/chips/h100", "en", `long ${"x".repeat(60)}`], ["https://example.org/x", "en", "elsewhere"]];
  test("offers each thing once, by a name that a query can hold", () => {
    assert.deepEqual(completionsOf(names).map(({ label }) => label), ["ag:Chip", "chip:h100"]);
  });
  test("tells the English name, cut", () => {
    const [first, second] = completionsOf(names);
    assert.equal(first.detail, "chip");
    assert.equal(second.detail.length, 40);
  });
  test("offers nothing before the engine has told names", () => assert.deepEqual(completionsOf([]), []));
});

describe("words and address", () => {
  test("values stand where the message has their numbers", () => {
    assert.equal(word("tooLong", 5), "Stopped at the time limit of 5 s. The engine is restarting.");
    now.language = "zh";
    assert.equal(word("tooLong", 5), "已在 5 秒时限处停止。");
  });
  test("words of an object's own kind are no words of the page", () => {
    assert.ok(isWord("whole") && !isWord("toString") && !isWord("error 3:7"));
  });
  test("the address names the view, and no day where it is the release's own", () => {
    assert.equal(address({ q: "ASK {}", view: "table" }), "#q=ASK+%7B%7D&view=table");
  });
});

describe("links", () => {
  const link = (term, labels = {}) => terms.node(term, labels).children[0];
  test("a thing of the graph leads to a query for all that is said of it", () => {
    const made = link(uri(`${AG}Chip`), { [`${AG}Chip`]: { en: "chip" } });
    assert.equal(made.textContent, "chip");
    assert.ok(new URLSearchParams(made.attributes.href.slice(1)).get("q").includes(`{ <${AG}Chip> ?property ?value }`));
  });
  test("an address elsewhere opens in a window of its own, without a way back", () => {
    const { attributes } = link(uri("https://example.org/x"));
    assert.deepEqual([attributes.href, attributes.rel, attributes.target], ["https://example.org/x", "noopener noreferrer", "_blank"]);
  });
  for (const address of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"]) {
    test(`${address} is text`, () => assert.equal(link(uri(address)).tagName, "SPAN"));
  }
});
