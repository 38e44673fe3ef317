"use strict";
// The table: the same statements as rows, sortable, and as a file for spreadsheets.
aigraph.sort = { column: 0, down: false };

aigraph.tableRows = () =>
  aigraph.data.edges.filter(aigraph.picture.shownEdge).map((edge) => ({
    edge,
    cells: [
      aigraph.label(aigraph.nodes.get(edge.from)), aigraph.named(aigraph.data.predicates[edge.predicate], edge.predicate),
      aigraph.label(aigraph.nodes.get(edge.to)), aigraph.named(aigraph.data.sources[edge.source], edge.source),
      aigraph.locator(edge), aigraph.word(edge.grade), edge.valid_from, edge.valid_to,
    ],
  }));

aigraph.showTable = () => {
  const head = aigraph.byId("table-head");
  head.replaceChildren();
  aigraph.word("columns").forEach((name, index) => {
    const cell = aigraph.element("th");
    const button = aigraph.element("button", name, { type: "button" });
    button.addEventListener("click", () => {
      aigraph.sort = { column: index, down: aigraph.sort.column === index && !aigraph.sort.down };
      aigraph.showTable();
    });
    cell.append(button);
    head.append(cell);
  });
  const rows = aigraph.tableRows();
  const { column, down } = aigraph.sort;
  rows.sort((a, b) => a.cells[column].localeCompare(b.cells[column], aigraph.language) * (down ? -1 : 1));
  const body = aigraph.byId("table-body");
  body.replaceChildren();
  for (const { edge, cells } of rows) {
    const line = aigraph.element("tr");
    cells.forEach((text, index) => {
      const cell = aigraph.element("td", index === 3 ? undefined : text);
      if (index === 3) cell.append(aigraph.sourceNode(edge));
      line.append(cell);
    });
    body.append(line);
  }
  aigraph.byId("table-count").textContent = `${rows.length} ${aigraph.word("edges")}`;
};

aigraph.csv = () => {
  // A text that begins like a formula gets an apostrophe, so that no spreadsheet runs it.
  const guard = (text) => (/^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text);
  const quote = (text) => `"${guard(text).replaceAll('"', '""')}"`;
  const lines = [aigraph.word("columns"), ...aigraph.tableRows().map((row) => row.cells)];
  return "\ufeff" + lines.map((cells) => cells.map(quote).join(",")).join("\r\n") + "\r\n";
};
