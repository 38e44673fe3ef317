// The table: every statement shown in the picture as a row, sortable; it says the same without sight of it.
import { select } from "./actions.js";
import { label, locator, nodes, relation, wording } from "./data.js";
import { gradeMark, sourceNode } from "./panel.js";
import { sort, sortedStatements } from "./rows.js";
import { button, byId, element, short, times, word } from "./text.js";

const step = 150;
let limit = step;
let rows = [];

function headings() {
  const names = word("columns");
  byId("table-head").replaceChildren(...[names[0], names[1], names[2], word("evidence")].map((name, index) => {
    const cell = element("th", undefined, { scope: "col", "aria-sort": index === sort.by ? (sort.down ? "descending" : "ascending") : "none" });
    cell.append(button(index === sort.by ? `${name} ${sort.down ? "↓" : "↑"}` : name, () => {
      Object.assign(sort, { down: sort.by === index && !sort.down, by: index });
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
  if (times(edge)) evidence.append(` · ${times(edge)}`);
  row.append(thing(edge.from), element("td", [relation(edge), wording(edge) ? `“${wording(edge)}”` : ""].filter(Boolean).map(short).join(" "), { class: "relation" }), thing(edge.to), cell);
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
