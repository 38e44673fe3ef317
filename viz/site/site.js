// Search over everything, without a server: the index is a script that is read when it is first needed.
import { fold, search } from "./match.js";

const chinese = document.documentElement.lang.startsWith("zh");
const assets = document.currentScript.src.replace(/site\.js.*$/, "");
const root = document.querySelector(".brand").getAttribute("href").replace("index.html", "");
const given = JSON.parse(document.currentScript.dataset.words);
const message = (text) => given[text] || text;
const words = {
  none: message("No name is close to that."),
  near: message("No match; similar names:"),
  found: message("results"),
  suggestions: message("Suggestions"),
  label: message("Search in English or Chinese"),
  hint: message("Search: NVIDIA, 台积电, tariff"),
  go: message("Search"),
};
let waiting = null;

// Search needs this script, so the script brings the field: pages without it show none.
const made = (name, given) => Object.assign(document.createElement(name), given);
const form = made("form", { className: "search", action: `${root}search.html`, role: "search" });
const input = made("input", { id: "q", name: "q", type: "search", autocomplete: "off", placeholder: words.hint });
input.setAttribute("aria-label", words.label);
form.append(input, made("button", { textContent: words.go }));
document.querySelector(".brand").after(form);

const load = () => {
  waiting ||= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${assets}index.js`;
    script.onload = () => {
      for (const entry of window.aigraphIndex.entries) entry.push([entry[1], entry[2], ...entry[4]].filter(Boolean).map(fold));
      resolve(window.aigraphIndex);
    };
    script.onerror = reject;
    document.head.append(script);
  });
  return waiting;
};

const title = (entry) => (chinese ? entry[2] || entry[1] : entry[1]);
const link = (index, entry) => {
  const target = made("a", { href: root + entry[0], textContent: title(entry) });
  const kind = document.createElement("small");
  const second = chinese ? (entry[2] ? entry[1] : "") : entry[2];
  kind.textContent = [second, index.kinds[entry[3]][chinese ? 1 : 0]].filter(Boolean).join(" · ");
  return [target, kind];
};

const results = document.getElementById("results");
if (results) {
  const asked = new URLSearchParams(location.search).get("q") || "";
  input.value = asked;
  if (asked)
    load().then((index) => {
      const { near, hits, all } = search(index, asked, 200);
      document.getElementById("found").textContent = !hits.length ? words.none : near ? words.near : `${all} ${words.found}`;
      for (const { entry } of hits) {
        const item = document.createElement("li");
        item.append(...link(index, entry));
        results.append(item);
      }
    });
  else input.focus();
}

const list = document.createElement("ul");
list.id = "suggestions";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", words.suggestions);
list.hidden = true;
input.after(list);
input.setAttribute("role", "combobox");
input.setAttribute("aria-controls", list.id);
input.setAttribute("aria-autocomplete", "list");
input.setAttribute("aria-expanded", "false");
let chosen = -1;

const close = () => {
  list.hidden = true;
  chosen = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
};
const choose = (number) => {
  const items = [...list.children];
  if (!items.length) return;
  chosen = (number + items.length) % items.length;
  items.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
  input.setAttribute("aria-activedescendant", items[chosen].id);
};
input.addEventListener("focus", load, { once: true });
input.addEventListener("input", () =>
  load().then((index) => {
    const { hits } = search(index, input.value, 8);
    list.replaceChildren(
      ...hits.map(({ entry }, at) => {
        const item = document.createElement("li");
        item.id = `suggestion-${at}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.place = root + entry[0];
        const [made, kind] = link(index, entry);
        item.append(document.createTextNode(made.textContent), kind);
        return item;
      }),
    );
    if (!hits.length) return close();
    list.hidden = false;
    chosen = -1;
    input.setAttribute("aria-expanded", "true");
  }),
);
input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
  } else if (event.key === "Escape") close();
  else if (event.key === "Enter" && chosen >= 0) {
    event.preventDefault();
    location.href = list.children[chosen].dataset.place;
  }
});
list.addEventListener("pointerdown", (event) => {
  const item = event.target.closest("li");
  if (!item) return;
  event.preventDefault();
  location.href = item.dataset.place;
});
input.addEventListener("blur", close);
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  event.preventDefault();
  input.focus();
});
