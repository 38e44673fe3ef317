// What is under the pointer: the evidence of a line, the whole name of a card.
import { data, gradeName, kind, label, locator, nodes, relation, remark, source, wording } from "./data.js";
import { lines } from "./lines.js";
import { now } from "./now.js";
import { gradeMark } from "./panel.js";
import { picture } from "./picture.js";
import { cardLabel } from "./shown.js";
import { byId, element, short, times, word } from "./text.js";

const tip = byId("tip");
let asked = null;

const most = 4;
function evidence(edge) {
  const line = element("div", undefined, { class: "tip-line" });
  line.append(gradeMark(edge.grade), element("span", [source(edge), locator(edge), times(edge)].filter(Boolean).map(short).join(" · ")));
  return line;
}

function showLine(line) {
  tip.append(element("strong", `${short(cardLabel(line.from))} → ${short(cardLabel(line.to))}`));
  if (line.edges.length > 1) {
    const counts = data.grades.map((grade) => [grade, line.edges.filter((edge) => edge.grade === grade).length]).filter(([, count]) => count);
    tip.append(element("div", `${line.edges.length} ${word("statements")}: ${counts.map(([grade, count]) => `${count} ${gradeName(grade)}`).join(", ")}`));
  }
  for (const edge of line.edges.slice(0, most)) {
    const single = line.from.node && line.to.node;
    tip.append(element("div", (single ? [] : [label(nodes[edge.from])]).concat(relation(edge), wording(edge) ? `“${wording(edge)}”` : [], single ? [] : [label(nodes[edge.to])]).map(short).join(" "), { class: "tip-says" }), evidence(edge));
  }
  if (line.edges.length > most) tip.append(element("div", `+ ${line.edges.length - most} ${word("furtherStatements")}`));
}

function showCard(card) {
  tip.append(element("strong", cardLabel(card)), element("div", card.segment ? `${card.members.length} ${word("inside")}` : [kind(card.node), remark(card.node)].filter(Boolean).join(" · ")));
}

function showTip(place) {
  tip.replaceChildren();
  const card = now.shown.cards.get(picture.network.getNodeAt(place));
  const line = card ? null : lines.at(picture.network.DOMtoCanvas(place), 6 / picture.network.getScale());
  if (card) showCard(card);
  else if (line) showLine(line);
  tip.hidden = !card && !line;
  picture.host.style.cursor = card || picture.frameAt(picture.network.DOMtoCanvas(place)) ? "pointer" : "";
  if (tip.hidden) return;
  const { clientWidth, clientHeight } = picture.host;
  tip.style.left = `${Math.max(4, Math.min(place.x + 14, clientWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${place.y + tip.offsetHeight + 24 > clientHeight ? Math.max(4, place.y - tip.offsetHeight - 10) : place.y + 16}px`;
}

picture.host.addEventListener("pointermove", (event) => {
  if (event.pointerType === "touch" || event.buttons) {
    tip.hidden = true;
    return;
  }
  const box = picture.host.getBoundingClientRect();
  const place = { x: event.clientX - box.left, y: event.clientY - box.top };
  if (!asked) requestAnimationFrame(() => {
    showTip(asked);
    asked = null;
  });
  asked = place;
});
picture.host.addEventListener("pointerleave", () => { tip.hidden = true; });
export const hideTip = () => { tip.hidden = true; };
