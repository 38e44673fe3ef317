// The SPARQL engine as a classic script, for a worker.
import { initSync, namedNode, Store } from "oxigraph/web.js";

globalThis.oxigraph = { initSync, namedNode, Store };
