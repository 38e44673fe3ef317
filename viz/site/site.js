"use strict";
// Search over everything, without a server: the index is a script that is read when it is first needed.
(() => {
  const chinese = document.documentElement.lang.startsWith("zh");
  const assets = document.currentScript.src.replace(/site\.js.*$/, "");
  const root = document.querySelector(".brand").getAttribute("href").replace("index.html", "");
  const words = chinese
    ? { none: "没有相近的名称。", near: "没有完全匹配；相近的有：", found: "个结果", suggestions: "建议", label: "用中文或英文搜索", hint: "搜索：英伟达、TSMC、关税", go: "搜索" }
    : { none: "Nothing comes near that name.", near: "No match; these come near:", found: "results", suggestions: "Suggestions", label: "Search in English or Chinese", hint: "Search: NVIDIA, 台积电, tariff", go: "Search" };
  let waiting = null;

  // Search needs this script, so the script brings the field: pages without it show none.
  const made = (name, given) => Object.assign(document.createElement(name), given);
  const form = made("form", { className: "search", action: `${root}search.html`, role: "search" });
  const input = made("input", { id: "q", name: "q", type: "search", autocomplete: "off", placeholder: words.hint });
  input.setAttribute("aria-label", words.label);
  form.append(input, made("button", { textContent: words.go }));
  document.querySelector(".brand").after(form);

  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[-_\s]+/g, " ").trim();

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

  const pairs = (text) => new Set(Array.from({ length: Math.max(1, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
  const likeness = (one, other) => {
    const left = pairs(one), right = pairs(other);
    let shared = 0;
    for (const pair of left) if (right.has(pair)) shared += 1;
    return (2 * shared) / (left.size + right.size);
  };
  // Same name first, then names that begin with it, then words that do, then names that hold every word.
  const score = (name, wanted, parts) => {
    if (name === wanted) return 4;
    if (name.startsWith(wanted)) return 3 - name.length / 1000;
    if (` ${name}`.includes(` ${wanted}`)) return 2 - name.length / 1000;
    return parts.every((part) => name.includes(part)) ? 1 - name.length / 1000 : 0;
  };
  const search = (index, text, most) => {
    const wanted = fold(text);
    if (!wanted) return { near: false, hits: [] };
    const parts = wanted.split(" ");
    const rank = (rate) =>
      index.entries
        .map((entry) => ({ entry, score: Math.max(...entry[5].map(rate)) }))
        .filter((hit) => hit.score > 0)
        .sort((one, other) => other.score - one.score || (one.entry[0] < other.entry[0] ? -1 : 1));
    const hits = rank((name) => score(name, wanted, parts));
    if (hits.length) return { near: false, hits: hits.slice(0, most), all: hits.length };
    const near = rank((name) => Math.max(0, likeness(name, wanted) - 0.4));
    return { near: true, hits: near.slice(0, Math.min(most, 12)), all: near.length };
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
})();
