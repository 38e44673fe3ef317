"use strict";
// The table: every statement shown in the picture as a row, sortable; it says the same without sight of it.
(() => {
  const { element, button, byId } = aigraph;
  const step = 150;
  const sort = { column: 0, down: false };
  let limit = step;
  let rows = [];

  aigraph.cells = (edge) => [
    aigraph.label(aigraph.nodes[edge.from]), aigraph.relation(edge), aigraph.label(aigraph.nodes[edge.to]),
    aigraph.source(edge), aigraph.locator(edge), aigraph.word(edge.grade), edge.valid_from, edge.valid_to,
  ];

  // The side has room for four columns: the last holds grade, source, place and dates together.
  const columns = [(edge) => aigraph.label(aigraph.nodes[edge.from]), aigraph.relation, (edge) => aigraph.label(aigraph.nodes[edge.to]), (edge) => `${aigraph.data.grades.indexOf(edge.grade)}${aigraph.source(edge)}`];

  aigraph.sortedStatements = () => {
    const compare = new Intl.Collator(aigraph.state.language).compare;
    const keyed = aigraph.shown.statements.map((edge) => [columns[sort.column](edge), edge]);
    keyed.sort(([a], [b]) => compare(a, b) * (sort.down ? -1 : 1));
    return keyed.map(([, edge]) => edge);
  };

  function headings() {
    const names = aigraph.word("columns");
    byId("table-head").replaceChildren(...[names[0], names[1], names[2], aigraph.word("evidence")].map((name, index) => {
      const cell = element("th", undefined, { scope: "col", "aria-sort": index === sort.column ? (sort.down ? "descending" : "ascending") : "none" });
      cell.append(button(index === sort.column ? `${name} ${sort.down ? "↓" : "↑"}` : name, () => {
        Object.assign(sort, { down: sort.column === index && !sort.down, column: index });
        aigraph.showTable();
      }));
      return cell;
    }));
  }

  function thing(index) {
    const node = aigraph.nodes[index];
    const cell = element("td");
    cell.append(button(aigraph.short(aigraph.label(node)), () => aigraph.select(node.id, true), { class: "link name" }));
    return cell;
  }

  function line(edge) {
    const row = element("tr");
    const cell = element("td", undefined, { class: "evidence" });
    const evidence = element("div");
    cell.append(evidence);
    evidence.append(aigraph.gradeMark(edge.grade), " ", aigraph.sourceNode(edge.source), element("span", ` · ${aigraph.short(aigraph.locator(edge))}`, { class: "name" }));
    if (aigraph.period(edge)) evidence.append(` · ${aigraph.period(edge)}`);
    row.append(thing(edge.from), element("td", aigraph.short(aigraph.relation(edge)), { class: "relation" }), thing(edge.to), cell);
    return row;
  }

  function body() {
    byId("table-body").replaceChildren(...rows.slice(0, limit).map(line));
    byId("table-count").textContent = rows.length > limit ? `${limit} ${aigraph.word("shownOf")} ${rows.length} ${aigraph.word("statements")}` : `${rows.length} ${aigraph.word("statements")}`;
    byId("more").hidden = rows.length <= limit;
  }

  aigraph.showTable = () => {
    limit = step;
    headings();
    rows = aigraph.sortedStatements();
    body();
  };

  // Paper has room for every row.
  window.addEventListener("beforeprint", () => {
    limit = rows.length;
    body();
  });
  byId("more").addEventListener("click", () => {
    limit += step;
    body();
  });
})();
