#!/usr/bin/env node
// An independent calculation of availability objectives, for comparison.
// See README.md beside this file. Node 20 or later, no packages.
//
//   node oracle.mjs CONTRACT INCIDENTS AS_OF            results as CSV
//   node oracle.mjs --classes CONTRACT INCIDENTS AS_OF  classes of incidents
//   node oracle.mjs --clocks CONTRACT INCIDENTS AS_OF   every clock of every incident
//
// Instants are BigInt nanoseconds since 1970 (UTC); everything else that is
// not a whole number is an exact fraction. Nothing is shared with the program
// it checks, and the method is the plainest one: cut, look at every slice, add.

import { readFileSync } from "node:fs";

import { besideOf } from "./beside.mjs";
import { clocksOf, isClock, lengthOf, openMinutes, wallClocks } from "./clocks.mjs";
import { add, cmp, decimal, div, exactText, floorText, frac, HUNDRED, mul, roundUnits, sub, unitsText, ZERO } from "./exact.mjs";
import { date, instant, max, min, MONTHS, NS, rfc3339, zone } from "./zone.mjs";

// ------------------------------------------------------------ the inputs

function load(contractFile, incidentsFile, asOfText) {
  const contract = JSON.parse(readFileSync(contractFile, "utf8"));
  const history = JSON.parse(readFileSync(incidentsFile, "utf8"));
  if (contract.format !== "sla-contract/1") throw new Error("not a contract");
  if (history.format !== "sla-incidents/1") throw new Error("not an incidents document");
  const asOf = instant(asOfText);
  const z = zone(contract.time_zone ?? "UTC");
  const term = {
    from: z.startOf(date(contract.term.from)),
    until: contract.term.until ? z.startOf(date(contract.term.until)) : null,
  };

  const weights = contract.counting?.impact ?? { full: "1", degraded: "0.5", none: "0" };
  const weightOf = (word) => {
    if (word === undefined || word === null) word = "full";
    if (!(word in weights)) {
      if (word === "full") return frac(1n);
      throw new Error(`unknown impact: ${word}`);
    }
    return decimal(weights[word]);
  };

  const raw = history.incidents.map((i) => {
    const end = i.restored ?? i.resolved ?? null;
    return { i, started: instant(i.started), ended: end === null ? null : instant(end) };
  });

  // what the history is evidence for
  let covers;
  if (history.source?.covers) {
    covers = { from: instant(history.source.covers.from), until: instant(history.source.covers.until) };
  } else {
    const starts = raw.map((r) => r.started);
    const all = raw.flatMap((r) => [r.started, r.i.restored, r.i.resolved])
      .filter((t) => t !== undefined && t !== null)
      .map((t) => (typeof t === "bigint" ? t : instant(t)));
    const first = starts.length ? starts.reduce(min) : term.from;
    const last = history.source?.exported_at ? instant(history.source.exported_at)
      : all.length ? all.reduce(max) : term.from;
    covers = { from: max(term.from, first), until: last };
  }

  const hours = hoursOf({ contract, raw, asOf, z, term });
  const facts = { ...hours, contract, asOf: Number(asOf / NS), known: Number(min(asOf, covers.until) / NS) };
  const outside = (r) => !(r.started < (term.until ?? asOf + 1n) && (r.ended === null || r.ended > term.from || r.started >= term.from));
  const causes = new Set((contract.exclusions ?? []).map((e) => e.cause));
  const judged = contract.objectives.map((o) => (isClock(o) ? subjects(o, raw.filter((r) => r.started <= asOf && !outside(r)), causes, facts) : [{ labels: [], clocks: [], skipped: [] }]));
  const hasClock = new Set(judged.flat().flatMap(({ clocks }) => clocks.map(({ id }) => id)));

  const agreed = new Set(contract.services.map((s) => s.id));
  const incidents = raw.map(({ i, started, ended }) => {
    const open = ended === null || ended > asOf;
    const until = open ? min(asOf, covers.until) : ended;
    const weight = new Map();
    for (const s of i.services ?? []) {
      const id = typeof s === "string" ? s : s.id;
      const word = (typeof s === "string" ? undefined : s.impact) ?? i.impact;
      if (!agreed.has(id)) continue;
      const w = weightOf(word);
      if (!weight.has(id) || cmp(w, weight.get(id)) > 0) weight.set(id, w);
    }
    let kind = "counted";
    const inTerm = until > started
      ? (term.until === null || started < term.until) && until > term.from
      : (term.until === null || started < term.until) && started >= term.from;
    if (started > asOf) kind = "later_than_as_of";
    else if (hasClock.has(i.id)) kind = "counted";
    else if (!(i.services ?? []).length) kind = "no_service";
    else if (!weight.size) kind = "service_not_in_agreement";
    else if (!inTerm) kind = "outside_term";
    else if (causes.has(i.cause)) kind = "excluded";
    else if (until <= started) kind = "zero_length";
    else if ([...weight.values()].every((w) => w.n === 0n)) kind = "weight_zero";
    return { id: i.id, started, until, weight, kind, excluded: causes.has(i.cause) };
  });
  if (history.corrections !== undefined) throw new Error("not read here: corrections");
  const ofTime = { contract, history, asOf, covers, z, walls: hours.walls, instant, lengthOf };
  const beside = new Map(contract.services.map(({ id }) => [id, besideOf(id, ofTime)]));
  return { contract, asOf, z, term, covers, incidents, judged, hours, beside };
}

// the calendars, looked at minute by minute: nothing is worked out where there are none
function hoursOf({ contract, raw, asOf, z, term }) {
  const seconds = (text) => {
    const at = instant(text);
    if (at % NS) throw new Error("not in whole seconds");
    return Number(at / NS);
  };
  const calendars = { "": openMinutes(undefined, {}) };
  if (contract.calendars === undefined) return { seconds, calendars };
  const first = raw.reduce((a, r) => min(a, r.started), term.from);
  const walls = wallClocks(z, Number(first / NS) - 40 * 86_400, Number(asOf / NS) + 60 * 86_400);
  for (const [id, calendar] of Object.entries(contract.calendars)) calendars[id] = openMinutes(calendar, walls);
  return { seconds, calendars, walls };
}

// what an objective is judged for one by one, with its clocks
function subjects(o, raw, causes, facts) {
  const found = new Map();
  for (const [place, { i }] of raw.entries()) {
    const touched = (i.services ?? []).map((s) => (typeof s === "string" ? s : s.id));
    if (o.service !== undefined && !touched.includes(o.service)) continue;
    if (o.where?.labels) throw new Error("not read here: labels of where");
    const clocks = clocksOf(o, i, facts);
    if (!clocks.length && !(o.per && touched.length)) continue;
    const labels = (o.per ?? []).map((name) => i.labels?.[name] ?? null);
    const key = JSON.stringify(labels);
    if (!found.has(key)) found.set(key, { labels, clocks: [], skipped: [] });
    const told = clocks.map((clock) => ({ ...clock, id: i.id, place }));
    if (!causes.has(i.cause)) found.get(key).clocks.push(...told);
    else found.get(key).skipped.push(...told.map((clock) => ({ ...clock, due: null, verdict: "excluded" })));
  }
  if (!found.size) return [{ labels: (o.per ?? []).map(() => null), clocks: [], skipped: [] }];
  const by = (a, b) => (a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1);
  return [...found.values()].sort((a, b) => a.labels.map((l, k) => by(l, b.labels[k])).find(Boolean) ?? 0);
}

// ------------------------------------------------------------ the periods

function periods({ contract, asOf, z, term }, objective) {
  const step = MONTHS[(objective.period ?? contract.service_period).every];
  const first = date(contract.term.from);
  const out = [];
  let index = Math.floor((first.y * 12 + first.m - 1) / step) * step;
  for (;; index += step) {
    const at = (k) => z.startOf({ y: Math.floor(k / 12), m: (k % 12) + 1, d: 1 });
    const wholeFrom = at(index), wholeUntil = at(index + step);
    const from = max(wholeFrom, term.from);
    const until = term.until === null ? wholeUntil : min(wholeUntil, term.until);
    if (from >= asOf || (term.until !== null && from >= term.until)) return out;
    if (until > from) out.push({ from, until, wholeFrom, wholeUntil, months: step });
  }
}

// --------------------------------------------------------- the time itself

function measure(p, service, { asOf, covers, incidents, term, beside }, open, days, z) {
  const end = min(p.until, asOf);
  let from = p.from;
  if (days !== undefined) {
    // the same local time so many days earlier, but not before the term
    const off = z.offsetAt(end);
    from = end - BigInt(days * 86_400) * NS;
    from = max(term.from, from + BigInt(off - z.offsetAt(from)) * NS);
  }
  const touching = incidents.filter((i) => ["counted", "excluded"].includes(i.kind) && i.weight.has(service) && i.weight.get(service).n > 0n);
  const mine = touching.filter((i) => !i.excluded), forgiven = touching.filter((i) => i.excluded);
  const cuts = new Set([from, end]);
  const { declared, permitted, lost, unknown: dark } = beside.get(service);
  const spans = [declared, permitted, lost, dark].flat();
  for (const t of [covers.from, covers.until, ...touching.flatMap((i) => [i.started, i.until]), ...spans.flatMap((s) => [s.from, s.until])])
    if (t > from && t < end) cuts.add(t);
  const at = (t) => open.at(Number(t / NS));
  const minute = 60n * NS;
  // every minute at which the calendar opens or closes
  if (open.bounded) for (let t = from - (from % minute); t < end; t += minute) if (t > from && at(t) !== at(t - minute)) cuts.add(t);
  const line = [...cuts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  let measured = 0n, removed = 0n, down = ZERO;
  for (let k = 0; k + 1 < line.length; k++) {
    const a = line[k], b = line[k + 1];
    if (!at(a)) continue;
    const within = (list) => list.some((s) => s.from <= a && b <= s.until);
    if (within(declared) || within(permitted)) { removed += b - a; continue; }
    let heaviest = within(lost) ? frac(1n) : ZERO;
    for (const i of mine)
      if (i.started <= a && i.until >= b && cmp(i.weight.get(service), heaviest) > 0) heaviest = i.weight.get(service);
    const evidenced = (covers.from <= a && b <= covers.until && !within(dark)) || forgiven.some((i) => i.started <= a && i.until >= b);
    if (!evidenced && heaviest.n === 0n) { removed += b - a; continue; }
    measured += b - a;
    down = add(down, mul(heaviest, frac(b - a)));
  }
  let rest = p.until - end;
  if (open.bounded && rest > 0n) {
    rest = 0n;
    for (let t = end; t < p.until; ) {
      const next = min(p.until, t - (t % minute) + minute);
      if (at(t)) rest += next - t;
      t = next;
    }
  }
  return { measured, removed, down, rest, over: p.until <= asOf };
}

// ----------------------------------------------------------- many clocks

// what the clocks that belong to a period come to
function together(o, clocks, p) {
  const t = o.target ?? { share_at_least: "100" };
  const share = t.share_at_least !== undefined || t.share_above !== undefined;
  const within = (at) => at !== null && BigInt(at) * NS >= p.from && BigInt(at) * NS < p.until;
  const mine = clocks.filter((c) => within(share ? c.decided : c.stopped));
  const count = (verdict) => BigInt(mine.filter((c) => c.verdict === verdict).length);
  const lengths = mine.map((c) => c.elapsed).sort((a, b) => a - b);
  const of = (list) => (list.length ? frac(list.reduce((sum, s) => sum + BigInt(s), 0n), BigInt(list.length)) : null);
  const bound = (name) => ({ limit: frac(BigInt(lengthOf(t[name] ?? t.percentile[name]))), worse: 1 });
  if (share) {
    const all = count("met") + count("missed");
    return { value: all ? frac(100n * count("met"), all) : null, limit: decimal(t.share_at_least ?? t.share_above), worse: -1, strict: t.share_above !== undefined };
  }
  if (t.mean_at_most) return { value: of(lengths), ...bound("mean_at_most") };
  if (t.median_at_most) return { value: of(lengths.slice((lengths.length - 1) / 2, lengths.length / 2 + 1)), ...bound("median_at_most") };
  if (t.maximum_at_most) return { value: of(lengths.slice(-1)), ...bound("maximum_at_most") };
  const rank = decimal(t.percentile.rank);
  const place = Number((rank.n * BigInt(lengths.length) + rank.d * 100n - 1n) / (rank.d * 100n));
  return { value: of(lengths.slice(place - 1, place)), ...bound("at_most") };
}

// verdict and value of a period's clocks
function judgeClocks(o, clocks, p, asOf) {
  const found = together(o, clocks, p);
  const over = p.until <= asOf;
  let { value } = found;
  let good = value && (found.worse * cmp(value, found.limit) < 0 || (cmp(value, found.limit) === 0 && !found.strict));
  if (value === null) {
    if (o.no_cases === undefined) return { ...found, verdict: "not_measured" };
    if (o.no_cases !== "met") throw new Error("not read here: a stated value without cases");
    good = true;
  }
  const lost = o.target?.maximum_at_most || (found.worse < 0 && cmp(found.limit, HUNDRED) === 0);
  const verdict = over ? (good ? "met" : "missed") : good ? "running_on_track" : lost ? "running_past_recovery" : "running_below_target";
  return { ...found, verdict };
}

// -------------------------------------------------------------- the charge

function charge(p, service, z) {
  const list = (service.charges ?? [])
    .map((c) => ({ ...c, at: z.startOf(date(c.from)) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  let total = ZERO, priced = false;
  list.forEach((c, k) => {
    const a = max(c.at, p.from);
    const b = k + 1 < list.length ? min(list[k + 1].at, p.until) : p.until;
    if (b <= a) return;
    priced = true;
    const full = mul(decimal(c.amount), frac(BigInt(p.months), BigInt(MONTHS[c.per])));
    total = add(total, mul(full, frac(b - a, p.wholeUntil - p.wholeFrom)));
  });
  return priced ? total : null;
}

const MINOR = {};
for (const c of "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ")) MINOR[c] = 0;
for (const c of "BHD IQD JOD KWD LYD OMR TND".split(" ")) MINOR[c] = 3;
for (const c of "CLF UYW".split(" ")) MINOR[c] = 4;

// ------------------------------------------------------------- the results

const meets = (v, target) =>
  target.at_least !== undefined ? cmp(v, decimal(target.at_least)) >= 0 : cmp(v, decimal(target.above)) > 0;

function holds(v, tier) {
  if (tier.below !== undefined && cmp(v, decimal(tier.below)) >= 0) return false;
  if (tier.at_or_below !== undefined && cmp(v, decimal(tier.at_or_below)) > 0) return false;
  if (tier.above !== undefined && cmp(v, decimal(tier.above)) <= 0) return false;
  if (tier.at_least !== undefined && cmp(v, decimal(tier.at_least)) < 0) return false;
  return true;
}

function deepest(v, tiers) {
  const found = tiers.filter((t) => holds(v, t)).sort((a, b) =>
    cmp(decimal(a.below ?? a.at_or_below), decimal(b.below ?? b.at_or_below)) ||
    (a.below !== undefined ? 0 : 1) - (b.below !== undefined ? 0 : 1));
  return found[0]?.percent ?? "0";
}

function shown(v, lines) {
  for (let places = 6; ; places++) {
    const text = floorText(v, places);
    const t = decimal(text);
    if (lines.every((l) => cmp(t, l) === cmp(v, l))) return text;
  }
}

function rows(input) {
  const { contract, z, hours, asOf } = input;
  const out = [];
  const seconds = (x) => exactText(div(x, frac(NS)));
  contract.objectives.forEach((o, position) => {
    const service = contract.services.find((s) => s.id === o.service);
    const tiers = o.credit?.tiers;
    const bounds = (tiers ?? []).flatMap((t) =>
      ["below", "at_or_below", "above", "at_least"].filter((key) => t[key] !== undefined).map((key) => decimal(t[key])));
    for (const { labels, clocks } of input.judged[position]) {
      for (const p of periods(input, o)) {
        let value = "", verdict = "not_measured", percent = "", amount = "", v = null, target, times = ["", "", ""];
        if (isClock(o)) {
          const found = judgeClocks(o, clocks, p, asOf);
          ({ verdict, value: v } = found);
          target = exactText(found.limit);
          if (v) value = found.worse < 0 ? shown(v, [ZERO, HUNDRED, found.limit, ...bounds]) : exactText(v);
        } else {
          if (o.indicator !== "availability") throw new Error(`unknown indicator: ${o.indicator}`);
          target = o.target.at_least ?? o.target.above;
          const calendar = o.calendar ?? service.calendar;
          const open = { at: (t) => hours.calendars[calendar ?? ""].at(t), bounded: calendar !== undefined };
          const m = measure(p, o.service, input, open, o.window?.days, z);
          times = [seconds(frac(m.measured)), seconds(m.down), seconds(frac(m.removed))];
          if (m.measured > 0n) {
            v = mul(HUNDRED, div(sub(frac(m.measured), m.down), frac(m.measured)));
            const good = meets(v, o.target);
            value = shown(v, [ZERO, HUNDRED, decimal(target), ...bounds]);
            if (m.over) verdict = good ? "met" : "missed";
            else if (good) verdict = "running_on_track";
            else {
              const then = o.window === undefined ? m : atTheEnd(p, o, input, open, z);
              const all = frac(then.measured + m.rest);
              verdict = meets(mul(HUNDRED, div(sub(all, then.down), all)), o.target) ? "running_below_target" : "running_past_recovery";
            }
          }
        }
        if (v && tiers) {
          percent = deepest(v, tiers);
          const base = charge(p, service, z);
          if (base !== null) {
            const places = MINOR[contract.currency] ?? 2;
            amount = unitsText(roundUnits(div(mul(base, decimal(percent)), HUNDRED), places), places);
          }
        }
        out.push([
          rfc3339(p.from, z), rfc3339(p.until, z), label(service?.name ?? ""), label([o.id, ...labels.map((l) => l ?? "–")].join("/")),
          o.indicator, value, target, verdict, ...times, percent, amount, contract.currency,
        ]);
      }
    }
  });
  return out;
}

// what has passed of the window that ends with the period
function atTheEnd(p, o, input, open, z) {
  const off = z.offsetAt(p.until);
  let from = p.until - BigInt(o.window.days * 86_400) * NS;
  from = max(input.term.from, from + BigInt(off - z.offsetAt(from)) * NS);
  return measure({ from, until: input.asOf }, o.service, input, open, undefined, z);
}

function clockRows({ contract, judged, z }) {
  const at = (second) => (second === null ? "" : rfc3339(BigInt(second) * NS, z));
  return contract.objectives.flatMap((o, position) => {
    const clocks = judged[position].flatMap(({ clocks, skipped }) => [...clocks, ...skipped]);
    clocks.sort((a, b) => a.place - b.place);
    return clocks.map((c) => [
      c.id, o.service ?? "", o.id, c.priority ?? "", at(c.started), at(c.due), at(c.stopped), c.elapsed, c.paused, c.real, c.verdict,
    ]);
  });
}

// --------------------------------------------------------------------- CSV

const label = (text) => (/^[=+\-@]/.test(text) ? "'" + text : text);
const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (table) => table.map((r) => r.map((c) => cell(String(c))).join(",") + "\r\n").join("");

const HEADER = ("period_start,period_end,service,objective,indicator,value,target,verdict,measured_seconds,down_seconds," +
  "removed_seconds,credit_percent,credit_amount,currency").split(",");
const CLASSES = ["later_than_as_of", "no_service", "service_not_in_agreement", "outside_term", "excluded", "zero_length", "weight_zero", "counted", "told_again"];

const args = process.argv.slice(2);
const form = args[0]?.startsWith("--") ? args.shift() : "";
if (args.length !== 3) {
  process.stderr.write("usage: oracle.mjs [--classes | --clocks] CONTRACT INCIDENTS AS_OF\n");
  process.exit(2);
}
const input = load(...args);
const CLOCKS = "incident,service,objective,priority,started,due,stopped,elapsed_seconds,paused_seconds,real_seconds,verdict".split(",");
process.stdout.write(csv(
  form === "--classes" ? [["class", "count"], ...CLASSES.map((c) => [c, input.incidents.filter((i) => i.kind === c).length])]
  : form === "--clocks" ? [CLOCKS, ...clockRows(input)]
  : [HEADER, ...rows(input)]));
