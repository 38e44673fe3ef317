// Terms of a result: how they are shown, linked, compared and written into files.
import { address as addressOf } from "./address.js";
import { count } from "./numerals.js";
import { data, element, now, word } from "./words.js";

const spaces = Object.entries(data.prefixes).sort((a, b) => b[1].length - a[1].length);
const XSD = "http://www.w3.org/2001/XMLSchema#";
const numeric = new Set(["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"].map((name) => XSD + name));
// Marks that change the direction of text, and controls: shown by their number, so that nothing hides.
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const LONG = 300;

const visible = (text) => text.replace(hidden, (mark) => `[U+${mark.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
const brief = (text, most) => {
  const shown = visible(text).replace(/\s+/g, " ");
  return shown.length > most ? `${shown.slice(0, most - 1)}…` : shown;
};
const isNumber = (term) => Boolean(term) && numeric.has(term.datatype) && Number.isFinite(Number(term.value));

function shorten(address) {
  for (const [name, space] of spaces) {
    const local = address.startsWith(space) ? address.slice(space.length) : "";
    if (/^\w(?:[\w.-]*[\w-])?$/.test(local)) return `${name}:${local}`;
  }
  return address;
}

function label(term, labels) {
  const names = (term && term.type === "uri" && labels[term.value]) || {};
  return names[now.language] || names.en || names.zh || "";
}

function text(term) {
  // A term without markup: what is compared, searched and written.
  if (!term) return "";
  if (term.type === "triple") return `<< ${["subject", "predicate", "object"].map((part) => text(term.value[part])).join(" ")} >>`;
  return term.type === "bnode" ? `_:${term.value}` : term.value;
}

const name = (term, labels, most) => brief(label(term, labels) || (term && term.type === "uri" ? shorten(term.value) : text(term)), most);

function about(address) {
  // A query for all that is said of a thing, as an address within the page.
  return addressOf({ q: `# ${shorten(address)}\nSELECT ?graph ?property ?value\nWHERE { GRAPH ?graph { <${address}> ?property ?value } }\nORDER BY ?graph ?property` });
}

function link(address, shown) {
  if (address.startsWith(data.things) || address.startsWith(data.ontology)) return element("a", shown, { href: about(address) });
  if (/^https?:\/\//i.test(address)) return element("a", shown, { href: address, rel: "noopener noreferrer", target: "_blank" });
  return element("span", shown);
}

function long(shown) {
  const holder = element("span", `${shown.slice(0, LONG)}… `);
  const button = element("button", `${word("whole")} (${count(shown.length)} ${word("characters")})`, { type: "button", class: "link" });
  button.addEventListener("click", () => { holder.textContent = shown; });
  holder.append(button);
  return holder;
}

function node(term, labels) {
  // The element that shows a term; text of unknown origin is set as text and kept from its neighbours.
  const holder = element("bdi");
  if (!term) return holder;
  const shown = visible(term.type === "uri" ? shorten(term.value) : text(term));
  const isLink = term.type === "uri" || /^https?:\/\/\S+$/i.test(term.value);
  if (shown.length > LONG) holder.append(long(shown));
  else if (isLink) {
    const named = label(term, labels);
    holder.append(link(term.value, named ? brief(named, LONG) : shown));
    if (named) holder.append(" ", element("small", shown));
  } else holder.append(shown);
  if (term["xml:lang"]) holder.append(" ", element("small", `@${term["xml:lang"]}`));
  return holder;
}

function sorted(rows, variable, labels) {
  // Numbers before words; what is compared is made once, since rows may be many.
  const collator = new Intl.Collator(now.language, { numeric: true });
  const keyed = rows.map((row) => {
    const term = row[variable];
    return { row, number: isNumber(term) ? Number(term.value) : null, word: label(term, labels) || text(term) };
  });
  keyed.sort((a, b) => {
    if (a.number !== null && b.number !== null) return a.number - b.number;
    if (a.number !== null || b.number !== null) return a.number === null ? 1 : -1;
    return collator.compare(a.word, b.word);
  });
  return keyed.map(({ row }) => row);
}

function csv({ variables, rows }) {
  // A text that begins like a formula gets an apostrophe, so that no spreadsheet runs it.
  const guard = (cell) => (/^[\s\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell);
  const quote = (cell) => `"${cell.replaceAll('"', '""')}"`;
  const written = (term) => (isNumber(term) ? term.value : quote(guard(text(term))));
  const lines = [variables.map((variable) => quote(guard(variable))), ...rows.map((row) => variables.map((variable) => written(row[variable])))];
  return `\ufeff${lines.map((cells) => cells.join(",")).join("\r\n")}\r\n`;
}

const json = ({ variables, rows }) => `${JSON.stringify({ head: { vars: variables }, results: { bindings: rows } }, null, 1)}\n`;

export const terms = { brief, csv, isNumber, json, label, name, node, shorten, sorted };
