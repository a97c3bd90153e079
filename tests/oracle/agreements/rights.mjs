// Rights beyond money: at the end of which periods they arise, and until when they may be used.

import { add, cmp, decimal, div, frac, ZERO } from "../exact.mjs";
import { dateText, nanoseconds, onlyKnown, plusDays } from "./case.mjs";

const STOPS = { later: [false, true], own_period: [true, false], own_period_and_later: [true, true] };

/** What each trigger looks at: so many periods, and whether these show it. */
const TRIGGERS = {
  breached(told) {
    onlyKnown("breached", told, ["of", "periods"]);
    if (told.periods !== "1") throw new Error("not read here: breaches of several periods");
    return { of: told.of, over: 1, shows: ([rows]) => rows.some((r) => r.verdict === "missed") };
  },
  mean(told) {
    onlyKnown("mean", told, ["of", "over", "below"]);
    const shows = (periods) => {
      const values = periods.flat().map((r) => r.value).filter(Boolean);
      return values.length > 0 && cmp(div(values.reduce(add, ZERO), frac(BigInt(values.length))), decimal(told.below)) < 0;
    };
    return { of: [told.of], over: +told.over, whole: true, shows };
  },
  downtime(told) {
    onlyKnown("downtime", told, ["of", "more_than", "within"]);
    const shows = (periods) => cmp(periods.flat().map((r) => r.down).reduce(add, ZERO), frac(nanoseconds(told.more_than))) > 0;
    return { of: [told.of], over: +told.within, shows };
  },
};

/** The periods in which a right arises: what gave it once gives it no second time. */
function arises(right, rows, { periods }) {
  const used = new Set();
  const found = [];
  const triggers = right.any.map((it) => {
    const [[name, told]] = Object.entries(it);
    if (!TRIGGERS[name]) throw new Error(`not read here: ${name} of a right`);
    return TRIGGERS[name](told);
  });
  for (const p of periods) {
    for (const { of, over, whole, shows } of triggers) {
      const last = periods.slice(Math.max(0, p.at + 1 - over), p.at + 1);
      if ((whole && last.length < over) || last.some((q) => used.has(q.at))) continue;
      if (!shows(last.map((q) => rows.filter((r) => r.period === q && of.includes(r.objective.id))))) continue;
      last.forEach((q) => used.add(q.at));
      found.push(p);
      break;
    }
  }
  return found;
}

/** Each right as often as it arose: the period, the last day on which it may be used, how it stands. */
export function rightsOf(rows, it) {
  return (it.contract.rights ?? []).flatMap((right) => {
    onlyKnown("a right", right, ["id", "effect", "stops", "any", "exercise_within", "clause", "text"]);
    onlyKnown("exercise_within", right.exercise_within, ["days"]);
    return arises(right, rows, it).map((period) => {
      const lastDay = right.exercise_within ? plusDays(plusDays(period.next, -1), +right.exercise_within.days) : null;
      const lapsed = lastDay !== null && it.z.startOf(plusDays(lastDay, 1)) <= it.asOf;
      return { right, period, lastDay: lastDay === null ? "" : dateText(lastDay), state: lapsed ? "lapsed" : "exercisable" };
    });
  });
}

/** The periods of which a right stops the credits. */
export function stopped(rights, { periods }) {
  const of = rights.filter(({ right }) => right.effect === "no_credits").flatMap(({ right, period, lastDay }) => {
    const [own, later] = STOPS[right.stops ?? "later"];
    if (later && lastDay) throw new Error("not read here: credits that stop for a time");
    return periods.filter((p) => (own && p === period) || (later && p.at > period.at));
  });
  return new Set(of);
}
