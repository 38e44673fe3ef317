"use strict";
// The words of the page, and small helpers for its elements.
const aigraph = {};

aigraph.words = {
  en: {
    search: "Search in English or Chinese", picture: "Picture", table: "Table", both: "Both", other: "中文", home: "All views",
    asOf: "As of", release: "release", things: "things", statements: "statements", caveats: "Read this first", legend: "Legend",
    kinds: "Kinds", bands: "Layers", regions: "Regions", grades: "Evidence", nowhere: "place not stated", filters: "Filters", all: "All", none: "None",
    day: "Day", anyDay: "any day", timeline: "Day on which statements hold", unfold: "Open all", fold: "Close all", light: "Light", dark: "Dark", theme: "Switch between light and dark",
    save: "Save", csv: "Table as CSV", png: "Picture as PNG", svg: "Picture as SVG", link: "Copy link to this state", copied: "Link copied", skip: "Skip to the table",
    hint: "Choose a box to see what is known of it and from which source.",
    keysHint: "Press / to search. In the picture, arrow keys walk from box to box, Enter opens a segment, + and − zoom, Escape clears.",
    facts: "Facts and figures", about: "Statements", valid: "valid", open: "open", close: "Close", openSegment: "Open this segment", closeSegment: "Close its segment",
    members: "Members", paths: "Paths", path: "Path", pathFrom: "Find a path from here", pathTo: "Now choose the other end", pathNone: "No path among what is shown; only what sources state is known.", edgesCount: "edges", weakest: "weakest",
    columns: ["Subject", "Relation", "Object", "Source", "Where", "Grade", "From", "To"], evidence: "Evidence", more: "Show more", shownOf: "of", suppliers: "left", users: "right",
    stated: "stated", computed: "computed", inferred: "inferred", assumed: "assumed", zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Show all", inside: "things inside", nothing: "nothing found",
    pictureHelp: "Picture of the graph. The table beside it says the same.", closed: "closed segment", furtherStatements: "further statements",
  },
  zh: {
    search: "用中文或英文搜索", picture: "图", table: "表", both: "图与表", other: "English", home: "全部视图",
    asOf: "截至", release: "版本", things: "个事物", statements: "条陈述", caveats: "使用须知", legend: "图例",
    kinds: "类别", bands: "层级", regions: "地区", grades: "证据等级", nowhere: "未述地点", filters: "筛选", all: "全选", none: "全不选",
    day: "日期", anyDay: "不限日期", timeline: "陈述成立的日期", unfold: "全部展开", fold: "全部收起", light: "浅色", dark: "深色", theme: "切换浅色与深色",
    save: "保存", csv: "表格（CSV）", png: "图片（PNG）", svg: "图片（SVG）", link: "复制当前状态的链接", copied: "已复制链接", skip: "跳到表格",
    hint: "选择一个方框，查看已知事实及其来源。",
    keysHint: "按 / 搜索。在图中用方向键在方框间移动，Enter 展开分组，+ 与 − 缩放，Esc 清除。",
    facts: "事实与数值", about: "相关陈述", valid: "有效期", open: "不限", close: "关闭", openSegment: "展开此分组", closeSegment: "收起所在分组",
    members: "成员", paths: "路径", path: "路径", pathFrom: "从此处查找路径", pathTo: "请选择另一端", pathNone: "所示内容中没有路径；所知仅限来源所述。", edgesCount: "条边", weakest: "最弱",
    columns: ["主体", "关系", "客体", "来源", "位置", "证据等级", "起", "止"], evidence: "证据", more: "显示更多", shownOf: "/", suppliers: "左侧", users: "右侧",
    stated: "明述", computed: "计算得出", inferred: "推断", assumed: "假定", zoomIn: "放大", zoomOut: "缩小", fit: "显示全部", inside: "个事物", nothing: "未找到",
    pictureHelp: "图谱图。旁边的表格内容相同。", closed: "已收起的分组", furtherStatements: "条其他陈述",
  },
};
aigraph.word = (key) => aigraph.words[aigraph.state.language][key];

// A name may be of any length: beside others it is cut, in the heading of the panel it is whole.
aigraph.short = (text) => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

aigraph.element = (name, text, attributes) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = String(text);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  return made;
};

aigraph.button = (text, act, attributes) => {
  const made = aigraph.element("button", text, { type: "button", ...attributes });
  made.addEventListener("click", act);
  return made;
};

aigraph.byId = (id) => document.getElementById(id);
