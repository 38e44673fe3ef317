// Search with completion, in both languages at once, whatever language the page speaks.
import { announce, select } from "./actions.js";
import { kind, label } from "./data.js";
import { find } from "./find.js";
import { byId, element, short, word } from "./text.js";

const box = byId("search");
const list = byId("matches");
let matches = [];
let chosen = -1;

function show() {
  list.replaceChildren(...matches.map((node, index) => {
    const item = element("li", undefined, { role: "option", id: `match-${index}`, "aria-selected": String(index === chosen) });
    item.append(element("span", short(label(node)), { class: "name" }), element("small", short(kind(node))));
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      pick(node);
    });
    return item;
  }));
  list.hidden = !matches.length;
  box.setAttribute("aria-expanded", String(matches.length > 0));
  if (chosen >= 0) box.setAttribute("aria-activedescendant", `match-${chosen}`);
  else box.removeAttribute("aria-activedescendant");
}

function pick(node) {
  close();
  box.value = short(label(node));
  select(node.id, true);
}

function close() {
  matches = [];
  chosen = -1;
  show();
}

function search() {
  matches = find(box.value);
  chosen = matches.length ? 0 : -1;
  show();
  announce(box.value.trim() && !matches.length ? word("nothing") : "");
}

box.addEventListener("input", search);
box.addEventListener("blur", close);
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    chosen = Math.max(0, Math.min(matches.length - 1, chosen + (event.key === "ArrowDown" ? 1 : -1)));
    show();
    event.preventDefault();
  } else if (event.key === "Enter" && matches[chosen]) pick(matches[chosen]);
  else if (event.key === "Escape") {
    box.value = "";
    close();
  }
});
