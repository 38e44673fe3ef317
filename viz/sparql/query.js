// A query before it runs: its form, what is refused, and where the engine found it wrong.
import { data, word } from "./words.js";

const quoted = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^<>"{}|^`\\\s]*>|#[^\n]*/g;
const updates = /^(?:LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|INSERT|DELETE|WITH)$/i;
const prologue = /^\s*(?:PREFIX\s+[^\s<]*\s*<[^>]*>|BASE\s*<[^>]*>)/i;
// Names of variables, prefixed names and language tags are no keywords.
const keyword = (word) => new RegExp(`(?<![\\w?$:@\\\\/-])${word}(?![\\w:-])`, "i");
const declared = Object.entries(data.prefixes).map(([name, address]) => `PREFIX ${name}: <${address}>`).join(" ");

function prepare(text) {
  const bare = text.replace(quoted, (part) => (part[0] === "#" ? " " : part[0] === "<" ? part : '""'));
  let body = bare;
  while (prologue.test(body)) body = body.replace(prologue, "");
  const first = (body.match(/[A-Za-z]+/) || [""])[0].toUpperCase();
  if (updates.test(first)) throw new Error(word("refusedUpdate", first));
  if (!/^(?:SELECT|ASK|CONSTRUCT|DESCRIBE)$/.test(first)) throw new Error(word("noForm"));
  if (keyword("SERVICE").test(body.replace(/<[^>]*>/g, "<>"))) throw new Error(word("refusedService"));
  for (const [, address] of body.matchAll(/(?<![\w?$:@\\/-])FROM\s*(?:NAMED\s*)?<([^>]*)>/gi)) {
    if (!address.startsWith(data.graphs)) throw new Error(word("refusedFrom"));
  }
  // With FROM the query has chosen its default graph; the union would override that choice.
  return { query: `${declared}\n${text}`, form: first, union: !keyword("FROM").test(body) };
}

function place(message) {
  // The engine counts the line of declared prefixes as its first.
  const found = message.match(/\b(\d+):(\d+)\b/);
  if (!found || Number(found[1]) < 2) return null;
  // What the engine expects it also tells as ranges of characters, which nobody reads.
  const told = message.replace(/^.*?\b\d+:\d+:?\s*/, "").replace(/(?:, )?\['[^\]"]*\]/g, "");
  return { line: Number(found[1]) - 1, column: Number(found[2]), message: told };
}

export const query = { prepare, place };
