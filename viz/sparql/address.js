// The address of a query on the page: what is asked, and the day if it is not the release's own.
import { runner } from "./runner.js";
import { data } from "./words.js";

export const address = (asked) => {
  const day = runner.day() === data.day ? {} : { day: runner.day() };
  return `#${new URLSearchParams({ ...asked, ...day })}`;
};
