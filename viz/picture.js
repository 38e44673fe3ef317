"use strict";
// The picture: vis-network draws, moves and zooms what was placed; nothing is simulated.
aigraph.picture = (() => {
  const { card: look } = aigraph;
  const dashes = { stated: false, computed: [10, 3, 2, 3], inferred: [7, 5], assumed: [2, 4] };
  const many = 1500;
  const host = aigraph.byId("picture");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const drawn = new Map();
  let near = null;
  let lit = null;
  let plan = null;
  let scale = 1;

  function paint({ ctx, id, x, y }) {
    const card = aigraph.shown.cards.get(id);
    return {
      drawNode() {
        if (card) look.draw(ctx, card, x, y, scale, { selected: card === aigraph.picture.chosen, dim: near && !near.has(card), focus: id === aigraph.data.focus });
      },
      nodeDimensions: { width: look.width, height: look.height },
    };
  }

  const network = new vis.Network(host, { nodes, edges }, {
    autoResize: true, physics: false, layout: { improvedLayout: false },
    nodes: { shape: "custom", ctxRenderer: paint, physics: false, chosen: false, label: undefined },
    edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false },
    interaction: { hover: false, hideEdgesOnDrag: false, keyboard: false, multiselect: false, selectable: true, selectConnectedEdges: false, zoomSpeed: 0.6 },
  });

  // Behind the cards: frames of open segments, headings of bands and columns.
  network.on("beforeDrawing", (context) => {
    scale = network.getScale();
    if (!plan) return;
    const top = plan.box[1];
    for (const frame of plan.frames) {
      context.fillStyle = look.colour("band");
      context.beginPath();
      context.roundRect(frame.x, frame.y, frame.width, frame.height, 9);
      context.fill();
      if (scale > 0.26) {
        context.fillStyle = look.colour("soft");
        context.font = look.font.small;
        context.textAlign = "left";
        context.fillText(frameText(frame), frame.x + 10, frame.y + 19);
      }
    }
    context.textAlign = "left";
    for (const head of headings()) {
      context.fillStyle = look.colour(head.band ? "ink" : "soft");
      context.font = head.band ? look.font.head : look.font.column;
      context.fillText(head.text, head.x, top + (head.band ? 22 : 46));
      if (head.band) {
        context.fillStyle = look.colour("line");
        context.fillRect(head.x, top + 54, head.width, 1.5);
      }
    }
  });

  const frameText = (frame) => `− ${aigraph.plain(aigraph.segmentLabel(aigraph.segments.get(frame.key))).slice(0, Math.floor(frame.width / 7))}`;

  function headings() {
    const list = [];
    const { data, state } = aigraph;
    for (const head of plan.heads) {
      const column = data.columns[head.number];
      const last = list.findLast((entry) => entry.band);
      if (!last || last.band !== column.band) {
        list.push({ band: column.band, text: data.bands.find((band) => band.key === column.band)[state.language], x: head.x, width: head.width });
      } else last.width = head.x + head.width - last.x;
      if (column[state.language] !== (list.findLast((entry) => entry.band) || {}).text) list.push({ text: column[state.language], x: head.x, width: head.width });
    }
    return list;
  }

  // Lines of the chosen card stand out; what lies further up and down the chain is lit more faintly.
  function edgeStyle(line, few) {
    const { chosen } = aigraph.picture;
    const direct = lit ? lit.has(line) : chosen && (line.from === chosen || line.to === chosen);
    const bright = direct || (!lit && near && near.has(line.from) && near.has(line.to));
    return {
      id: line.id, from: line.from.id, to: line.to.id, dashes: dashes[line.grade] || false,
      width: (direct ? 1.8 : 1.1) + Math.min(3, Math.log2(line.edges.length) * 0.5),
      color: { color: bright ? look.hue(line.from) : look.colour("edge"), opacity: direct ? 0.95 : bright ? 0.4 : few && near ? 0.12 : 0.6 },
      arrows: { to: { enabled: Boolean(direct), scaleFactor: 0.5 } },
      smooth: few ? { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.4 } : false,
    };
  }

  // Only what changed goes to vis-network: each of its updates costs time.
  function sync(set, wanted) {
    const gone = set.getIds().filter((id) => !wanted.has(id));
    if (gone.length) {
      set.remove(gone);
      for (const id of gone) drawn.delete(id);
    }
    const changed = [];
    for (const [id, style] of wanted) {
      const key = JSON.stringify(style);
      if (drawn.get(id) !== key) {
        drawn.set(id, key);
        changed.push(style);
      }
    }
    if (changed.length) set.update(changed);
  }

  function show(replace) {
    const { shown, state } = aigraph;
    if (replace || !plan) plan = aigraph.place([...shown.cards.values()], { width: host.clientWidth || 900, height: host.clientHeight || 600 });
    const few = shown.lines.size <= many;
    aigraph.picture.chosen = state.selected ? aigraph.cardOf(state.selected) : null;
    lit = null;
    near = null;
    if (aigraph.route) {
      lit = new Set([...shown.lines.values()].filter((line) => line.edges.some((edge) => aigraph.route.includes(edge))));
      near = new Set([...lit].flatMap((line) => [line.from, line.to]));
    } else if (aigraph.picture.chosen) near = aigraph.reach(aigraph.picture.chosen);
    network.setOptions({ interaction: { hideEdgesOnDrag: !few, hideEdgesOnZoom: !few } });
    sync(nodes, new Map([...shown.cards.keys()].map((id) => [id, { id, x: plan.places.get(id)[0], y: plan.places.get(id)[1] }])));
    sync(edges, new Map([...shown.lines.values()].map((line) => [line.id, edgeStyle(line, few)])));
    network.redraw();
  }

  function fit() {
    const [left, top, right, bottom] = plan.box;
    const whole = Math.min(host.clientWidth / (right - left), host.clientHeight / (bottom - top), 1.1);
    // On a small screen everything at once could not be read: begin with what the picture is about,
    // or where the chain ends.
    const scaled = Math.max(whole, Math.min(0.55, host.clientHeight / (bottom - top)));
    const [half, focus] = [host.clientWidth / scaled / 2, aigraph.cardOf(aigraph.data.focus)];
    const wanted = focus ? plan.places.get(focus.id)[0] : right;
    const x = scaled > whole ? Math.max(left + half, Math.min(right - half, wanted)) : (left + right) / 2;
    network.moveTo({ position: { x, y: (top + bottom) / 2 }, scale: scaled, animation: false });
  }

  // Moves only as far as needed: who can see the card keeps the picture as it is.
  function centre(id, least = 0.4) {
    const place = plan.places.get(id);
    if (!place) return;
    const { x, y } = network.canvasToDOM({ x: place[0], y: place[1] });
    const inside = x > 70 && y > 30 && x < host.clientWidth - 70 && y < host.clientHeight - 30;
    if (inside && network.getScale() >= least) return;
    network.moveTo({ position: { x: place[0], y: place[1] }, scale: Math.max(network.getScale(), least), animation: false });
  }

  const view = () => [network.getViewPosition().x, network.getViewPosition().y, network.getScale()];
  const move = ([x, y, zoom]) => network.moveTo({ position: { x, y }, scale: zoom, animation: false });
  const zoom = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.02, network.getScale() * factor)), animation: false });
  const frameAt = ({ x, y }) => plan.frames.find((frame) => x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + 30);
  return { host, network, show, fit, centre, view, move, zoom, frameAt, dashes, headings, frameText, get plan() { return plan; }, get near() { return near; }, get lit() { return lit; }, chosen: null };
})();
