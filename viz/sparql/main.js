// Controls: the editor, the questions, running and stopping, tabs, files, language and address.
import { address } from "./address.js";
import { chart } from "./chart.js";
import { completionsOf } from "./complete.js";
import { graph } from "./graph.js";
import { count } from "./numerals.js";
import { query } from "./query.js";
import { runner } from "./runner.js";
import { table } from "./table.js";
import { terms } from "./terms.js";
import { byId, data, element, isWord, now, otherLanguage, word } from "./words.js";

const views = { table, chart, graph };
const VIEWS = Object.keys(views);
let result = null;
let view = "table";
let completions = { names: null, options: [] };
let current = "";
let announced = ["loading"];

const editor = createEditor({
  parent: byId("editor"), nonce: data.nonce, label: word("editor"),
  terms: options, run: () => run(), changed: () => editor.clearError(),
});

function announce(state, ...said) {
  // What the status line says is repeated when the language changes.
  announced = said;
  const [key, ...values] = said;
  byId("status").dataset.state = state;
  byId("status").textContent = key === "counted" ? counted(...values) : isWord(key) ? word(key, ...values) : key;
  byId("progress").hidden = state !== "busy";
  byId("cancel").disabled = state !== "busy";
}

function counted(rows, milliseconds) {
  return `${count(rows)} ${word(rows === 1 ? "row" : "rows")} · ${count(milliseconds < 10 ? Number(milliseconds.toFixed(1)) : Math.round(milliseconds))} ms`;
}

function complain(message, place) {
  const box = byId("error");
  box.hidden = !message;
  box.textContent = place ? word("at", place.line, place.column) + place.message : message;
}

function fail(message, place) {
  // No rows of an earlier query stay beside a query that failed.
  result = null;
  announce("failed", "");
  complain(message, place);
  show();
}

const here = () => address({ q: editor.text(), view });

async function run() {
  const text = editor.text();
  complain("");
  editor.clearError();
  let prepared;
  try {
    prepared = query.prepare(text);
  } catch (error) {
    fail(error.message);
    return;
  }
  const chosen = data.questions.find((question) => written(question) === text);
  if (current !== (chosen ? chosen.id : "")) {
    current = chosen ? chosen.id : "";
    questions();
  }
  history.replaceState(null, "", here());
  announce("busy", "running");
  try {
    const asked = runner.ask(prepared, Number(byId("limit").value));
    if (!runner.loaded()) {
      announce("busy", "loading");
      runner.ready().then(() => { if (runner.busy()) announce("busy", "running"); }, () => {});
    }
    result = await asked;
    announce("done", "counted", result.rows.length, result.milliseconds);
    show();
    performance.mark("answered");
  } catch (error) {
    if (runner.busy()) return; // another query has taken its place
    const place = query.place(error.message);
    fail(error.message, place);
    if (place) editor.showError(place.line, place.column, place.message);
  }
}

function options() {
  const names = runner.names();
  if (completions.names !== names) completions = { names, options: completionsOf(names) };
  return completions.options;
}

function show() {
  for (const name of VIEWS) {
    byId(`tab-${name}`).setAttribute("aria-selected", String(name === view));
    byId(`tab-${name}`).tabIndex = name === view ? 0 : -1;
    byId(`${name}-view`).hidden = name !== view || !result;
  }
  byId("csv").disabled = byId("json").disabled = !result;
  if (result) views[view].show(result);
}

function tab(name) {
  view = name;
  history.replaceState(null, "", here());
  show();
}

function save(name, type, text) {
  const link = element("a", undefined, { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function questions() {
  const wanted = byId("find").value.trim().toLowerCase();
  const parts = [];
  for (const group of ["starters", "competency"]) {
    const found = data.questions.filter((question) => question.group === group && `${question.id} ${question.en} ${question.zh}`.toLowerCase().includes(wanted));
    if (!found.length) continue;
    const list = element("ul");
    for (const question of found) {
      const item = element("li");
      const button = element("button", question[now.language] || question.en, { type: "button" });
      if (!question[now.language]) button.lang = "en";
      button.prepend(element("small", question.number ? `${question.number} ` : ""));
      if (question.id === current) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => open(question));
      item.append(button);
      list.append(item);
    }
    parts.push(element("h3", word(group)), list);
  }
  byId("questions").replaceChildren(...parts);
}

const written = (question) => `# ${question[now.language] || question.en}\n${question.query}`;

function open(question) {
  current = question.id;
  editor.setText(written(question));
  view = question.view || "table";
  questions();
  if (matchMedia("(max-width: 860px)").matches) byId("examples").open = false;
  run();
}

async function setDay(day) {
  byId("day").value = day;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day === runner.day()) return true;
  announce("busy", "projecting");
  try {
    await runner.project(day);
  } catch (error) {
    fail(error.message);
    return false;
  }
  return true;
}

async function follow() {
  // What the address asks for; without a query, the first question.
  const asked = new URLSearchParams(location.hash.slice(1));
  if (VIEWS.includes(asked.get("view"))) view = asked.get("view");
  else view = "table";
  if (!asked.get("q")) {
    open(data.questions[0]);
    return;
  }
  current = "";
  editor.setText(asked.get("q"));
  questions();
  if (await setDay(asked.get("day") || data.day)) run();
}

function speak() {
  document.documentElement.lang = now.language === "zh" ? "zh-Hans" : "en";
  document.title = `${word("title")} · aigraph`;
  for (const place of document.querySelectorAll("[data-word]")) place.textContent = word(place.dataset.word);
  byId("find").placeholder = word("find");
  byId("day").title = word("asOfHint");
  byId("questions").setAttribute("aria-label", word("examples"));
  byId("tabs").setAttribute("aria-label", word("results"));
  byId("progress").setAttribute("aria-label", word("running"));
  byId("language").textContent = otherLanguage();
  byId("language").lang = now.language === "zh" ? "en" : "zh-Hans";
  for (const option of byId("limit").options) option.textContent = `${option.value} ${word("seconds")}`;
  editor.name(word("editor"));
  byId("count").textContent = `${word("release")} ${data.release} · ${count(data.quads)} ${word("quads")}`;
  announce(byId("status").dataset.state || "busy", ...announced);
  questions();
  show();
}

byId("run").addEventListener("click", run);
byId("cancel").addEventListener("click", () => runner.cancel());
byId("find").addEventListener("input", questions);
byId("language").addEventListener("click", () => {
  const unchanged = data.questions.find((question) => written(question) === editor.text());
  now.language = now.language === "zh" ? "en" : "zh";
  if (unchanged) editor.setText(written(unchanged));
  speak();
});
byId("day").addEventListener("change", async () => {
  if (await setDay(byId("day").value)) run();
});
byId("link").addEventListener("click", async () => {
  history.replaceState(null, "", here());
  const copied = await navigator.clipboard.writeText(location.href).then(() => true, () => false);
  byId("link-note").textContent = word(copied ? "linkCopied" : "linkInBar");
});
byId("csv").addEventListener("click", () => save("aigraph.csv", "text/csv", terms.csv(result)));
byId("json").addEventListener("click", () => save("aigraph.json", "application/sparql-results+json", terms.json(result)));
for (const name of VIEWS) byId(`tab-${name}`).addEventListener("click", () => tab(name));
byId("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  tab(VIEWS[(VIEWS.indexOf(view) + step + VIEWS.length) % VIEWS.length]);
  byId(`tab-${view}`).focus();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
window.addEventListener("hashchange", follow);

for (const [name, space] of Object.entries(data.prefixes)) byId("prefixes").append(element("code", `${name}: `), element("span", `<${space}>`), element("br"));
byId("day").value = data.day;
if (matchMedia("(max-width: 860px)").matches) byId("examples").open = false;
speak();
if (typeof WebAssembly === "undefined" || typeof DecompressionStream === "undefined") {
  fail(word("old"));
} else {
  runner.start();
  follow();
}

// For whoever looks into the page with the browser's tools, and for its tests: nothing here depends on it.
window.aigraph = { data, editor, query, runner, chart, graph };
