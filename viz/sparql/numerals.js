// How numbers are written for people: as src/aigraph/numerals.py does, held to it by tests/viz/numerals.json.
const scales = {
  en: [[1e12, " trillion"], [1e9, " billion"], [1e6, " million"]],
  zh: [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]],
};

// A count, in full: grouped from ten thousand on, so that years are not.
export const count = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 20, useGrouping: Math.abs(value) >= 10000 });

// A number without exponent, with at most six significant digits; large figures with the word of their scale.
export function number(value, language) {
  const [size, word] = scales[language].find(([least]) => Math.abs(value) >= least) || [1, ""];
  return `${count(Number((value / size).toPrecision(6)))}${word}`;
}
