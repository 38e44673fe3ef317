// What is shown as a file: rows for spreadsheets, and the picture as SVG or PNG.
import { announce } from "./actions.js";
import { card as look } from "./card.js";
import { data, gradeName, nameIn } from "./data.js";
import { lines } from "./lines.js";
import { now } from "./now.js";
import { picture } from "./picture.js";
import { cardLabel } from "./shown.js";
import { remember } from "./state.js";
import { cells, sortedStatements } from "./table.js";
import { byId, element, word } from "./text.js";

const largest = 8000;
const escape = (text) => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export const csv = () => {
  // A text that begins like a formula gets an apostrophe, so that no spreadsheet runs it.
  const guard = (text) => (/^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text);
  const quote = (text) => `"${guard(text.replace(/\r\n?/g, "\n")).replaceAll('"', '""')}"`;
  const lines = [word("columns"), ...sortedStatements().map(cells)];
  return `\ufeff${lines.map((cells) => cells.map(quote).join(",")).join("\r\n")}\r\n`;
};

function text(x, y, words, font, fill) {
  const size = /([\d.]+)px/.exec(font)[1];
  const weight = /^\d+/.exec(font);
  return `<text x="${x}" y="${y}" font-size="${size}"${weight && font.startsWith(`${weight[0]} `) ? ` font-weight="${weight[0]}"` : ""} fill="${fill}">${escape(words)}</text>`;
}

function curve(line) {
  const { colour, opacity, width, dash } = lines.style(line);
  const told = `${cardLabel(line.from)} → ${cardLabel(line.to)}: ${gradeName(line.grade)}`;
  return `<path d="${lines.svg(line)}" stroke="${colour}" stroke-width="${width}" opacity="${opacity}"${dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : ""}><title>${escape(told)}</title></path>`;
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

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  element("a", undefined, { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

async function png() {
  const drawing = svg();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const scale = Math.min(2, largest / image.width, largest / image.height);
  const canvas = element("canvas", undefined, { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => download(blob, "aigraph.png"), "image/png");
}

byId("csv").addEventListener("click", () => download(new Blob([csv()], { type: "text/csv;charset=utf-8" }), "aigraph.csv"));
byId("svg").addEventListener("click", () => download(new Blob([svg()], { type: "image/svg+xml" }), "aigraph.svg"));
byId("png").addEventListener("click", png);
byId("link").addEventListener("click", async () => {
  now.state.view = picture.view();
  remember();
  try {
    await navigator.clipboard.writeText(window.location.href);
    announce(word("copied"));
  } catch {
    announce(window.location.href);
  }
});
