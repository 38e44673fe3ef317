"use strict";
// Readers of Chinese get the Chinese pages; the links stay for all.
location.replace(`${/^zh/.test(navigator.language) ? "zh" : "en"}/index.html`);
