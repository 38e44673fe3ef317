// What changes while the page is open. Modules share it, so none has to import one that imports it.
export const now = {
  state: null, // what the reader has chosen: see state.js
  shown: null, // what follows from that: cards, lines and statements, see shown.js
  route: null, // edges of the path that is lit; empty where none was found, null without a path
  routeTitle: "",
  listed: false, // whether the path is one of those that came with the page
  pathStart: null, // the thing from which a path is to be found
  // How the cards are placed and which are highlighted: see picture.js.
  scene: { plan: null, chosen: null, near: null, reached: null, lit: null },
};
