// The value of each objective in each period that is over, and whether it kept its promise.

import { clocksOf, isClock, lengthOf } from "../clocks.mjs";
import { add, cmp, decimal, div, frac, HUNDRED, mul, sub, ZERO } from "../exact.mjs";
import { date, instant, max, NS } from "../zone.mjs";
import { localDate, nanoseconds, onlyKnown, plusDays } from "./case.mjs";
import { measure, timeOf } from "./time.mjs";

const KNOWN = ("id name clause text service indicator calendar within target where per counting window method no_requests source unit no_cases " +
  "attribution pause_on due parts of periods credit").split(" ");

/** A bound as a number: decimals as they are, lengths in seconds. */
const boundOf = (text) => (/^P/.test(text) ? frac(nanoseconds(text), NS) : decimal(text));
const TESTS = {
  at_least: (v, b) => cmp(v, b) >= 0, share_at_least: (v, b) => cmp(v, b) >= 0, above: (v, b) => cmp(v, b) > 0,
  at_most: (v, b) => cmp(v, b) <= 0, maximum_at_most: (v, b) => cmp(v, b) <= 0, below: (v, b) => cmp(v, b) < 0,
};
export function keeps(value, target) {
  const [[name, text]] = Object.entries(target);
  if (!TESTS[name]) throw new Error(`not read here: the target ${name}`);
  return TESTS[name](value, boundOf(text));
}
const meanOf = (list) => (list.length ? div(list.reduce(add, ZERO), frac(BigInt(list.length))) : null);

/** Each combination of labels for which an objective is judged, in order. */
function combinations(o, { history }) {
  if (!o.per) return [[]];
  const touching = history.incidents.filter((i) => i.services.includes(o.service));
  const found = new Map(touching.map((i) => { const l = o.per.map((name) => [name, i.labels?.[name]]); return [JSON.stringify(l), l]; }));
  return [...found.values()].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Rows of an objective: labels, period, value, whether it was kept, and what credits ask for. */
function rowsOf(o, done, it) {
  onlyKnown("an objective", o, KNOWN);
  const target = o.target ?? { share_at_least: "100" };
  return combinations(o, it).flatMap((labels) => {
    const filter = (i) => labels.every(([name, value]) => i.labels?.[name] === value) &&
      (o.where?.priority === undefined || o.where.priority.includes(i.priority)) &&
      Object.entries(o.where?.labels ?? {}).every(([name, values]) => values.includes(i.labels?.[name]));
    const own = valuesOf(o, filter, target, done, it);
    const rows = [];
    for (const p of it.periods) {
      const facts = own(p, rows);
      const verdict = facts.value === null ? "not_measured" : keeps(facts.value, target) ? "met" : "missed";
      rows.push({ objective: o, labels, period: p, target, ...facts, verdict });
    }
    return rows;
  });
}

function valuesOf(o, filter, target, done, it) {
  if (isClock(o)) return clockValues(o, filter, target, it);
  switch (o.indicator) {
    case "availability": case "downtime": return timeValues(o, filter, it);
    case "request_success": return requestValues(o, it);
    case "measurement": return (p) => ({ value: measurements(o, p, it) });
    case "reopen_rate": return reopenValues(o, filter, it);
    case "report_delivered": return reportValues(o, it);
    case "mean": return (p) => ({ value: meanOf(done.filter((r) => r.objective.id === o.of && r.period.at <= p.at && r.period.at > p.at - +o.periods).map((r) => r.value).filter(Boolean)) });
    case "score": return (p) => ({ value: scoreOf(o, p, done) });
    default: throw new Error(`not read here: ${o.indicator}`);
  }
}

/** Availability and downtime. What was credited in an earlier period may count no more in a window. */
function timeValues(o, filter, it) {
  const time = timeOf(o, filter, it);
  return (p, before) => {
    const span = { from: p.from, until: p.until };
    let free = 0n, of = time;
    if (o.window) {
      const { days, before_start: early, consumed } = o.window;
      if (early !== "up" || consumed !== "credited") throw new Error("not read here: another window");
      span.from = it.z.startOf(plusDays(localDate(it.z, p.until), -days));
      free = span.from < it.term.from ? it.term.from - span.from : 0n;
      span.from = max(span.from, it.term.from);
      const used = before.filter((r) => r.verdict === "missed").map((r) => r.span);
      of = { ...time, down: time.down.filter((d) => !used.some((u) => u.from <= d.from && d.until <= u.until)) };
    }
    const { measured, down } = measure(of, span);
    if (measured === 0n) return { value: null };
    const all = frac(measured + free);
    const begun = time.outages.filter((r) => p.from <= r.from && r.from < p.until);
    const value = o.indicator === "downtime" ? div(down, frac(NS)) : mul(HUNDRED, div(sub(all, down), all));
    const incidents = it.history.incidents.filter((i) => filter(i) && touches(o, i, it) && p.from < endOf(i, it) && instant(i.started) < p.until);
    return { value, down, measured: all, begun, incidents, span };
  };
}
const endOf = (i, it) => (i.restored ?? i.resolved ? instant(i.restored ?? i.resolved) : it.asOf);
const touches = (o, i, it) => [o.service, ...(it.service(o.service).group?.parallel ?? it.service(o.service).group?.k_of_n?.of ?? [])].some((id) => i.services.includes(id));

/** The mean over the steps that lie wholly in the period; one without any request is whole. */
function requestValues(o, { history, covers }) {
  if (o.method !== "interval_mean" || o.no_requests !== "up") throw new Error("not read here: another method");
  return (p) => {
    let sum = ZERO, count = 0n;
    const by = new Map(); // equal steps are added together
    for (const s of history.series.filter((it) => it.service === o.service)) {
      const step = nanoseconds(s.step);
      s.total.forEach((total, k) => {
        const from = instant(s.from) + BigInt(k) * step;
        if (total === null || from < max(p.from, covers.from) || from + step > p.until || from + step > covers.until) return;
        const key = total === 0 ? "1/1" : `${s.good[k]}/${total}`;
        by.set(key, (by.get(key) ?? 0n) + 1n);
      });
    }
    for (const [key, times] of by) {
      const [good, total] = key.split("/").map(BigInt);
      [sum, count] = [add(sum, frac(good * times, total)), count + times];
    }
    return { value: count ? mul(HUNDRED, div(sum, frac(count))) : null };
  };
}

function measurements(o, p, { history }) {
  const mine = (history.measurements ?? []).filter((m) => m.indicator === o.source && m.service === o.service && instant(m.until) > p.from && instant(m.until) <= p.until);
  const count = mine.reduce((sum, m) => sum + BigInt(m.count ?? 1), 0n);
  return count ? div(mine.reduce((sum, m) => add(sum, mul(decimal(m.value), frac(BigInt(m.count ?? 1)))), ZERO), frac(count)) : null;
}

/** Clocks, each walked by itself; what they come to in the period in which they were decided. */
function clockValues(o, filter, target, it) {
  const { contract, history, asOf, covers, calendars, walls } = it;
  const seconds = (text) => Number(instant(text) / NS);
  const causes = (contract.exclusions ?? []).map((e) => e.cause);
  const facts = { contract, asOf: Number(asOf / NS), known: Number((asOf < covers.until ? asOf : covers.until) / NS), seconds, calendars, walls };
  const walked = { ...o, attribution: undefined };
  const clocks = history.incidents
    .filter((i) => i.services.includes(o.service) && filter(i) && !causes.includes(i.cause) && instant(i.started) <= asOf)
    .flatMap((i) => clocksOf(walked, i, facts).map((c) => ({ ...c, incident: i })));
  const longest = target.maximum_at_most !== undefined;
  return (p) => {
    const when = (c) => (o.attribution === "opened" ? c.started : longest ? c.stopped : c.decided);
    const mine = clocks.filter((c) => ["met", "missed"].includes(c.verdict) && when(c) !== null && BigInt(when(c)) * NS >= p.from && BigInt(when(c)) * NS < p.until);
    const missed = mine.filter((c) => c.verdict === "missed");
    const none = o.no_cases === undefined ? null : decimal(o.no_cases === "met" ? "100" : o.no_cases);
    const share = mine.length ? frac(100n * BigInt(mine.length - missed.length), BigInt(mine.length)) : none;
    const value = longest ? (mine.length ? frac(BigInt(Math.max(...mine.map((c) => c.elapsed)))) : null) : share;
    const limit = (c) => lengthOf(typeof o.within === "string" ? o.within : o.within[c.priority]);
    return { value, missed, overruns: () => missed.map((c) => BigInt(c.elapsed - limit(c)) * NS), incidents: missed.map((c) => c.incident) };
  };
}

/** Of all solutions of tickets the share of those that had been opened again. */
function reopenValues(o, filter, { history, asOf }) {
  const solved = history.incidents.filter((i) => i.services.includes(o.service) && filter(i)).flatMap((i) => [
    { at: instant(i.resolved ?? i.restored), again: false },
    ...(i.reopened ?? []).filter((r) => r.until !== undefined).map((r) => ({ at: instant(r.until), again: true })),
  ]).filter(({ at }) => at <= asOf);
  return (p) => {
    const mine = solved.filter(({ at }) => p.from <= at && at < p.until);
    return { value: mine.length ? frac(100n * BigInt(mine.filter((s) => s.again).length), BigInt(mine.length)) : null };
  };
}

/** A report of each period is judged when it came, or when it was too late. */
function reportValues(o, { history, periods, z, asOf }) {
  const judged = periods.map((p) => {
    const due = z.startOf(plusDays(p.next, +o.due.days)); // the last day counts to its end
    const came = (history.events ?? []).filter((e) => e.type === "report_delivered" && z.startOf(date(e.for)) === p.from).map((e) => instant(e.at)).filter((at) => at <= asOf);
    const at = came.length ? came.reduce((a, b) => (a < b ? a : b)) : null;
    const good = at !== null && at < due;
    return { good, at: good ? at : due };
  }).filter(({ good, at }) => good || at <= asOf);
  return (p) => {
    const mine = judged.filter(({ at }) => p.from <= at && at < p.until);
    return { value: mine.length ? frac(100n * BigInt(mine.filter((r) => r.good).length), BigInt(mine.length)) : null };
  };
}

function scoreOf(o, p, done) {
  const parts = o.parts.map(({ objective, weight }) => ({ value: done.find((r) => r.objective.id === objective && r.period.at === p.at).value, weight: decimal(weight) })).filter((it) => it.value);
  if (!parts.length) return null;
  const total = parts.reduce((sum, it) => add(sum, it.weight), ZERO);
  return div(parts.reduce((sum, it) => add(sum, mul(it.value, it.weight)), ZERO), total);
}

export function judge(it) {
  const rows = [];
  for (const o of [...it.contract.objectives].sort((a, b) => (["mean", "score"].includes(a.indicator) ? 1 : 0) - (["mean", "score"].includes(b.indicator) ? 1 : 0)))
    rows.push(...rowsOf(o, rows, it));
  const place = new Map(it.contract.objectives.map((o, k) => [o.id, k]));
  return rows.sort((a, b) => place.get(a.objective.id) - place.get(b.objective.id));
}
