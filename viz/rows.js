// The statements shown as rows: sorted, and each as the cells of a spreadsheet.
import { data, gradeName, label, locator, nameIn, nodes, relation, source } from "./data.js";
import { now } from "./now.js";
import { word } from "./text.js";

export const sort = { by: 0, down: false };

export const cells = (edge) => [
  label(nodes[edge.from]), relation(edge), nameIn(data.wordings[edge.wording], edge.wording), label(nodes[edge.to]),
  source(edge), locator(edge), gradeName(edge.grade), edge.valid_from, edge.valid_to, edge.last_stated,
];

// The side has room for four columns: the last holds grade, source, place and dates together.
const columns = [(edge) => label(nodes[edge.from]), relation, (edge) => label(nodes[edge.to]), (edge) => `${data.grades.indexOf(edge.grade)}${source(edge)}`];

export const sortedStatements = () => {
  const compare = new Intl.Collator(now.state.language).compare;
  const keyed = now.shown.statements.map((edge) => [columns[sort.by](edge), edge]);
  keyed.sort(([a], [b]) => compare(a, b) * (sort.down ? -1 : 1));
  return keyed.map(([, edge]) => edge);
};

export const csv = () => {
  // A text that begins like a formula gets an apostrophe, so that no spreadsheet runs it.
  const guard = (text) => (/^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text);
  const quote = (text) => `"${guard(text.replace(/\r\n?/g, "\n")).replaceAll('"', '""')}"`;
  const lines = [word("columns"), ...sortedStatements().map(cells)];
  return `\ufeff${lines.map((row) => row.map(quote).join(",")).join("\r\n")}\r\n`;
};
