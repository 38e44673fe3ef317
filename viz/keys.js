// The keyboard in the picture: arrows walk from card to card along the lines, as a pointer would.
import { announce, select, toggle } from "./actions.js";
import { data, kind } from "./data.js";
import { now } from "./now.js";
import { picture } from "./picture.js";
import { cardLabel, cardOf } from "./shown.js";
import { byId, word } from "./text.js";

const placeOf = (card) => picture.plan.places.get(card.id);

function first() {
  const focus = cardOf(data.focus);
  return focus || now.shown.cards.values().next().value;
}

// Left and right: the nearest card at the other end of a line. Up and down: the next in the column.
function next(card, key) {
  const [x, y] = placeOf(card);
  const sideways = key === "ArrowLeft" || key === "ArrowRight";
  const sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  const others = sideways
    ? card.lines.map((line) => (line.from === card ? line.to : line.from))
    : [...now.shown.cards.values()].filter((other) => other.column === card.column && Math.abs(placeOf(other)[0] - x) < 1);
  let best = null;
  let least = Infinity;
  for (const other of others) {
    const [left, top] = placeOf(other);
    const ahead = (sideways ? left - x : top - y) * sign;
    const cost = sideways ? Math.abs(top - y) + ahead / 4 : ahead;
    if (ahead > 1 && cost < least) [best, least] = [other, cost];
  }
  return best;
}

function describe(card) {
  const side = (sign) => new Set(card.lines.map((line) => (line.from === card ? line.to : line.from)).filter((other) => (placeOf(other)[0] - placeOf(card)[0]) * sign > 1)).size;
  announce(`${cardLabel(card)}, ${card.segment ? word("closed") : kind(card.node)}; ${side(-1)} ${word("suppliers")}, ${side(1)} ${word("users")}`);
}

picture.host.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const current = picture.chosen;
  if (event.key.startsWith("Arrow")) {
    const card = current ? next(current, event.key) : first();
    if (card) {
      select(card.id, false);
      picture.centre(card.id);
      describe(card);
    }
  } else if (event.key === "Enter" && current) {
    const segment = current.segment ? current.segment.key : current.node.segment;
    if (segment) toggle(segment);
  } else if (event.key === "+" || event.key === "=") picture.zoom(1.3);
  else if (event.key === "-") picture.zoom(1 / 1.3);
  else if (event.key === "0") picture.fit();
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
  if (event.key === "/" && !typing) {
    byId("search").focus();
    event.preventDefault();
  } else if (event.key === "Escape") select("", false);
});
