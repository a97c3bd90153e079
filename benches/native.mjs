// Times the command line against Node on the same files, in turns, each as a program from start to
// end. First of all it makes sure that the two agree on every figure. Prints JSON.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

import { peak } from "./memory.mjs";

const ROUNDS = 5;
const { SLA_BENCH_CASES: cases, SLA_BENCH_PROGRAM: sla, SLA_BENCH_AS_OF: asOf } = process.env;
const rival = fileURLToPath(new URL("rival_native.mjs", import.meta.url));
const files = (folder) =>
  ["contract.json", "incidents.json"].map((name) => join(cases, folder, name));
const evaluate = (folder) => [
  sla,
  "evaluate",
  ...files(folder),
  "--as-of",
  asOf,
  "--format",
  "csv",
];
const node = (job) => [process.execPath, rival, job, ...files("")];

/** What a program prints. */
const read = ([program, ...words]) =>
  execFileSync(program, words, { encoding: "utf8", maxBuffer: 2 ** 26 });

/** Seconds of downtime by month and service, of the table that the command line prints. */
function downtime(table) {
  const [head, ...rows] = table
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  const columns = ["period_start", "service", "down_seconds"].map((name) => head.indexOf(name));
  return rows.map((row) => columns.map((column) => row[column]).join());
}

/** Runs a program to its end: how long that takes, and the most memory it holds. */
function run([program, ...words]) {
  const begin = performance.now();
  const running = spawn(program, words, { stdio: ["ignore", "ignore", "inherit"] });
  let memory = 0;
  const watch = setInterval(() => (memory = Math.max(memory, peak(running.pid))), 5);
  return new Promise((resolve, reject) => {
    running.on("error", reject);
    running.on("exit", (code) => {
      clearInterval(watch);
      if (code === 0) resolve({ all: performance.now() - begin, memory });
      else reject(new Error(`${program} ends with ${code}`));
    });
  });
}

const ours = downtime(read(evaluate("")));
assert.deepEqual(read(node("plain")).trim().split("\n"), ours, "both have the same figures");

const runs = { ours: [], parse: [], plain: [], wide: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  runs.ours.push(await run(evaluate("")));
  runs.parse.push(await run(node("parse")));
  runs.plain.push(await run(node("plain")));
}
for (let round = 0; round < ROUNDS; round += 1) runs.wide.push(await run(evaluate("wide")));
console.log(JSON.stringify({ node: process.version, figures: ours.length, runs }));
