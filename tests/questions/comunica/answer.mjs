// Answers queries over one file of quads: `node answer.mjs QUADS QUERY...`
// prints a line for each query: its path and the results as SPARQL writes them in JSON.
import { createReadStream, readFileSync } from "node:fs";
import { once } from "node:events";
import { QueryEngine } from "@comunica/query-sparql-rdfjs";
import { Store, StreamParser } from "n3";

const [quads, ...queries] = process.argv.slice(2);
const store = new Store();
await once(store.import(createReadStream(quads).pipe(new StreamParser({ format: "N-Quads" }))), "end");
const engine = new QueryEngine();
const sources = [{ type: "rdfjs", value: store }];
for (const path of queries) {
  const result = await engine.query(readFileSync(path, "utf-8"), { sources });
  const { data } = await engine.resultToString(result, "application/sparql-results+json");
  let results = "";
  for await (const part of data) results += part;
  console.log(JSON.stringify({ path, results: JSON.parse(results) }));
}
