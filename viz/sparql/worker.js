"use strict";
// Runs in a worker, after the engine's own script: holds the quads and answers queries.
let store;
let setup;

async function* chunks(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}

async function unpacked(base64) {
  const parts = [];
  for await (const chunk of chunks(base64)) parts.push(chunk);
  return parts;
}

async function load(message) {
  setup = message;
  const binary = await new Blob(await unpacked(message.engine)).arrayBuffer();
  oxigraph.initSync({ module: binary });
  store = new oxigraph.Store();
  // The engine wrote these quads itself, so they are not checked again.
  store.load(await unpacked(message.quads), { format: "application/n-quads", no_transaction: true, lenient: true });
  if (message.day !== message.releaseDay) project(message.day);
  postMessage({ kind: "ready", quads: store.size });
}

function project(day) {
  // The edges that hold on a day, as the release was projected for its own.
  const graph = oxigraph.namedNode(setup.derived);
  store.update(`CLEAR SILENT GRAPH <${setup.derived}>`);
  for (const text of setup.projection) {
    const dated = text.replaceAll(/\?asOf\b/g, `"${day}"^^<http://www.w3.org/2001/XMLSchema#date>`);
    const triples = store.query(dated, { results_format: "application/n-triples" });
    store.load(triples, { format: "application/n-triples", to_graph_name: graph });
  }
  store.load(covered(day), { format: "application/n-triples", to_graph_name: graph });
}

function covered(day) {
  // Which rules cover which goods the law decided beforehand, for every day.
  const relation = (surely) => setup.ontology + (surely ? "coveredBy" : "mayBeCoveredBy");
  return setup.covered
    .filter(([, , , first, last]) => first <= day && (last === "" || day <= last))
    .map(([good, rule, surely]) => `<${setup.things}${good}> <${relation(surely)}> <${setup.things}${rule}> .\n`)
    .join("");
}

function plain(term) {
  const types = { NamedNode: "uri", BlankNode: "bnode", Literal: "literal", Quad: "triple" };
  const binding = { type: types[term.termType], value: term.value };
  if (term.termType === "Quad") binding.value = { subject: plain(term.subject), predicate: plain(term.predicate), object: plain(term.object) };
  if (term.termType === "Literal") {
    if (term.language) binding["xml:lang"] = term.language;
    else binding.datatype = term.datatype.value;
  }
  return binding;
}

function answer({ query, form, union }) {
  const options = { use_default_graph_as_union: union };
  if (form === "CONSTRUCT" || form === "DESCRIBE") {
    const rows = store.query(query, options).map(({ subject, predicate, object }) => ({
      subject: plain(subject), predicate: plain(predicate), object: plain(object),
    }));
    return { variables: ["subject", "predicate", "object"], rows };
  }
  const parsed = JSON.parse(store.query(query, { ...options, results_format: "json" }));
  if (form === "ASK") return { variables: ["answer"], rows: [{ answer: { type: "literal", value: String(parsed.boolean), datatype: "http://www.w3.org/2001/XMLSchema#boolean" } }] };
  return { variables: parsed.head.vars, rows: parsed.results.bindings };
}

function labels(rows) {
  // Names of the first things of an answer; the page shows the rest by address.
  const found = {};
  const label = oxigraph.namedNode(setup.label);
  let open = 5000;
  for (const row of rows) {
    for (const term of Object.values(row)) {
      if (term.type !== "uri" || term.value in found) continue;
      found[term.value] = {};
      for (const quad of store.match(oxigraph.namedNode(term.value), label, null, null)) {
        found[term.value][quad.object.language || "en"] = quad.object.value;
      }
      open -= 1;
      if (open === 0) return found;
    }
  }
  return found;
}

function names() {
  // Things with their names, for completion; sent once the first answer is out.
  const query = `SELECT ?thing ?label { GRAPH ?graph { ?thing <${setup.label}> ?label } } LIMIT 20000`;
  return answer({ query, form: "SELECT", union: false }).rows.map(({ thing, label }) => [thing.value, label["xml:lang"] || "en", label.value]);
}

const tasks = {
  query: (message) => {
    const began = performance.now();
    const result = answer(message);
    return { ...result, milliseconds: performance.now() - began, labels: labels(result.rows) };
  },
  project: (message) => project(message.day),
};
let named = false;

onmessage = async ({ data: message }) => {
  try {
    if (message.kind === "load") await load(message);
    else postMessage({ kind: "done", id: message.id, result: tasks[message.kind](message) });
    if (message.kind === "query" && !named) {
      named = true;
      postMessage({ kind: "names", names: names() });
    }
  } catch (error) {
    // After a trap or without memory the engine's state cannot be trusted: the page starts another.
    const broken = error instanceof WebAssembly.RuntimeError || error instanceof RangeError || message.kind === "load";
    postMessage({ kind: "failed", id: message.id, message: String(error.message || error), broken });
  }
};
