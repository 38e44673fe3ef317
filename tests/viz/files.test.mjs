// What can be taken from a page: the table as CSV, the picture as SVG.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { page } from "./page.mjs";

page();
const { edges } = await import("../../viz/data.js");
const { now } = await import("../../viz/now.js");
const { read } = await import("../../viz/state.js");
const { compute } = await import("../../viz/shown.js");
const { cells, csv, sort, sortedStatements } = await import("../../viz/rows.js");
const { picture } = await import("../../viz/picture.js");
const { card } = await import("../../viz/card.js");
const { lines } = await import("../../viz/lines.js");
const { escape, svg } = await import("../../viz/svg.js");

const show = () => {
  compute();
  picture.show(true);
};
beforeEach(() => {
  Object.assign(sort, { by: 0, down: false });
  read("");
  show();
});

describe("the table", () => {
  test("rows are sorted by the subject, and the other way round", () => {
    assert.deepEqual(sortedStatements(), [edges[3], edges[2], edges[0], edges[4]]);
    sort.down = true;
    assert.deepEqual(sortedStatements(), [edges[0], edges[4], edges[2], edges[3]]);
  });
  test("evidence is sorted from the strongest grade to the weakest", () => {
    sort.by = 3;
    assert.deepEqual(sortedStatements().map(({ grade }) => grade), ["stated", "stated", "computed", "assumed"]);
  });
  test("a row says who, what, whom, from which source, where, how well, since when and until when, and when last", () => {
    assert.deepEqual(cells(edges[0]), ["NVIDIA H100", "fabricated by", "", "TSMC", "A report", "p. 1", "stated", "2022-03-01", "", "2023-01-05"]);
    now.state.language = "zh";
    assert.deepEqual(cells(edges[0]).slice(1, 7), ["由……制造", "", "台积电", "报告", "p. 1", "明述"]);
  });
  test("a row has the words of its source", () => {
    assert.equal(cells(edges[4])[2], "is in tension with");
    now.state.language = "zh";
    assert.equal(cells(edges[4])[2], "与…存在张力");
  });
  test("the file has a heading and a row for each statement shown", () => {
    const rows = csv().split("\r\n");
    assert.ok(rows[0].startsWith('\ufeff"Subject","Relation","Wording","Object"'));
    assert.equal(rows.length, 1 + now.shown.statements.length + 1);
    assert.equal(rows.at(-1), "");
  });
  test("no spreadsheet takes a cell for a formula", () => {
    assert.ok(csv().includes(`"'=1+1"`));
    assert.ok(!csv().includes('"=1+1"'));
  });
  for (const start of ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n"]) {
    test(`a text that begins with ${JSON.stringify(start)} gets an apostrophe`, () => {
      const { locator } = edges[0];
      edges[0].locator = `${start}x`;
      assert.ok(csv().includes(`"'${start}x"`));
      edges[0].locator = locator;
    });
  }
  test("quotes are doubled, and a bare CR is a line end within its cell", () => {
    const { locator } = edges[0];
    edges[0].locator = 'a "b"\rc\r\nd';
    assert.ok(csv().includes('"a ""b""\nc\nd"'));
    edges[0].locator = locator;
  });
});

describe("the picture", () => {
  test("every card has its place, and no two share one", () => {
    const places = [...picture.plan.places.values()].map(String);
    assert.equal(places.length, now.shown.cards.size);
    assert.equal(new Set(places).size, places.length);
  });
  test("columns stand in their order from left to right", () => {
    const at = (id) => picture.plan.places.get(id)[0];
    assert.ok(at("organisations/tsmc") < at("chips/h100") && at("chips/h100") < at("applications/chat"));
  });
  test("an open segment has a frame that holds its cards", () => {
    const [frame] = picture.plan.frames;
    for (const id of ["chips/h100", "chips/a100"]) {
      const [x, y] = picture.plan.places.get(id);
      assert.ok(frame.x < x - card.width / 2 && x + card.width / 2 < frame.x + frame.width && frame.y < y && y < frame.y + frame.height);
    }
    now.state.open.clear();
    show();
    assert.deepEqual(picture.plan.frames, []);
  });
  test("the same graph gives the same places", () => {
    const before = JSON.stringify([...picture.plan.places]);
    show();
    assert.equal(JSON.stringify([...picture.plan.places]), before);
  });
  test("a name that is too long for its card is cut", () => {
    const made = card.content({ id: "x", node: { id: "x", label: "a".repeat(300), label_zh: "", remark: "" } });
    assert.ok(made.lines.every((line) => line.length * 10 <= card.width - 36));
    assert.ok(made.lines.at(-1).endsWith("…"));
  });
  test("Chinese breaks anywhere, words only between each other", () => {
    const content = (label) => card.content({ id: label, node: { id: label, label, label_zh: "", remark: "" } }).lines;
    assert.deepEqual(content("甲乙丙丁戊己庚辛壬癸子丑寅"), ["甲乙丙丁戊己庚辛壬癸子", "丑寅"]);
    assert.deepEqual(content("eight letters"), ["eight", "letters"]);
  });
  test("grades differ by their strokes", () => {
    const strokes = Object.values(lines.dashes).map(String);
    assert.equal(new Set(strokes).size, 5);
    assert.deepEqual(lines.style(now.shown.lines.get("applications/chat>servers/dgx")).dash, lines.dashes.assumed);
  });
  test("lines of the chosen card stand out, others step back", () => {
    now.state.selected = "chips/h100";
    show();
    const style = (id) => lines.style(now.shown.lines.get(id));
    assert.ok(style("chips/h100>organisations/tsmc").direct);
    assert.ok(!style("applications/chat>servers/dgx").direct);
    assert.ok(style("chips/h100>organisations/tsmc").opacity > style("applications/chat>servers/dgx").opacity);
  });
  test("the line under a place is found, and none far from all", () => {
    const line = now.shown.lines.get("servers/dgx>chips/h100");
    const [[x1, y1], [x2, y2]] = ["servers/dgx", "chips/h100"].map((id) => picture.plan.places.get(id));
    const bow = x1 === x2 ? card.width / 2 + 31.5 : 0;
    assert.equal(lines.at({ x: (x1 + x2) / 2 + bow, y: (y1 + y2) / 2 }, 6), line);
    assert.equal(lines.at({ x: 1e6, y: 1e6 }, 6), null);
  });
});

describe("the picture as a file", () => {
  test("it has a group for each card, and a path for each line", () => {
    const text = svg();
    assert.equal(text.match(/<g opacity/g).length, now.shown.cards.size);
    assert.equal(text.match(/<path [^>]*stroke-width="[^"]*" opacity=/g).length, now.shown.lines.size);
  });
  test("names are text, whatever they hold", () => {
    const text = svg();
    assert.ok(text.includes("Chips &lt;&amp; servers&gt;"));
    assert.ok(text.includes("Alone &amp; co") && !text.includes("Alone & co"));
  });
  test("what XML forbids is left out, quotes end no attribute", () => {
    assert.equal(escape('a\u0000\u0008b"<>&\n'), "ab&quot;&lt;&gt;&amp;\n");
  });
  test("each line says what it joins and how well that is supported", () => {
    assert.ok(svg().includes("<title>Chat → DGX H100: assumed</title>"));
    now.state.language = "zh";
    assert.ok(svg().includes("<title>聊天 → DGX H100: 假设</title>"));
  });
});
