"use strict";
// The words of the page, and how names are chosen.
const aigraph = { data: JSON.parse(document.getElementById("data").textContent) };
aigraph.language = aigraph.data.language;
aigraph.words = {
  en: {
    search: "Search in English or Chinese", picture: "Picture", table: "Table", other: "中文",
    asOf: "As of", release: "release", kinds: "Kinds", grades: "Evidence", caveats: "Read this first",
    download: "Download as CSV", edges: "statements shown", hint: "Click a box to see what is known of it and from which source. Press / to search, Escape to clear.",
    dependsOn: "Statements about it", neighbours: "Neighbours", where: "where", valid: "valid", open: "open",
    columns: ["Subject", "Relation", "Object", "Source", "Where", "Grade", "From", "To"],
    stated: "stated", computed: "computed", inferred: "inferred", assumed: "assumed",
    zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Show all", things: "things",
  },
  zh: {
    search: "用中文或英文搜索", picture: "图", table: "表", other: "English",
    asOf: "截至", release: "版本", kinds: "类别", grades: "证据等级", caveats: "使用须知",
    download: "下载 CSV", edges: "条陈述", hint: "点击方框查看已知事实及其来源。按 / 搜索，按 Esc 清除。",
    dependsOn: "相关陈述", neighbours: "相邻事物", where: "位置", valid: "有效期", open: "不限",
    columns: ["主体", "关系", "客体", "来源", "位置", "证据等级", "起", "止"],
    stated: "明述", computed: "计算得出", inferred: "推断", assumed: "假定",
    zoomIn: "放大", zoomOut: "缩小", fit: "显示全部", things: "个事物",
  },
};
aigraph.colours = {
  Policy: "#7a5195", Rule: "#7a5195", DutyRule: "#a0306a", ExemptionRule: "#3f8f4f", ExportControlRule: "#a0306a",
  TradeItem: "#8d6e3f", TariffCode: "#8d6e3f", ExportControlCode: "#8d6e3f", Place: "#5f7a8a", Organisation: "#0072b2",
  Component: "#56b4e9", Equipment: "#56b4e9", Facility: "#56b4e9", Chip: "#d55e00", Server: "#b34700", ComponentKind: "#e69f00",
  Service: "#009e73", Model: "#cc79a7", Dataset: "#cc79a7", Application: "#4059ad", Market: "#6b7a2f", Vertical: "#117733",
};
aigraph.colour = (kind) => aigraph.colours[kind] || "#6c757d";
aigraph.word = (key) => aigraph.words[aigraph.language][key];
aigraph.label = (node) => (aigraph.language === "zh" ? node.label_zh || node.label : node.label || node.label_zh);
aigraph.named = (entry, key) => (entry && (entry[aigraph.language] || entry.en)) || key;
aigraph.locator = (edge) => (aigraph.language === "zh" ? edge.locator_zh : edge.locator);
aigraph.nodes = new Map(aigraph.data.nodes.map((node) => [node.id, node]));
aigraph.element = (name, text, attributes) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  return made;
};
aigraph.byId = (id) => document.getElementById(id);
