// Summaries of several runs.

/** The middle one of the values that the runs have under a name. */
export function median(runs, name) {
  const values = runs.map((run) => run[name]).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)];
}

/** The median, with the least and the most in brackets, divided by a unit. */
export function spread(runs, name, unit = 1) {
  const values = runs.map((run) => run[name]);
  const [middle, least, most] = [median(runs, name), Math.min(...values), Math.max(...values)].map(
    (value) => Math.round(value / unit),
  );
  return `${middle} (${least}–${most})`;
}
