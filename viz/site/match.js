// What a search finds: entries are [place, name, Chinese name, kind, other names, all names folded].
export const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[-_\s]+/g, " ").trim();

const pairs = (text) => new Set(Array.from({ length: Math.max(1, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
export const likeness = (one, other) => {
  const left = pairs(one), right = pairs(other);
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared += 1;
  return (2 * shared) / (left.size + right.size);
};
// Same name first, then names that begin with it, then words that do, then names that hold every word.
const score = (name, wanted, parts) => {
  if (name === wanted) return 4;
  if (name.startsWith(wanted)) return 3 - name.length / 1000;
  if (` ${name}`.includes(` ${wanted}`)) return 2 - name.length / 1000;
  return parts.every((part) => name.includes(part)) ? 1 - name.length / 1000 : 0;
};
export const search = (index, text, most) => {
  const wanted = fold(text);
  if (!wanted) return { near: false, hits: [] };
  const parts = wanted.split(" ");
  const rank = (rate) =>
    index.entries
      .map((entry) => ({ entry, score: Math.max(...entry[5].map(rate)) }))
      .filter((hit) => hit.score > 0)
      .sort((one, other) => other.score - one.score || (one.entry[0] < other.entry[0] ? -1 : 1));
  const hits = rank((name) => score(name, wanted, parts));
  if (hits.length) return { near: false, hits: hits.slice(0, most), all: hits.length };
  const near = rank((name) => Math.max(0, likeness(name, wanted) - 0.4));
  return { near: true, hits: near.slice(0, Math.min(most, 12)), all: near.length };
};
