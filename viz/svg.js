// The picture as SVG: the same outlines, lines and texts that the canvas shows.
import { card as look } from "./card.js";
import { data, gradeName, nameIn } from "./data.js";
import { lines } from "./lines.js";
import { now } from "./now.js";
import { picture } from "./picture.js";
import { cardLabel } from "./shown.js";
import { byId } from "./text.js";

export const escape = (text) => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function text(x, y, words, font, fill) {
  const size = /([\d.]+)px/.exec(font)[1];
  const weight = /^\d+/.exec(font);
  return `<text x="${x}" y="${y}" font-size="${size}"${weight && font.startsWith(`${weight[0]} `) ? ` font-weight="${weight[0]}"` : ""} fill="${fill}">${escape(words)}</text>`;
}

function curve(line) {
  const { colour, opacity, width, dash } = lines.style(line);
  const described = `${cardLabel(line.from)} → ${cardLabel(line.to)}: ${gradeName(line.grade)}`;
  return `<path d="${lines.svg(line)}" stroke="${colour}" stroke-width="${width}" opacity="${opacity}"${dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : ""}><title>${escape(described)}</title></path>`;
}

function box(card) {
  const [x, y] = picture.plan.places.get(card.id);
  const { lines, remark } = look.content(card);
  const levels = look.baselines({ lines, remark });
  const left = x - look.width / 2;
  const parts = [`<g opacity="${picture.near && !picture.near.has(card) ? 0.4 : 1}"><title>${escape(cardLabel(card))}</title>`];
  if (card.segment) parts.push(`<path d="${look.outline(x + 4, y + 4)}" fill="${look.colour("surface")}" stroke="${look.colour("line")}"/>`);
  parts.push(`<path d="${look.outline(x, y)}" fill="${look.colour("surface")}" stroke="${card === picture.chosen ? look.colour("accent") : look.colour("edge-of-card")}" stroke-width="${card === picture.chosen ? 3 : 1.2}"/>`);
  parts.push(`<path d="${look.glyph(card.kind)}" transform="translate(${left + 17} ${y})" fill="${look.hue(card)}"/>`);
  lines.forEach((line, index) => parts.push(text(left + 31, y + levels[index], line, look.font.name, look.colour("ink"))));
  if (remark) parts.push(text(left + 31, y + levels[1], remark, look.font.small, look.colour("soft")));
  return `${parts.join("")}</g>`;
}

export const svg = () => {
  const { shown } = now;
  const { plan } = picture;
  const [left, top, right, bottom] = plan.box;
  const parts = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top - 40} ${right - left} ${bottom - top + 76}" width="${right - left}" height="${bottom - top + 76}" font-family="${escape(look.family)}">`,
    `<title>${escape(nameIn(data.title, ""))}</title><rect x="${left}" y="${top - 40}" width="${right - left}" height="${bottom - top + 76}" fill="${look.colour("ground")}"/>`,
    text(left + 20, top - 14, nameIn(data.title, ""), look.font.head, look.colour("ink"))];
  for (const frame of plan.frames) parts.push(`<rect x="${frame.x}" y="${frame.y}" width="${frame.width}" height="${frame.height}" rx="9" fill="${look.colour("band")}"/>`, text(frame.x + 10, frame.y + 19, picture.frameText(frame).slice(2), look.font.small, look.colour("soft")));
  for (const head of picture.headings()) parts.push(text(head.x, top + (head.band ? 22 : 46), head.text, head.band ? look.font.head : look.font.column, look.colour(head.band ? "ink" : "soft")));
  parts.push('<g fill="none">', ...[...shown.lines.values()].map(curve), "</g>", ...[...shown.cards.values()].map(box));
  parts.push(text(left + 20, bottom + 18, byId("subtitle").textContent, look.font.small, look.colour("soft")), "</svg>");
  return parts.join("\n");
};
