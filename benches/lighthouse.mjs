// What Lighthouse thinks of the built page on a telephone: three visits, of which the one with the
// middle performance counts, and what each audit costs. Prints JSON.

import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { served } from "./staged.mjs";

const VISITS = 3;
const { SLA_BENCH_LIGHTHOUSE: modules, SLA_BROWSER_PROGRAM: chromium } = process.env;

/** One visit, and all that Lighthouse says about it. */
function visit(address) {
  const words = [address.href, "--output=json", "--quiet", "--no-enable-error-reporting"];
  words.push("--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic");
  const options = {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, CHROME_PATH: chromium },
  };
  return JSON.parse(execFileSync(join(modules, ".bin/lighthouse"), words, options));
}

/** A category's score, and the points that each audit takes from it. */
function judgement({ title, score, auditRefs }, audits) {
  const weights = auditRefs.reduce((sum, { weight }) => sum + weight, 0);
  const costs = auditRefs
    .map(({ id, weight }) => ({ weight, ...audits[id] }))
    .filter(({ weight, score }) => weight > 0 && score !== null && score < 1)
    .map(({ title, displayValue, weight, score }) => ({
      title,
      displayValue,
      points: (100 * weight * (1 - score)) / weights,
    }));
  return { title, score: Math.round(100 * score), costs };
}

await served(undefined, (address) => {
  const performance = ({ categories }) => categories.performance.score;
  const visits = Array.from({ length: VISITS }, () => visit(address));
  visits.sort((a, b) => performance(a) - performance(b));
  const { lighthouseVersion: version, categories, audits } = visits[Math.floor(VISITS / 2)];
  return { version, categories: Object.values(categories).map((one) => judgement(one, audits)) };
});
