// The words of the page, and how elements are made: text enters as text alone.
export const data = JSON.parse(document.getElementById("data").textContent);
export const now = { language: data.language };

// Marks a text for the catalogue, which holds its Chinese; the page carries that for its own scripts.
export const message = (text) => text;
const words = {
  title: message("Ask the graph in SPARQL"),
  release: message("release"),
  quads: message("quads"),
  asOf: message("Edges as of"),
  asOfHint: message("Derived edges are those that hold on this day."),
  examples: message("Questions"),
  find: message("Find a question"),
  starters: message("To begin with"),
  competency: message("Competency questions"),
  editor: message("SPARQL query"),
  editorHint: message("Ctrl or Cmd + Enter runs the query. These prefixes are known:"),
  run: message("Run"),
  cancel: message("Cancel"),
  limit: message("Time limit"),
  seconds: message("s"),
  link: message("Copy link"),
  linkCopied: message("The link is copied."),
  linkInBar: message("The address bar holds the link."),
  loading: message("Unpacking the engine and the data …"),
  running: message("Running …"),
  projecting: message("Finding the edges that hold on that day …"),
  table: message("Table"),
  chart: message("Chart"),
  graph: message("Graph"),
  results: message("Result"),
  csv: message("Download CSV"),
  json: message("Download JSON"),
  rows: message("rows"),
  row: message("row"),
  more: message("Show more rows"),
  whole: message("Show all"),
  characters: message("characters"),
  none: message("No rows. The query ran and found nothing."),
  cancelled: message("Cancelled. The engine is restarting."),
  tooLong: message("Stopped at the time limit of {0} s. The engine is restarting."),
  broken: message("The engine ran out of memory or crashed; it is restarting."),
  failed: message("The engine could not start:"),
  at: message("Line {0}, column {1}: "),
  refusedUpdate: message("{0} would change the data. This page answers SELECT, ASK, CONSTRUCT and DESCRIBE."),
  refusedService: message("SERVICE would query another server. This page makes no network requests."),
  refusedFrom: message("FROM may only name graphs of this release."),
  refusedName: message("A name of this query is ambiguous. Write its address in angle brackets."),
  refusedLess: message("A '<' of this query is ambiguous. Put a space after it."),
  refusedEscape: message("An escape such as \\u0041 is refused here. Write the character itself."),
  refusedBackslash: message("A backslash has nothing to escape here."),
  noForm: message("This is not a query: SELECT, ASK, CONSTRUCT or DESCRIBE is missing."),
  chartLabels: message("Names"),
  chartValues: message("Numbers"),
  chartKind: message("Form"),
  bars: message("Bars"),
  line: message("Line"),
  allNumbers: message("all"),
  noChart: message("A chart needs a column of numbers, and this result has none."),
  chartCapped: message("The first {0} of {1} rows are drawn."),
  noGraph: message("A graph needs two columns of things, or the result of CONSTRUCT."),
  graphCapped: message("The first {0} of {1} edges are drawn."),
  graphShown: message("{0} things, {1} edges. The table holds the same."),
  graphHint: message("Choose a thing to see what it is."),
  old: message("This browser lacks WebAssembly or DecompressionStream. Use Firefox 113, Chrome 80, Safari 16.4 or newer."),
  licences: message("Licences of the code in this page"),
  prefixes: message("Prefixes"),
};

const translated = (text) => (now.language === "zh" && data.words[text]) || text;
export const isWord = (key) => Object.hasOwn(words, key);
export const word = (key, ...values) => translated(words[key]).replace(/\{(\d)\}/g, (_whole, index) => values[index]);
// The name of the language that the page does not speak, in that language.
export const otherLanguage = () => (now.language === "zh" ? "English" : "中文");

export const byId = (id) => document.getElementById(id);
export const element = (name, text, attributes) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  return made;
};
