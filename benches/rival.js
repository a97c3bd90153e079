// What plain JavaScript does with the same files, as one writes it who takes the files for granted:
// no fault is looked for, and numbers are doubles. A classic script, so that a worker and Node can
// both load it.

/** The value in a file's bytes; `took` receives the milliseconds of its two steps. */
function parse(bytes, took) {
  const begin = performance.now();
  const text = new TextDecoder().decode(bytes);
  const decoded = performance.now();
  const value = JSON.parse(text);
  took.decode = (took.decode ?? 0) + decoded - begin;
  took.parse = (took.parse ?? 0) + performance.now() - decoded;
  return value;
}

/** Availability by service and month, of a contract in UTC: how long it was down, and the share. */
function shares(contract, history, took) {
  const begin = performance.now();
  const weights = Object.entries(contract.counting.impact).map(([word, weight]) => [word, +weight]);
  const weightOf = new Map(weights);
  const outages = new Map(contract.services.map(({ id }) => [id, []]));
  for (const { services, impact, started, restored, resolved } of history.incidents) {
    const from = Date.parse(started);
    const until = Date.parse(restored ?? resolved);
    for (const touched of services) {
      const id = touched.id ?? touched;
      const weight = weightOf.get(touched.impact ?? impact);
      if (weight > 0) outages.get(id).push({ from, until, weight });
    }
  }
  took.dates = performance.now() - begin;

  const { from, until } = history.source.covers;
  const months = monthsBetween(Date.parse(from), Date.parse(until));
  const levels = [...new Set(weightOf.values())]
    .filter((weight) => weight > 0)
    .sort((a, b) => b - a);
  const rows = [];
  for (const [service, list] of outages) {
    list.sort((a, b) => a.from - b.from);
    const down = months.map(() => 0);
    // The heaviest counts: what a level has more than the next lower one, for as long as it holds.
    levels.forEach((level, index) => {
      const more = level - (levels[index + 1] ?? 0);
      const heavy = list.filter(({ weight }) => weight >= level);
      addByMonth(union(heavy), months, (month, length) => (down[month] += more * length));
    });
    months.forEach((month, index) => {
      const length = month.until - month.from;
      const share = (100 * (length - down[index])) / length;
      rows.push({ service, from: month.from, down: down[index] / 1000, share });
    });
  }
  took.shares = performance.now() - begin - took.dates;
  return rows;
}

/** The months of UTC from one instant to another, both of which begin a month. */
function monthsBetween(from, until) {
  const months = [];
  while (from < until) {
    const date = new Date(from);
    const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
    months.push({ from, until: next });
    from = next;
  }
  return months;
}

/** Intervals in order of their start, joined where they overlap or touch. */
function union(list) {
  const joined = [];
  let last;
  for (const { from, until } of list) {
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else joined.push((last = { from, until }));
  }
  return joined;
}

/** Cuts intervals at the ends of months. */
function addByMonth(intervals, months, add) {
  let month = 0;
  for (const { from, until } of intervals) {
    while (month < months.length && months[month].until <= from) month += 1;
    for (let at = month; at < months.length && months[at].from < until; at += 1) {
      add(at, Math.min(until, months[at].until) - Math.max(from, months[at].from));
    }
  }
}

globalThis.rival = { parse, shares };
