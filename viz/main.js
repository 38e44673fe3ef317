"use strict";
// Controls: search, language, filters, tabs and keys.
(() => {
  const { byId, element } = aigraph;
  const grades = ["stated", "computed", "inferred", "assumed"];
  let matches = [];
  let chosen = -1;

  function refresh() {
    aigraph.picture.restyle();
    aigraph.showPanel();
    aigraph.showTable();
  }

  function filter(host, entries, hidden, mark) {
    host.replaceChildren();
    for (const [key, text] of entries) {
      const label = element("label");
      const box = element("input", undefined, { type: "checkbox" });
      box.checked = !hidden.has(key);
      box.addEventListener("change", () => {
        if (box.checked) hidden.delete(key);
        else hidden.add(key);
        refresh();
      });
      label.append(box, mark(key), text);
      host.append(label);
    }
  }

  function words() {
    document.documentElement.lang = aigraph.language;
    const title = aigraph.data.title[aigraph.language] || aigraph.data.title.en;
    document.title = `${title} · aigraph`;
    byId("title").textContent = title;
    byId("subtitle").textContent = `${aigraph.word("asOf")} ${aigraph.data.asOf} · ${aigraph.data.nodes.length} ${aigraph.word("things")} · ${aigraph.word("release")} ${aigraph.data.release}`;
    byId("search").placeholder = aigraph.word("search");
    byId("search-label").textContent = aigraph.word("search");
    byId("tab-picture").textContent = aigraph.word("picture");
    byId("tab-table").textContent = aigraph.word("table");
    byId("language").textContent = aigraph.word("other");
    byId("download").textContent = aigraph.word("download");
    byId("kinds-legend").textContent = aigraph.word("kinds");
    byId("grades-legend").textContent = aigraph.word("grades");
    byId("caveats-summary").textContent = aigraph.word("caveats");
    byId("picture").setAttribute("aria-label", title);
    for (const [id, key] of [["zoom-in", "zoomIn"], ["zoom-out", "zoomOut"], ["zoom-fit", "fit"]]) {
      byId(id).setAttribute("aria-label", aigraph.word(key));
      byId(id).title = aigraph.word(key);
    }
    byId("caveats").replaceChildren(...aigraph.data.caveats.map((caveat) => element("li", caveat[aigraph.language])));
    const kinds = Object.keys(aigraph.data.kinds).map((kind) => [kind, aigraph.named(aigraph.data.kinds[kind], kind)]);
    filter(byId("kinds"), kinds, aigraph.hiddenKinds, (kind) => {
      const swatch = element("span", undefined, { class: "swatch" });
      swatch.style.borderColor = aigraph.colour(kind);
      return swatch;
    });
    filter(byId("grades"), grades.map((grade) => [grade, aigraph.word(grade)]), aigraph.hiddenGrades, (grade) => element("span", undefined, { class: `stroke ${grade}` }));
    refresh();
  }

  function showMatches() {
    const list = byId("matches");
    list.replaceChildren(...matches.map((node, index) => {
      const item = element("li", aigraph.label(node), { role: "option", "aria-selected": String(index === chosen) });
      item.append(element("small", aigraph.named(aigraph.data.kinds[node.kind], node.kind)));
      item.addEventListener("mousedown", () => pick(node));
      return item;
    }));
    list.hidden = matches.length === 0;
    byId("search").setAttribute("aria-expanded", String(matches.length > 0));
  }

  function pick(node) {
    matches = [];
    showMatches();
    byId("search").value = aigraph.label(node);
    tab("picture");
    aigraph.select(node.id, true);
  }

  function search() {
    const wanted = byId("search").value.trim().toLowerCase();
    const rank = (node) => Math.min(...[node.label, node.label_zh].filter(Boolean).map((name) => {
      const place = name.toLowerCase().indexOf(wanted);
      return place < 0 ? Infinity : place + name.length / 100;
    }));
    matches = wanted ? aigraph.data.nodes.filter((node) => rank(node) < Infinity).sort((a, b) => rank(a) - rank(b)).slice(0, 12) : [];
    chosen = matches.length ? 0 : -1;
    showMatches();
  }

  function tab(name) {
    for (const each of ["picture", "table"]) {
      byId(`tab-${each}`).setAttribute("aria-selected", String(each === name));
      byId(`${each}-view`).hidden = each !== name;
    }
  }

  function save() {
    const link = element("a", undefined, { href: `data:text/csv;charset=utf-8,${encodeURIComponent(aigraph.csv())}`, download: "aigraph.csv" });
    link.click();
  }

  const zoom = (factor) => aigraph.picture.network.moveTo({ scale: aigraph.picture.network.getScale() * factor });
  byId("search").addEventListener("input", search);
  byId("search").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      chosen = Math.max(0, Math.min(matches.length - 1, chosen + (event.key === "ArrowDown" ? 1 : -1)));
      showMatches();
      event.preventDefault();
    } else if (event.key === "Enter" && matches[chosen]) pick(matches[chosen]);
  });
  byId("language").addEventListener("click", () => {
    aigraph.language = aigraph.language === "zh" ? "en" : "zh";
    words();
  });
  byId("tab-picture").addEventListener("click", () => tab("picture"));
  byId("tab-table").addEventListener("click", () => tab("table"));
  byId("download").addEventListener("click", save);
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("zoom-fit").addEventListener("click", aigraph.picture.fit);
  aigraph.picture.network.on("click", (event) => aigraph.select(event.nodes[0] || null, false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== byId("search")) {
      byId("search").focus();
      event.preventDefault();
    } else if (event.key === "Escape") {
      byId("search").value = "";
      search();
      aigraph.select(null, false);
    }
  });
  words();
  tab("picture");
  aigraph.picture.fit();
})();
