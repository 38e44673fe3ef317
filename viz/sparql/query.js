// A query before it runs: its form, what is refused, and where the engine found it wrong.
import { check } from "./guard.js";
import { data, word } from "./words.js";

const forms = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
const space = ([name, address]) => `PREFIX ${name}: <${address}>`;
const declared = `BASE <${data.things}> ${Object.entries(data.prefixes).map(space).join(" ")}`;

function prepare(text) {
  const { code, refused, namesGraphs } = check(text);
  if (refused) throw new Error(word(...refused));
  const words = code.filter(({ kind }) => kind === "word").map((item) => item.text.toUpperCase());
  const form = words.map((said) => forms.find((name) => said.startsWith(name))).find(Boolean);
  if (!form) throw new Error(word("noForm"));
  // With FROM the query has chosen its default graph; the union would override that choice.
  return { query: `${declared}\n${text}`, form, union: !namesGraphs };
}

function place(message) {
  // The engine counts the line of declared prefixes as its first.
  const found = message.match(/\b(\d+):(\d+)\b/);
  if (!found || Number(found[1]) < 2) return null;
  // What the engine expects it also lists as ranges of characters, which are of no use to a reader.
  const text = message.replace(/^.*?\b\d+:\d+:?\s*/, "").replace(/(?:, )?\['[^\]"]*\]/g, "");
  return { line: Number(found[1]) - 1, column: Number(found[2]), message: text };
}

export const query = { prepare, place };
