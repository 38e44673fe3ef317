"use strict";
// The panel: what is known of the selected thing, statement by statement, with its source.
aigraph.sourceNode = (edge) => {
  const source = aigraph.data.sources[edge.source] || { url: "" };
  const title = aigraph.named(source, edge.source);
  const safe = /^https?:\/\//.test(source.url);
  return safe
    ? aigraph.element("a", title, { href: source.url, rel: "noopener noreferrer", target: "_blank" })
    : aigraph.element("span", title);
};

aigraph.showPanel = () => {
  const panel = aigraph.byId("panel");
  panel.replaceChildren();
  const node = aigraph.nodes.get(aigraph.selected);
  if (!node) {
    panel.append(aigraph.element("p", aigraph.word("hint"), { class: "kind" }));
    return;
  }
  panel.append(aigraph.element("h2", aigraph.label(node)));
  const other = aigraph.language === "zh" ? node.label : node.label_zh;
  const kind = aigraph.named(aigraph.data.kinds[node.kind], node.kind);
  panel.append(aigraph.element("p", [kind, other !== aigraph.label(node) ? other : "", node.id].filter(Boolean).join(" · "), { class: "kind" }));
  panel.append(aigraph.element("h3", aigraph.word("dependsOn")));
  const list = aigraph.element("ul");
  for (const edge of aigraph.data.edges) {
    if ((edge.from === node.id || edge.to === node.id) && aigraph.picture.shownEdge(edge)) list.append(aigraph.statement(edge, node));
  }
  panel.append(list);
};

aigraph.statement = (edge, node) => {
  const item = aigraph.element("li");
  const other = aigraph.nodes.get(edge.from === node.id ? edge.to : edge.from);
  const relation = aigraph.named(aigraph.data.predicates[edge.predicate], edge.predicate);
  const jump = aigraph.element("button", aigraph.label(other), { type: "button", class: "link" });
  jump.addEventListener("click", () => aigraph.select(other.id, true));
  if (edge.from === node.id) item.append(`${relation} → `, jump);
  else item.append(jump, ` → ${relation}`);
  const evidence = aigraph.element("span", undefined, { class: "evidence" });
  evidence.append(aigraph.element("span", aigraph.word(edge.grade), { class: `grade ${edge.grade}` }), aigraph.sourceNode(edge), `, ${aigraph.locator(edge)}`);
  if (edge.valid_from || edge.valid_to) evidence.append(` · ${aigraph.word("valid")} ${edge.valid_from || "…"} – ${edge.valid_to || "…"}`);
  item.append(evidence);
  return item;
};
