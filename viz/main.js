// Ties the parts together: what follows a change, and what the picture answers to.
import { announce, follow, refresh, select, showRoute, toggle } from "./actions.js";
import { card } from "./card.js";
import { showControls, showTheme } from "./controls.js";
import { data, days, edges, nodes } from "./data.js";
import { hideTip } from "./hover.js";
import "./keys.js";
import { now } from "./now.js";
import { showPanel } from "./panel.js";
import { picture } from "./picture.js";
import { csv } from "./rows.js";
import "./save.js";
import "./search.js";
import { cardOf } from "./shown.js";
import { read, remember } from "./state.js";
import { showTable } from "./table.js";
import { svg } from "./svg.js";
import { byId } from "./text.js";

let later = 0;
follow(hideTip);
follow(showControls);
follow(showPanel);
follow(() => {
  clearTimeout(later);
  later = setTimeout(showTable, 0);
});

picture.network.on("click", ({ nodes, pointer }) => {
  const frame = picture.frameAt(pointer.canvas);
  if (nodes.length) select(nodes[0], false);
  else if (frame) toggle(frame.key);
  else if (now.state.selected || now.route) select("", false);
});
picture.network.on("doubleClick", ({ nodes }) => {
  if (nodes.length && nodes[0].startsWith("s:")) toggle(nodes[0].slice(2));
});
let moved = 0;
for (const event of ["zoom", "dragEnd"]) {
  picture.network.on(event, () => {
    now.state.view = picture.view();
    clearTimeout(moved);
    moved = setTimeout(remember, 300);
  });
}
byId("zoom-in").addEventListener("click", () => picture.zoom(1.3));
byId("zoom-out").addEventListener("click", () => picture.zoom(1 / 1.3));
byId("zoom-fit").addEventListener("click", () => {
  now.state.view = null;
  picture.fit();
  remember();
});

// Another division of the screen needs another arrangement, unless the reader has moved the picture.
let size = "";
new ResizeObserver(() => {
  const { clientWidth, clientHeight } = picture.host;
  const room = `${clientWidth}x${clientHeight}`;
  if (!clientWidth || room === size) return;
  const begun = size !== "";
  size = room;
  if (!begun) return;
  picture.network.redraw();
  picture.show(true);
  if (now.state.view) picture.move(now.state.view);
  else picture.fit();
}).observe(picture.host);

function begin() {
  showTheme();
  refresh();
  // The legend has taken its room only now.
  picture.network.setSize("100%", "100%");
  if (now.state.view) picture.move(now.state.view);
  else picture.fit();
  if (now.state.selected && !now.state.view) picture.centre((cardOf(now.state.selected) || {}).id);
}
window.addEventListener("hashchange", () => {
  read(window.location.hash.slice(1));
  begin();
});
begin();

// For whoever looks into the page with the browser's tools, and for its tests: nothing here depends on it.
window.aigraph = {
  data, days, nodes, edges, card, picture, csv, svg, select, showRoute, announce,
  get state() { return now.state; },
  get shown() { return now.shown; },
};
document.documentElement.dataset.ready = "true";
