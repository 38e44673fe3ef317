// The lines between cards. They are drawn in batches of one style each, not one by one as
// vis-network would: with thousands of lines that decides whether the picture moves smoothly.
import { card as look } from "./card.js";
import { now } from "./now.js";

const dashes = { stated: [], computed: [10, 3, 2, 3], estimated: [12, 2], inferred: [7, 5], assumed: [2, 4] };
const many = 3000;
let batches = null;
let arrows = [];

const few = () => now.shown.lines.size <= many;

// From the side of one card to the side of the other that faces it; within a column by a bow.
function ends(line) {
  const { places } = now.scene.plan;
  const [x1, y1] = places.get(line.from.id);
  const [x2, y2] = places.get(line.to.id);
  const half = look.width / 2;
  if (Math.abs(x2 - x1) < look.width / 2) return { x1: x1 + half, y1, x2: x2 + half, y2, b1: 42, b2: 42, side: -1 };
  const side = x2 > x1 ? 1 : -1;
  const bend = Math.max(26, (Math.abs(x2 - x1) - look.width) * 0.45) * side;
  return { x1: x1 + half * side, y1, x2: x2 - half * side, y2, b1: bend, b2: -bend, side };
}

// The same strokes go to a canvas path and to the SVG file.
function trace(target, line, curved) {
  const { x1, y1, x2, y2, b1, b2 } = ends(line);
  target.moveTo(x1, y1);
  if (curved) target.bezierCurveTo(x1 + b1, y1, x2 + b2, y2, x2, y2);
  else target.lineTo(x2, y2);
}

// Lines of the chosen card or path are highlighted; what is further up and down the chain is lit faintly.
function style(line) {
  const { chosen, near, lit, reached: edges } = now.scene;
  const direct = lit ? lit.has(line) : Boolean(chosen) && (line.from === chosen || line.to === chosen);
  const reached = direct || (!lit && Boolean(chosen) && line.edges.some((edge) => edges.has(edge)));
  return {
    direct, dash: dashes[line.grade] || [],
    colour: reached ? look.hue(line.from) : look.colour("edge"),
    opacity: direct ? 0.95 : reached ? 0.4 : near ? 0.13 : few() ? 0.6 : 0.35,
    width: (direct ? 1.8 : 1.1) + (line.edges.length > 1 ? Math.min(3, Math.round(Math.log2(line.edges.length)) * 0.6) : 0),
  };
}

function prepare() {
  batches = new Map();
  arrows = [];
  const curved = few();
  for (const line of now.shown.lines.values()) {
    const made = style(line);
    const key = `${made.direct}|${line.grade}|${made.colour}|${made.opacity}|${made.width}`;
    if (!batches.has(key)) batches.set(key, { ...made, path: new Path2D() });
    trace(batches.get(key).path, line, curved);
    if (made.direct) arrows.push([ends(line), made.colour]);
  }
}

function draw(context) {
  if (!batches) prepare();
  context.save();
  for (const batch of [...batches.values()].sort((a, b) => a.opacity - b.opacity)) {
    context.setLineDash(batch.dash);
    context.strokeStyle = batch.colour;
    context.globalAlpha = batch.opacity;
    context.lineWidth = batch.width;
    context.stroke(batch.path);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
  for (const [{ x2, y2, side }, colour] of arrows) {
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(x2, y2);
    context.lineTo(x2 - 9 * side, y2 - 4.5);
    context.lineTo(x2 - 9 * side, y2 + 4.5);
    context.fill();
  }
  context.restore();
}

function svg(line) {
  const parts = [];
  const write = (letter) => (...numbers) => parts.push(letter + numbers.map((number) => +number.toFixed(1)).join(" "));
  trace({ moveTo: write("M"), lineTo: write("L"), bezierCurveTo: write("C") }, line, true);
  return parts.join("");
}

// The line under a place: the nearest of those that pass within a few pixels.
function at({ x, y }, reach) {
  const curved = few();
  let best = null;
  let least = reach;
  for (const line of now.shown.lines.values()) {
    const { x1, y1, x2, y2, b1, b2 } = ends(line);
    if (y < Math.min(y1, y2) - reach || y > Math.max(y1, y2) + reach || x < Math.min(x1, x2) - reach || x > Math.max(x1, x2) + 45 + reach) continue;
    let [left, top] = [x1, y1];
    const steps = curved ? 16 : 1;
    for (let step = 1; step <= steps; step += 1) {
      const t = step / steps;
      const u = 1 - t;
      const right = curved ? u * u * u * x1 + 3 * u * u * t * (x1 + b1) + 3 * u * t * t * (x2 + b2) + t * t * t * x2 : x2;
      const bottom = curved ? u * u * (1 + 2 * t) * y1 + t * t * (1 + 2 * u) * y2 : y2;
      const [dx, dy] = [right - left, bottom - top];
      const along = Math.max(0, Math.min(1, ((x - left) * dx + (y - top) * dy) / (dx * dx + dy * dy || 1)));
      const distance = Math.hypot(x - left - along * dx, y - top - along * dy);
      if (distance < least) [best, least] = [line, distance];
      [left, top] = [right, bottom];
    }
  }
  return best;
}

export const lines = { draw, svg, at, style, few, dashes, changed: () => { batches = null; } };
