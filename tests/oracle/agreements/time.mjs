// What each instant of a service was. The time is cut at every boundary of everything that is told,
// and each slice is asked on its own; outages are runs of slices, looked at whole and then cut.

import { decimal, cmp, frac, ZERO, add, mul } from "../exact.mjs";
import { instant, max, min, NS } from "../zone.mjs";
import { nanoseconds, onlyKnown } from "./case.mjs";

const ONE = frac(1n);

function endOf(incident, asOf, covers) {
  const told = incident.restored ?? incident.resolved;
  const end = told === undefined ? null : instant(told);
  return end === null || end > asOf ? min(asOf, covers.until) : end;
}

/** The stretches at which a service alone has weight, and those that are out of the count. */
function factsOf(id, counting, filter, { contract, history, asOf, covers, z }) {
  const weights = counting.impact ?? { full: "1", degraded: "0.5", none: "0" };
  const touches = (list) => list === undefined || list.includes(id);
  const causes = (contract.exclusions ?? []).map((e) => e.cause);
  const outages = [], excluded = [], unknown = [], declared = [], permitted = [];
  for (const i of history.incidents) {
    if (!i.services.includes(id) || instant(i.started) > asOf || !filter(i)) continue;
    const from = instant((counting.outage_from === "reported" ? i.reported : undefined) ?? i.started);
    const word = i.impact ?? "full";
    const level = word in weights ? decimal(weights[word]) : word === "full" ? ONE : null;
    if (level === null) throw new Error(`unknown impact: ${word}`);
    const share = i.affected ? frac(BigInt(i.affected.users), BigInt(i.affected.of)) : ONE;
    const it = { from, until: endOf(i, asOf, covers), weight: mul(level, share), shared: i.affected !== undefined, id: i.id };
    (causes.includes(i.cause) ? excluded : outages).push(it);
  }
  for (const s of history.series ?? []) {
    if (s.service !== id || !counting.down_when) continue;
    const rule = counting.down_when;
    onlyKnown("down_when", rule, ["error_rate_above", "minimum_requests"]);
    const step = nanoseconds(s.step);
    s.total.forEach((total, k) => {
      const from = instant(s.from) + BigInt(k) * step, until = from + step;
      if (until > asOf) return;
      if (total === null) return unknown.push({ from, until });
      const failed = frac(100n * BigInt(total - s.good[k]), BigInt(Math.max(total, 1)));
      if (total >= rule.minimum_requests && cmp(failed, decimal(rule.error_rate_above)) > 0) outages.push({ from, until, weight: ONE, id: null });
    });
  }
  for (const s of history.exclusion_spans ?? [])
    if (touches(s.services)) declared.push({ from: instant(s.from), until: instant(s.until) });
  // maintenance that a permission takes in, in order of time and within its year
  const records = (history.maintenance ?? []).filter((m) => touches(m.services))
    .map((m) => ({ from: instant(m.planned_from), until: instant(m.planned_until), announced: m.announced && instant(m.announced) }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const left = new Map();
  for (const p of contract.maintenance ?? []) onlyKnown("a permission", p, ["id", "notice", "allowance", "clause", "text"]);
  if ((contract.maintenance ?? []).length > 1) throw new Error("not read here: several permissions");
  for (const r of records) {
    const [p] = contract.maintenance;
    const inTime = p.notice === undefined || (r.announced !== undefined && r.announced <= r.from - BigInt(p.notice.hours) * 3600n * NS);
    let room = r.until - r.from;
    if (p.allowance) {
      if (p.allowance.per !== "year") throw new Error("not read here: an allowance of other periods");
      const year = new Date(Number((r.from + BigInt(z.offsetAt(r.from)) * NS) / 1_000_000n)).getUTCFullYear();
      const rest = left.get(year) ?? nanoseconds(p.allowance.at_most);
      room = inTime ? min(room, rest) : room;
      if (inTime) left.set(year, rest - room);
    }
    if (!inTime) room = 0n;
    if (room > 0n) permitted.push({ from: r.from, until: r.from + room });
    if (r.from + room < r.until) outages.push({ from: r.from + room, until: r.until, weight: ONE, id: null });
  }
  return { outages, excluded, unknown, declared, permitted };
}

/** Slices of the time of a service alone, each with its label and weight. */
function slicesOf(id, calendar, counting, filter, it) {
  const { asOf, covers, term, calendars } = it;
  const facts = factsOf(id, counting, filter, it);
  const open = calendars[calendar ?? ""];
  const all = Object.values(facts).flat();
  const start = all.reduce((a, s) => min(a, s.from), min(term.from, covers.from));
  const cuts = new Set([start, asOf, covers.from, covers.until, ...all.flatMap((s) => [s.from, s.until])].filter((t) => t >= start && t <= asOf));
  if (calendar !== undefined)
    for (let t = term.from; t < asOf; t += 60n * NS)
      if (t === term.from || open.at(Number(t / NS)) !== open.at(Number((t - 60n * NS) / NS))) cuts.add(t);
  const line = [...cuts].sort((a, b) => (a < b ? -1 : 1));
  return line.slice(1).map((until, k) => {
    const from = line[k];
    const within = (list) => list.filter((s) => s.from <= from && until <= s.until);
    const live = within(facts.outages);
    // shares of users add up to all at most; of others the heaviest
    const weight = live.some((s) => s.shared) ? live.reduce((sum, s) => add(sum, s.weight), ZERO) : live.reduce((m, s) => (cmp(s.weight, m) > 0 ? s.weight : m), ZERO);
    const capped = cmp(weight, ONE) > 0 ? ONE : weight;
    const known = covers.from <= from && until <= covers.until && !within(facts.unknown).length;
    const closed = calendar !== undefined && (from < term.from || !open.at(Number(from / NS)));
    const label = closed ? "outside" : within(facts.declared).length ? "declared" : within(facts.permitted).length ? "maintenance"
      : capped.n > 0n ? "outage" : within(facts.excluded).length ? "up" : known ? "up" : "unknown";
    return { from, until, label, weight: label === "outage" ? capped : ZERO };
  });
}

/** Members of a group together: so many of them are needed. */
function together(need, members) {
  const line = [...new Set(members.flat().flatMap((s) => [s.from, s.until]))].sort((a, b) => (a < b ? -1 : 1));
  return line.slice(1).map((until, k) => {
    const from = line[k];
    const now = members.map((slices) => slices.find((s) => s.from <= from && until <= s.until)).filter(Boolean);
    const there = now.filter((s) => ["up", "outage"].includes(s.label)).map((s) => s.weight).sort(cmp);
    if (!there.length) return { from, until, label: now[0]?.label ?? "unknown", weight: ZERO };
    const weight = there[Math.min(need, there.length) - 1];
    return { from, until, label: weight.n > 0n ? "outage" : "up", weight };
  });
}

/** Whole outages, after the minimum: runs of slices that follow each other. */
function runsOf(slices, minimum) {
  const runs = [];
  for (const s of slices.filter((it) => it.label === "outage")) {
    const last = runs.at(-1);
    if (last && last.until === s.from) [last.until, last.parts] = [s.until, [...last.parts, s]];
    else runs.push({ from: s.from, until: s.until, parts: [s] });
  }
  const long = (r) => {
    if (minimum === undefined) return true;
    const length = r.until - r.from;
    return typeof minimum === "string" ? length >= nanoseconds(minimum) : length > nanoseconds(minimum.more_than);
  };
  return runs.filter(long);
}

/** What of the runs counts, where they count by units of the clock. */
function byUnit(runs, unit, z) {
  const parts = runs.flatMap((r) => r.parts);
  if (unit === undefined) return parts;
  if (parts.some((p) => p.weight.n !== p.weight.d)) throw new Error("not read here: units of partial outages");
  const length = nanoseconds(unit.length);
  const units = new Map();
  for (const r of runs) {
    const shift = BigInt(z.offsetAt(r.from)) * NS;
    for (let t = r.from - ((((r.from + shift) % length) + length) % length); t < r.until; t += length)
      units.set(t, (units.get(t) ?? 0n) + min(t + length, r.until) - max(t, r.from));
  }
  const counts = (down) => (unit.more_than !== undefined ? down > nanoseconds(unit.more_than) : unit.counts === "whole" ? down === length : down > 0n);
  return [...units].filter(([, down]) => counts(down)).map(([t]) => ({ from: t, until: t + length, weight: ONE }));
}

/** The time of an objective's service: slices, whole outages and what of them counts. */
export function timeOf(objective, filter, it) {
  const service = it.service(objective.service);
  const counting = { ...it.contract.counting, ...service.counting, ...objective.counting };
  const calendar = objective.calendar ?? service.calendar;
  const need = (group) => (group.k_of_n ? [group.k_of_n.k, group.k_of_n.of] : [1, group.parallel]);
  let slices;
  if (service.group) {
    onlyKnown("a group", service.group, ["k_of_n", "parallel"]);
    const [k, of] = need(service.group);
    slices = together(k, of.map((id) => slicesOf(id, it.service(id).calendar, it.contract.counting ?? {}, filter, it)));
  } else slices = slicesOf(service.id, calendar, counting, filter, it);
  const outages = runsOf(slices, counting.minimum_outage);
  return { slices, outages, down: byUnit(outages, counting.unit, it.z), covers: it.covers };
}

/** Measured and weighted down time within a span, in nanoseconds. */
export function measure({ slices, down }, { from, until }) {
  const inside = (s) => { const length = min(s.until, until) - max(s.from, from); return length > 0n ? length : 0n; };
  const measured = slices.filter((s) => ["up", "outage"].includes(s.label)).reduce((sum, s) => sum + inside(s), 0n);
  const lost = down.reduce((sum, s) => add(sum, mul(s.weight, frac(inside(s)))), ZERO);
  return { measured, down: lost };
}
