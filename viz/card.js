// How one card looks: the same outlines and lines of text serve the canvas, the legend and the SVG file.
import { data, label, remark as remarkOf, segmentKind, segmentName } from "./data.js";
import { now } from "./now.js";

const { width, height } = { width: 154, height: 44 };
const family = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const font = { name: `500 13.5px ${family}`, small: `11.5px ${family}`, head: `600 19px ${family}`, column: `14px ${family}` };
// One outline for each kind of a column, so that kinds differ by more than their colour.
const glyphs = [
  "M0-5.5A5.5 5.5 0 1 1 0 5.5A5.5 5.5 0 1 1 0-5.5Z", "M-5-5H5V5H-5Z", "M0-6.5L6.5 0L0 6.5L-6.5 0Z",
  "M0-6L6 5H-6Z", "M-3-5.5H3L6 0L3 5.5H-3L-6 0Z", "M0 6L6-5H-6Z",
];
const paths = new Map();
const path = (text) => {
  if (!paths.has(text)) paths.set(text, new Path2D(text));
  return paths.get(text);
};
const measuring = document.createElement("canvas").getContext("2d");
const fitted = new Map();
let colours = null;

// The colours are in the style sheet only; the picture reads them there when the theme changes.
function readColours() {
  const style = getComputedStyle(document.documentElement);
  colours = new Proxy({}, { get: (kept, name) => (kept[name] ??= style.getPropertyValue(`--${name}`).trim()) });
}
const colour = (name) => colours[name];
const hue = (card) => colour(`column${card.column}`);
const glyph = (kind) => glyphs[data.kinds[kind].shape % glyphs.length];

function cut(text, room) {
  if (measuring.measureText(text).width <= room) return text;
  let low = 0;
  let high = Math.min(text.length, 200);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measuring.measureText(`${text.slice(0, middle)}…`).width <= room) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low).trimEnd()}…`;
}

// Words go on one line as long as they fit; Chinese may break anywhere.
function wrap(text, room, most) {
  measuring.font = font.name;
  const parts = text.slice(0, 200).match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g) || [""];
  const lines = [""];
  for (let i = 0; i < parts.length; i += 1) {
    const longer = lines[lines.length - 1] + parts[i];
    if (measuring.measureText(longer.trimEnd()).width <= room || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
    else if (lines.length < most) lines.push(parts[i]);
    else {
      lines[lines.length - 1] += parts.slice(i).join("");
      break;
    }
  }
  return lines.map((line) => cut(line.trimEnd(), room));
}

function content(card) {
  const key = `${now.state.language}|${card.id}|${card.members ? card.members.length : ""}`;
  if (!fitted.has(key)) {
    const remark = card.segment ? `${segmentKind(card.segment)} × ${card.members.length}` : remarkOf(card.node);
    const lines = wrap(card.segment ? segmentName(card.segment) : label(card.node), width - 36, remark ? 1 : 2);
    measuring.font = font.small;
    fitted.set(key, { lines, remark: remark && cut(remark, width - 36) });
  }
  return fitted.get(key);
}

// Text is on these lines below the middle of the card.
const baselines = ({ lines, remark }) => (lines.length + (remark ? 1 : 0) === 1 ? [4] : [-4, 13]);

function outline(x, y) {
  const [left, top, round] = [x - width / 2, y - height / 2, 7];
  return `M${left + round} ${top}h${width - 2 * round}a${round} ${round} 0 0 1 ${round} ${round}v${height - 2 * round}a${round} ${round} 0 0 1 -${round} ${round}h-${width - 2 * round}a${round} ${round} 0 0 1 -${round} -${round}v-${height - 2 * round}a${round} ${round} 0 0 1 ${round} -${round}z`;
}
const centred = outline(0, 0);

// Below this scale nobody can read, and a plain box is drawn ten times as fast.
const legible = 0.26;
function drawSmall(context, card, x, y, look) {
  context.globalAlpha = look.dim ? 0.4 : 1;
  context.fillStyle = look.selected ? colour("accent") : colour("edge-of-card");
  context.fillRect(x - width / 2 - 1, y - height / 2 - 1, width + 2, height + 2);
  context.fillStyle = colour("surface");
  context.fillRect(x - width / 2 + 2, y - height / 2 + 2, width - 4, height - 4);
  context.fillStyle = hue(card);
  context.fillRect(x - width / 2 + 10, y - 10, look.selected ? width - 20 : 22, 20);
  context.globalAlpha = 1;
}

function draw(context, card, x, y, scale, look) {
  if (scale <= legible) {
    drawSmall(context, card, x, y, look);
    return;
  }
  context.save();
  context.translate(x, y);
  context.globalAlpha = look.dim ? 0.4 : 1;
  if (card.segment) {
    // A second edge behind a closed segment says that there is more inside.
    context.translate(4, 4);
    context.fillStyle = colour("surface");
    context.strokeStyle = colour("line");
    context.fill(path(centred));
    context.stroke(path(centred));
    context.translate(-4, -4);
  }
  context.fillStyle = colour("surface");
  context.fill(path(centred));
  context.lineWidth = look.selected ? 3 : look.focus ? 2 : 1.2;
  context.strokeStyle = look.selected ? colour("accent") : look.focus ? hue(card) : colour("edge-of-card");
  context.stroke(path(centred));
  context.translate(-width / 2 + 17, 0);
  context.fillStyle = hue(card);
  context.fill(path(glyph(card.kind)));
  context.translate(14, 0);
  const { lines, remark } = content(card);
  const levels = baselines({ lines, remark });
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  context.direction = "ltr";
  context.fillStyle = colour("ink");
  context.font = font.name;
  lines.forEach((line, index) => context.fillText(line, 0, levels[index]));
  if (remark) {
    context.fillStyle = colour("soft");
    context.font = font.small;
    context.fillText(remark, 0, levels[1]);
  }
  context.restore();
}

readColours();
export const card = { width, height, legible, font, family, draw, outline, glyph, hue, colour, content, baselines, readColours };
