// The engine in its worker: one task at a time, each with a time limit; to stop one is to start anew.
import { byId, data, word } from "./words.js";

let script;
let worker;
let ready;
let running = null;
let number = 0;
let day = data.day;
let loaded = false;
let names = [];

function settle(id, settled, value) {
  if (!running || running.id !== id) return;
  clearTimeout(running.timer);
  const { [settled]: end } = running;
  running = null;
  end(value);
}

function start() {
  if (worker) worker.terminate();
  script ||= URL.createObjectURL(new Blob([data.worker], { type: "text/javascript" }));
  worker = new Worker(script);
  loaded = false;
  ready = new Promise((resolve, reject) => {
    worker.onmessage = ({ data: message }) => {
      if (message.kind === "ready") {
        loaded = true;
        resolve(message);
      } else if (message.kind === "names") names = message.names;
      else if (message.kind === "done") settle(message.id, "resolve", message.result);
      else if (message.id === undefined) reject(new Error(`${word("failed")} ${message.message}`));
      else {
        if (message.broken) start();
        settle(message.id, "reject", new Error(message.broken ? word("broken") : message.message));
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`${word("failed")} ${event.message}`));
    };
  });
  ready.catch(() => {}); // whoever asks gets the error
  worker.postMessage({
    kind: "load", engine: byId("engine").textContent, quads: byId("quads").textContent,
    derived: data.derived, label: data.label, projection: data.projection, covered: data.covered, things: data.things, ontology: data.ontology, releaseDay: data.releaseDay, day,
  });
}

function stop(message) {
  if (!running) return;
  const { id } = running;
  start();
  settle(id, "reject", new Error(message));
}

async function run(task, seconds) {
  stop(word("cancelled"));
  number += 1;
  const id = number;
  const ended = new Promise((resolve, reject) => { running = { id, resolve, reject, timer: 0 }; });
  // The limit is for the task: it counts from when the engine is ready.
  ready.then(() => {
    if (!running || running.id !== id) return;
    running.timer = setTimeout(() => stop(word("tooLong", seconds)), seconds * 1000);
    worker.postMessage({ ...task, id });
  }, (error) => settle(id, "reject", error));
  return ended;
}

export const runner = {
  start,
  ready: () => ready,
  ask: (request, seconds) => run({ kind: "query", ...request }, seconds),
  names: () => names,
  loaded: () => loaded,
  project: (chosen) => {
    day = chosen;
    return run({ kind: "project", day }, 60);
  },
  day: () => day,
  busy: () => running !== null,
  cancel: () => stop(word("cancelled")),
};
