"use strict";
// The panel: what is known of the chosen thing, segment or path, statement by statement, with its source.
(() => {
  const { element, button, data } = aigraph;
  const host = aigraph.byId("panel");

  aigraph.gradeMark = (grade) => element("span", aigraph.word(grade) || grade, { class: `grade ${data.grades.includes(grade) ? grade : ""}` });

  aigraph.sourceNode = (source) => {
    const known = data.sources[source] || { url: "" };
    const title = aigraph.short(aigraph.in(known, source));
    return /^https?:\/\//i.test(known.url)
      ? element("a", title, { href: known.url, rel: "noopener noreferrer", target: "_blank", class: "name" })
      : element("span", title, { class: "name" });
  };

  const jump = (node) => button(aigraph.short(aigraph.label(node)), () => aigraph.select(node.id, true), { class: "link name" });

  function evidence(source, locator, grade, period) {
    const line = element("span", undefined, { class: "evidence" });
    if (grade) line.append(aigraph.gradeMark(grade), " ");
    if (source) line.append(aigraph.sourceNode(source));
    if (locator) line.append(element("span", ` · ${locator}`, { class: "name" }));
    if (period) line.append(` · ${aigraph.word("valid")} ${period}`);
    return line;
  }

  function statement(edge, node) {
    const item = element("li");
    const [from, to] = [aigraph.nodes[edge.from], aigraph.nodes[edge.to]];
    const parts = from === node ? [element("span", `${aigraph.short(aigraph.relation(edge))} `, { class: "relation" }), jump(to)]
      : to === node ? [jump(from), element("span", ` ${aigraph.short(aigraph.relation(edge))} `, { class: "relation" }), element("span", aigraph.short(aigraph.label(to)), { class: "name" })]
        : [jump(from), element("span", ` ${aigraph.short(aigraph.relation(edge))} `, { class: "relation" }), jump(to)];
    item.append(...parts, evidence(edge.source, aigraph.locator(edge), edge.grade, aigraph.period(edge)));
    return item;
  }

  function list(title, items, name) {
    if (!items.length) return;
    host.append(element("h3", `${title} (${items.length})`));
    const made = element("ul", undefined, { class: name || "" });
    made.append(...items.slice(0, 80));
    if (items.length > 80) made.append(element("li", `+ ${items.length - 80}`));
    host.append(made);
  }

  function facts(node) {
    return (data.facts[node.id] || []).map(([name, name_zh, value, source, locator, grade]) => {
      const item = element("li");
      item.append(element("span", `${aigraph.state.language === "zh" ? name_zh : name} `, { class: "relation" }), element("span", value, { class: "name" }), evidence(source, locator, grade, ""));
      return item;
    });
  }

  function head(title, below) {
    const line = element("div", undefined, { class: "panel-head" });
    line.append(element("h2", title, { class: "name" }), button("×", () => aigraph.select("", false), { class: "quiet", "aria-label": aigraph.word("close"), title: aigraph.word("close") }));
    host.append(line, element("p", below, { class: "kind" }));
  }

  function tellThing(node) {
    const other = aigraph.state.language === "zh" ? node.label : node.label_zh;
    head(aigraph.label(node), [aigraph.kind(node), other !== aigraph.label(node) ? other : "", aigraph.remark(node), node.id].filter(Boolean).join(" · "));
    const acts = element("div", undefined, { class: "acts" });
    if (node.segment) {
      const open = aigraph.state.open.has(node.segment);
      acts.append(button(aigraph.word(open ? "closeSegment" : "openSegment"), () => aigraph.toggle(node.segment)));
    }
    acts.append(button(aigraph.word("pathFrom"), () => {
      aigraph.pathStart = node;
      aigraph.say(aigraph.word("pathTo"));
    }));
    host.append(acts);
    const shown = new Set(aigraph.shown.statements);
    const told = facts(node);
    list(aigraph.word("about"), node.edges.filter((edge) => shown.has(edge)).map((edge) => statement(edge, node)));
    list(aigraph.word("facts"), told, "facts");
  }

  function tellSegment(segment) {
    const card = aigraph.shown.cards.get(`s:${segment.key}`);
    head(aigraph.segmentLabel(segment), `${segment.members.length} ${aigraph.word("inside")}`);
    const acts = element("div", undefined, { class: "acts" });
    acts.append(button(aigraph.word(card ? "openSegment" : "closeSegment"), () => aigraph.toggle(segment.key)));
    host.append(acts);
    list(aigraph.word("members"), segment.members.map((node) => {
      const item = element("li", undefined, { class: "brief" });
      item.append(jump(node));
      return item;
    }));
  }

  function tellPath(edges, title) {
    head(title, edges ? `${edges.length} ${aigraph.word("edgesCount")} · ${aigraph.word("weakest")}: ${aigraph.word(aigraph.weakest(edges))}` : aigraph.word("pathNone"));
    if (edges) list(aigraph.word("about"), edges.map((edge) => statement(edge, null)), "steps");
  }

  function tellNothing() {
    host.append(element("p", aigraph.word("hint"), { class: "kind" }), element("p", aigraph.word("keysHint"), { class: "kind" }));
    list(aigraph.word("paths"), data.routes.map((route, index) => {
      const edges = route.map((number) => aigraph.edges[number]);
      const item = element("li", undefined, { class: "brief" });
      item.append(
        aigraph.gradeMark(aigraph.weakest(edges)),
        button(`${index + 1}. ${waypoints(edges).map((node) => aigraph.short(aigraph.label(node))).join(" → ")}`, () => aigraph.showRoute(edges, `${aigraph.word("path")} ${index + 1}`), { class: "link name" }),
      );
      return item;
    }));
    list(aigraph.word("caveats"), data.caveats.map((caveat) => element("li", caveat[aigraph.state.language], { class: "brief" })), "caveats");
  }

  // The things along a path, whichever way each of its edges is stated.
  function waypoints(edges) {
    const [first, second] = edges;
    const ends = (edge) => [aigraph.nodes[edge.from], aigraph.nodes[edge.to]];
    const way = [second && ends(second).includes(aigraph.nodes[first.from]) ? aigraph.nodes[first.to] : aigraph.nodes[first.from]];
    for (const edge of edges) way.push(ends(edge).find((node) => node !== way[way.length - 1]));
    return way.filter(Boolean);
  }

  aigraph.showPanel = () => {
    host.replaceChildren();
    host.scrollTop = 0;
    const { selected } = aigraph.state;
    host.dataset.chosen = String(Boolean(selected || aigraph.route));
    if (aigraph.route !== null) tellPath(aigraph.route.length ? aigraph.route : null, aigraph.routeTitle);
    else if (aigraph.nodeById.has(selected)) tellThing(aigraph.nodeById.get(selected));
    else if (selected) tellSegment(aigraph.segments.get(selected.slice(2)));
    else tellNothing();
  };
})();
