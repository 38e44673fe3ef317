// What is shown as a file: rows for spreadsheets, and the picture as SVG or PNG.
import { announce } from "./actions.js";
import { now } from "./now.js";
import { picture } from "./picture.js";
import { csv } from "./rows.js";
import { remember } from "./state.js";
import { svg } from "./svg.js";
import { byId, element, word } from "./text.js";

const largest = 8000;

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  element("a", undefined, { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

async function png() {
  const drawing = svg();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const scale = Math.min(2, largest / image.width, largest / image.height);
  const canvas = element("canvas", undefined, { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => download(blob, "aigraph.png"), "image/png");
}

byId("csv").addEventListener("click", () => download(new Blob([csv()], { type: "text/csv;charset=utf-8" }), "aigraph.csv"));
byId("svg").addEventListener("click", () => download(new Blob([svg()], { type: "image/svg+xml" }), "aigraph.svg"));
byId("png").addEventListener("click", png);
byId("link").addEventListener("click", async () => {
  now.state.view = picture.view();
  remember();
  try {
    await navigator.clipboard.writeText(window.location.href);
    announce(word("copied"));
  } catch {
    announce(window.location.href);
  }
});
