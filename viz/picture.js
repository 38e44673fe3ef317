"use strict";
// The picture: boxes in columns, drawn by vis-network with positions computed beforehand.
aigraph.hiddenKinds = new Set();
aigraph.hiddenGrades = new Set();
aigraph.selected = null;

aigraph.picture = (() => {
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  const ink = dark ? "#e7ebf1" : "#1a2230";
  const surface = dark ? "#1a2029" : "#ffffff";
  const faint = dark ? "#313a47" : "#c9d0da";
  const line = dark ? "#56637a" : "#8d9bb0";
  const band = dark ? "#161c25" : "#eef1f6";
  const dashes = { stated: false, computed: [10, 2, 2, 2], inferred: [7, 5], assumed: [2, 5] };
  const shownNode = (node) => !aigraph.hiddenKinds.has(node.kind);
  const shownEdge = (edge) =>
    !aigraph.hiddenGrades.has(edge.grade) && shownNode(aigraph.nodes.get(edge.from)) && shownNode(aigraph.nodes.get(edge.to));

  function reach(start) {
    // Everything up and down the chain from a node along the drawn edges.
    const found = new Set([start]);
    for (const [near, far] of [["from", "to"], ["to", "from"]]) {
      const queue = [start];
      const seen = new Set(queue);
      while (queue.length) {
        const current = queue.pop();
        for (const edge of aigraph.data.edges) {
          if (edge[near] === current && shownEdge(edge) && !seen.has(edge[far])) {
            seen.add(edge[far]);
            found.add(edge[far]);
            queue.push(edge[far]);
          }
        }
      }
    }
    return found;
  }

  function boxText(node) {
    const remark = aigraph.language === "zh" ? node.remark_zh : node.remark;
    return remark ? `${aigraph.label(node)}\n${remark}` : aigraph.label(node);
  }

  function nodeStyle(node, near) {
    const colour = aigraph.colour(node.kind);
    const dim = near && !near.has(node.id);
    return {
      id: node.id, x: node.x, y: node.y, label: boxText(node), shape: "box", physics: false, hidden: !shownNode(node),
      margin: 7, widthConstraint: { maximum: 185 }, borderWidth: node.id === aigraph.selected ? 4 : 2,
      color: { background: surface, border: dim ? faint : colour, highlight: { background: surface, border: colour } },
      font: { color: dim ? faint : ink, size: 15, face: "system-ui, Noto Sans, Noto Sans CJK SC, sans-serif", multi: false },
      opacity: dim ? 0.45 : 1,
    };
  }

  function edgeStyle(edge, near) {
    const lit = near && near.has(edge.from) && near.has(edge.to);
    const colour = lit ? aigraph.colour(aigraph.nodes.get(edge.from).kind) : line;
    return {
      id: edge.id, from: edge.from, to: edge.to, hidden: !shownEdge(edge), dashes: dashes[edge.grade] || false,
      width: lit ? 2 : 1, color: { color: colour, opacity: near && !lit ? 0.15 : 0.85 },
      arrows: { to: { enabled: Boolean(lit), scaleFactor: 0.5 } }, smooth: { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.35 },
    };
  }

  const nodes = new vis.DataSet(aigraph.data.nodes.map((node) => nodeStyle(node, null)));
  const edges = new vis.DataSet(aigraph.data.edges.map((edge) => edgeStyle(edge, null)));
  const network = new vis.Network(aigraph.byId("picture"), { nodes, edges }, {
    physics: false, layout: { improvedLayout: false }, nodes: { fixed: false },
    interaction: { hover: false, hideEdgesOnDrag: true, keyboard: false, multiselect: false, zoomSpeed: 0.6 },
  });

  network.on("beforeDrawing", (context) => {
    // Bands with their headings, behind the boxes.
    const all = aigraph.data.nodes.filter(shownNode);
    const tops = Math.min(...all.map((node) => node.y)) - 50;
    const bottom = Math.max(...all.map((node) => node.y)) + 50;
    for (const entry of aigraph.data.bands) {
      const inside = all.filter((node) => node.band === entry.key).map((node) => node.x);
      if (!inside.length) continue;
      const left = Math.min(...inside) - 115;
      const width = Math.max(...inside) + 115 - left;
      context.fillStyle = band;
      context.fillRect(left, tops - 56, width, bottom - tops + 66);
      context.fillStyle = ink;
      context.font = "600 24px system-ui, Noto Sans, Noto Sans CJK SC, sans-serif";
      context.textAlign = "center";
      context.fillText(entry[aigraph.language], left + width / 2, tops - 22);
    }
  });

  function restyle() {
    const near = aigraph.selected ? reach(aigraph.selected) : null;
    nodes.update(aigraph.data.nodes.map((node) => nodeStyle(node, near)));
    edges.update(aigraph.data.edges.map((edge) => edgeStyle(edge, near)));
  }

  return { network, restyle, shownEdge, fit: () => network.fit({ animation: false }) };
})();

aigraph.select = (id, move) => {
  aigraph.selected = aigraph.nodes.has(id) ? id : null;
  aigraph.picture.restyle();
  aigraph.showPanel();
  if (aigraph.selected && move) aigraph.picture.network.focus(id, { scale: 0.9, animation: false });
};
