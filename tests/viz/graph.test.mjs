// The graph of a page: names, days, what is shown, what is found, what the address keeps.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { page } from "./page.mjs";

const { changes } = page();
const { data, days, edges, gradeName, kind, label, locator, nameIn, nodeById, nodes, period, remark, segmentLabel, segments, weakest } = await import("../../viz/data.js");
const { now } = await import("../../viz/now.js");
const { fragment, known, read, remember } = await import("../../viz/state.js");
const { cardLabel, cardOf, compute, findPath, reach } = await import("../../viz/shown.js");
const { find, fold } = await import("../../viz/find.js");
const { inLanguage, otherLanguage, short, word } = await import("../../viz/text.js");

const [tsmc, h100, a100, dgx, chat, alone] = nodes;
const shownIds = () => [...now.shown.cards.keys()].sort();
beforeEach(() => {
  read("");
  compute();
});

describe("the data", () => {
  test("rows become things with their own edges", () => {
    assert.deepEqual(tsmc.edges, [edges[0], edges[1]]);
    assert.deepEqual(alone.edges, []);
    assert.equal(nodeById.get("chips/h100"), h100);
  });
  test("a segment holds its members in their order", () => {
    assert.deepEqual(segments.get("Chip|nvidia").members, [h100, a100]);
  });
  test("the days are those on which something begins, and the day after something ends", () => {
    assert.deepEqual(days, ["2020-05-01", "2022-03-01", "2025-01-01", "2025-06-01"]);
  });
  test("names fall back to the other language, and then to the identifier", () => {
    assert.equal(label(tsmc), "TSMC");
    now.state.language = "zh";
    assert.equal(label(tsmc), "台积电");
    assert.equal(label(h100), "NVIDIA H100");
    assert.equal(label({ id: "chips/x", label: "", label_zh: "" }), "chips/x");
  });
  test("what has no name in Chinese shows the English one, what has none its key", () => {
    now.state.language = "zh";
    assert.deepEqual([nameIn({ en: "chip", zh: "" }, "k"), nameIn({ en: "", zh: "" }, "k"), nameIn(undefined, "k")], ["chip", "k", "k"]);
  });
  test("remarks and places in sources are told in the language of the page", () => {
    assert.deepEqual([remark(chat), locator(edges[3]), locator(edges[0])], ["for all", "=1+1", "p. 1"]);
    now.state.language = "zh";
    assert.deepEqual([remark(chat), locator(edges[3]), locator(edges[0])], ["面向所有人", "第一页", "p. 1"]);
  });
  test("a segment is named with its kind, unless that is its name", () => {
    assert.equal(segmentLabel(segments.get("Chip|nvidia")), "NVIDIA · chip");
    assert.equal(segmentLabel({ names: { en: "chip" }, key: "k", members: [h100] }), "Chip");
  });
  test("a period shows what is open as dots, and nothing without dates", () => {
    assert.equal(period(edges[0]), "2022-03-01 – …");
    assert.equal(period({ valid_from: "", valid_to: "2024" }), "… – 2024");
    assert.equal(period(edges[2]), "");
  });
  test("the weakest grade is the last in the order of the page", () => {
    assert.equal(weakest([edges[0], edges[1], edges[4]]), "inferred");
    assert.equal(weakest([edges[0]]), "stated");
  });
  test("grades have the names that the catalogue gives them", () => {
    assert.equal(gradeName("assumed"), "assumed");
    now.state.language = "zh";
    assert.equal(gradeName("assumed"), "假设");
    assert.equal(kind(h100), "芯片");
  });
});

describe("the words", () => {
  test("English is the message itself, Chinese is what the page was given", () => {
    assert.equal(word("fit"), "Show all");
    now.state.language = "zh";
    assert.equal(word("fit"), "显示全部");
  });
  test("a message without a translation stays English", () => {
    assert.equal(inLanguage("No such text", "zh"), "No such text");
    assert.equal(inLanguage("Show all", "en"), "Show all");
  });
  test("a list of words is translated word by word", () => {
    now.state.language = "zh";
    assert.deepEqual(word("columns").slice(0, 2), ["主体", "Relation"]);
  });
  test("the button names the language that the page does not speak", () => {
    assert.equal(otherLanguage(), "中文");
    now.state.language = "zh";
    assert.equal(otherLanguage(), "English");
  });
  test("a text of 120 characters is whole, a longer one is cut to 120", () => {
    assert.equal(short("x".repeat(120)), "x".repeat(120));
    assert.equal(short("x".repeat(121)), `${"x".repeat(119)}…`);
  });
});

describe("what is shown", () => {
  test("statements that do not hold on the day are left out", () => {
    assert.deepEqual(now.shown.statements, [edges[0], edges[2], edges[3], edges[4]]);
  });
  test("the last day of a statement belongs to it, the next does not", () => {
    for (const [day, there] of [["2020-04-30", false], ["2020-05-01", true], ["2024-12-31", true], ["2025-01-01", false]]) {
      now.state.day = day;
      compute();
      assert.equal(now.shown.statements.includes(edges[1]), there, day);
    }
  });
  test("without a day every statement is shown", () => {
    now.state.day = "";
    compute();
    assert.deepEqual(now.shown.statements, edges);
  });
  test("a thing all of whose statements belong to other days is not there", () => {
    now.state.day = "2021-01-01";
    compute();
    assert.ok(!shownIds().includes("applications/chat"));
    assert.ok(shownIds().includes("servers/dgx"));
  });
  test("a thing without statements stays on every day", () => {
    now.state.day = "1999-01-01";
    compute();
    assert.ok(shownIds().includes("organisations/alone"));
  });
  test("a hidden kind takes its statements with it", () => {
    now.state.hidden.kinds.add("Organisation");
    compute();
    assert.deepEqual(now.shown.statements, [edges[2], edges[3], edges[4]]);
    assert.equal(now.shown.count, 4);
  });
  test("a hidden band hides all its columns", () => {
    now.state.hidden.bands.add("base");
    compute();
    assert.deepEqual(shownIds(), ["applications/chat"]);
  });
  test("a thing of two regions is hidden only with both", () => {
    now.state.hidden.regions.add("places/us");
    compute();
    assert.ok(shownIds().includes("organisations/alone") && !shownIds().includes("chips/h100"));
    now.state.hidden.regions.add("places/taiwan");
    compute();
    assert.deepEqual(shownIds(), ["applications/chat", "servers/dgx"]);
  });
  test("things without a place are a region of their own", () => {
    now.state.hidden.regions.add("");
    compute();
    assert.ok(!shownIds().includes("servers/dgx") && shownIds().includes("chips/h100"));
  });
  test("a hidden grade hides statements, not things", () => {
    now.state.hidden.grades.add("stated");
    compute();
    assert.deepEqual(now.shown.statements, [edges[3], edges[4]]);
    assert.equal(now.shown.count, 6);
  });
  test("a closed segment is one card, and what joins its members is no line", () => {
    now.state.open.clear();
    compute();
    assert.deepEqual(shownIds(), ["applications/chat", "organisations/alone", "organisations/tsmc", "s:Chip|nvidia", "servers/dgx"]);
    assert.deepEqual(now.shown.cards.get("s:Chip|nvidia").members, [h100, a100]);
    assert.ok(!now.shown.lines.has("s:Chip|nvidia>s:Chip|nvidia"));
    assert.equal(cardLabel(cardOf("chips/a100")), "NVIDIA · chip");
  });
  test("a segment of which one member is left is not closed", () => {
    now.state.open.clear();
    now.state.hidden.kinds.add("Organisation");
    a100.kind = "Organisation";
    compute();
    a100.kind = "Chip";
    assert.ok(shownIds().includes("chips/h100"));
  });
  test("a line of several statements looks like the weakest", () => {
    now.state.open.clear();
    now.state.day = "";
    compute();
    const line = now.shown.lines.get("s:Chip|nvidia>organisations/tsmc");
    assert.deepEqual([line.edges, line.grade], [[edges[0], edges[1]], "inferred"]);
  });
  test("what a card depends on and what depends on it is reached, things beside it are not followed", () => {
    const found = reach(cardOf("servers/dgx"));
    assert.deepEqual([...found.cards].map(({ id }) => id).sort(), ["applications/chat", "chips/h100", "organisations/tsmc", "servers/dgx"]);
    assert.deepEqual(new Set(found.edges), new Set([edges[0], edges[2], edges[3]]));
  });
  test("neighbours are reached by whatever relation", () => {
    assert.ok(reach(cardOf("chips/a100")).edges.has(edges[4]));
  });
  test("a path is the shortest, in whichever direction its statements run", () => {
    assert.deepEqual(findPath(chat, tsmc), [edges[3], edges[2], edges[0]]);
    assert.deepEqual(findPath(tsmc, chat), [edges[0], edges[2], edges[3]]);
  });
  test("there is no path along statements that are hidden", () => {
    now.state.hidden.grades.add("assumed");
    compute();
    assert.equal(findPath(chat, tsmc), null);
    assert.equal(findPath(tsmc, alone), null);
  });
});

describe("the state in the address", () => {
  test("at the beginning nothing is written", () => assert.equal(fragment(), ""));
  test("what was chosen is read again as it was written", () => {
    Object.assign(now.state, { selected: "chips/h100", day: "2024-01-01", language: "zh", theme: "dark", tab: "table", view: [1.23456, -2, 0.5] });
    now.state.open.clear();
    now.state.hidden.kinds.add("Chip").add("Application");
    const said = fragment();
    const { state } = now;
    read(said);
    assert.deepEqual(now.state, { ...state, view: [1.235, -2, 0.5] });
  });
  test("any day and all segments have words of their own", () => {
    data.closed = true;
    read("");
    now.state.day = "";
    now.state.open = new Set(segments.keys());
    assert.equal(fragment(), "day=any&open=all");
    read("day=any&open=all");
    assert.deepEqual([now.state.day, now.state.open.size], ["", 1]);
    data.closed = false;
  });
  test("a path is kept by its two ends", () => {
    read("path=chips/h100~organisations/tsmc");
    assert.deepEqual(now.state.path, ["chips/h100", "organisations/tsmc"]);
  });
  for (const said of ["at=chips/none", "at=s:none", "path=chips/h100", "path=chips/h100~x", "day=2024-1-1", "day=2024-01-011", "day=<script>", "language=fr", "theme=red", "tab=x",
    "k=None~Nothing", "open=none", "view=1,2", "view=1,2,0", "view=1,2,-1", "view=1,NaN,1", "__proto__=1"]) {
    test(`what the page does not know is not taken: ${said}`, () => {
      read(said);
      const { state } = now;
      read(said.startsWith("open") ? "open=" : "");
      assert.deepEqual(state, now.state);
    });
  }
  test("a segment can be chosen, by the mark of segments only", () => {
    assert.ok(known("s:Chip|nvidia") && known("chips/h100"));
    assert.ok(!known("Chip|nvidia") && !known(""));
  });
  test("the address is written when the state has changed, and cleared when it is as at first", () => {
    now.state.selected = "chips/h100";
    remember();
    window.location.hash = "#at=chips%2Fh100";
    remember();
    read("");
    remember();
    assert.deepEqual(changes, ["#at=chips%2Fh100", "/page.html"]);
    window.location.hash = "";
  });
});

describe("search", () => {
  const ids = (text) => find(text).map(({ id }) => id);
  test("case, width, hyphens and blanks make no difference", () => {
    assert.equal(fold("  ＮＶＩＤＩＡ_H-100 "), "nvidia h 100");
    assert.deepEqual(ids("nvidia-h100"), ["chips/h100"]);
  });
  test("things are found in both languages, whichever the page speaks", () => {
    assert.deepEqual(ids("台积"), ["organisations/tsmc"]);
    assert.deepEqual(ids("tsmc"), ["organisations/tsmc"]);
  });
  test("aliases are names, other facts are not", () => {
    assert.deepEqual(ids("semiconductor"), ["organisations/tsmc"]);
    assert.deepEqual(ids("1987"), []);
  });
  test("names that begin with the text come first", () => {
    assert.deepEqual(ids("h100"), ["servers/dgx", "chips/h100"]);
  });
  test("nothing is found by nothing", () => assert.deepEqual(ids(" - "), []));
});
