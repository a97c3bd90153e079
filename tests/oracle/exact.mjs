// Exact fractions of two whole numbers, and decimals as they are written.

export const gcd = (a, b) => { a = a < 0n ? -a : a; while (b) [a, b] = [b, a % b]; return a; };
export const frac = (n, d = 1n) => {
  if (d < 0n) { n = -n; d = -d; }
  const g = gcd(n, d) || 1n;
  return { n: n / g, d: d / g };
};
export const add = (a, b) => frac(a.n * b.d + b.n * a.d, a.d * b.d);
export const sub = (a, b) => frac(a.n * b.d - b.n * a.d, a.d * b.d);
export const mul = (a, b) => frac(a.n * b.n, a.d * b.d);
export const div = (a, b) => frac(a.n * b.d, a.d * b.n);
export const cmp = (a, b) => { const x = a.n * b.d, y = b.n * a.d; return x < y ? -1 : x > y ? 1 : 0; };
export const ZERO = frac(0n), HUNDRED = frac(100n);

export function decimal(text) {
  const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text));
  if (!m) throw new Error(`not a decimal: ${text}`);
  const places = m[3] ?? "";
  const v = frac(BigInt(m[2] + places), 10n ** BigInt(places.length));
  return m[1] ? frac(-v.n, v.d) : v;
}

// floor(x * 10^places) as text with exactly that many decimals; x >= 0
export function floorText(x, places) {
  const units = (x.n * 10n ** BigInt(places)) / x.d;
  return unitsText(units, places);
}
export function unitsText(units, places) {
  const minus = units < 0n ? "-" : "";
  const s = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  return minus + (places ? s.slice(0, -places) + "." + s.slice(-places) : s);
}
// an exact terminating decimal without trailing zeros
export function exactText(x) {
  let d = x.d, places = 0;
  while (d % 10n === 0n) { d /= 10n; places++; }
  while (d % 2n === 0n) { d /= 2n; places++; }
  while (d % 5n === 0n) { d /= 5n; places++; }
  if (d !== 1n) throw new Error("does not end as a decimal");
  const s = floorText(x, places);
  return s.includes(".") ? s.replace(/\.?0+$/, "") : s;
}
// half away from zero
export function roundUnits(x, places) {
  const n = x.n * 10n ** BigInt(places);
  const abs = n < 0n ? -n : n;
  const q = (2n * abs + x.d) / (2n * x.d);
  return n < 0n ? -q : q;
}
