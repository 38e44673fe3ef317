// The table: every statement shown in the picture as a row, sortable; it says the same without sight of it.
import { select } from "./actions.js";
import { data, gradeName, label, locator, nodes, period, relation, source } from "./data.js";
import { now } from "./now.js";
import { gradeMark, sourceNode } from "./panel.js";
import { button, byId, element, short, word } from "./text.js";

const step = 150;
const sort = { column: 0, down: false };
let limit = step;
let rows = [];

export const cells = (edge) => [
  label(nodes[edge.from]), relation(edge), label(nodes[edge.to]),
  source(edge), locator(edge), gradeName(edge.grade), edge.valid_from, edge.valid_to,
];

// The side has room for four columns: the last holds grade, source, place and dates together.
const columns = [(edge) => label(nodes[edge.from]), relation, (edge) => label(nodes[edge.to]), (edge) => `${data.grades.indexOf(edge.grade)}${source(edge)}`];

export const sortedStatements = () => {
  const compare = new Intl.Collator(now.state.language).compare;
  const keyed = now.shown.statements.map((edge) => [columns[sort.column](edge), edge]);
  keyed.sort(([a], [b]) => compare(a, b) * (sort.down ? -1 : 1));
  return keyed.map(([, edge]) => edge);
};

function headings() {
  const names = word("columns");
  byId("table-head").replaceChildren(...[names[0], names[1], names[2], word("evidence")].map((name, index) => {
    const cell = element("th", undefined, { scope: "col", "aria-sort": index === sort.column ? (sort.down ? "descending" : "ascending") : "none" });
    cell.append(button(index === sort.column ? `${name} ${sort.down ? "↓" : "↑"}` : name, () => {
      Object.assign(sort, { down: sort.column === index && !sort.down, column: index });
      showTable();
    }));
    return cell;
  }));
}

function thing(index) {
  const node = nodes[index];
  const cell = element("td");
  cell.append(button(short(label(node)), () => select(node.id, true), { class: "link name" }));
  return cell;
}

function line(edge) {
  const row = element("tr");
  const cell = element("td", undefined, { class: "evidence" });
  const evidence = element("div");
  cell.append(evidence);
  evidence.append(gradeMark(edge.grade), " ", sourceNode(edge.source), element("span", ` · ${short(locator(edge))}`, { class: "name" }));
  if (period(edge)) evidence.append(` · ${period(edge)}`);
  row.append(thing(edge.from), element("td", short(relation(edge)), { class: "relation" }), thing(edge.to), cell);
  return row;
}

function body() {
  byId("table-body").replaceChildren(...rows.slice(0, limit).map(line));
  byId("table-count").textContent = rows.length > limit ? `${limit} ${word("shownOf")} ${rows.length} ${word("statements")}` : `${rows.length} ${word("statements")}`;
  byId("more").hidden = rows.length <= limit;
}

export const showTable = () => {
  limit = step;
  headings();
  rows = sortedStatements();
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
