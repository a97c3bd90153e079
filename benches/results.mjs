// Writes benches/RESULTS.md from what the other scripts measured. Fails where an aim was missed for
// which nobody has written a reason.

import { execFileSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";

import { SCALE, aims } from "./aims.mjs";
import { least, letters } from "./answered.mjs";
import { method } from "./method.mjs";
import { median, middle, spread } from "./numbers.mjs";
import { reasons } from "./reasons.mjs";
import { table } from "./table.mjs";

const { SLA_BENCH_CASES: cases, SLA_BENCH_MEASURED: measured } = process.env;
const given = (name) => JSON.parse(readFileSync(join(measured, `${name}.json`), "utf8"));
const names = ["page", "native", "clocks", "engine", "answers", "download", "lighthouse"];
const [page, native, clocks, engine, answers, download, lighthouse] = names.map(given);
const size = (folder) =>
  ["contract.json", "incidents.json"]
    .map((name) => statSync(join(cases, folder, name)).size)
    .reduce((sum, bytes) => sum + bytes);
const [bytes, wideBytes] = [size(""), size("wide")];
const MB = 1e6;

const STAGES = ["start", "read", "hash", "decode", "parse", "calculate", "answer"];
STAGES.push("dates", "shares", "paint");

/** The medians of the stages, one column for each list of runs. */
function stageRows(...lists) {
  const half = (name) => (runs) =>
    median(
      runs.map(({ stages }) => stages),
      name,
    );
  return STAGES.map((name) => [name, ...lists.map(half(name))])
    .filter(([, ...times]) => times.some((time) => time !== undefined))
    .map(([name, ...times]) => [
      name,
      ...times.map((time) => (time === undefined ? "" : Math.round(time))),
    ]);
}

const git = (...words) => execFileSync("git", words, { encoding: "utf8" }).trim();
const changed = git(
  "status",
  "--porcelain",
  "--untracked-files=no",
  "--",
  ".",
  ":!benches/RESULTS.md",
);
const commit = git("rev-parse", "--short", "HEAD") + (changed ? ", with changes" : "");
const system = readFileSync("/etc/os-release", "utf8").match(/^PRETTY_NAME="(.*)"/m)?.[1];
const date = new Date().toISOString().slice(0, 10);

const judged = aims({ page, native, clocks, engine, answers, download, lighthouse, bytes });
const missed = judged.filter(({ met }) => !met);
const aimTable = table(
  ["", "aim", "measured", "met"],
  judged.map(({ what, aim, measured, met }) => [what, aim, measured, met ? "yes" : "**no**"]),
);
const why = missed.map(({ id, what }) => `- **${what}.** ${reasons[id] ?? "Nobody has said why."}`);
const sum = (name) => download.files.reduce((sum, file) => sum + file[name], 0);
const costs = lighthouse.categories.flatMap(({ title, costs }) =>
  costs.map((cost) => [
    title,
    cost.title + (cost.displayValue ? ` (${cost.displayValue})` : ""),
    cost.points.toFixed(1),
  ]),
);
const times = (runs, memory) =>
  [
    ["this program", runs.ours],
    ["(a) read, decode, `JSON.parse`", runs.parse],
    ["(b) the same job in plain JavaScript", runs.plain],
  ].map(([name, list]) => [name, spread(list, "all"), spread(list, memory, MB)]);

/** A row for each number of incidents, a column for each kind. */
function growthRows(stage) {
  const kinds = least(engine.growth, stage);
  return kinds[0].times.map(({ incidents }, at) => [
    incidents.toLocaleString("en"),
    ...kinds.map(({ times }) => {
      const before = at ? ` (${(times[at].time / times[at - 1].time).toFixed(2)} ×)` : "";
      return Math.round(times[at].time) + before;
    }),
  ]);
}
const kinds = least(engine.growth, "read").map(({ kind }) => kind);
const [first, ...rest] = letters(answers.runs.letters).map(Math.round);
const range = (values) => `${middle(values).toFixed(1)} (${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)})`;

const text = `# Results

Written by \`cargo xtask bench\`, never by hand.

- **Date, commit**: ${date}, ${commit}
- **Machine**: ${cpus()[0].model}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB; ${system}
- **Programs**: ${page.browser} (headless), Node ${native.node}, Lighthouse ${lighthouse.version}
- **Load** of that machine in the last quarter of an hour: ${loadavg()[2].toFixed(1)}; measuring alone makes about 1.5
- **Files**: 400,000 incidents of 20 services in 4 years, ${(bytes / MB).toFixed(1)} MB

## Aims

${aimTable}
${why.length ? `\nWhy not:\n\n${why.join("\n")}\n` : ""}
## The page

Milliseconds from handing over the files to the painted verdict (“${page.runs.ours[0].verdict}”);
for the rivals, to their worker's answer. The median of ${page.runs.ours.length}, the least and the most.

${table(["", "ms", "memory of the whole tab, MB"], times(page.runs, "tab"))}

Peak wasm memory: ${spread(page.runs.ours, "memory", MB)} MB. Longest main-thread task:
${spread(page.runs.traced, "longest")} ms in traced runs of their own, of which the processor worked
${spread(page.runs.traced, "processor")} ms at it and did something else in the rest. In the timed runs the
browser told the page of ${spread(page.runs.ours, "longest")} ms, where 0 is none over 50 ms.

Stages, in milliseconds; the median of each, so they need not add up. “start” is until the worker
reads; “hash” runs beside other stages, and ends when the worker next listens; “answer” is from the
end of the calculation until the worker's report has arrived, “paint” from there on.

${table(
  ["stage", "this program", "(a)", "(b)"],
  stageRows(page.runs.ours, page.runs.parse, page.runs.plain),
)}

## The command line

Milliseconds of the whole program, its start included; the rivals run in Node.

${table(["", "ms", "peak memory, MB"], times(native.runs, "memory"))}

## Clocks

Milliseconds. A million tickets, each open for three days, in the hours of Monday to Friday from nine
to five. The library moment-business-time is given ${clocks.compared} of them, and only its own work is
timed, at its second turn; that is taken ${SCALE} times. Of this program the whole is told, and what is
left of it without reading and checking the files, for which \`sla check\` is timed in turns; that is
compared. Before anything is timed, what has elapsed is compared: all ${clocks.compared} are equal.

${table(
  ["", "whole program", "without reading"],
  [
    ["this program", spread(clocks.runs.million, "all"), spread(clocks.runs.million, "clocks")],
    [`moment-business-time, ${SCALE} ×`, "", spread(clocks.runs.moment, "all", 1 / SCALE)],
    ["400,000 clocks of ten days", spread(clocks.runs.short, "all"), ""],
    ["400,000 clocks of ten years", spread(clocks.runs.long, "all"), ""],
  ],
)}

## Growth

Milliseconds that the engine takes by itself, as native code, for 20 objectives over four years, and
how much that is of the time for half as many incidents: the least of five rounds. “labels” sums
incidents up, with a minimum, a grace, causes that are excluded, and standing maintenance; “clocks”
are resolution times in office hours.

Reading:

${table(["incidents", ...kinds], growthRows("read"))}

Evaluating:

${table(["incidents", ...kinds], growthRows("evaluate"))}

## Answers

The page with 400,000 incidents searches them letter by letter (“${answers.words}”): the first letter, for
which all texts are put into small letters, takes ${first} ms until it is painted, each further one
${middle(rest)} (${Math.min(...rest)}–${Math.max(...rest)}) ms.

A year of 1,000 incidents, with 20 objectives that all look at every one of them, half of them
clocks and half availabilities that each count otherwise, is evaluated at another instant in
${range(engine.again)} ms natively, and in ${range(answers.runs.again.flat())} ms in the browser, from the question
to the worker until its answer; each is asked when the one before has been shown.

## Many figures

500 objectives in 120 months, 4,000 incidents, ${(wideBytes / MB).toFixed(1)} MB. There is no aim;
they stand here so that they do not grow unnoticed.

${table(
  ["", "ms", "memory, MB"],
  [
    ["page (wasm memory)", spread(page.runs.wide, "all"), spread(page.runs.wide, "memory", MB)],
    ["command line", spread(native.runs.wide, "all"), spread(native.runs.wide, "memory", MB)],
  ],
)}

Longest main-thread task: ${spread(page.runs.tracedWide, "longest")} ms, of which the
processor worked ${spread(page.runs.tracedWide, "processor")} ms at it. Stages of the page:

${table(["stage", "ms"], stageRows(page.runs.wide))}

## Download

What is asked for until the small sample's verdict stands there, in bytes.

${table(
  ["file", "raw", "gzip", "brotli"],
  [
    ...download.files,
    { name: "**together**", raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") },
  ].map(({ name, raw, gzip, brotli }) => [name, raw, gzip, brotli]),
)}

## Lighthouse

Mobile, on the page as built, served by this machine: the one with the middle performance of three
visits. ${costs.length ? "What costs points:" : "Nothing costs points."}

${costs.length ? table(["category", "audit", "points"], costs) : ""}

${method(native.figures)}`;
writeFileSync(new URL("RESULTS.md", import.meta.url), text.replace(/\n{3,}/g, "\n\n"));
console.log(aimTable);

const unexplained = missed.filter(({ id }) => !reasons[id]).map(({ id }) => id);
if (unexplained.length) {
  throw new Error(`missed without a reason in benches/reasons.mjs: ${unexplained.join(", ")}`);
}
