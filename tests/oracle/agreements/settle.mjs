// From what credits are worth to what is paid: caps, rounding, the least amount, the claim.

import { add, cmp, decimal, div, frac, HUNDRED, mul, roundUnits, sub, ZERO } from "../exact.mjs";
import { instant, max, NS } from "../zone.mjs";
import { date } from "../zone.mjs";
import { endAfter, groupsBy, localDate, onlyKnown, plusDays, plusMonths } from "./case.mjs";
import { allCharges, serviceCharge } from "./worth.mjs";

const CENTS = 100n; // of every currency that is met here
const cents = (x) => (x.n * CENTS) / x.d;
const money = (n) => frac(n, CENTS);

function limitOf(cap, service, p, it) {
  const base = (q) => (service === null ? allCharges(q, it) : serviceCharge(service, q, it)) ?? ZERO;
  if (cap.amount !== undefined) return decimal(cap.amount);
  if (cap.days_of_charge !== undefined) {
    let days = 0n;
    for (let d = p.first; it.z.startOf(d) < p.until; d = plusDays(d, 1)) days++;
    return div(mul(decimal(cap.days_of_charge), base(p)), frac(days));
  }
  if (cap.per === "period") return div(mul(decimal(cap.percent), base(p)), HUNDRED);
  if (cap.of === "annual_charges") {
    // here the charge is the same in every month
    return div(mul(decimal(cap.percent), mul(frac(12n), base(p))), HUNDRED);
  }
  if (cap.months_of_charge !== undefined) {
    // a month of the window's average, of whole months all
    const mine = it.periods.filter((q) => inWindow(q.first, p));
    const all = mine.map(base).reduce(add, ZERO);
    return div(mul(decimal(cap.months_of_charge), all), frac(BigInt(mine.reduce((sum, q) => sum + q.months, 0))));
  }
  const told = (it.history.history?.charges ?? []).filter((c) => inWindow(date(c.period), p)).map((c) => decimal(c.amount));
  const mine = it.periods.filter((q) => inWindow(q.first, p)).map(base);
  return div(mul(decimal(cap.percent), [...told, ...mine].reduce(add, ZERO)), HUNDRED);
}

/** Whether a period that begins on a date is one of the twelve that end with this one. */
function inWindow(first, p) {
  const behind = (p.first.y - first.y) * 12 + p.first.m - first.m;
  return behind >= 0 && behind < 12;
}

/**
 * Cuts credits to a limit: where what they are rounded to is above it in whole cents, each keeps one
 * proportion, and the cents that remain go by the largest part cut off, to none more than it had.
 */
function cut(rows, limit) {
  const rounded = rows.map((r) => roundUnits(r.net, 2));
  let rest = cents(limit);
  if (rounded.reduce((a, b) => a + b, 0n) <= rest) return;
  const sum = rows.reduce((total, r) => add(total, r.net), ZERO);
  const most = money(rest);
  const exact = rows.map((r) => (cmp(sum, most) <= 0 ? r.net : div(mul(r.net, most), sum)));
  const whole = exact.map(cents);
  rest -= whole.reduce((a, b) => a + b, 0n);
  const order = exact.map((x, k) => ({ k, over: sub(x, money(whole[k])) })).sort((a, b) => cmp(b.over, a.over) || a.k - b.k);
  for (const { k, over } of order) if (rest > 0n && over.n > 0n && whole[k] < rounded[k]) [whole[k], rest] = [whole[k] + 1n, rest - 1n];
  rows.forEach((r, k) => { r.net = money(whole[k]); });
}

/** So many months later; of the last day of a month the last. */
function monthsAfter(day, n) {
  const next = plusDays(day, 1);
  return next.d === 1 ? plusDays(plusMonths(next, n), -1) : plusMonths(day, n);
}

function deadlineOf(claim, row, it) {
  const { z } = it;
  const lastDay = (start, w) => {
    if (w.days !== undefined) return plusDays(start, +w.days);
    if (w.months !== undefined) return monthsAfter(start, +w.months);
    const open = it.calendars[w.calendar ?? ""];
    let day = start;
    for (let left = +w.working_days; left > 0;) {
      day = plusDays(day, 1);
      if (open.at(Number(z.startOf(day) / NS) + 43_200)) left--;
    }
    return day;
  };
  const w = claim.within;
  if (w.periods !== undefined) return z.startOf(endAfter(it, row.period, +w.periods));
  const last = (name) => row.incidents.map((i) => instant(i[name] ?? i.started)).reduce(max);
  if (claim.from === "incident_end" && w.hours !== undefined) return row.incidents.map((i) => instant(i.restored)).reduce(max) + BigInt(w.hours) * 3600n * NS;
  const start = claim.from === "reported" ? localDate(z, last("reported")) : plusDays(row.period.next, -1);
  return z.startOf(plusDays(lastDay(start, w), 1));
}

/** How a credit stands with its claim, and what of it counts against later limits. */
function stand(row, it) {
  const own = row.objective.credit.claim;
  const claim = own === "automatic" ? undefined : own ?? it.contract.credits?.claim;
  if (row.net.n === 0n) return ["not_due", ZERO];
  if (!claim) return ["automatic", row.net];
  const labels = JSON.stringify(Object.fromEntries(row.labels));
  const made = (it.history.claims ?? []).find((c) => c.objective === row.objective.id && c.period === row.period.name && JSON.stringify(c.labels ?? {}) === labels && instant(c.requested) <= it.asOf);
  const deadline = deadlineOf(claim, row, it);
  if (!made) return it.asOf < deadline ? ["claimable", row.net] : ["expired", ZERO];
  if (made.decided && instant(made.decided) <= it.asOf) {
    const granted = decimal(made.granted);
    return [granted.n === 0n ? "refused" : cmp(granted, row.net) < 0 ? "partly_granted" : "granted", granted];
  }
  return instant(made.requested) < deadline ? ["claimed", row.net] : ["late", ZERO];
}

/**
 * Goes through the periods in order of time; each row gets what is paid, and how its claim stands. Of
 * periods that are stopped nothing is.
 */
export function settle(rows, stopped, it) {
  const { caps = [], minimum, ...rest } = it.contract.credits ?? {};
  onlyKnown("credits", rest, ["claim"]);
  for (const cap of caps) onlyKnown("a cap", cap, ["percent", "of", "amount", "days_of_charge", "months_of_charge", "per", "each", "clause", "text"]);
  for (const p of it.periods) {
    const due = rows.filter((r) => r.period === p && r.gross !== null);
    for (const r of due) r.net = stopped.has(p) ? ZERO : r.gross;
    for (const each of ["part", "objective", "service", undefined]) {
      for (const cap of caps.filter((c) => c.each === each)) {
        const groups = groupsBy(due, (r) => ({ part: JSON.stringify([r.objective.id, r.labels]), objective: r.objective.id, service: r.objective.service })[each] ?? "");
        for (const group of groups) {
          const own = each === "part" && cap.percent !== undefined ? div(mul(decimal(cap.percent), group[0].base), HUNDRED) : null;
          let limit = own ?? limitOf(cap, each === undefined ? null : group[0].objective.service, p, it);
          if (cap.per === "12_months") {
            const before = rows.filter((r) => r.counts && r.period.at < p.at && inWindow(r.period.first, p)).map((r) => r.counts);
            const told = (it.history.history?.credits ?? []).filter((c) => inWindow(date(c.period), p)).map((c) => decimal(c.amount));
            limit = [...before, ...told].reduce(sub, limit);
            if (limit.n < 0n) limit = ZERO;
          }
          cut(group, limit);
        }
      }
    }
    for (const r of due) {
      r.net = money(roundUnits(r.net, 2));
      if (minimum?.more_than !== undefined && cmp(r.net, decimal(minimum.more_than)) <= 0) r.net = ZERO;
      if (minimum?.at_least !== undefined && cmp(r.net, decimal(minimum.at_least)) < 0) r.net = ZERO;
      [r.state, r.counts] = stand(r, it);
    }
  }
}
