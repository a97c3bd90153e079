// Clocks on incidents, straight from the definition: second by second from a clock's start, asking
// at each whether its calendar is open, whether it is paused, and what limit its priority sets.
// For documents in whole seconds, whose calendars are read in the contract's zone, and whose
// objectives leave each reading of clocks at its default. See README.md beside this file.

const MINUTE = 60, DAY = 86_400;
const NS = 1_000_000_000n;

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

// "mon-wed,sat" as weekdays, Monday is 0
function daysOf(text) {
  return text.split(",").flatMap((part) => {
    const [first, last = first] = part.split("-").map((name) => DAYS.indexOf(name));
    const days = [first];
    while (days.at(-1) !== last) days.push((days.at(-1) + 1) % 7);
    return days;
  });
}

// "22:00-06:00" as seconds after the midnight of its day
function hoursOf(text) {
  const seconds = (t) => t.split(":").reduce((sum, part, k) => sum + part * [3600, 60, 1][k], 0);
  const [from, until] = text.split("-").map(seconds);
  return { from, until: until <= from ? until + DAY : until };
}

/** What the clocks on the wall show at each minute between two instants (in seconds). */
export function wallClocks(z, from, until) {
  const first = Math.floor(from / MINUTE);
  const shows = [];
  for (let m = first; m * MINUTE < until; m++) shows.push(m * MINUTE + z.offsetAt(BigInt(m * MINUTE) * NS));
  return { first, shows };
}

/** At which of these minutes a calendar is open. */
export function openMinutes(calendar, { first, shows }) {
  if (calendar === undefined || calendar.always) return { at: () => true, date: () => null };
  if (calendar.time_zone !== undefined) throw new Error("a calendar with a zone of its own");
  const week = DAYS.map((_, day) =>
    Object.entries(calendar.weekly).flatMap(([days, hours]) => (daysOf(days).includes(day) ? hours.map(hoursOf) : [])));
  const instead = new Map((calendar.holidays ?? []).map((holiday) =>
    typeof holiday === "string" ? [holiday, []] : [holiday.date, (holiday.hours ?? []).map(hoursOf)]));
  const hoursFrom = (midnight) => {
    const day = new Date(midnight * 1000);
    return instead.get(day.toISOString().slice(0, 10)) ?? week[(day.getUTCDay() + 6) % 7];
  };
  // the midnight of the day to whose hours a reading belongs, if it belongs to any
  const belongs = (wall) => {
    const midnight = Math.floor(wall / DAY) * DAY;
    return [midnight - DAY, midnight].find((day) =>
      hoursFrom(day).some(({ from, until }) => day + from <= wall && wall < day + until)) ?? null;
  };
  const days = shows.map(belongs);
  const of = (second) => {
    const m = Math.floor(second / MINUTE) - first;
    if (m < 0 || m >= days.length) throw new Error("a minute that nobody looked at");
    return days[m];
  };
  return { at: (second) => of(second) !== null, date: of };
}

// ----------------------------------------------------------------- limits

const ISO = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/;
export function lengthOf(text) {
  const [, h = 0, m = 0, s = 0] = ISO.exec(text);
  return h * 3600 + m * 60 + +s;
}

// a limit in open seconds from the start; working days are walked to, minute by minute
function limitOf(limit, start, open, walls) {
  if (typeof limit === "string") return lengthOf(limit);
  let at = start;
  while (!open.at(at)) at++;
  let day = open.date(at), left = limit.working_days;
  while (left > 0) {
    at = (Math.floor(at / MINUTE) + 1) * MINUTE;
    if (open.at(at) && open.date(at) !== day) [day, left] = [open.date(at), left - 1];
  }
  const wall = (second) => walls.shows[Math.floor(second / MINUTE) - walls.first] + (second % MINUTE);
  const time = wall(start) - Math.floor(wall(start) / DAY) * DAY;
  // up to the end of that day, or its same time
  let length = 0;
  for (let second = start; second <= at + DAY; second++) {
    if (!open.at(second) || open.date(second) > day) continue;
    if (limit.by === "same_time" && wall(second) >= day + time) break;
    length++;
  }
  return length;
}

// ------------------------------------------------------------------ events

const COURSES = {
  response_time: [["reported", "detected", "started"], ["responded", "acknowledged"]],
  resolution_time: [["reported", "detected", "started"], ["resolved", "restored"]],
  restore_time: [["reported", "detected", "started"], ["restored", "resolved"]],
  on_site_time: [["reported", "detected", "started"], ["on_site"]],
  update_time: [["reported", "detected", "started"], ["resolved", "restored"]],
  breach_notification: [["aware"], ["notified"]],
};
const ENDS = ["restored", "resolved", "closed"];

export const isClock = (objective) => objective.indicator in COURSES;

/** The clocks of an objective on one incident: none, one, or one for each stretch between news. */
export function clocksOf(objective, incident, { contract, asOf, known, seconds, calendars, walls }) {
  for (const name of ["from", "to", "priority_change", "reopened", "attribution", "excluded_cause"])
    if (![undefined, "last", "resume"].includes(objective[name])) throw new Error(`not read here: ${name}`);
  const service = contract.services.find((s) => s.id === objective.service);
  const open = calendars[objective.calendar ?? service?.calendar] ?? calendars[""];
  const event = (name) => {
    const at = incident[name] === undefined ? Infinity : seconds(incident[name]);
    return at <= asOf ? at : null;
  };
  const first = (names) => names.map((name) => [name, event(name)]).find(([, at]) => at !== null);
  const [starts, stops] = COURSES[objective.indicator];
  const started = first(starts);
  if (!started) return [];
  if (objective.when && calendars[objective.when.calendar ?? objective.calendar].at(started[1]) !== (objective.when.started === "inside")) return [];
  const stopped = first(stops);
  const happened = ({ from, until, ...rest }) =>
    ({ ...rest, from: seconds(from), until: until !== undefined && seconds(until) <= asOf ? seconds(until) : null });
  const counts = ({ reason }) => objective.pause_on === undefined || objective.pause_on.includes(reason);
  const pauses = (incident.pauses ?? []).filter(counts).map(happened).filter(({ from }) => from <= asOf);
  const own = { open, pauses, asOf, known, incident, objective, seconds, walls };
  let stop = stopped?.[1] ?? null;
  if (stopped && ENDS.includes(stopped[0])) {
    for (const again of (incident.reopened ?? []).map(happened).filter(({ from }) => from <= asOf)) {
      pauses.push({ from: stop, until: again.from });
      stop = again.until;
    }
  }
  if (objective.indicator === "update_time") {
    const until = stop ?? asOf;
    const news = (incident.updates ?? []).map(seconds).filter((at) => at > started[1] && (at < until || (stop === null && at === until)));
    const points = [started[1], ...news];
    return points.map((from, k) => run({ ...own, from, stop: points[k + 1] ?? stop })).filter(Boolean);
  }
  return [run({ ...own, from: started[1], stop })].filter(Boolean);
}

// one clock, from its start second by second
function run({ from, stop, open, pauses, asOf, known, incident, objective, seconds, walls }) {
  const limits = objective.within ?? objective.less_than;
  const byPriority = typeof limits === "object" && limits.working_days === undefined;
  const strict = objective.less_than !== undefined;
  const lengths = new Map();
  const isMeant = (priority) => objective.where?.priority?.includes(priority) ?? true;
  const limitFor = (priority) => {
    if (!isMeant(priority)) return null;
    const limit = byPriority ? limits[priority] : limits;
    if (limit === undefined) return null;
    if (!lengths.has(priority)) lengths.set(priority, limitOf(limit, from, open, walls));
    return lengths.get(priority);
  };
  const changes = (incident.priority_changes ?? []).map(({ at, priority }) => ({ at: seconds(at), priority }));
  if (new Set(changes.map(({ at }) => at)).size < changes.length) throw new Error("not read here: two priorities at once");
  const inForce = changes
    .filter(({ at }) => at <= asOf && (stop === null || at < stop || at <= from)).sort((a, b) => a.at - b.at);
  const priorityAt = (second) => inForce.findLast(({ at }) => at <= second)?.priority ?? incident.priority;
  const isPaused = (second) => pauses.some((p) => p.from <= second && (p.until === null || second < p.until));

  const end = stop === null ? Math.max(from, Math.min(asOf, known)) : Math.max(from, stop);
  let elapsed = 0, paused = 0, decided = null, priority = priorityAt(from), limit = limitFor(priority);
  const reached = new Map(); // for each elapsed time the first instant at which it was
  for (let second = from; ; second++) {
    const last = second === end;
    if (inForce.some(({ at }) => at === second)) [priority, limit] = [priorityAt(second), limitFor(priorityAt(second))];
    const isOpen = open.at(second), stands = isPaused(second);
    if (!reached.has(elapsed)) reached.set(elapsed, second);
    const goesOn = isOpen && !stands;
    if (decided === null && limit !== null) {
      const beyond = strict ? elapsed >= limit : !last && (elapsed > limit || (elapsed === limit && goesOn));
      if (beyond) decided = { at: second, limit };
    }
    if (last) break;
    if (isOpen) stands ? paused++ : elapsed++;
  }
  const missed = decided !== null;
  const final = limitFor(priorityAt(end));
  if (!missed && (!isMeant(priorityAt(end)) || (limits !== undefined && final === null))) return null;
  const told = missed ? decided.limit : final;
  const standsStill = stop === null && isPaused(end);
  // while it is paused within its limit nobody knows when it will be due
  const waits = !missed && standsStill;
  let due = told === null || waits ? null : reached.get(told) ?? null;
  if (due === null && told !== null && !standsStill) {
    due = end;
    for (let left = told - elapsed; left > 0; due++) if (open.at(due)) left--;
  }
  const verdict = missed ? "missed" : stop === null ? (standsStill ? "paused" : "running") : told === null ? "stopped" : "met";
  return {
    priority: priorityAt(end), started: from, due, stopped: stop, elapsed, paused, real: end - from, verdict,
    decided: missed ? decided.at : stop === null ? null : end,
  };
}
