"use strict";
// The words of the page, and how elements are made: text enters as text alone.
const aigraph = { data: JSON.parse(document.getElementById("data").textContent) };
aigraph.language = aigraph.data.language;
aigraph.words = {
  en: {
    title: "Ask the graph in SPARQL", other: "中文", release: "release", quads: "quads", asOf: "Edges as of",
    asOfHint: "Derived edges are those that hold on this day.",
    examples: "Questions", find: "Find a question", starters: "To begin with", competency: "Competency questions",
    editor: "SPARQL query", editorHint: "Ctrl or Cmd + Enter runs the query. These prefixes are known:",
    run: "Run", cancel: "Cancel", limit: "Time limit", seconds: "s", link: "Copy link",
    linkCopied: "The link is copied.", linkInBar: "The address bar holds the link.",
    loading: "Unpacking the engine and the data …", running: "Running …", projecting: "Finding the edges that hold on that day …",
    table: "Table", chart: "Chart", graph: "Graph", results: "Result", csv: "Download CSV", json: "Download JSON",
    rows: "rows", row: "row", more: "Show more rows", whole: "Show all", characters: "characters", none: "No rows. The query ran and found nothing.",
    cancelled: "Cancelled. The engine starts anew.", tooLong: "Stopped at the time limit of {0} s. The engine starts anew.",
    broken: "The engine ran out of memory or broke down, and starts anew.", failed: "The engine could not start:",
    at: "Line {0}, column {1}: ",
    refusedUpdate: "{0} would change the data. This page answers SELECT, ASK, CONSTRUCT and DESCRIBE.",
    refusedService: "SERVICE would ask another place. This page asks the network for nothing.",
    refusedFrom: "FROM may only name graphs of this release.",
    refusedName: "A name of this query can be read in two ways. Write its address in angle brackets.",
    refusedLess: "A '<' of this query can be read in two ways. Put a blank after it.",
    refusedEscape: "An escape such as \\u0041 is refused here. Write the character itself.",
    refusedBackslash: "A backslash stands where there is nothing to escape.",
    noForm: "This is no query: SELECT, ASK, CONSTRUCT or DESCRIBE is missing.",
    chartLabels: "Names", chartValues: "Numbers", chartKind: "Form", bars: "Bars", line: "Line", allNumbers: "all",
    noChart: "A chart needs a column of numbers, and this result has none.", chartCapped: "The first {0} of {1} rows are drawn.",
    noGraph: "A graph needs two columns of things, or the result of CONSTRUCT.", graphCapped: "The first {0} of {1} edges are drawn.",
    graphShown: "{0} things, {1} edges. The table holds the same.", graphHint: "Choose a thing to see what it is.",
    old: "This browser lacks WebAssembly or DecompressionStream. Use Firefox 113, Chrome 80, Safari 16.4 or newer.",
    licences: "Licences of the code in this page", prefixes: "Prefixes",
  },
  zh: {
    title: "用 SPARQL 查询图谱", other: "English", release: "版本", quads: "条四元组", asOf: "边的有效日期",
    asOfHint: "推导出的边是在这一天成立的边。",
    examples: "问题", find: "查找问题", starters: "入门", competency: "能力问题",
    editor: "SPARQL 查询", editorHint: "按 Ctrl 或 Cmd + Enter 运行查询。以下前缀已声明：",
    run: "运行", cancel: "取消", limit: "时限", seconds: "秒", link: "复制链接",
    linkCopied: "链接已复制。", linkInBar: "链接在地址栏中。",
    loading: "正在解压引擎和数据……", running: "正在运行……", projecting: "正在求出当天成立的边……",
    table: "表", chart: "图表", graph: "关系图", results: "结果", csv: "下载 CSV", json: "下载 JSON",
    rows: "行", row: "行", more: "显示更多行", whole: "显示全部", characters: "个字符", none: "没有结果行。查询已运行，未找到任何内容。",
    cancelled: "已取消。引擎正在重新启动。", tooLong: "已在 {0} 秒时限处停止。引擎正在重新启动。",
    broken: "引擎内存不足或出错，正在重新启动。", failed: "引擎无法启动：",
    at: "第 {0} 行，第 {1} 列：",
    refusedUpdate: "{0} 会更改数据。本页面只回答 SELECT、ASK、CONSTRUCT 和 DESCRIBE。",
    refusedService: "SERVICE 会向别处查询。本页面不发出任何网络请求。",
    refusedFrom: "FROM 只能使用本版本中的图。",
    refusedName: "此查询中有一个名称有两种读法。请将其地址写在尖括号中。",
    refusedLess: "此查询中有一个“<”有两种读法。请在其后加一个空格。",
    refusedEscape: "此处不接受 \\u0041 这样的转义。请直接写出该字符。",
    refusedBackslash: "反斜杠所在之处没有可转义的内容。",
    noForm: "这不是查询：缺少 SELECT、ASK、CONSTRUCT 或 DESCRIBE。",
    chartLabels: "名称", chartValues: "数值", chartKind: "形式", bars: "条形", line: "折线", allNumbers: "全部",
    noChart: "图表需要一列数值，而此结果没有。", chartCapped: "绘制了 {1} 行中的前 {0} 行。",
    noGraph: "关系图需要两列事物，或 CONSTRUCT 的结果。", graphCapped: "绘制了 {1} 条边中的前 {0} 条。",
    graphShown: "{0} 个事物，{1} 条边。表中内容相同。", graphHint: "选择一个事物以查看其内容。",
    old: "此浏览器缺少 WebAssembly 或 DecompressionStream。请使用 Firefox 113、Chrome 80、Safari 16.4 或更新版本。",
    licences: "本页面所含代码的许可", prefixes: "前缀",
  },
};
aigraph.word = (key, ...values) => aigraph.words[aigraph.language][key].replace(/\{(\d)\}/g, (_whole, index) => values[index]);
aigraph.byId = (id) => document.getElementById(id);
aigraph.element = (name, text, attributes) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  return made;
};
