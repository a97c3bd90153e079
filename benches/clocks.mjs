// Times a million clocks against a JavaScript library of business time, and clocks of ten years
// against clocks of ten days; in turns, each as a program from start to end. First of all it makes
// sure that the library agrees on what has elapsed. Prints JSON.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const ROUNDS = 5;
const { SLA_BENCH_CASES: cases, SLA_BENCH_PROGRAM: sla } = process.env;
const rival = fileURLToPath(new URL("rival_clocks.cjs", import.meta.url));
const files = (folder) =>
  ["contract.json", "incidents.json"].map((name) => join(cases, "clocks", folder, name));
const run = (program, ...words) =>
  execFileSync(program, words, {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    env: { ...process.env, TZ: "UTC" },
  });
const asOf = ["--as-of", "2030-01-01T00:00:00Z", "--format", "csv"];

/** How long the command line takes for a folder, in milliseconds. */
function timed(...words) {
  const begin = performance.now();
  run(sla, ...words);
  return performance.now() - begin;
}

const evaluated = (folder) => timed("evaluate", ...files(folder), ...asOf);

/** What the library finds for the tickets of the sample, and how long that takes it. */
const theirs = () => JSON.parse(run(process.execPath, rival, files("sample")[1]));

const [head, ...rows] = run(sla, "clocks", ...files("sample"), ...asOf).trim().split(/\r?\n/);
const column = head.split(",").indexOf("elapsed_seconds");
const elapsed = rows.map((row) => Number(row.split(",")[column]));
assert.deepEqual(theirs().elapsed, elapsed, "both have the same business time");

const runs = { million: [], moment: [], short: [], long: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  const all = evaluated("million");
  // Without reading and checking the files, as the library works.
  runs.million.push({ all, clocks: all - timed("check", ...files("million")) });
  runs.moment.push({ all: theirs().ms });
}
for (let round = 0; round < ROUNDS; round += 1) {
  runs.short.push({ all: evaluated("short") });
  runs.long.push({ all: evaluated("long") });
}
console.log(JSON.stringify({ compared: elapsed.length, runs }));
