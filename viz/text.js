// The words of the page, and small parts of its elements.
import { data, period } from "./data.js";
import { now } from "./now.js";

// Marks a text for the catalogue, which holds its Chinese; the page carries that for its own scripts.
export const message = (text) => text;
const words = {
  search: message("Search in English or Chinese"),
  picture: message("Picture"),
  table: message("Table"),
  both: message("Both"),
  home: message("All views"),
  asOf: message("As of"),
  release: message("release"),
  things: message("things"),
  statements: message("statements"),
  caveats: message("Read this first"),
  legend: message("Legend"),
  kinds: message("Kinds"),
  bands: message("Layers"),
  regions: message("Regions"),
  grades: message("Grades of evidence"),
  nowhere: message("place not stated"),
  filters: message("Filters"),
  all: message("All"),
  none: message("None"),
  day: message("Day"),
  anyDay: message("any day"),
  timeline: message("Day on which statements hold"),
  unfold: message("Open all"),
  fold: message("Close all"),
  light: message("Light"),
  dark: message("Dark"),
  theme: message("Switch between light and dark"),
  save: message("Save"),
  csv: message("Table as CSV"),
  png: message("Picture as PNG"),
  svg: message("Picture as SVG"),
  link: message("Copy link to this state"),
  copied: message("Link copied"),
  skip: message("Skip to the table"),
  hint: message("Choose a box to see what is known about it and from which source."),
  keysHint: message("Press / to search. In the picture, arrow keys move from box to box, Enter opens a segment, + and − zoom, Escape clears."),
  facts: message("Facts and figures"),
  about: message("Statements"),
  valid: message("valid"),
  lastStated: message("last stated on"),
  open: message("open"),
  close: message("Close"),
  openSegment: message("Open this segment"),
  closeSegment: message("Close its segment"),
  members: message("Members"),
  paths: message("Paths"),
  path: message("Path"),
  pathFrom: message("Find a path from here"),
  pathTo: message("Now choose the other end"),
  pathNone: message("No path among what is shown; only what sources state is known."),
  edgesCount: message("edges"),
  weakest: message("weakest"),
  columns: [message("Subject"), message("Relation"), message("Wording"), message("Object"), message("Source"), message("Where"), message("Grade"), message("From"), message("To"), message("Last stated")],
  evidence: message("Evidence"),
  more: message("Show more"),
  shownOf: message("of"),
  suppliers: message("left"),
  users: message("right"),
  zoomIn: message("Zoom in"),
  zoomOut: message("Zoom out"),
  fit: message("Show all"),
  inside: message("things inside"),
  nothing: message("nothing found"),
  pictureHelp: message("Picture of the graph. The table beside it has the same content."),
  closed: message("closed segment"),
  furtherStatements: message("further statements"),
};

export const inLanguage = (text, language) => (language === "zh" && data.words[text]) || text;
export const word = (key) => {
  const { language } = now.state;
  return Array.isArray(words[key]) ? words[key].map((text) => inLanguage(text, language)) : inLanguage(words[key], language);
};

// When a statement holds, and where no end is known, the date of the source that states it.
export const times = (edge) => [
  period(edge) ? `${word("valid")} ${period(edge)}` : "",
  edge.last_stated ? `${word("lastStated")} ${edge.last_stated}` : "",
].filter(Boolean).join(", ");

// The name of the language that the page does not speak, in that language.
export const otherLanguage = () => (now.state.language === "zh" ? "English" : "中文");

// A name may be of any length: beside others it is cut, in the heading of the panel it is whole.
export const short = (text) => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

export const element = (name, text, attributes) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = String(text);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  return made;
};

export const button = (text, act, attributes) => {
  const made = element("button", text, { type: "button", ...attributes });
  made.addEventListener("click", act);
  return made;
};

export const byId = (id) => document.getElementById(id);
