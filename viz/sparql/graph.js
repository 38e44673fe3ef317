// The result as a graph: the triples of CONSTRUCT, or two columns of things with what joins them.
import { terms } from "./terms.js";
import { byId, word } from "./words.js";

const MOST = 300;
const NAMES = [["subject", "s"], ["predicate", "relation", "property", "p"], ["object", "o"]];
let network = null;

function columns({ variables, rows }) {
  const [subject, predicate, object] = NAMES.map((names) => variables.find((variable) => names.includes(variable)));
  if (subject && object) return { subject, predicate, object };
  const things = variables.filter((variable) => rows.some((row) => row[variable] && row[variable].type === "uri"));
  return things.length > 1 ? { subject: things[0], object: things[1] } : null;
}

function edges(result, chosen) {
  const found = new Map();
  for (const row of result.rows) {
    const [from, to] = [row[chosen.subject], row[chosen.object]];
    if (!from || !to) continue;
    const label = chosen.predicate ? terms.name(row[chosen.predicate], result.labels, 40) : terms.brief(chosen.object, 40);
    found.set(JSON.stringify([from, label, to]), { from, to, label });
  }
  return [...found.values()];
}

function picture(result, drawn) {
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const face = "system-ui, Noto Sans, Noto Sans CJK SC, sans-serif";
  const known = new Map();
  const id = (term) => {
    const key = JSON.stringify(term);
    if (!known.has(key)) known.set(key, { id: known.size, term });
    return known.get(key).id;
  };
  // Many names on lines hide each other; the table has them.
  const named = drawn.length <= 60;
  const between = new Map();
  const bent = (from, to) => {
    // Several edges between two things bend each in its own way while they are few.
    const pair = [from, to].sort().join();
    between.set(pair, (between.get(pair) ?? -1) + 1);
    return { enabled: drawn.length <= 60, type: "curvedCW", roundness: 0.1 + 0.22 * between.get(pair) };
  };
  const lines = drawn.map((edge, index) => ({
    id: index, from: id(edge.from), to: id(edge.to), smooth: bent(id(edge.from), id(edge.to)), label: named ? edge.label : undefined, arrows: { to: { enabled: true, scaleFactor: 0.5 } },
    color: { color: style("--soft"), highlight: style("--accent") },
    font: { color: style("--soft"), size: 11, face, strokeWidth: 3, strokeColor: style("--surface"), multi: false },
  }));
  const boxes = [...known.values()].map(({ id: number, term }) => ({
    id: number, label: terms.name(term, result.labels, 40), shape: "box", margin: 6, widthConstraint: { maximum: 170 },
    borderWidth: 1.5, shapeProperties: { borderDashes: term.type === "uri" ? false : [3, 3] },
    color: { background: style("--surface"), border: style("--accent"), highlight: { background: style("--band"), border: style("--accent") } },
    font: { color: style("--ink"), size: 14, face, multi: false },
  }));
  const data = { nodes: new vis.DataSet(boxes), edges: new vis.DataSet(lines) };
  network = new vis.Network(byId("graph-canvas"), data, {
    layout: { randomSeed: 7, improvedLayout: boxes.length < 100 },
    physics: { solver: "barnesHut", barnesHut: { springLength: 150, gravitationalConstant: -6000, avoidOverlap: 0.3 }, stabilization: { iterations: boxes.length < 100 ? 200 : 100, fit: true } },
    interaction: { hideEdgesOnDrag: true, keyboard: false },
  });
  network.once("stabilizationIterationsDone", () => {
    network.setOptions({ physics: false });
    network.fit({ animation: false });
  });
  const ends = [...known.values()];
  network.on("click", (event) => {
    if (event.nodes.length) byId("graph-detail").replaceChildren(terms.node(ends[event.nodes[0]].term, result.labels));
  });
  return boxes.length;
}

function show(result) {
  if (network) network.destroy();
  network = null;
  const chosen = columns(result);
  const all = chosen ? edges(result, chosen) : [];
  const drawn = all.slice(0, MOST);
  byId("graph-canvas").hidden = !drawn.length;
  byId("graph-detail").textContent = drawn.length ? word("graphHint") : "";
  if (!drawn.length) {
    byId("graph-note").textContent = word("noGraph");
    return;
  }
  const things = picture(result, drawn);
  const capped = drawn.length < all.length ? ` ${word("graphCapped", drawn.length, all.length)}` : "";
  byId("graph-note").textContent = word("graphShown", things, drawn.length) + capped;
  byId("graph-canvas").setAttribute("aria-label", byId("graph-note").textContent);
}

export const graph = { show, network: () => network };
