// The result as a table: sorted by any column, more rows on demand.
import { terms } from "./terms.js";
import { byId, element, word } from "./words.js";

const FIRST = 200;
const MORE = 1000;
let result;
let order;
let shown;

function heading(variable) {
  const cell = element("th", undefined, { scope: "col" });
  const sorted = order && order.variable === variable;
  cell.setAttribute("aria-sort", sorted ? (order.down ? "descending" : "ascending") : "none");
  const button = element("button", terms.brief(variable, 60), { type: "button" });
  if (sorted) button.append(element("span", order.down ? " ▼" : " ▲", { "aria-hidden": "true" }));
  button.addEventListener("click", () => {
    order = { variable, down: Boolean(sorted && !order.down) };
    draw();
    byId("table-head").querySelectorAll("button")[result.variables.indexOf(variable)].focus();
  });
  cell.append(button);
  return cell;
}

function line(row) {
  const made = element("tr");
  for (const variable of result.variables) {
    const cell = element("td");
    if (terms.isNumber(row[variable])) cell.className = "number";
    cell.append(terms.node(row[variable], result.labels));
    made.append(cell);
  }
  return made;
}

function sorted() {
  if (!order) return result.rows;
  const rows = terms.sorted(result.rows, order.variable, result.labels);
  return order.down ? rows.reverse() : rows;
}

function draw() {
  byId("table-head").replaceChildren(...result.variables.map(heading));
  byId("table-body").replaceChildren(...sorted().slice(0, shown).map(line));
  const left = result.rows.length - shown;
  byId("more").hidden = left <= 0;
  byId("more").textContent = `${word("more")} (${left})`;
  byId("no-rows").hidden = result.rows.length > 0;
  byId("no-rows").textContent = word("none");
}

byId("more").addEventListener("click", () => {
  shown += MORE;
  draw();
});

export const table = {
  show: (fresh) => {
    if (fresh !== result) {
      order = null;
      shown = FIRST;
    }
    result = fresh;
    draw();
  },
};
