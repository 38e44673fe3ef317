// The panel: what is known of the chosen thing, segment or path, statement by statement, with its source.
import { announce, select, showRoute, toggle } from "./actions.js";
import { data, edges, gradeName, kind, label, locator, nameIn, nodeById, nodes, relation, remark, segmentLabel, segments, weakest, wording } from "./data.js";
import { now } from "./now.js";
import { button, byId, element, short, times, word } from "./text.js";

const host = byId("panel");

export const gradeMark = (grade) => element("span", gradeName(grade), { class: `grade ${data.grades.includes(grade) ? grade : ""}` });

export const sourceNode = (source) => {
  const known = data.sources[source] || { url: "" };
  const title = short(nameIn(known, source));
  return /^https?:\/\//i.test(known.url)
    ? element("a", title, { href: known.url, rel: "noopener noreferrer", target: "_blank", class: "name" })
    : element("span", title, { class: "name" });
};

const jump = (node) => button(short(label(node)), () => select(node.id, true), { class: "link name" });

function evidence(source, locator, grade, period) {
  const line = element("span", undefined, { class: "evidence" });
  if (grade) line.append(gradeMark(grade), " ");
  if (source) line.append(sourceNode(source));
  if (locator) line.append(element("span", ` · ${locator}`, { class: "name" }));
  if (period) line.append(` · ${period}`);
  return line;
}

// A fact that several sources state is one item with a line of evidence for each.
function statement(edge, node, repeats = [edge]) {
  const item = element("li");
  const [from, to] = [nodes[edge.from], nodes[edge.to]];
  const said = wording(edge) ? `“${short(wording(edge))}” ` : "";
  const parts = from === node ? [element("span", `${short(relation(edge))} ${said}`, { class: "relation" }), jump(to)]
    : to === node ? [jump(from), element("span", ` ${short(relation(edge))} ${said}`, { class: "relation" }), element("span", short(label(to)), { class: "name" })]
      : [jump(from), element("span", ` ${short(relation(edge))} ${said}`, { class: "relation" }), jump(to)];
  item.append(...parts, ...repeats.map((same) => evidence(same.source, locator(same), same.grade, times(same))));
  return item;
}

function byFact(statements) {
  const found = new Map();
  for (const edge of statements) {
    const key = [edge.from, edge.predicate, edge.to].join(" ");
    found.set(key, [...(found.get(key) || []), edge]);
  }
  return [...found.values()];
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
    item.append(element("span", `${now.state.language === "zh" ? name_zh : name} `, { class: "relation" }), element("span", value, { class: "name" }), evidence(source, locator, grade, ""));
    return item;
  });
}

function head(title, below) {
  const line = element("div", undefined, { class: "panel-head" });
  line.append(element("h2", title, { class: "name" }), button("×", () => select("", false), { class: "quiet", "aria-label": word("close"), title: word("close") }));
  host.append(line, element("p", below, { class: "kind" }));
}

function showThing(node) {
  const other = now.state.language === "zh" ? node.label : node.label_zh;
  head(label(node), [kind(node), other !== label(node) ? other : "", remark(node), node.id].filter(Boolean).join(" · "));
  const acts = element("div", undefined, { class: "acts" });
  if (node.segment) {
    const open = now.state.open.has(node.segment);
    acts.append(button(word(open ? "closeSegment" : "openSegment"), () => toggle(node.segment)));
  }
  acts.append(button(word("pathFrom"), () => {
    now.pathStart = node;
    announce(word("pathTo"));
  }));
  host.append(acts);
  const shown = new Set(now.shown.statements);
  const known = facts(node);
  list(word("about"), byFact(node.edges.filter((edge) => shown.has(edge))).map((repeats) => statement(repeats[0], node, repeats)));
  list(word("facts"), known, "facts");
}

function showSegment(segment) {
  const card = now.shown.cards.get(`s:${segment.key}`);
  head(segmentLabel(segment), `${segment.members.length} ${word("inside")}`);
  const acts = element("div", undefined, { class: "acts" });
  acts.append(button(word(card ? "openSegment" : "closeSegment"), () => toggle(segment.key)));
  host.append(acts);
  list(word("members"), segment.members.map((node) => {
    const item = element("li", undefined, { class: "brief" });
    item.append(jump(node));
    return item;
  }));
}

function showPath(edges, title) {
  head(title, edges ? `${edges.length} ${word("edgesCount")} · ${word("weakest")}: ${gradeName(weakest(edges))}` : word("pathNone"));
  if (edges) list(word("about"), edges.map((edge) => statement(edge, null)), "steps");
}

function showNothing() {
  host.append(element("p", word("hint"), { class: "kind" }), element("p", word("keysHint"), { class: "kind" }));
  list(word("paths"), data.routes.map((route, index) => {
    const along = route.map((number) => edges[number]);
    const item = element("li", undefined, { class: "brief" });
    item.append(
      gradeMark(weakest(along)),
      button(`${index + 1}. ${waypoints(along).map((node) => short(label(node))).join(" → ")}`, () => showRoute(along, `${word("path")} ${index + 1}`), { class: "link name" }),
    );
    return item;
  }));
  list(word("caveats"), data.caveats.map((caveat) => element("li", caveat[now.state.language], { class: "brief" })), "caveats");
}

// The things along a path, whichever way each of its edges is stated.
function waypoints(edges) {
  const [first, second] = edges;
  const ends = (edge) => [nodes[edge.from], nodes[edge.to]];
  const way = [second && ends(second).includes(nodes[first.from]) ? nodes[first.to] : nodes[first.from]];
  for (const edge of edges) way.push(ends(edge).find((node) => node !== way[way.length - 1]));
  return way.filter(Boolean);
}

export const showPanel = () => {
  host.replaceChildren();
  host.scrollTop = 0;
  const { selected } = now.state;
  host.dataset.chosen = String(Boolean(selected || now.route));
  if (now.route !== null) showPath(now.route.length ? now.route : null, now.routeTitle);
  else if (nodeById.has(selected)) showThing(nodeById.get(selected));
  else if (selected) showSegment(segments.get(selected.slice(2)));
  else showNothing();
};
