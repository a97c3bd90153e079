// An agreement and its history, with the instants and periods that the others look at.

import { readFileSync } from "node:fs";

import { lengthOf, openMinutes, wallClocks } from "../clocks.mjs";
import { date, instant, max, min, MONTHS, NS, zone } from "../zone.mjs";

/** Fields of an object that this program knows; any other is refused, so that nothing is passed over. */
export function onlyKnown(what, object, known) {
  for (const name of Object.keys(object ?? {}))
    if (!known.includes(name)) throw new Error(`not read here: ${name} of ${what}`);
}

/** A list in groups by what each says of itself, in the order of their first. */
export function groupsBy(list, of) {
  const groups = new Map();
  for (const it of list) groups.set(of(it), [...(groups.get(of(it)) ?? []), it]);
  return [...groups.values()];
}

export function open(contractFile, historyFile, asOfText) {
  const contract = JSON.parse(readFileSync(contractFile, "utf8"));
  const history = JSON.parse(readFileSync(historyFile, "utf8"));
  const asOf = instant(asOfText);
  const z = zone(contract.time_zone ?? "UTC");
  const term = {
    from: z.startOf(date(contract.term.from)),
    until: contract.term.until ? z.startOf(date(contract.term.until)) : null,
  };
  const covers = { from: instant(history.source.covers.from), until: instant(history.source.covers.until) };
  onlyKnown("the contract", contract, (
    "format id title note provider client currency term time_zone service_period calendars services priorities objectives counting " +
    "exclusions maintenance credits charges rights"
  ).split(" "));
  onlyKnown("the term", contract.term, ["from", "until"]);
  onlyKnown("the service period", contract.service_period, ["every", "from", "partial"]);
  for (const service of contract.services) onlyKnown("a service", service, ["id", "name", "charges", "group", "calendar", "clause", "text"]);
  for (const exclusion of contract.exclusions ?? []) onlyKnown("an exclusion", exclusion, ["cause", "text"]);
  onlyKnown("counting", contract.counting, ["impact", "unit", "minimum_outage", "outage_from", "down_when"]);
  onlyKnown("the history", history, ["format", "source", "incidents", "maintenance", "exclusion_spans", "measurements", "series", "charges", "events", "claims", "history"]);

  // every minute of every calendar, from before the first event to well after the last deadline
  const first = history.incidents.reduce((a, i) => min(a, instant(i.started)), term.from);
  const bounded = Object.keys(contract.calendars ?? {}).length > 0;
  const walls = bounded ? wallClocks(z, Number(first / NS) - 40 * 86_400, Number(asOf / NS) + 60 * 86_400) : null;
  const calendars = { "": openMinutes(undefined, {}) };
  for (const [id, calendar] of Object.entries(contract.calendars ?? {})) calendars[id] = openMinutes(calendar, walls);
  const service = (id) => contract.services.find((s) => s.id === id);
  return { contract, history, asOf, z, term, covers, walls, calendars, service };
}

/** The local date at an instant. */
export function localDate(z, ns) {
  const wall = new Date(Number((ns + BigInt(z.offsetAt(ns)) * NS) / 1_000_000n));
  return { y: wall.getUTCFullYear(), m: wall.getUTCMonth() + 1, d: wall.getUTCDate() };
}
export const dateText = ({ y, m, d }) => `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
const days = ({ y, m, d }) => Date.UTC(y, m - 1, d) / 86_400_000;
export function plusDays(it, n) {
  const at = new Date((days(it) + n) * 86_400_000);
  return { y: at.getUTCFullYear(), m: at.getUTCMonth() + 1, d: at.getUTCDate() };
}
/** So many months later, on the month's last day where it has no such day. */
export function plusMonths(it, n) {
  const k = it.y * 12 + it.m - 1 + n;
  const [y, m] = [Math.floor(k / 12), (((k % 12) + 12) % 12) + 1];
  return { y, m, d: Math.min(it.d, new Date(Date.UTC(y, m, 0)).getUTCDate()) };
}

/** Periods that are over, clipped to the term, from the first on. */
export function periodsOf({ contract, asOf, z, term }) {
  const step = MONTHS[contract.service_period.every];
  const anchor = date(contract.service_period.from ?? "2000-01-01");
  const found = [];
  const firstDay = localDate(z, term.from);
  let k = Math.floor(((firstDay.y - anchor.y) * 12 + firstDay.m - anchor.m) / step) - 1;
  for (; ; k++) {
    const [first, next] = [plusMonths(anchor, k * step), plusMonths(anchor, (k + 1) * step)];
    const whole = { from: z.startOf(first), until: z.startOf(next) };
    if (whole.until <= term.from) continue;
    const from = max(whole.from, term.from);
    const until = term.until === null ? whole.until : min(whole.until, term.until);
    if (until > asOf || until <= from) return found;
    found.push({ at: found.length, from, until, whole, name: dateText(first), first: localDate(z, from), next, months: step, step: k });
  }
}

/** What local date the period so many after one ends before. */
export const endAfter = ({ contract }, period, n) => {
  const anchor = date(contract.service_period.from ?? "2000-01-01");
  return plusMonths(anchor, (period.step + 1 + n) * MONTHS[contract.service_period.every]);
};

export const nanoseconds = (text) => BigInt(/^P(\d+)D$/.test(text) ? +/\d+/.exec(text)[0] * 86_400 : lengthOf(text)) * NS;
