// Instants in nanoseconds, and the local midnights of a zone.

export const NS = 1_000_000_000n;

export function instant(text) {
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

export const min = (a, b) => (a < b ? a : b);
export const max = (a, b) => (a > b ? a : b);

// ------------------------------------------------------------ time zones

export function zone(name) {
  const f = new Intl.DateTimeFormat("en-US", {
    timeZone: name, calendar: "iso8601", numberingSystem: "latn", hourCycle: "h23",
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
  });
  // what the clock on the wall shows at a UTC second, written as if it were UTC
  const wall = (sec) => {
    const p = Object.fromEntries(f.formatToParts(new Date(sec * 1000)).map((x) => [x.type, +x.value]));
    return Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second) / 1000;
  };
  // clocks are changed at whole quarters of an hour
  const asked = new Map();
  const offset = (sec) => {
    const quarter = Math.floor(sec / 900);
    if (!asked.has(quarter)) asked.set(quarter, wall(sec) - sec);
    return asked.get(quarter);
  };
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

export function rfc3339(ns, z) {
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

export function date(text) {
  const m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!m) throw new Error(`not a date: ${text}`);
  return { y: +m[1], m: +m[2], d: +m[3] };
}
export const MONTHS = { month: 1, quarter: 3, half_year: 6, year: 12 };
