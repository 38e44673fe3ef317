"use strict";
// What the page was given, unpacked: nodes and edges as objects, with the edges of each node.
(() => {
  const given = JSON.parse(document.getElementById("data").textContent);
  const unpack = ({ fields, rows }) => rows.map((row, index) => {
    const made = { index };
    for (let i = 0; i < fields.length; i += 1) made[fields[i]] = row[i];
    return made;
  });
  const nodes = unpack(given.nodes);
  const edges = unpack(given.edges);
  for (const node of nodes) node.edges = [];
  for (const edge of edges) {
    nodes[edge.from].edges.push(edge);
    if (edge.to !== edge.from) nodes[edge.to].edges.push(edge);
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const segments = new Map(Object.entries(given.segments).map(([key, names]) => [key, { key, names, members: [] }]));
  for (const node of nodes) if (node.segment) segments.get(node.segment).members.push(node);

  // Every day on which something begins or has just ended: between two of them nothing changes.
  const following = (day) => new Date(Date.parse(day) + 86400000).toISOString().slice(0, 10);
  const days = new Set([given.asOf]);
  for (const edge of edges) {
    if (edge.valid_from) days.add(edge.valid_from);
    if (edge.valid_to) days.add(following(edge.valid_to));
  }

  Object.assign(aigraph, { data: given, nodes, edges, nodeById: byId, segments, days: [...days].sort() });

  aigraph.in = (names, key) => (names && (names[aigraph.state.language] || names.en)) || key;
  aigraph.label = (node) => (aigraph.state.language === "zh" ? node.label_zh || node.label : node.label || node.label_zh) || node.id;
  aigraph.remark = (node) => (aigraph.state.language === "zh" ? node.remark_zh || node.remark : node.remark);
  const raised = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  aigraph.segmentName = (segment) => raised(aigraph.in(segment.names, segment.key));
  aigraph.segmentKind = (segment) => aigraph.kind(segment.members[0]);
  aigraph.segmentLabel = (segment) => {
    const [name, kind] = [aigraph.segmentName(segment), aigraph.segmentKind(segment)];
    return name === raised(kind) ? name : `${name} · ${kind}`;
  };
  aigraph.kind = (node) => aigraph.in(given.kinds[node.kind], node.kind);
  aigraph.relation = (edge) => aigraph.in(given.predicates[edge.predicate], edge.predicate);
  aigraph.source = (edge) => aigraph.in(given.sources[edge.source], edge.source);
  aigraph.locator = (edge) => (aigraph.state.language === "zh" && edge.locator_zh) || edge.locator;
  aigraph.period = (edge) => (edge.valid_from || edge.valid_to ? `${edge.valid_from || "…"} – ${edge.valid_to || "…"}` : "");
  aigraph.weakest = (list) => given.grades[Math.max(...list.map((edge) => given.grades.indexOf(edge.grade)))];
})();
