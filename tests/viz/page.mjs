// A page for the modules of viz/ without a browser: a small graph, and elements that keep what is set.

const table = (rows) => ({ fields: Object.keys(rows[0] || {}), rows: rows.map((row) => Object.values(row)) });
const node = (id, label, label_zh, kind, column, segment, regions, remark = "", remark_zh = "") => (
  { id, label, label_zh, kind, column, segment, regions, remark, remark_zh });
const edge = (from, to, predicate, grade, valid_from = "", valid_to = "", locator = "p. 1", locator_zh = "", wording = "", last_stated = "") => (
  { from, to, predicate, source: "sources/report", locator, locator_zh, grade, valid_from, valid_to, wording, last_stated });

// TSMC makes two chips of NVIDIA, a server holds one, an application runs on the server; a rule ended.
export const given = () => ({
  language: "en", title: { en: "Chips <& servers>", zh: "芯片与服务器" }, asOf: "2025-06-01", release: "0.1.0-test", focus: "",
  closed: false, opened: [], caveats: [{ en: "Beware.", zh: "注意。" }],
  bands: [{ key: "base", en: "Base", zh: "基础" }, { key: "application", en: "Application", zh: "应用" }],
  columns: [{ band: "base", en: "Makers", zh: "厂商" }, { band: "base", en: "Chips", zh: "芯片" }, { band: "application", en: "Uses", zh: "用途" }],
  words: { "Show all": "显示全部", Subject: "主体" },
  grades: ["stated", "computed", "estimated", "inferred", "assumed"],
  gradeNames: { stated: { en: "stated", zh: "明述" }, computed: { en: "computed", zh: "计算" }, estimated: { en: "estimated", zh: "估计" }, inferred: { en: "inferred", zh: "推断" }, assumed: { en: "assumed", zh: "假设" } },
  kinds: {
    Organisation: { en: "organisation", zh: "机构", column: 0, shape: 0 }, Chip: { en: "chip", zh: "芯片", column: 1, shape: 1 },
    Application: { en: "application", zh: "应用", column: 2, shape: 2 },
  },
  predicates: {
    fabricatedBy: { en: "fabricated by", zh: "由……制造", flow: -1 }, contains: { en: "contains", zh: "包含", flow: -1 },
    runsOn: { en: "runs on", zh: "运行于", flow: -1 }, rivals: { en: "competes with", zh: "竞争", flow: 0 },
  },
  segments: { "Chip|nvidia": { en: "NVIDIA", zh: "英伟达" } },
  regions: { "places/taiwan": { en: "Taiwan", zh: "台湾" }, "places/us": { en: "United States", zh: "美国" } },
  sources: { "sources/report": { en: "A report", zh: "报告", url: "https://example.org/a" } },
  wordings: { "is in tension with": { en: "is in tension with", zh: "与…存在张力" } },
  nodes: table([
    node("organisations/tsmc", "TSMC", "台积电", "Organisation", 0, "", ["places/taiwan"]),
    node("chips/h100", "NVIDIA H100", "", "Chip", 1, "Chip|nvidia", ["places/us"]),
    node("chips/a100", "NVIDIA A100", "", "Chip", 1, "Chip|nvidia", ["places/us"]),
    node("servers/dgx", "DGX H100", "", "Chip", 1, "", []),
    node("applications/chat", "Chat", "聊天", "Application", 2, "", [], "for all", "面向所有人"),
    node("organisations/alone", "Alone & co", "", "Organisation", 0, "", ["places/us", "places/taiwan"]),
  ]),
  edges: table([
    edge(1, 0, "fabricatedBy", "stated", "2022-03-01", "", "p. 1", "", "", "2023-01-05"),
    edge(2, 0, "fabricatedBy", "inferred", "2020-05-01", "2024-12-31"),
    edge(3, 1, "contains", "stated"),
    edge(4, 3, "runsOn", "assumed", "2025-01-01", "", "=1+1", "第一页"),
    edge(1, 2, "rivals", "computed", "", "", "p. 1", "", "is in tension with"),
  ]),
  facts: { "organisations/tsmc": [["name (alias)", "别名", "Taiwan Semiconductor Manufacturing", "sources/report", "p. 2", "stated"], ["founded", "成立", "1987", "", "", ""]] },
  routes: [],
});

// An element that keeps attributes, children, text and listeners, and measures nothing.
class Element {
  constructor(name) {
    Object.assign(this, { tagName: name.toUpperCase(), children: [], attributes: {}, dataset: {}, style: {}, options: [], text: "", clientWidth: 1000, clientHeight: 700 });
  }
  get textContent() { return this.text + this.children.map((child) => child.textContent ?? child).join(""); }
  set textContent(text) { [this.text, this.children] = [text, []]; }
  append(...parts) { this.children.push(...parts); }
  replaceChildren(...parts) { [this.text, this.children] = ["", parts]; }
  setAttribute(name, value) { this.attributes[name] = value; }
  removeAttribute(name) { delete this.attributes[name]; }
  addEventListener() {}
  // Ten units for each character, so that a test can say what is cut where.
  getContext() { return { measureText: (text) => ({ width: text.length * 10 }) }; }
}

export function page(data = given(), address = "") {
  const elements = new Map();
  const byId = (id) => {
    if (!elements.has(id)) elements.set(id, new Element("div"));
    return elements.get(id);
  };
  byId("data").textContent = JSON.stringify(data);
  const changes = [];
  Object.assign(globalThis, {
    document: { getElementById: byId, createElement: (name) => new Element(name), documentElement: new Element("html"), addEventListener() {}, querySelectorAll: () => [] },
    window: { location: { hash: address, pathname: "/page.html", search: "" }, history: { replaceState: (...change) => changes.push(change[2]) }, addEventListener() {}, matchMedia: () => ({ matches: false, addEventListener() {} }) },
    getComputedStyle: () => ({ getPropertyValue: (name) => `c${name}` }),
    requestAnimationFrame: () => 0,
    Path2D: class { moveTo() {} lineTo() {} bezierCurveTo() {} },
    vis: {
      DataSet: class extends Map { getIds() { return [...this.keys()]; } remove(ids) { for (const id of ids) this.delete(id); } update(rows) { for (const row of rows) this.set(row.id, row); } },
      Network: class { on() {} redraw() {} moveTo() {} getScale() { return 1; } getViewPosition() { return { x: 0, y: 0 }; } },
    },
  });
  return { byId, changes };
}
