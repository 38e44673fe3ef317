// Where the cards are placed: columns from left to right in the order computed beforehand, wrapped so that
// the picture fills the reader's screen as large as possible. The same input gives the same places.
import { data } from "./data.js";
import { now } from "./now.js";

const size = { width: 154, row: 53, beside: 164, between: 46, band: 16, heading: 30, gap: 10 };
const heights = [3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 24, 30, 40, 60, 90, 140, 220, 400];

// A column is a list of blocks: an open segment with its heading, or a run of single cards.
function columns(cards) {
  const found = new Map();
  for (const card of cards) {
    const key = card.node && card.node.segment && now.state.open.has(card.node.segment) ? card.node.segment : "";
    if (!found.has(card.column)) found.set(card.column, []);
    const blocks = found.get(card.column);
    const last = blocks[blocks.length - 1];
    if (last && last.key === key) last.cards.push(card);
    else blocks.push({ key, cards: [card] });
  }
  for (const blocks of found.values()) for (const block of blocks) if (block.cards.length < 2) block.key = "";
  return [...found].sort(([a], [b]) => a - b).map(([number, blocks]) => ({ number, blocks }));
}

const tall = (column, wraps) => column.blocks.reduce((sum, block) =>
  sum + (block.key ? size.heading + size.gap : 0) + Math.ceil(block.cards.length / wraps) * size.row, 0);

function wrapsFor(column, limit) {
  let wraps = 1;
  while (tall(column, wraps) > limit && wraps < column.blocks.reduce((most, block) => Math.max(most, block.cards.length), 1)) wraps += 1;
  return wraps;
}

function measure(list, limit) {
  const wraps = list.map((column) => wrapsFor(column, limit));
  const high = Math.max(...list.map((column, index) => tall(column, wraps[index])));
  let wide = 0;
  list.forEach((column, index) => { wide += (index ? gapBefore(list, index) : 0) + (wraps[index] - 1) * size.beside + size.width; });
  return { wraps, high, wide };
}

function gapBefore(list, index) {
  const band = (column) => data.columns[column.number].band;
  return size.between + (band(list[index]) === band(list[index - 1]) ? 0 : size.band);
}

export const place = (cards, room) => {
  const list = columns(cards);
  const places = new Map();
  const frames = [];
  const heads = [];
  if (!list.length) return { places, frames, heads, box: [0, 0, 1, 1], size };
  const scaleOf = (plan) => Math.min(room.width / (plan.wide + 60), room.height / (plan.high + 130));
  let best = null;
  for (const rows of heights) {
    const plan = measure(list, rows * size.row);
    if (!best || scaleOf(plan) > scaleOf(best) * 1.001) best = plan;
  }
  let left = 0;
  list.forEach((column, index) => {
    if (index) left += gapBefore(list, index);
    const wraps = best.wraps[index];
    const width = (wraps - 1) * size.beside + size.width;
    let top = -tall(column, wraps) / 2;
    for (const block of column.blocks) {
      if (block.key) {
        frames.push({ key: block.key, x: left - 6, y: top, width: width + 12, height: size.heading + Math.ceil(block.cards.length / wraps) * size.row });
        top += size.heading;
      }
      const across = Math.min(wraps, block.cards.length);
      const shift = block.key ? 0 : ((wraps - across) * size.beside) / 2;
      block.cards.forEach((card, place) => {
        places.set(card.id, [left + shift + (place % wraps) * size.beside + size.width / 2, top + Math.floor(place / wraps) * size.row + size.row / 2]);
      });
      top += Math.ceil(block.cards.length / wraps) * size.row + (block.key ? size.gap : 0);
    }
    heads.push({ number: column.number, x: left, width });
    left += width;
  });
  return { places, frames, heads, box: [-20, -best.high / 2 - 84, left + 36, best.high / 2 + 20], size };
};
