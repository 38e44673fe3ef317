// What a search finds: things by any of their names, in both languages at once.
import { data, nodes } from "./data.js";

const most = 12;
export const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[-_\s]+/g, " ").trim();
const aliases = (node) => (data.facts[node.id] || []).filter(([name]) => name.startsWith("name (")).map(([, , value]) => value);
let names = null;

// The things of which a name holds the text, those that begin with it first, then shorter names.
export const find = (text) => {
  names ||= nodes.map((node) => [node.label, node.label_zh, ...aliases(node), node.id].filter(Boolean).map((name) => fold(name)));
  const wanted = fold(text);
  if (!wanted) return [];
  const found = [];
  for (const node of nodes) {
    let best = Infinity;
    for (const name of names[node.index]) {
      const place = name.indexOf(wanted);
      if (place >= 0) best = Math.min(best, place + Math.min(name.length, 400) / 100);
    }
    if (best < Infinity) found.push([best, node]);
  }
  return found.sort(([a], [b]) => a - b).slice(0, most).map(([, node]) => node);
};
