// Filters, day, language, theme and the division of the screen.
import { refresh } from "./actions.js";
import { card } from "./card.js";
import { data, days, edges, gradeName, nameIn, nodes, segments } from "./data.js";
import { lines } from "./lines.js";
import { now } from "./now.js";
import { picture } from "./picture.js";
import { button, byId, element, otherLanguage, short, word } from "./text.js";

const svg = (name, attributes) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

function kindMark(kind) {
  const mark = svg("svg", { viewBox: "-8 -8 16 16", class: "mark", "aria-hidden": "true" });
  mark.append(svg("path", { d: card.glyph(kind), class: `hue${data.kinds[kind].column}` }));
  return mark;
}

function gradeStroke(grade) {
  const mark = svg("svg", { viewBox: "0 0 30 8", class: "stroke", "aria-hidden": "true" });
  mark.append(svg("path", { d: "M0 4H30", "stroke-dasharray": lines.dashes[grade].join(" ") || "none" }));
  return mark;
}

const entries = {
  kinds: () => Object.keys(data.kinds).map((key) => [key, nameIn(data.kinds[key], key), kindMark(key)]),
  bands: () => data.bands.filter((band) => nodes.some((node) => data.columns[node.column].band === band.key)).map((band) => [band.key, band[now.state.language], ""]),
  regions: () => [...Object.keys(data.regions).map((key) => [key, nameIn(data.regions[key], key), ""]), ["", word("nowhere"), ""]],
  grades: () => data.grades.map((grade) => [grade, gradeName(grade), gradeStroke(grade)]),
};
const counts = {
  kinds: (key) => nodes.filter((node) => node.kind === key).length,
  bands: (key) => nodes.filter((node) => data.columns[node.column].band === key).length,
  regions: (key) => nodes.filter((node) => (key ? node.regions.includes(key) : !node.regions.length)).length,
  grades: (key) => edges.filter((edge) => edge.grade === key).length,
};

function filter(name) {
  const host = byId(name);
  const hidden = now.state.hidden[name];
  const found = entries[name]();
  const summary = byId(`${name}-summary`);
  const off = found.filter(([key]) => hidden.has(key)).length;
  summary.textContent = word(name);
  if (off) summary.append(element("b", ` ${found.length - off}/${found.length}`));
  host.replaceChildren();
  const both = element("div", undefined, { class: "acts" });
  for (const [key, keep] of [["all", true], ["none", false]]) {
    both.append(button(word(key), () => {
      for (const [key] of found) {
        if (keep) hidden.delete(key);
        else hidden.add(key);
      }
      refresh();
    }));
  }
  host.append(both);
  for (const [key, text, mark] of found) {
    const label = element("label");
    const box = element("input", undefined, { type: "checkbox", value: key });
    box.checked = !hidden.has(key);
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(key);
      else hidden.add(key);
      refresh();
      host.querySelector(`input[value="${CSS.escape(key)}"]`).focus();
    });
    label.append(box, mark, element("span", short(text), { class: "name" }), element("small", counts[name](key)));
    host.append(label);
  }
  byId(`${name}-filter`).hidden = found.length < 2;
}

function legend() {
  const kinds = [...new Set([...now.shown.cards.values()].map((card) => card.kind))];
  const order = Object.keys(data.kinds);
  kinds.sort((a, b) => data.kinds[a].column - data.kinds[b].column || order.indexOf(a) - order.indexOf(b));
  byId("legend").replaceChildren(
    ...kinds.map((kind) => {
      const item = element("li");
      item.append(kindMark(kind), short(nameIn(data.kinds[kind], kind)));
      return item;
    }),
    ...data.grades.filter((grade) => edges.some((edge) => edge.grade === grade)).map((grade) => {
      const item = element("li");
      item.append(gradeStroke(grade), gradeName(grade));
      return item;
    }),
  );
}

function day() {
  const { state } = now;
  const slider = byId("slider");
  slider.max = String(days.length - 1);
  const shown = state.day || data.asOf;
  slider.value = String(Math.max(0, days.findLastIndex((entry) => entry <= shown)));
  slider.setAttribute("aria-valuetext", state.day || word("anyDay"));
  byId("day").value = state.day;
  byId("any-day").checked = !state.day;
  byId("days").hidden = days.length < 2;
  byId("first-day").textContent = days[0];
  byId("last-day").textContent = days[days.length - 1];
}

function tabs() {
  document.body.dataset.tab = now.state.tab;
  for (const name of ["picture", "both", "table"]) byId(`tab-${name}`).setAttribute("aria-pressed", String(now.state.tab === name));
}

export const dark = () => (now.state.theme ? now.state.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches);
function theme() {
  document.documentElement.dataset.theme = dark() ? "dark" : "light";
  card.readColours();
}

function words() {
  const { state } = now;
  document.documentElement.lang = state.language === "zh" ? "zh-Hans" : "en";
  const title = nameIn(data.title, "");
  document.title = `${title} · aigraph`;
  byId("title").textContent = title;
  const many = (count, name) => `${count} ${word(name)}`;
  byId("subtitle").textContent = `${word("asOf")} ${state.day || word("anyDay")} · ${many(now.shown.count, "things")} · ${many(now.shown.statements.length, "statements")} · ${word("release")} ${data.release}`;
  byId("search").placeholder = word("search");
  for (const id of ["tab-picture", "tab-both", "tab-table"]) byId(id).textContent = word(id.slice(4));
  byId("language").textContent = otherLanguage();
  byId("language").lang = state.language === "zh" ? "en" : "zh-Hans";
  byId("theme").textContent = dark() ? "☀" : "☾";
  for (const [id, key] of Object.entries({ csv: "csv", png: "png", svg: "svg", link: "link", unfold: "unfold", fold: "fold", "save-summary": "save", "caveats-summary": "caveats", "day-label": "day", "any-day-label": "anyDay", more: "more", skip: "skip", "search-label": "search", home: "home", "matches-label": "search" })) {
    if (byId(id)) byId(id).textContent = word(key);
  }
  for (const [id, key] of Object.entries({ "zoom-in": "zoomIn", "zoom-out": "zoomOut", "zoom-fit": "fit", theme: "theme", slider: "timeline", matches: "search", "table-scroll": "table", legend: "legend", foot: "legend", panel: "facts", bar: "filters" })) {
    byId(id).setAttribute("aria-label", word(key));
    if (byId(id).tagName === "BUTTON") byId(id).title = word(key);
  }
  picture.host.setAttribute("aria-label", `${title}. ${word("pictureHelp")} ${word("keysHint")}`);
  byId("caveats").replaceChildren(...data.caveats.map((caveat) => element("li", caveat[state.language], { class: "name" })));
  byId("caveats-menu").hidden = !data.caveats.length;
  for (const id of ["unfold", "fold"]) byId(id).hidden = !segments.size;
}

export const showControls = () => {
  for (const name of Object.keys(entries)) filter(name);
  day();
  tabs();
  words();
  legend();
};
export const showTheme = theme;

const change = (patch) => {
  Object.assign(now.state, patch);
  refresh();
};
byId("language").addEventListener("click", () => change({ language: now.state.language === "zh" ? "en" : "zh" }));
byId("theme").addEventListener("click", () => {
  now.state.theme = dark() ? "light" : "dark";
  theme();
  refresh();
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  theme();
  refresh();
});
for (const name of ["picture", "both", "table"]) byId(`tab-${name}`).addEventListener("click", () => change({ tab: name }));
for (const [id, open] of [["unfold", true], ["fold", false]]) {
  byId(id).addEventListener("click", () => {
    now.state.open = new Set(open ? segments.keys() : []);
    refresh();
    picture.fit();
  });
}
byId("slider").addEventListener("input", () => change({ day: days[Number(byId("slider").value)] }));
byId("day").addEventListener("change", () => change({ day: byId("day").value || data.asOf }));
byId("any-day").addEventListener("change", () => change({ day: byId("any-day").checked ? "" : data.asOf }));
// Paper is white.
window.addEventListener("beforeprint", () => {
  document.documentElement.dataset.theme = "light";
  card.readColours();
  lines.changed();
  picture.network.redraw();
});
window.addEventListener("afterprint", () => {
  theme();
  refresh();
});
// One open menu at a time, closed by Escape or a click elsewhere.
const menus = [...document.querySelectorAll("details.menu")];
document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target) && document.contains(event.target)) menu.open = false;
});
for (const menu of menus) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  });
}
