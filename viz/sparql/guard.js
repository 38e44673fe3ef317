// What no query may hold. The tokens, words and patterns are those of the command line
// (src/aigraph/stores/guard.py, which says why each is refused); data.guard brings them.
import { data } from "./words.js";

const rules = data.guard;
const token = new RegExp(rules.token, "gu");
const [plainSpace, plainLocal, scheme] = [rules.namespace, rules.local, rules.scheme].map((pattern) => new RegExp(pattern));
const hidden = new RegExp(`${rules.fetching}|FROM`, "i");
const suspect = new RegExp(`${rules.fetching}|FROM|${rules.writing.join("|")}|\\\\u`, "i");
const up = /\/\.\.?(?:\/|$)/;
const codepoint = /\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})/g;
const kinds = ["remark", "address", "text", "name", "node", "variable", "language", "word", "other"];

function tokens(query) {
  const found = [];
  for (const match of query.matchAll(token)) {
    const kind = kinds.find((name) => match.groups[name] !== undefined);
    if (kind) found.push({ kind, text: match[0], start: match.index, prefix: match.groups.prefix || "", local: match.groups.local || "" });
  }
  return found;
}

function character(_escape, short, long) {
  const value = parseInt(short || long, 16);
  return value <= 0x10FFFF ? String.fromCodePoint(value) : "";
}
const addressOf = (item) => item.text.slice(1, -1).replace(codepoint, character);

function escaped(item, query) {
  if (item.text === "\\") return /^[uU]$/.test(query[item.start + 1]) ? "refusedEscape" : "refusedBackslash";
  const ends = rules.ends[item.kind];
  const hides = ends && [...item.text.matchAll(codepoint)].some((match) => {
    const read = character(...match);
    return !read || ends.includes(read);
  });
  return hides ? "refusedEscape" : "";
}

function declared(code) {
  const own = new Map();
  const add = (prefix, address) => own.set(prefix, [...(own.get(prefix) || []), address]);
  code.slice(1).forEach((address, index) => {
    const name = code[index];
    if (name.kind !== "name" || name.local || address.kind !== "address") return;
    add(name.prefix, addressOf(address));
    if (/^PREFIX/i.test(name.prefix)) add(name.prefix.slice(6), addressOf(address));
  });
  return new Map([...Object.entries(data.prefixes).map(([prefix, address]) => [prefix, [address]]), ...own]);
}

function followed(prefix, keyword, second, known) {
  for (const match of prefix.matchAll(new RegExp(keyword, "gi"))) {
    const rest = prefix.slice(match.index + keyword.length);
    if (known.has(rest)) return rest;
    const shorter = rest.toUpperCase().startsWith(second) ? rest.slice(second.length) : rest;
    if (known.has(shorter)) return shorter;
  }
  return null;
}

const plain = (item, known) => plainLocal.test(item.local) && [...known.values()].flat().every((address) => plainSpace.test(address));

function reason(item, known, hides) {
  if (item.kind === "word") {
    const said = item.text.toUpperCase();
    if (said.includes(rules.fetching)) return ["refusedService"];
    return rules.writing.includes(said) ? ["refusedUpdate", said] : null;
  }
  if (!hides) return null;
  if (item.kind === "name") {
    if (followed(item.prefix, rules.fetching, "SILENT", known) !== null) return ["refusedService"];
    if (hidden.test(item.local) && !plain(item, known)) return ["refusedName"];
  }
  const ambiguous = item.kind === "address" && /['#]/.test(item.text) && !new RegExp(`${rules.scheme}//`).test(item.text.slice(1));
  return ambiguous ? ["refusedLess"] : null;
}

function absolute(address, based) {
  if (scheme.test(address)) return address;
  return based ? "" : new URL(address, rules.base).href;
}

function graphs(code, known) {
  const based = code.some(({ kind, text }) => kind === "word" && text.toUpperCase() === "BASE");
  const named = (prefix, item) => (known.get(prefix) || [""]).map((space) => absolute(space, based) + item.local.replaceAll("\\", ""));
  return code.flatMap((item, index) => {
    if (item.kind === "word" && item.text.toUpperCase().includes("FROM")) {
      const target = code.slice(index + 1, index + 3).find(({ text }) => text.toUpperCase() !== "NAMED");
      if (target && target.kind === "address") return [absolute(addressOf(target), based)];
      if (!target || target.kind !== "name") return [];
      const glued = followed(target.prefix, "NAMED", "NAMED", known);
      return named(glued === null ? target.prefix : glued, target);
    }
    const prefix = item.kind === "name" ? followed(item.prefix, "FROM", "NAMED", known) : null;
    return prefix === null ? [] : named(prefix, item);
  });
}

// Returns the words to say of what is refused, or null; and whether the query names graphs.
export function check(query) {
  const found = tokens(query);
  const code = found.filter(({ kind }) => kind !== "remark");
  const known = declared(code);
  const from = graphs(code, known);
  const result = { code, refused: null, namesGraphs: from.length > 0 };
  if (!suspect.test(query)) return result;
  const escape = found.map((item) => escaped(item, query)).find(Boolean);
  if (escape) return { ...result, refused: [escape] };
  const hides = hidden.test(query);
  result.refused = code.map((item) => reason(item, known, hides)).find(Boolean) || null;
  if (!result.refused && from.some((address) => !address.startsWith(data.graphs) || up.test(address))) result.refused = ["refusedFrom"];
  return result;
}
