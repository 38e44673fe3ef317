"use strict";
// Filters, day, language, theme and the division of the screen.
(() => {
  const { element, button, byId, data } = aigraph;

  const svg = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  function kindMark(kind) {
    const mark = svg("svg", { viewBox: "-8 -8 16 16", class: "mark", "aria-hidden": "true" });
    mark.append(svg("path", { d: aigraph.card.glyph(kind), class: `hue${data.kinds[kind].column}` }));
    return mark;
  }

  function gradeStroke(grade) {
    const mark = svg("svg", { viewBox: "0 0 30 8", class: "stroke", "aria-hidden": "true" });
    mark.append(svg("path", { d: "M0 4H30", "stroke-dasharray": aigraph.lines.dashes[grade].join(" ") || "none" }));
    return mark;
  }

  const entries = {
    kinds: () => Object.keys(data.kinds).map((key) => [key, aigraph.in(data.kinds[key], key), kindMark(key)]),
    bands: () => data.bands.filter((band) => aigraph.nodes.some((node) => data.columns[node.column].band === band.key)).map((band) => [band.key, band[aigraph.state.language], ""]),
    regions: () => [...Object.keys(data.regions).map((key) => [key, aigraph.in(data.regions[key], key), ""]), ["", aigraph.word("nowhere"), ""]],
    grades: () => data.grades.map((grade) => [grade, aigraph.word(grade), gradeStroke(grade)]),
  };
  const counts = {
    kinds: (key) => aigraph.nodes.filter((node) => node.kind === key).length,
    bands: (key) => aigraph.nodes.filter((node) => data.columns[node.column].band === key).length,
    regions: (key) => aigraph.nodes.filter((node) => (key ? node.regions.includes(key) : !node.regions.length)).length,
    grades: (key) => aigraph.edges.filter((edge) => edge.grade === key).length,
  };

  function filter(name) {
    const host = byId(name);
    const hidden = aigraph.state.hidden[name];
    const found = entries[name]();
    const summary = byId(`${name}-summary`);
    const off = found.filter(([key]) => hidden.has(key)).length;
    summary.textContent = aigraph.word(name);
    if (off) summary.append(element("b", ` ${found.length - off}/${found.length}`));
    host.replaceChildren();
    const both = element("div", undefined, { class: "acts" });
    for (const [word, keep] of [["all", true], ["none", false]]) {
      both.append(button(aigraph.word(word), () => {
        for (const [key] of found) {
          if (keep) hidden.delete(key);
          else hidden.add(key);
        }
        aigraph.refresh();
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
        aigraph.refresh();
        host.querySelector(`input[value="${CSS.escape(key)}"]`).focus();
      });
      label.append(box, mark, element("span", aigraph.short(text), { class: "name" }), element("small", counts[name](key)));
      host.append(label);
    }
    byId(`${name}-filter`).hidden = found.length < 2;
  }

  function legend() {
    const kinds = [...new Set([...aigraph.shown.cards.values()].map((card) => card.kind))];
    const order = Object.keys(data.kinds);
    kinds.sort((a, b) => data.kinds[a].column - data.kinds[b].column || order.indexOf(a) - order.indexOf(b));
    byId("legend").replaceChildren(
      ...kinds.map((kind) => {
        const item = element("li");
        item.append(kindMark(kind), aigraph.short(aigraph.in(data.kinds[kind], kind)));
        return item;
      }),
      ...data.grades.filter((grade) => aigraph.edges.some((edge) => edge.grade === grade)).map((grade) => {
        const item = element("li");
        item.append(gradeStroke(grade), aigraph.word(grade));
        return item;
      }),
    );
  }

  function day() {
    const { days, state } = aigraph;
    const slider = byId("slider");
    slider.max = String(days.length - 1);
    const shown = state.day || data.asOf;
    slider.value = String(Math.max(0, days.findLastIndex((entry) => entry <= shown)));
    slider.setAttribute("aria-valuetext", state.day || aigraph.word("anyDay"));
    byId("day").value = state.day;
    byId("any-day").checked = !state.day;
    byId("days").hidden = days.length < 2;
    byId("first-day").textContent = days[0];
    byId("last-day").textContent = days[days.length - 1];
  }

  function tabs() {
    document.body.dataset.tab = aigraph.state.tab;
    for (const name of ["picture", "both", "table"]) byId(`tab-${name}`).setAttribute("aria-pressed", String(aigraph.state.tab === name));
  }

  aigraph.dark = () => (aigraph.state.theme ? aigraph.state.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches);
  function theme() {
    document.documentElement.dataset.theme = aigraph.dark() ? "dark" : "light";
    aigraph.card.readColours();
  }

  function words() {
    const { state, word } = aigraph;
    document.documentElement.lang = state.language === "zh" ? "zh-Hans" : "en";
    const title = aigraph.in(data.title, "");
    document.title = `${title} · aigraph`;
    byId("title").textContent = title;
    const many = (count, name) => `${count} ${word(name)}`;
    byId("subtitle").textContent = `${word("asOf")} ${state.day || word("anyDay")} · ${many(aigraph.shown.count, "things")} · ${many(aigraph.shown.statements.length, "statements")} · ${word("release")} ${data.release}`;
    byId("search").placeholder = word("search");
    for (const id of ["tab-picture", "tab-both", "tab-table"]) byId(id).textContent = word(id.slice(4));
    byId("language").textContent = word("other");
    byId("language").lang = state.language === "zh" ? "en" : "zh-Hans";
    byId("theme").textContent = aigraph.dark() ? "☀" : "☾";
    for (const [id, key] of Object.entries({ csv: "csv", png: "png", svg: "svg", link: "link", unfold: "unfold", fold: "fold", "save-summary": "save", "caveats-summary": "caveats", "day-label": "day", "any-day-label": "anyDay", more: "more", skip: "skip", "search-label": "search", home: "home", "matches-label": "search" })) {
      if (byId(id)) byId(id).textContent = word(key);
    }
    for (const [id, key] of Object.entries({ "zoom-in": "zoomIn", "zoom-out": "zoomOut", "zoom-fit": "fit", theme: "theme", slider: "timeline", matches: "search", "table-scroll": "table", legend: "legend", foot: "legend", panel: "facts", bar: "filters" })) {
      byId(id).setAttribute("aria-label", word(key));
      if (byId(id).tagName === "BUTTON") byId(id).title = word(key);
    }
    aigraph.picture.host.setAttribute("aria-label", `${title}. ${word("pictureHelp")} ${word("keysHint")}`);
    byId("caveats").replaceChildren(...data.caveats.map((caveat) => element("li", caveat[state.language], { class: "name" })));
    byId("caveats-menu").hidden = !data.caveats.length;
    for (const id of ["unfold", "fold"]) byId(id).hidden = !aigraph.segments.size;
  }

  aigraph.showControls = () => {
    for (const name of Object.keys(entries)) filter(name);
    day();
    tabs();
    words();
    legend();
  };
  aigraph.showTheme = theme;

  const change = (patch) => {
    Object.assign(aigraph.state, patch);
    aigraph.refresh();
  };
  byId("language").addEventListener("click", () => change({ language: aigraph.state.language === "zh" ? "en" : "zh" }));
  byId("theme").addEventListener("click", () => {
    aigraph.state.theme = aigraph.dark() ? "light" : "dark";
    theme();
    aigraph.refresh();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    theme();
    aigraph.refresh();
  });
  for (const name of ["picture", "both", "table"]) byId(`tab-${name}`).addEventListener("click", () => change({ tab: name }));
  for (const [id, open] of [["unfold", true], ["fold", false]]) {
    byId(id).addEventListener("click", () => {
      aigraph.state.open = new Set(open ? aigraph.segments.keys() : []);
      aigraph.refresh();
      aigraph.picture.fit();
    });
  }
  byId("slider").addEventListener("input", () => change({ day: aigraph.days[Number(byId("slider").value)] }));
  byId("day").addEventListener("change", () => change({ day: byId("day").value || data.asOf }));
  byId("any-day").addEventListener("change", () => change({ day: byId("any-day").checked ? "" : data.asOf }));
  // Paper is white.
  window.addEventListener("beforeprint", () => {
    document.documentElement.dataset.theme = "light";
    aigraph.card.readColours();
    aigraph.lines.changed();
    aigraph.picture.network.redraw();
  });
  window.addEventListener("afterprint", () => {
    theme();
    aigraph.refresh();
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
})();
