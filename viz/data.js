// What the page was given, unpacked: nodes and edges as objects, with the edges of each node.
import { now } from "./now.js";

export const data = JSON.parse(document.getElementById("data").textContent);
const unpack = ({ fields, rows }) => rows.map((row, index) => {
  const made = { index };
  for (let i = 0; i < fields.length; i += 1) made[fields[i]] = row[i];
  return made;
});
export const nodes = unpack(data.nodes);
export const edges = unpack(data.edges);
for (const node of nodes) node.edges = [];
for (const edge of edges) {
  nodes[edge.from].edges.push(edge);
  if (edge.to !== edge.from) nodes[edge.to].edges.push(edge);
}
export const nodeById = new Map(nodes.map((node) => [node.id, node]));
export const segments = new Map(Object.entries(data.segments).map(([key, names]) => [key, { key, names, members: [] }]));
for (const node of nodes) if (node.segment) segments.get(node.segment).members.push(node);

// Every day on which something begins or has just ended: between two of them nothing changes.
const following = (day) => new Date(Date.parse(day) + 86400000).toISOString().slice(0, 10);
const dated = new Set([data.asOf]);
for (const edge of edges) {
  if (edge.valid_from) dated.add(edge.valid_from);
  if (edge.valid_to) dated.add(following(edge.valid_to));
}

export const days = [...dated].sort();

export const nameIn = (names, key) => (names && (names[now.state.language] || names.en)) || key;
export const label = (node) => (now.state.language === "zh" ? node.label_zh || node.label : node.label || node.label_zh) || node.id;
export const remark = (node) => (now.state.language === "zh" ? node.remark_zh || node.remark : node.remark);
const raised = (text) => text.charAt(0).toUpperCase() + text.slice(1);
export const segmentName = (segment) => raised(nameIn(segment.names, segment.key));
export const segmentKind = (segment) => kind(segment.members[0]);
export const segmentLabel = (segment) => {
  const [name, kind] = [segmentName(segment), segmentKind(segment)];
  return name === raised(kind) ? name : `${name} · ${kind}`;
};
export const kind = (node) => nameIn(data.kinds[node.kind], node.kind);
export const relation = (edge) => nameIn(data.predicates[edge.predicate], edge.predicate);
// How the source says it, where that differs from the name of the relation.
export const wording = (edge) => {
  const said = nameIn(data.wordings[edge.wording], edge.wording);
  return said === relation(edge) ? "" : said;
};
export const source = (edge) => nameIn(data.sources[edge.source], edge.source);
export const locator = (edge) => (now.state.language === "zh" && edge.locator_zh) || edge.locator;
export const period = (edge) => (edge.valid_from || edge.valid_to ? `${edge.valid_from || "…"} – ${edge.valid_to || "…"}` : "");
export const weakest = (list) => data.grades[Math.max(...list.map((edge) => data.grades.indexOf(edge.grade)))];
export const gradeName = (grade) => nameIn(data.gradeNames[grade], grade);
