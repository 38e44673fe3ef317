// What the reader has chosen, kept in the fragment of the address so that a link leads back to it.
import { data, nodeById, segments } from "./data.js";
import { now } from "./now.js";

const filters = { kinds: Object.keys(data.kinds), bands: data.bands.map((band) => band.key), regions: ["", ...Object.keys(data.regions)], grades: data.grades };
const short = { kinds: "k", bands: "b", regions: "r", grades: "g" };
const themes = ["light", "dark"];
const tabs = ["both", "picture", "table"];
const dated = /^\d{4}-\d{2}-\d{2}$/;

const begin = () => ({
  language: data.language, theme: "", tab: "both", day: data.asOf, selected: "", path: null, view: null,
  open: new Set(data.closed ? data.opened : segments.keys()),
  hidden: { kinds: new Set(), bands: new Set(), regions: new Set(), grades: new Set() },
});
now.state = begin();
export const known = (id) => nodeById.has(id) || (id.startsWith("s:") && segments.has(id.slice(2)));

// Only what differs from the beginning is written; a reader can understand it.
export const fragment = () => {
  const { state } = now;
  const plain = begin();
  const said = new URLSearchParams();
  if (state.selected) said.set("at", state.selected);
  if (state.path) said.set("path", state.path.join("~"));
  if (state.day !== plain.day) said.set("day", state.day || "any");
  for (const [name, letter] of Object.entries(short)) if (state.hidden[name].size) said.set(letter, [...state.hidden[name]].join("~"));
  if (state.open.size !== plain.open.size || [...state.open].some((key) => !plain.open.has(key))) {
    said.set("open", state.open.size === segments.size ? "all" : [...state.open].join("~"));
  }
  for (const name of ["language", "theme", "tab"]) if (state[name] !== plain[name]) said.set(name, state[name]);
  if (state.view) said.set("view", state.view.map((value) => +value.toPrecision(4)).join(","));
  return said.toString();
};

// A fragment may come from anyone: only values that the page knows are taken.
export const read = (fragment) => {
  const said = new URLSearchParams(fragment);
  const state = begin();
  const pick = (name, allowed) => { if (allowed.includes(said.get(name))) state[name] = said.get(name); };
  pick("language", ["en", "zh"]);
  pick("theme", themes);
  pick("tab", tabs);
  if (said.get("day") === "any") state.day = "";
  else if (dated.test(said.get("day") || "")) state.day = said.get("day");
  if (known(said.get("at") || "")) state.selected = said.get("at");
  const ends = (said.get("path") || "").split("~");
  if (ends.length === 2 && ends.every((id) => nodeById.has(id))) state.path = ends;
  for (const [name, letter] of Object.entries(short)) {
    if (said.has(letter)) state.hidden[name] = new Set(said.get(letter).split("~").filter((key) => filters[name].includes(key)));
  }
  if (said.get("open") === "all") state.open = new Set(segments.keys());
  else if (said.has("open")) state.open = new Set(said.get("open").split("~").filter((key) => segments.has(key)));
  const view = (said.get("view") || "").split(",").map(Number);
  if (view.length === 3 && view.every(Number.isFinite) && view[2] > 0) state.view = view;
  now.state = state;
};

export const remember = () => {
  const said = fragment();
  if (said === window.location.hash.slice(1)) return;
  try {
    window.history.replaceState(null, "", said ? `#${said}` : window.location.pathname + window.location.search);
  } catch {
    // A page inside a frame without an address of its own cannot keep its state there.
  }
};

read(window.location.hash.slice(1));
