// What the editor offers to complete: the things that a prefix can name, with their English names.
import { terms } from "./terms.js";

// Names are triples of address, language and name, as the engine sends them.
export const completionsOf = (names) => names
  .filter(([, language]) => language === "en")
  .map(([address, , name]) => ({ label: terms.shorten(address), detail: terms.brief(name, 40) }))
  .filter(({ label }) => /^\w+:(?!\/)/.test(label));
