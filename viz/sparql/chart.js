// The result as bars or lines: one column gives the names, others the numbers.
import { terms } from "./terms.js";
import { byId, element, now, word } from "./words.js";

const MOST = { bar: 60, line: 1000 };
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
let result;
let drawn = null;
Chart.defaults.font.family = "system-ui, Noto Sans, Noto Sans CJK SC, sans-serif";

const numbers = (variable) => result.rows.some((row) => terms.isNumber(row[variable]));
const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function choose(id, options, chosen) {
  byId(id).replaceChildren(...options.map(([value, text]) => {
    const option = element("option", text, { value });
    option.selected = value === chosen;
    return option;
  }));
}

function columns() {
  const found = result.variables.filter(numbers);
  const names = result.variables.find((variable) => !found.includes(variable)) || result.variables[0];
  const values = found.filter((variable) => variable !== names);
  return { names, values: values.length ? values : found };
}

function offer() {
  const { names, values } = columns();
  const all = [["*", word("allNumbers")]].filter(() => values.length > 1);
  choose("chart-names", result.variables.map((variable) => [variable, terms.brief(variable, 40)]), names);
  choose("chart-values", [...all, ...values.map((variable) => [variable, terms.brief(variable, 40)])], all.length ? "*" : values[0]);
}

function draw() {
  if (drawn) drawn.destroy();
  drawn = null;
  const possible = result.variables.some(numbers);
  byId("chart-note").textContent = possible ? "" : word("noChart");
  byId("chart-box").hidden = !possible;
  byId("chart-choices").hidden = !possible;
  if (!possible) return;
  const kind = byId("chart-kind").value;
  const names = byId("chart-names").value;
  const chosen = byId("chart-values").value;
  const values = chosen === "*" ? columns().values : [chosen];
  const usable = result.rows.filter((row) => values.some((variable) => terms.isNumber(row[variable])));
  const rows = usable.slice(0, MOST[kind]);
  if (rows.length < usable.length) byId("chart-note").textContent = word("chartCapped", rows.length, usable.length);
  const ink = style("--ink");
  const flat = kind === "bar";
  const most = byId("chart-box").clientWidth < 600 ? 14 : 48; // characters of a name
  byId("chart-box").style.height = `${flat ? Math.max(160, 70 + rows.length * (12 + 12 * values.length)) : 380}px`;
  const scale = (grid) => ({ ticks: { color: ink, autoSkip: !flat || grid }, grid: { color: grid ? style("--line") : "transparent" }, beginAtZero: flat });
  byId("chart-canvas").setAttribute("aria-label", `${word("chart")}: ${values.join(", ")} / ${names} (${rows.length})`);
  drawn = new Chart(byId("chart-canvas"), {
    type: kind,
    data: {
      labels: rows.map((row) => terms.name(row[names], result.labels, most)),
      datasets: values.map((variable, index) => ({
        label: terms.brief(variable, 40), data: rows.map((row) => (terms.isNumber(row[variable]) ? Number(row[variable].value) : null)),
        backgroundColor: COLOURS[index % COLOURS.length], borderColor: COLOURS[index % COLOURS.length], borderWidth: flat ? 0 : 2, maxBarThickness: 22,
      })),
    },
    options: {
      indexAxis: flat ? "y" : "x", animation: false, responsive: true, maintainAspectRatio: false, locale: now.language,
      scales: { x: scale(flat), y: scale(!flat) },
      plugins: { legend: { display: values.length > 1, labels: { color: ink } } },
    },
  });
}

for (const id of ["chart-names", "chart-values", "chart-kind"]) byId(id).addEventListener("change", draw);

export const chart = {
  show: (fresh) => {
    const kind = byId("chart-kind").value || "bar";
    choose("chart-kind", [["bar", word("bars")], ["line", word("line")]], kind);
    if (fresh !== result || !byId("chart-names").options.length) {
      result = fresh;
      offer();
    }
    draw();
  },
  drawn: () => drawn,
};
