// The library as a program: node rival_clocks.cjs INCIDENTS
// Prints the business seconds of each ticket, and how long the second of two turns took: the first
// warms the machine code. Reading the file is not timed.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const moment = require(join(process.env.SLA_BENCH_MOMENT, "moment-business-time"));

const open = ["09:00:00", "17:00:00"];
moment.updateLocale("en", {
  workinghours: { 0: null, 1: open, 2: open, 3: open, 4: open, 5: open, 6: null },
});
const { incidents } = JSON.parse(readFileSync(process.argv[2], "utf8"));
let [elapsed, ms] = [[], 0];
for (let turn = 0; turn < 2; turn += 1) {
  const begin = performance.now();
  elapsed = incidents.map(({ started, resolved }) =>
    moment(resolved).workingDiff(moment(started), "seconds"),
  );
  ms = performance.now() - begin;
}
console.log(JSON.stringify({ elapsed, ms }));
