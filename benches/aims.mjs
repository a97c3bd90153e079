// What we aim at, and what was measured of it. Times are ratios to rivals of the same run.

import { middle, median } from "./numbers.mjs";
import { ratios, slowestLetter } from "./answered.mjs";

/** So many more clocks do we have than the library is given. */
export const SCALE = 100;

const ratio = (value) => `${value.toFixed(2)} ×`;
const tenths = (value) => `${value.toFixed(1)} ms`;
const whole = (unit) => (value) => `${Math.round(value)} ${unit}`;

/** All aims: whether each was met, in words that stand in a table. */
export function aims({ page, native, clocks, engine, answers, download, lighthouse, bytes }) {
  const times = (runs, rival) => median(runs.ours, "all") / median(runs[rival], "all");
  const memory = (runs) => Math.max(...runs.ours.map(({ memory }) => memory)) / bytes;
  const task = median(page.runs.traced, "longest");
  const weight = download.files.reduce((sum, { brotli }) => sum + brotli, 0) / 1000;
  const clock = (name) => median(clocks.runs[name], "all");
  const faster = (clock("moment") * SCALE) / median(clocks.runs.million, "clocks");
  const most = (id, what, aim, measured, say) => ({
    id,
    what,
    aim: `at most ${say(aim)}`,
    measured: say(measured),
    met: measured <= aim,
  });
  return [
    most("page-parse", "Page: time, of (a)", 1.0, times(page.runs, "parse"), ratio),
    most("page-plain", "Page: time, of (b)", 0.6, times(page.runs, "plain"), ratio),
    most("page-memory", "Page: wasm memory, of the files", 2.5, memory(page.runs), ratio),
    most("page-task", "Page: longest main-thread task", 50, task, whole("ms")),
    most("native-parse", "Command line: time, of (a)", 1.0, times(native.runs, "parse"), ratio),
    most("native-plain", "Command line: time, of (b)", 0.6, times(native.runs, "plain"), ratio),
    most("native-memory", "Command line: memory, of the files", 2.5, memory(native.runs), ratio),
    {
      id: "clocks-rival",
      what: "A million clocks: faster than a library, by",
      aim: "at least 100 ×",
      measured: `${Math.round(faster)} ×`,
      met: faster >= 100,
    },
    most(
      "clocks-length",
      "Clocks of ten years: time, of those of ten days",
      2,
      clock("long") / clock("short"),
      ratio,
    ),
    ...["read", "evaluate"].map((stage) =>
      most(
        `growth-${stage}`,
        `Twice the incidents: time to ${stage} them, of that before`,
        2.2,
        Math.max(...ratios(engine.growth, stage).map(({ ratio }) => ratio)),
        ratio,
      ),
    ),
    most("again-native", "A year evaluated again, natively", 5, middle(engine.again), tenths),
    most(
      "again-page",
      "A year evaluated again, in the browser",
      16,
      middle(answers.runs.again.flat()),
      tenths,
    ),
    most(
      "search",
      "A letter of a search among 400,000 incidents",
      200,
      slowestLetter(answers.runs.letters),
      whole("ms"),
    ),
    most("download", "Download until a sample's verdict, brotli", 300, weight, whole("KB")),
    ...lighthouse.categories.map(({ title, score }) => ({
      id: `lighthouse-${title.toLowerCase().replaceAll(" ", "-")}`,
      what: `Lighthouse, mobile: ${title}`,
      aim: "100",
      measured: String(score),
      met: score === 100,
    })),
  ];
}
