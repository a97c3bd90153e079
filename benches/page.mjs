// Times the built page against plain JavaScript, in Chromium: each in a worker that has been
// started and has done nothing yet, each time in a browser context of its own, one after the other
// in turns. Prints what was measured as JSON.

import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { memoryOfTab } from "./memory.mjs";
import { stages } from "./stages.mjs";
import { visited } from "./staged.mjs";
import { longestTask } from "./trace.mjs";

const ROUNDS = 5;
const PATIENCE = 120_000;
/** How long after the verdict the main thread is watched: charts and the like come then. */
const AFTERMATH = 2_000;

const [cases, copy] = [process.env.SLA_BENCH_CASES, process.env.SLA_BENCH_SITE];
const here = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const files = (folder) =>
  ["contract.json", "incidents.json"].map((name) => join(cases, folder, name));
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** The built page with our notes in its worker, and the rivals beside it. */
function makeCopy() {
  rmSync(copy, { recursive: true, force: true });
  cpSync(new URL("../dist/", import.meta.url), copy, { recursive: true });
  for (const ending of [".br", ".gz"]) rmSync(join(copy, `worker.js${ending}`), { force: true });
  writeFileSync(
    join(copy, "worker.js"),
    here("inside.js") + readFileSync(join(copy, "worker.js"), "utf8"),
  );
  for (const name of ["rival.js", "rival_worker.js", "rivals.html"]) {
    writeFileSync(join(copy, name), here(name));
  }
}

/** Does something with a page of a fresh context, and measures what memory its tab took. */
async function visit(browser, address, task) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.evaluateOnNewDocument(here("observe.js"));
  await page.goto(address);
  const result = await task(page);
  const tab = await memoryOfTab(browser);
  await context.close();
  return { ...result, tab };
}

/** Our page, from handing over the files to the painted verdict. */
const ours = (folder) => async (page) => {
  await page.waitForSelector("[data-engine=Ready]");
  const input = await page.waitForSelector("input[type=file]");
  await input.uploadFile(...files(folder));
  const seen = await page.evaluate(async () => {
    const painted = await seen.painted;
    return { ...seen, painted };
  });
  await pause(AFTERMATH);
  const inside = await page.evaluate(() => {
    const channel = new BroadcastChannel("bench");
    const told = new Promise((resolve) => {
      channel.onmessage = ({ data }) => resolve({ ...data, origin: performance.timeOrigin });
    });
    channel.postMessage("tell");
    return told;
  });
  const tasks = await page.evaluate(() => seen.tasks.filter(({ at }) => at >= seen.handed - 1));
  const longest = Math.max(0, ...tasks.map(({ duration }) => duration));
  const all = seen.painted - seen.handed;
  return {
    all,
    stages: stages(seen, inside),
    longest,
    memory: inside.bytes,
    verdict: seen.verdict,
  };
};

/** A rival, from posting the files to its answer. */
const rival = (job) => async (page) => {
  const input = await page.waitForSelector("input[type=file]");
  await input.uploadFile(...files(""));
  return page.evaluate(async (job) => {
    const worker = new Worker("rival_worker.js");
    const next = () => new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
    await next();
    const begin = performance.now();
    worker.postMessage({ job, files: [...document.querySelector("input").files] });
    const { took } = await next();
    return { all: performance.now() - begin, stages: took };
  }, job);
};

/** The longest task of the main thread to the millisecond, which only a trace tells. */
const traced = (folder) => async (page) => {
  await page.waitForSelector("[data-engine=Ready]");
  return longestTask(page, () => ours(folder)(page));
};

makeCopy();
await visited(copy, async (browser, address) => {
  const run = (path, task) => visit(browser, new URL(path, address).href, task);
  const runs = { ours: [], parse: [], plain: [], wide: [], traced: [], tracedWide: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    runs.ours.push(await run("", ours("")));
    runs.parse.push(await run("rivals.html", rival("parse")));
    runs.plain.push(await run("rivals.html", rival("plain")));
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    runs.wide.push(await run("", ours("wide")));
    runs.traced.push(await run("", traced("")));
    runs.tracedWide.push(await run("", traced("wide")));
  }
  return { browser: await browser.version(), runs };
});
