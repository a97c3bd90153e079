// Summaries of several runs.

/** The middle one of some values. */
export function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The middle one of the values that the runs have under a name. */
export const median = (runs, name) => middle(runs.map((run) => run[name]));

/** The median, with the least and the most in brackets, divided by a unit. */
export function spread(runs, name, unit = 1) {
  const values = runs.map((run) => run[name]);
  const [half, least, most] = [middle(values), Math.min(...values), Math.max(...values)].map(
    (value) => Math.round(value / unit),
  );
  return `${half} (${least}–${most})`;
}
