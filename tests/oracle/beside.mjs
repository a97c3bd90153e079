// What agreed time is beside outages: spans that are declared not to count, maintenance with and
// without permission, spans of which nothing is known. Maintenance is looked at minute by minute.

import { openMinutes } from "./clocks.mjs";

const NS = 1_000_000_000n, MINUTE = 60n * NS, DAY = 86_400n * NS;

/** Reads the histories' lists for one service: stretches of instants, in nanoseconds. */
export function besideOf(service, { contract, history, asOf, covers, z, walls, instant, lengthOf }) {
  const now = covers.until < asOf ? covers.until : asOf;
  const isAbout = (it) => it.services === undefined || it.services.includes(service);
  const happened = (text) => (text !== undefined && instant(text) <= asOf ? instant(text) : null);
  const spans = (list) => (history[list] ?? []).filter(isAbout)
    .map((s) => ({ from: instant(s.from), until: happened(s.until) ?? now })).filter((s) => s.from < s.until);

  const records = (history.maintenance ?? []).filter(isAbout).map((r) => {
    if (r.impact !== undefined) throw new Error("not read here: the impact of maintenance");
    const planned = { from: instant(r.planned_from), until: instant(r.planned_until) };
    const [began, ended] = [happened(r.from), happened(r.until)];
    const until = ended ?? (began === null ? planned.until : now);
    const done = { from: began ?? planned.from, until: until < asOf ? until : asOf };
    return { planned, done, announced: r.announced === undefined ? null : instant(r.announced) };
  }).filter((r) => r.done.from < r.done.until);

  // every minute that a permission makes maintenance, in order of time and within its allowance
  const permitted = new Set();
  const inside = (t, s) => s.from <= t && t < s.until;
  for (const p of (contract.maintenance ?? []).filter(isAbout)) {
    for (const name of ["standing", "counts"]) if (p[name] !== undefined) throw new Error(`not read here: ${name}`);
    if (p.slots && !p.slots.weekly) throw new Error("not read here: slots by a rule");
    if (p.notice && p.notice.days === undefined) throw new Error("not read here: notice in hours");
    if (p.allowance && p.allowance.per !== "month") throw new Error("not read here: an allowance of other periods");
    const slots = p.slots ? openMinutes(p.slots, walls) : { at: () => true };
    const inTime = ({ planned, announced }) => {
      if (!p.notice) return true;
      const before = planned.from - BigInt(p.notice.days) * DAY;
      const sameTime = before + BigInt(z.offsetAt(planned.from) - z.offsetAt(before)) * NS;
      return announced !== null && announced <= sameTime;
    };
    const left = new Map();
    const own = records.filter(inTime).flatMap(({ planned, done }) => {
      const minutes = [];
      for (let t = done.from; t < done.until; t += MINUTE)
        if (inside(t, planned) && slots.at(Number(t / NS)) && !permitted.has(t)) minutes.push(t);
      return minutes;
    });
    for (const t of [...new Set(own)].sort((a, b) => (a < b ? -1 : 1))) {
      const local = new Date(Number((t + BigInt(z.offsetAt(t)) * NS) / 1_000_000n)).toISOString();
      const month = local.slice(0, 7);
      const most = p.allowance ? BigInt(lengthOf(p.allowance.at_most)) * NS : null;
      const rest = left.get(month) ?? most;
      if (most !== null && rest < MINUTE) continue;
      if (most !== null) left.set(month, rest - MINUTE);
      permitted.add(t);
    }
  }
  const stretches = (minutes) => {
    const found = [];
    for (const t of [...minutes].sort((a, b) => (a < b ? -1 : 1)))
      if (found.at(-1)?.until === t) found.at(-1).until = t + MINUTE;
      else found.push({ from: t, until: t + MINUTE });
    return found;
  };
  const lost = new Set();
  for (const { done } of records) for (let t = done.from; t < done.until; t += MINUTE) if (!permitted.has(t)) lost.add(t);
  return { declared: spans("exclusion_spans"), unknown: spans("unknown"), permitted: stretches(permitted), lost: stretches(lost) };
}
