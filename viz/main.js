"use strict";
// Ties the parts together: every change of the state leads to one refresh of all that is shown.
(() => {
  const { picture, byId } = aigraph;
  let layout = "";
  let later = 0;

  aigraph.say = (text) => { byId("status").textContent = text.slice(0, 400); };

  // Cards move only when other things are shown; a day or a grade hides lines where they are.
  const layoutKey = () => JSON.stringify([[...aigraph.state.open].sort(), ...["kinds", "bands", "regions"].map((name) => [...aigraph.state.hidden[name]].sort())]) + aigraph.shown.cards.size;

  function showRoute() {
    const { path } = aigraph.state;
    if (path) {
      aigraph.route = aigraph.findPath(...path.map((id) => aigraph.nodeById.get(id))) || [];
      aigraph.routeTitle = path.map((id) => aigraph.label(aigraph.nodeById.get(id))).join(" → ");
    } else if (!aigraph.listed) aigraph.route = null;
  }

  aigraph.refresh = () => {
    aigraph.hideTip();
    aigraph.compute();
    showRoute();
    const key = layoutKey();
    picture.show(key !== layout);
    layout = key;
    aigraph.showControls();
    aigraph.showPanel();
    clearTimeout(later);
    later = setTimeout(aigraph.showTable, 0);
    aigraph.remember();
  };

  aigraph.route = null;
  aigraph.select = (id, move) => {
    const { state } = aigraph;
    const node = aigraph.nodeById.get(id);
    aigraph.listed = false;
    state.path = null;
    if (aigraph.pathStart && node && node !== aigraph.pathStart) {
      state.path = [aigraph.pathStart.id, id];
      state.selected = "";
    } else state.selected = aigraph.known(id) ? id : "";
    if (!id || state.path) aigraph.pathStart = null;
    if (move && node && node.segment) state.open.add(node.segment);
    aigraph.refresh();
    if (move && aigraph.cardOf(id)) picture.centre(aigraph.cardOf(id).id, 0.6);
  };

  aigraph.showRoute = (edges, title) => {
    for (const edge of edges) for (const end of [edge.from, edge.to]) if (aigraph.nodes[end].segment) aigraph.state.open.add(aigraph.nodes[end].segment);
    Object.assign(aigraph, { listed: true, route: edges, routeTitle: title });
    Object.assign(aigraph.state, { selected: "", path: null });
    aigraph.refresh();
    picture.fit();
  };

  aigraph.toggle = (key) => {
    const { open } = aigraph.state;
    const chosen = aigraph.state.selected;
    if (open.has(key)) {
      open.delete(key);
      if (aigraph.nodeById.has(chosen) && aigraph.nodeById.get(chosen).segment === key) aigraph.state.selected = `s:${key}`;
    } else open.add(key);
    aigraph.refresh();
    picture.fit();
  };

  picture.network.on("click", ({ nodes, pointer }) => {
    const frame = picture.frameAt(pointer.canvas);
    if (nodes.length) aigraph.select(nodes[0], false);
    else if (frame) aigraph.toggle(frame.key);
    else if (aigraph.state.selected || aigraph.route) aigraph.select("", false);
  });
  picture.network.on("doubleClick", ({ nodes }) => {
    if (nodes.length && nodes[0].startsWith("s:")) aigraph.toggle(nodes[0].slice(2));
  });
  for (const event of ["zoom", "dragEnd"]) {
    picture.network.on(event, () => {
      aigraph.state.view = picture.view();
      clearTimeout(aigraph.moved);
      aigraph.moved = setTimeout(aigraph.remember, 300);
    });
  }
  byId("zoom-in").addEventListener("click", () => picture.zoom(1.3));
  byId("zoom-out").addEventListener("click", () => picture.zoom(1 / 1.3));
  byId("zoom-fit").addEventListener("click", () => {
    aigraph.state.view = null;
    picture.fit();
    aigraph.remember();
  });

  // Another division of the screen needs another arrangement, unless the reader has moved the picture.
  let size = "";
  new ResizeObserver(() => {
    const { clientWidth, clientHeight } = picture.host;
    const now = `${clientWidth}x${clientHeight}`;
    if (!clientWidth || now === size) return;
    const begun = size !== "";
    size = now;
    if (!begun) return;
    picture.network.redraw();
    picture.show(true);
    if (aigraph.state.view) picture.move(aigraph.state.view);
    else picture.fit();
  }).observe(picture.host);

  function begin() {
    aigraph.showTheme();
    aigraph.refresh();
    // The legend has taken its room only now.
    picture.network.setSize("100%", "100%");
    if (aigraph.state.view) picture.move(aigraph.state.view);
    else picture.fit();
    if (aigraph.state.selected && !aigraph.state.view) picture.centre((aigraph.cardOf(aigraph.state.selected) || {}).id);
  }
  window.addEventListener("hashchange", () => {
    aigraph.read(window.location.hash.slice(1));
    begin();
  });
  begin();
  document.documentElement.dataset.ready = "true";
})();
