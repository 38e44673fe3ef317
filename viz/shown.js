// What is shown: the filters and the day decide which things and edges, open segments which cards.
import { data, edges, label, nodeById, nodes, segmentLabel, segments, weakest } from "./data.js";
import { now } from "./now.js";

const bandOf = (node) => data.columns[node.column].band;
const holds = (edge, day) => !day || ((!edge.valid_from || edge.valid_from <= day) && (!edge.valid_to || day <= edge.valid_to));

function nodePasses(node, hidden) {
  if (hidden.kinds.has(node.kind) || hidden.bands.has(bandOf(node))) return false;
  if (!hidden.regions.size) return true;
  return node.regions.length ? node.regions.some((place) => !hidden.regions.has(place)) : !hidden.regions.has("");
}

// A thing all of whose statements belong to other days is not there on this one.
function present(node, day) {
  return !node.edges.length || node.id === data.focus || node.edges.some((edge) => holds(edge, day));
}

function cardsOf(on, open) {
  const cards = new Map();
  const cardAt = new Array(nodes.length);
  const sizes = new Map();
  for (const node of nodes) if (on[node.index] && node.segment) sizes.set(node.segment, (sizes.get(node.segment) || 0) + 1);
  for (const node of nodes) {
    if (!on[node.index]) continue;
    const closed = node.segment && !open.has(node.segment) && sizes.get(node.segment) > 1;
    const id = closed ? `s:${node.segment}` : node.id;
    if (!cards.has(id)) cards.set(id, closed ? { id, segment: segments.get(node.segment), members: [], column: node.column, kind: node.kind } : { id, node, column: node.column, kind: node.kind });
    if (closed) cards.get(id).members.push(node);
    cardAt[node.index] = cards.get(id);
  }
  return { cards, cardAt };
}

export const compute = () => {
  const { hidden, day, open } = now.state;
  const on = nodes.map((node) => nodePasses(node, hidden) && present(node, day));
  const statements = edges.filter((edge) => on[edge.from] && on[edge.to] && !hidden.grades.has(edge.grade) && holds(edge, day));
  const { cards, cardAt } = cardsOf(on, open);
  const lines = new Map();
  for (const edge of statements) {
    const from = cardAt[edge.from];
    const to = cardAt[edge.to];
    if (from === to) continue;
    const id = `${from.id}>${to.id}`;
    const line = lines.get(id);
    if (line) line.edges.push(edge);
    else lines.set(id, { id, from, to, edges: [edge] });
  }
  for (const card of cards.values()) card.lines = [];
  for (const line of lines.values()) {
    // A line looks like the weakest of its statements, so that no inference passes for a statement.
    line.grade = line.edges.length === 1 ? line.edges[0].grade : weakest(line.edges);
    line.from.lines.push(line);
    line.to.lines.push(line);
  }
  now.shown = { cards, lines, statements, cardAt, count: on.filter(Boolean).length };
};

// The card of a thing or segment, open or closed.
export const cardOf = (id) => now.shown.cards.get(id) || (nodeById.has(id) ? now.shown.cardAt[nodeById.get(id).index] : undefined);
export const cardLabel = (card) => (card.segment ? segmentLabel(card.segment) : label(card.node));

// What a card depends on, what depends on it, and its neighbours: cards, and the statements between.
// Followed from thing to thing, since what enters a closed segment need not be what leaves it.
export const reach = (card) => {
  const { cardAt, statements } = now.shown;
  const allowed = new Set(statements);
  const start = card.members || [card.node];
  const found = { cards: new Set([card]), edges: new Set() };
  const take = (edge) => {
    found.edges.add(edge);
    found.cards.add(cardAt[edge.from]).add(cardAt[edge.to]);
  };
  for (const node of start) for (const edge of node.edges) if (allowed.has(edge)) take(edge);
  for (const way of [1, -1]) {
    const queue = [...start];
    const seen = new Set(queue);
    for (const node of queue) {
      for (const edge of node.edges) {
        const ahead = edge.from === node.index ? way : -way;
        if (data.predicates[edge.predicate].flow !== ahead || !allowed.has(edge)) continue;
        take(edge);
        const next = nodes[edge.from === node.index ? edge.to : edge.from];
        if (!seen.has(next)) {
          seen.add(next);
          queue.push(next);
        }
      }
    }
  }
  return found;
};

// The shortest way between two things along the statements shown, in either direction.
export const findPath = (from, to) => {
  const allowed = new Set(now.shown.statements);
  const before = new Map([[from, null]]);
  const queue = [from];
  for (const current of queue) {
    if (current === to) break;
    for (const edge of current.edges) {
      const next = nodes[edge.from === current.index ? edge.to : edge.from];
      if (allowed.has(edge) && !before.has(next)) {
        before.set(next, edge);
        queue.push(next);
      }
    }
  }
  if (!before.has(to)) return null;
  const path = [];
  for (let current = to; before.get(current);) {
    const edge = before.get(current);
    path.unshift(edge);
    current = nodes[edge.from === current.index ? edge.to : edge.from];
  }
  return path;
};
