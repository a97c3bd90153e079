#!/usr/bin/env node
// An independent calculation of availability objectives, for comparison.
// See README.md beside this file. Node 20 or later, no packages.
//
//   node oracle.mjs CONTRACT INCIDENTS AS_OF            results as CSV
//   node oracle.mjs --classes CONTRACT INCIDENTS AS_OF  classes of incidents
//
// Instants are BigInt nanoseconds since 1970 (UTC); everything else that is
// not a whole number is an exact fraction. Nothing is shared with the program
// it checks, and the method is the plainest one: cut, look at every slice, add.

import { readFileSync } from "node:fs";

const NS = 1_000_000_000n;

// ------------------------------------------------------------ fractions

const gcd = (a, b) => { a = a < 0n ? -a : a; while (b) [a, b] = [b, a % b]; return a; };
const frac = (n, d = 1n) => {
  if (d < 0n) { n = -n; d = -d; }
  const g = gcd(n, d) || 1n;
  return { n: n / g, d: d / g };
};
const add = (a, b) => frac(a.n * b.d + b.n * a.d, a.d * b.d);
const sub = (a, b) => frac(a.n * b.d - b.n * a.d, a.d * b.d);
const mul = (a, b) => frac(a.n * b.n, a.d * b.d);
const div = (a, b) => frac(a.n * b.d, a.d * b.n);
const cmp = (a, b) => { const x = a.n * b.d, y = b.n * a.d; return x < y ? -1 : x > y ? 1 : 0; };
const ZERO = frac(0n), HUNDRED = frac(100n);

function decimal(text) {
  const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text));
  if (!m) throw new Error(`not a decimal: ${text}`);
  const places = m[3] ?? "";
  const v = frac(BigInt(m[2] + places), 10n ** BigInt(places.length));
  return m[1] ? frac(-v.n, v.d) : v;
}

// floor(x * 10^places) as text with exactly that many decimals; x >= 0
function floorText(x, places) {
  const units = (x.n * 10n ** BigInt(places)) / x.d;
  return unitsText(units, places);
}
function unitsText(units, places) {
  const minus = units < 0n ? "-" : "";
  const s = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  return minus + (places ? s.slice(0, -places) + "." + s.slice(-places) : s);
}
// an exact terminating decimal without trailing zeros
function exactText(x) {
  let d = x.d, places = 0;
  while (d % 10n === 0n) { d /= 10n; places++; }
  while (d % 2n === 0n) { d /= 2n; places++; }
  while (d % 5n === 0n) { d /= 5n; places++; }
  if (d !== 1n) throw new Error("does not end as a decimal");
  const s = floorText(x, places);
  return s.includes(".") ? s.replace(/\.?0+$/, "") : s;
}
// half away from zero
function roundUnits(x, places) {
  const n = x.n * 10n ** BigInt(places);
  const abs = n < 0n ? -n : n;
  const q = (2n * abs + x.d) / (2n * x.d);
  return n < 0n ? -q : q;
}

// -------------------------------------------------------------- instants

function instant(text) {
  const m = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d\d):(\d\d))$/.exec(text);
  if (!m) throw new Error(`not an instant: ${text}`);
  const ms = Date.UTC(+m[1], +m[2] - 1, +m[3], +m[4], +m[5], +m[6]);
  let ns = BigInt(ms) * 1_000_000n + BigInt((m[7] ?? "").padEnd(9, "0"));
  if (m[9]) {
    const shift = BigInt(+m[10] * 3600 + +m[11] * 60) * NS;
    ns += m[9] === "+" ? -shift : shift;
  }
  return ns;
}

const min = (a, b) => (a < b ? a : b);
const max = (a, b) => (a > b ? a : b);

// ------------------------------------------------------------ time zones

function zone(name) {
  const f = new Intl.DateTimeFormat("en-US", {
    timeZone: name, calendar: "iso8601", numberingSystem: "latn", hourCycle: "h23",
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
  });
  // what the clock on the wall shows at a UTC second, written as if it were UTC
  const wall = (sec) => {
    const p = Object.fromEntries(f.formatToParts(new Date(sec * 1000)).map((x) => [x.type, +x.value]));
    return Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second) / 1000;
  };
  const offset = (sec) => wall(sec) - sec;
  return {
    offsetAt: (ns) => offset(Number(ns >= 0n ? ns / NS : -((-ns + NS - 1n) / NS))),
    // the first instant of a local date {y, m, d}
    startOf(date) {
      const midnight = Date.UTC(date.y, date.m - 1, date.d) / 1000;
      const offsets = new Set();
      for (let h = -48; h <= 48; h++) offsets.add(offset(midnight + h * 3600));
      const fits = [...offsets].map((o) => midnight - o).filter((t) => wall(t) === midnight);
      if (fits.length) return BigInt(Math.min(...fits)) * NS;
      // no midnight: the first second whose wall clock is past it
      let lo = midnight - 48 * 3600, hi = midnight + 48 * 3600;
      while (hi - lo > 1) {
        const mid = Math.floor((lo + hi) / 2);
        if (wall(mid) >= midnight) hi = mid; else lo = mid;
      }
      return BigInt(hi) * NS;
    },
  };
}

function rfc3339(ns, z) {
  const off = z.offsetAt(ns);
  const local = ns + BigInt(off) * NS;
  const part = ((local % NS) + NS) % NS;
  const whole = new Date(Number((local - part) / 1_000_000n)).toISOString().slice(0, 19);
  const digits = part ? "." + part.toString().padStart(9, "0").replace(/0+$/, "") : "";
  if (off === 0) return whole + digits + "Z";
  const a = Math.abs(off), two = (n) => String(n).padStart(2, "0");
  return `${whole}${digits}${off < 0 ? "-" : "+"}${two(Math.floor(a / 3600))}:${two(Math.floor((a % 3600) / 60))}`;
}

// ----------------------------------------------------------------- dates

function date(text) {
  const m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!m) throw new Error(`not a date: ${text}`);
  return { y: +m[1], m: +m[2], d: +m[3] };
}
const MONTHS = { month: 1, quarter: 3, half_year: 6, year: 12 };

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
    else if (!(i.services ?? []).length) kind = "no_service";
    else if (!weight.size) kind = "service_not_in_agreement";
    else if (!inTerm) kind = "outside_term";
    else if (until <= started) kind = "zero_length";
    else if ([...weight.values()].every((w) => w.n === 0n)) kind = "weight_zero";
    return { id: i.id, started, until, weight, kind };
  });
  return { contract, asOf, z, term, covers, incidents };
}

// ------------------------------------------------------------ the periods

function periods({ contract, asOf, z, term }) {
  const step = MONTHS[contract.service_period.every];
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

function measure(p, service, { asOf, covers, incidents }) {
  const end = min(p.until, asOf);
  const mine = incidents.filter((i) => i.kind === "counted" && i.weight.has(service) && i.weight.get(service).n > 0n);
  const cuts = new Set([p.from, end]);
  for (const t of [covers.from, covers.until, ...mine.flatMap((i) => [i.started, i.until])])
    if (t > p.from && t < end) cuts.add(t);
  const line = [...cuts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  let measured = 0n, unknown = 0n, down = ZERO;
  for (let k = 0; k + 1 < line.length; k++) {
    const a = line[k], b = line[k + 1];
    let heaviest = ZERO;
    for (const i of mine)
      if (i.started <= a && i.until >= b && cmp(i.weight.get(service), heaviest) > 0) heaviest = i.weight.get(service);
    const evidenced = covers.from <= a && b <= covers.until;
    if (!evidenced && heaviest.n === 0n) { unknown += b - a; continue; }
    measured += b - a;
    down = add(down, mul(heaviest, frac(b - a)));
  }
  return { measured, unknown, down, rest: p.until - end, over: p.until <= asOf };
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
  const { contract, z } = input;
  const out = [];
  for (const o of contract.objectives) {
    if (o.indicator !== "availability") throw new Error(`unknown indicator: ${o.indicator}`);
    const service = contract.services.find((s) => s.id === o.service);
    const tiers = o.credit?.tiers;
    const lines = [ZERO, HUNDRED, decimal(o.target.at_least ?? o.target.above)];
    for (const t of tiers ?? [])
      for (const key of ["below", "at_or_below", "above", "at_least"]) if (t[key] !== undefined) lines.push(decimal(t[key]));
    for (const p of periods(input)) {
      const m = measure(p, o.service, input);
      let value = "", verdict = "not_measured", percent = "", amount = "";
      if (m.measured > 0n) {
        const v = mul(HUNDRED, div(sub(frac(m.measured), m.down), frac(m.measured)));
        const good = meets(v, o.target);
        value = shown(v, lines);
        if (m.over) verdict = good ? "met" : "missed";
        else if (good) verdict = "running_on_track";
        else {
          const all = frac(m.measured + m.rest);
          verdict = meets(mul(HUNDRED, div(sub(all, m.down), all)), o.target) ? "running_below_target" : "running_past_recovery";
        }
        if (tiers) {
          percent = deepest(v, tiers);
          const base = charge(p, service, z);
          if (base !== null) {
            const places = MINOR[contract.currency] ?? 2;
            amount = unitsText(roundUnits(div(mul(base, decimal(percent)), HUNDRED), places), places);
          }
        }
      }
      const seconds = (x) => exactText(div(x, frac(NS)));
      out.push([
        rfc3339(p.from, z), rfc3339(p.until, z), label(service.name), label(o.id), o.indicator, value,
        o.target.at_least ?? o.target.above, verdict, seconds(frac(m.measured)), seconds(m.down), seconds(frac(m.unknown)),
        percent, amount, contract.currency,
      ]);
    }
  }
  return out;
}

// --------------------------------------------------------------------- CSV

const label = (text) => (/^[=+\-@]/.test(text) ? "'" + text : text);
const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (table) => table.map((r) => r.map((c) => cell(String(c))).join(",") + "\r\n").join("");

const HEADER = ("period_start,period_end,service,objective,indicator,value,target,verdict,measured_seconds,down_seconds," +
  "removed_seconds,credit_percent,credit_amount,currency").split(",");
const CLASSES = ["later_than_as_of", "no_service", "service_not_in_agreement", "outside_term", "excluded", "zero_length", "weight_zero", "counted", "told_again"];

const args = process.argv.slice(2);
const classes = args[0] === "--classes";
if (classes) args.shift();
if (args.length !== 3) {
  process.stderr.write("usage: oracle.mjs [--classes] CONTRACT INCIDENTS AS_OF\n");
  process.exit(2);
}
const input = load(...args);
process.stdout.write(classes
  ? csv([["class", "count"], ...CLASSES.map((c) => [c, input.incidents.filter((i) => i.kind === c).length])])
  : csv([HEADER, ...rows(input)]));
