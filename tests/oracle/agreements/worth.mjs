// What a period of an objective is worth by its rule: so many times a price, of a charge.

import { add, cmp, decimal, div, frac, HUNDRED, mul, sub, ZERO } from "../exact.mjs";
import { date, max, min, MONTHS, NS } from "../zone.mjs";
import { groupsBy, nanoseconds, onlyKnown, plusMonths } from "./case.mjs";

const part = (percent, base) => div(mul(decimal(percent), base), HUNDRED);
const floor = (x) => frac(x.n / x.d);
const ceil = (x) => frac((x.n + x.d - 1n) / x.d);

/** What a list of charges comes to in a period; null where nothing has a price. */
function chargesIn(list, p, { z }) {
  let total = null;
  for (const kind of ["recurring", "usage"]) {
    const groups = groupsBy(list.filter((c) => (c.kind ?? "recurring") === kind), (c) => JSON.stringify(c.labels ?? {}));
    for (const group of groups) {
      const inForce = group.filter((c) => z.startOf(date(c.from)) <= p.from).sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1);
      const within = group.find((c) => z.startOf(date(c.from)) > p.from && z.startOf(date(c.from)) < p.until);
      if (within && !inForce && z.startOf(date(within.from)) > p.from) throw new Error("not read here: a charge that begins within a period");
      if (!inForce) continue;
      const whole = mul(decimal(inForce.amount), frac(BigInt(p.months), BigInt(MONTHS[inForce.per])));
      total = add(total ?? ZERO, kind === "usage" ? whole : mul(whole, frac(p.until - p.from, p.whole.until - p.whole.from)));
    }
  }
  return total;
}

/** What a service cost in a period: as invoiced, else as agreed. */
export function serviceCharge(id, p, it, labels = []) {
  const billed = (it.history.charges ?? []).filter((c) => c.service === id && c.period === p.name);
  if (billed.length && !labels.length) return billed.reduce((sum, c) => add(sum, decimal(c.amount)), ZERO);
  const meant = (c) => labels.every(([name, value]) => c.labels?.[name] === value);
  return chargesIn((it.service(id).charges ?? []).filter(meant), p, it);
}

export function allCharges(p, it) {
  const parts = [chargesIn(it.contract.charges ?? [], p, it), ...it.contract.services.map((s) => serviceCharge(s.id, p, it))];
  return parts.reduce((sum, x) => (x === null ? sum : add(sum ?? ZERO, x)), null);
}

/** The charge of the contract year in which a period ends. */
function annualCharge(id, p, it) {
  const first = date(it.contract.term.from);
  let k = 0;
  while (it.z.startOf(plusMonths(first, 12 * (k + 1))) < p.until) k++;
  const [from, until] = [it.z.startOf(plusMonths(first, 12 * k)), it.z.startOf(plusMonths(first, 12 * (k + 1)))];
  return chargesIn(it.service(id).charges, { from, until, whole: { from, until }, months: 12 }, it);
}

export function basisOf(row, it) {
  const { objective: o, period: p, labels } = row;
  switch (o.credit.basis ?? "service_charge") {
    case "service_charge": return serviceCharge(o.service, p, it);
    case "affected_charge": return serviceCharge(o.service, p, it, labels);
    case "agreement_charge": return allCharges(p, it);
    case "annual_charge": return annualCharge(o.service, p, it);
    case "previous_charge": return p.at === 0 ? null : serviceCharge(o.service, it.periods[p.at - 1], it);
    default: throw new Error(`not read here: ${o.credit.basis}`);
  }
}

/** The value lies in a tier: where more is better it begins below, where less is better above. */
function inTier(v, tier, more) {
  const t = (name, test) => tier[name] === undefined || test(cmp(v, decimal(tier[name])));
  return t("below", (c) => c < 0) && t("at_or_below", (c) => c <= 0) && t("above", (c) => c > 0) && (more ? t("at_least", (c) => c >= 0) : true);
}
function deepest(v, tiers, more) {
  const start = (t) => decimal(more ? t.below ?? t.at_or_below : t.above);
  return tiers.filter((t) => inTier(v, t, more)).sort((a, b) => (more ? 1 : -1) * cmp(start(a), start(b)))[0];
}

/** A price so many times: a share of the base, or days of it. */
function priced(times, rule, base, p, { z }) {
  if (rule.percent !== undefined) return mul(times, part(rule.percent, base));
  let days = 0;
  for (let d = p.first; z.startOf(d) < p.until; d = nextDay(d)) days++;
  return div(mul(mul(times, decimal(rule.days_of_charge)), base), frac(BigInt(days)));
}
const nextDay = ({ y, m, d }) => { const at = new Date(Date.UTC(y, m - 1, d + 1)); return { y: at.getUTCFullYear(), m: at.getUTCMonth() + 1, d: at.getUTCDate() }; };

const worse = (row) => sub(decimal(row.target.at_least ?? row.target.above), row.value);
/** Downtime, or only what is beyond what the target allows, in nanoseconds. */
function lost(row, time) {
  if (time !== "beyond_target") return row.down;
  const allowed = mul(row.measured, div(sub(HUNDRED, decimal(row.target.at_least)), HUNDRED));
  const rest = sub(row.down, allowed);
  return rest.n < 0n ? ZERO : rest;
}

/** The exact credit of a row by its rule, before any cap; null where nothing is due. */
export function worthOf(row, before, it) {
  const worth = byRule(row, before, it);
  return worth !== null && worth.n === 0n && row.base?.n !== 0n ? null : worth;
}

function byRule(row, before, it) {
  const { objective: o, period: p, value } = row;
  const c = o.credit;
  if (!c || value === null) return null;
  onlyKnown("a credit", c, ["basis", "tiers", "per_breach", "per_block", "times_lost_time", "per_point", "shortfall_of_target", "at_risk", "repeat", "every", "claim", "clause", "text"]);
  const { base } = row;
  if (c.tiers) {
    const tier = deepest(value, c.tiers, row.target.at_most === undefined);
    return tier ? part(tier.percent, base) : null;
  }
  if (row.verdict !== "missed") return null;
  if (c.per_breach) return part(c.per_breach.percent, base);
  if (c.shortfall_of_target) return mul(div(worse(row), decimal(row.target.at_least)), base);
  if (c.at_risk) return part(c.at_risk.percent, part(c.at_risk.pool, part(c.at_risk.allocation, base)));
  if (c.per_point) {
    const steps = div(worse(row), decimal(c.per_point.step));
    return part(c.per_point.percent, mul(c.per_point.part === "begun" ? ceil(steps) : floor(steps), base));
  }
  if (c.times_lost_time) {
    const { times, time, hour_of: hour } = c.times_lost_time;
    onlyKnown("lost time", c.times_lost_time, ["times", "time", "hour_of"]);
    if (![undefined, "period", "measured"].includes(hour)) throw new Error(`not read here: hours of ${hour} time`);
    return mul(mul(decimal(times), div(lost(row, time), hour === "measured" ? row.measured : frac(p.until - p.from))), base);
  }
  if (c.per_block) {
    const { length, on, time } = c.per_block;
    const blocks = (ns) => floor(div(ns, frac(nanoseconds(length))));
    const stretches = on === "period" ? [lost(row, time)] : on === "outage" ? row.begun.map((r) => frac(r.until - r.from)) : row.overruns().map((ns) => frac(ns));
    return priced(stretches.map(blocks).reduce(add, ZERO), c.per_block, base, p, it);
  }
  if (c.repeat) {
    const row_ = before.filter((r) => r.value !== null).slice(-(c.repeat.periods - 1));
    return row_.length === c.repeat.periods - 1 && row_.every((r) => r.verdict === "missed") ? part(c.repeat.percent, base) : ZERO;
  }
  const near = before.filter((r) => r.period.at > p.at - c.every.within);
  const breaches = 1 + near.filter((r) => r.verdict === "missed").length;
  row.times = Math.max(0, Math.floor(breaches / c.every.breaches) - near.reduce((sum, r) => sum + (r.times ?? 0), 0));
  return mul(frac(BigInt(row.times)), part(c.every.percent, base));
}
