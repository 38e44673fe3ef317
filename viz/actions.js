// What a reader can do: every change of the state leads to one refresh of all that is shown.
import { label, nodeById, nodes } from "./data.js";
import { now } from "./now.js";
import { picture } from "./picture.js";
import { cardOf, compute, findPath } from "./shown.js";
import { known, remember } from "./state.js";
import { byId } from "./text.js";

let layout = "";
const followers = [];

// Whatever shows the state says here how; it is called after every change.
export const follow = (show) => followers.push(show);

export const announce = (text) => { byId("status").textContent = text.slice(0, 400); };

// Cards move only when other things are shown; a day or a grade hides lines where they are.
const layoutKey = () => JSON.stringify([[...now.state.open].sort(), ...["kinds", "bands", "regions"].map((name) => [...now.state.hidden[name]].sort())]) + now.shown.cards.size;

function findRoute() {
  const { path } = now.state;
  if (path) {
    now.route = findPath(...path.map((id) => nodeById.get(id))) || [];
    now.routeTitle = path.map((id) => label(nodeById.get(id))).join(" → ");
  } else if (!now.listed) now.route = null;
}

export const refresh = () => {
  compute();
  findRoute();
  const key = layoutKey();
  picture.show(key !== layout);
  layout = key;
  for (const show of followers) show();
  remember();
};

export const select = (id, move) => {
  const { state } = now;
  const node = nodeById.get(id);
  now.listed = false;
  state.path = null;
  if (now.pathStart && node && node !== now.pathStart) {
    state.path = [now.pathStart.id, id];
    state.selected = "";
  } else state.selected = known(id) ? id : "";
  if (!id || state.path) now.pathStart = null;
  if (move && node && node.segment) state.open.add(node.segment);
  refresh();
  if (move && cardOf(id)) picture.centre(cardOf(id).id, 0.6);
};

export const showRoute = (edges, title) => {
  for (const edge of edges) for (const end of [edge.from, edge.to]) if (nodes[end].segment) now.state.open.add(nodes[end].segment);
  Object.assign(now, { listed: true, route: edges, routeTitle: title });
  Object.assign(now.state, { selected: "", path: null });
  refresh();
  picture.fit();
};

export const toggle = (key) => {
  const { open } = now.state;
  const chosen = now.state.selected;
  if (open.has(key)) {
    open.delete(key);
    if (nodeById.has(chosen) && nodeById.get(chosen).segment === key) now.state.selected = `s:${key}`;
  } else open.add(key);
  refresh();
  picture.fit();
};
