// The picture: vis-network holds the cards, moves and zooms what was placed; nothing is simulated.
import { card as look } from "./card.js";
import { data, segmentLabel, segments } from "./data.js";
import { lines } from "./lines.js";
import { now } from "./now.js";
import { place } from "./place.js";
import { cardOf, reach } from "./shown.js";
import { byId } from "./text.js";

const phone = 700;
const host = byId("picture");
const nodes = new vis.DataSet();
export const picture = Object.assign(now.scene, { host });
let scale = 1;
let moving = false;
let asked = false;

function paint({ ctx, id, x, y }) {
  const card = now.shown.cards.get(id);
  return {
    drawNode() {
      if (card) look.draw(ctx, card, x, y, scale, { selected: card === picture.chosen, dim: picture.near && !picture.near.has(card), focus: id === data.focus });
    },
    nodeDimensions: { width: look.width, height: look.height },
  };
}

const network = new vis.Network(host, { nodes, edges: [] }, {
  autoResize: false, physics: false, layout: { improvedLayout: false },
  nodes: { shape: "custom", ctxRenderer: paint, physics: false, chosen: false },
  interaction: { hover: false, keyboard: false, multiselect: false, selectConnectedEdges: false, zoomSpeed: 0.6 },
});

// Several changes in one turn need one drawing.
function redraw() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    network.redraw();
  });
}

// Behind the cards: frames of open segments, lines, headings of bands and columns.
network.on("beforeDrawing", (context) => {
  scale = network.getScale();
  if (!picture.plan) return;
  const top = picture.plan.box[1];
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  for (const frame of picture.plan.frames) {
    context.fillStyle = look.colour("band");
    context.beginPath();
    context.roundRect(frame.x, frame.y, frame.width, frame.height, 9);
    context.fill();
  }
  if (!moving || lines.few()) lines.draw(context);
  if (scale > look.legible) {
    context.fillStyle = look.colour("soft");
    context.font = look.font.small;
    for (const frame of picture.plan.frames) context.fillText(frameText(frame), frame.x + 10, frame.y + 19);
  }
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

const frameText = (frame) => `− ${segmentLabel(segments.get(frame.key)).slice(0, Math.floor(frame.width / 7))}`;

function headings() {
  const list = [];
  const { state } = now;
  let last = null;
  for (const head of picture.plan.heads) {
    const column = data.columns[head.number];
    if (!last || last.band !== column.band) {
      last = { band: column.band, text: data.bands.find((band) => band.key === column.band)[state.language], x: head.x, width: head.width };
      list.push(last);
    } else last.width = head.x + head.width - last.x;
    if (column[state.language] !== last.text) list.push({ text: column[state.language], x: head.x, width: head.width });
  }
  return list;
}

// Only cards that come, go or move are passed to vis-network: each of its updates costs time.
function sync() {
  const { cards } = now.shown;
  const gone = nodes.getIds().filter((id) => !cards.has(id));
  if (gone.length) nodes.remove(gone);
  const moved = [];
  for (const id of cards.keys()) {
    const [x, y] = picture.plan.places.get(id);
    const known = nodes.get(id);
    if (!known || known.x !== x || known.y !== y) moved.push({ id, x, y });
  }
  if (moved.length) nodes.update(moved);
}

function show(replace) {
  const { shown, state } = now;
  if (replace || !picture.plan) {
    const begun = Boolean(picture.plan);
    picture.plan = place([...shown.cards.values()], { width: host.clientWidth || 900, height: host.clientHeight || 600 });
    if (!begun) fit();
    sync();
  }
  picture.chosen = state.selected ? cardOf(state.selected) : null;
  picture.lit = null;
  picture.near = null;
  if (now.route) {
    const along = new Set(now.route);
    picture.lit = new Set([...shown.lines.values()].filter((line) => line.edges.some((edge) => along.has(edge))));
    picture.near = new Set([...picture.lit].flatMap((line) => [line.from, line.to]));
  } else if (picture.chosen) {
    const reached = reach(picture.chosen);
    picture.near = reached.cards;
    picture.reached = reached.edges;
  }
  lines.changed();
  redraw();
}

function fit() {
  const [left, top, right, bottom] = picture.plan.box;
  const whole = Math.min(host.clientWidth / (right - left), host.clientHeight / (bottom - top), 1.1);
  // On a phone everything at once could not be read: begin with what the picture is about, or
  // where the chain ends.
  const scaled = host.clientWidth < phone ? Math.max(whole, 0.55) : whole;
  const focus = cardOf(data.focus);
  const [x, y] = focus ? picture.plan.places.get(focus.id) : [right, top];
  const within = (low, high, room, wanted) => (high - low <= room ? (low + high) / 2 : Math.max(low + room / 2, Math.min(high - room / 2, wanted)));
  const position = { x: within(left, right, host.clientWidth / scaled, x), y: within(top, bottom, host.clientHeight / scaled, y) };
  network.moveTo({ position, scale: scaled, animation: false });
}

// Moves only as far as needed: who can see the card keeps the picture as it is.
function centre(id, least = 0.4) {
  const place = picture.plan.places.get(id);
  if (!place) return;
  const { x, y } = network.canvasToDOM({ x: place[0], y: place[1] });
  const inside = x > 70 && y > 30 && x < host.clientWidth - 70 && y < host.clientHeight - 30;
  if (inside && network.getScale() >= least) return;
  network.moveTo({ position: { x: place[0], y: place[1] }, scale: Math.max(network.getScale(), least), animation: false });
}

// While a large picture moves its lines are left out.
let still = 0;
function pause() {
  moving = true;
  clearTimeout(still);
  still = setTimeout(() => {
    moving = false;
    redraw();
  }, 180);
}
network.on("dragging", ({ nodes: dragged }) => {
  pause();
  for (const id of dragged) {
    const { x, y } = network.getPosition(id);
    picture.plan.places.set(id, [x, y]);
  }
  if (dragged.length) lines.changed();
});
network.on("zoom", pause);

const view = () => [network.getViewPosition().x, network.getViewPosition().y, network.getScale()];
const move = ([x, y, zoom]) => network.moveTo({ position: { x, y }, scale: zoom, animation: false });
const zoom = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.02, network.getScale() * factor)), animation: false });
const frameAt = ({ x, y }) => picture.plan.frames.find((frame) => x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + 30);
Object.assign(picture, { network, show, fit, centre, view, move, zoom, frameAt, headings, frameText });
