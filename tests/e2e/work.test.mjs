// Long work tells how far it is, can be stopped, and may die; no message is too large.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { browserName } from "./browser.mjs";
import { open, overwrite } from "./harness.mjs";
import { drop, says, text, whole } from "./reader.mjs";

const MOST = 256 * 1024;
const READY = "[data-engine=Ready]";
const example = (name) =>
  readFileSync(new URL(`../../examples/managed-services/${name}`, import.meta.url), "utf8");
const SMALL = { "contract.json": example("contract.json"), "incidents.json": example("incidents.json") };

/** A test of the page that hears every message between it and its workers. */
function heard(name, options, body) {
  test(`${name} (${browserName})`, { timeout: 180_000 }, async (t) => {
    const visit = await open(t, options);
    await visit.page.evaluateOnNewDocument(() => {
      window.messages = [];
      window.workers = [];
      const note = (way, data) => {
        const text = Array.isArray(data) ? String(data[1]) : "";
        const size = new TextEncoder().encode(text).length;
        window.messages.push({ way, size, start: text.slice(0, 90), at: performance.now() });
      };
      window.Worker = class extends Worker {
        constructor(...words) {
          super(...words);
          window.workers.push(this);
          this.addEventListener("message", (event) => note("answer", event.data));
        }
        postMessage(data, ...rest) {
          note("question", data);
          super.postMessage(data, ...rest);
        }
      };
    });
    await visit.load();
    await visit.page.waitForSelector(READY);
    await body(visit);
    const messages = await visit.page.evaluate(() => window.messages);
    const largest = Math.max(...messages.map((message) => message.size));
    assert.ok(largest <= MOST, `no message is over 256 KB: ${largest}`);
    await visit.keepsItsPromises();
  });
}

/** Drops a contract and so many incidents, made in the page. */
const dropMany = (page, incidents, name = "incidents.json") =>
  page.evaluate(
    ({ incidents, name }) => {
      const services = Array.from({ length: 20 }, (_, n) => `svc-${n}`);
      const contract = {
        format: "sla-contract/1",
        currency: "EUR",
        term: { from: "2022-01-01" },
        services: services.map((id) => ({ id })),
        objectives: services.map((service) => ({
          id: `up-${service}`,
          service,
          indicator: "availability",
          target: { at_least: "99.9" },
        })),
      };
      const parts = [
        '{"format":"sla-incidents/1","source":{"covers":{"from":"2022-01-01T00:00:00Z",',
        '"until":"2026-01-01T00:00:00Z"}},"incidents":[',
      ];
      const day = Date.UTC(2022, 0, 1);
      for (let n = 0; n < incidents; n += 1) {
        const started = day + (n * 315) * 1000;
        const time = (at) => new Date(at).toISOString();
        const incident = {
          id: `INC-${n}`,
          title: `Synthetic incident number ${n}, with a title such as people write them`,
          services: [`svc-${n % 20}`],
          started: time(started),
          restored: time(started + (n % 600) * 1000),
          url: `https://status.example.com/incidents/${n}`,
        };
        parts.push(`${n > 0 ? "," : ""}${JSON.stringify(incident)}\n`);
      }
      parts.push("]}");
      const data = new DataTransfer();
      data.items.add(new File([JSON.stringify(contract)], "contract.json"));
      data.items.add(new File(parts, name));
      const drag = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
      document.body.dispatchEvent(drag);
    },
    { incidents, name },
  );

const progress = (page) =>
  page.evaluate(() =>
    window.messages
      .filter((message) => message.start.startsWith('{"Progress"'))
      .map((message) => JSON.parse(message.start).Progress),
  );

heard("400,000 incidents tell how far they are, and no message is large", {}, async ({ page }) => {
  await dropMany(page, 400_000);
  await page.waitForSelector("[id^=figure-]", { timeout: 120_000 });
  const told = await progress(page);
  for (const step of ["Read", "Parse"]) {
    const done = told.filter((it) => it.step === step).map((it) => it.done);
    const distinct = new Set(done);
    assert.ok(distinct.size >= 10, `${step}: ${distinct.size} figures`);
    assert.deepEqual(done, [...done].sort((one, other) => one - other), "they grow");
  }
  await page.click("[id^=figure-]");
  await page.waitForSelector(".steps");
});

heard("500 objectives over 120 months go in small messages and few cells", {}, async ({ page }) => {
  const services = Array.from({ length: 50 }, (_, n) => ({ id: `s${n}`, name: `Service ${n}` }));
  const contract = {
    format: "sla-contract/1",
    currency: "EUR",
    term: { from: "2016-01-01" },
    services,
    objectives: Array.from({ length: 500 }, (_, n) => ({
      id: `o${n}`,
      name: `Objective ${n} with a name of some length`,
      service: `s${Math.floor(n / 10)}`,
      indicator: "availability",
      target: { at_least: "99.95" },
      credit: { tiers: [{ below: "99.95", percent: "10" }] },
    })),
  };
  const incidents = {
    format: "sla-incidents/1",
    source: { covers: { from: "2016-01-01T00:00:00Z", until: "2026-01-01T00:00:00Z" } },
    incidents: services.flatMap((service, n) =>
      Array.from({ length: 12 }, (_, m) => ({
        id: `${service.id}-${m}`,
        services: [service.id],
        started: `20${16 + (n % 10)}-${String(m + 1).padStart(2, "0")}-10T10:00:00Z`,
        restored: `20${16 + (n % 10)}-${String(m + 1).padStart(2, "0")}-10T${11 + (n % 9)}:00:00Z`,
      })),
    ),
  };
  await page.setViewport({ width: 1440, height: 900 });
  await drop(page, { "c.json": JSON.stringify(contract), "i.json": JSON.stringify(incidents) });
  await page.waitForSelector(".grid-window .grid-cell");
  const cells = () => page.$$eval(".grid-cell", (cells) => cells.length);
  assert.ok((await cells()) <= 1_500 && (await cells()) > 100, String(await cells()));
  assert.equal(await page.$eval("table[role=grid]", (grid) => grid.ariaColCount ?? grid.getAttribute("aria-colcount")), "121");
  const first = await text(page, ".grid-line:not(.grid-service) th");
  await page.$eval(".grid-window", (box) => box.scrollTo(0, 20_000));
  await page.waitForFunction(
    (first) => document.querySelector(".grid-line:not(.grid-service) th").innerText !== first,
    {},
    first,
  );
  assert.ok((await cells()) <= 1_500);
  const index = await page.$eval(".grid-line", (line) => Number(line.getAttribute("aria-rowindex")));
  assert.ok(index > 100, `scrolled to line ${index}`);
  const earlier = await page.$$(".grid-periods-ways button");
  const newest = await text(page, "thead th:last-child");
  await earlier[0].click();
  await page.waitForFunction(
    (newest) => document.querySelector("thead th:last-child").innerText !== newest,
    {},
    newest,
  );
});

heard("a stop comes at once and leaves files and report in place", {}, async ({ page }) => {
  await drop(page, SMALL);
  await says(page, "Missed in 3 of 6 months.");
  await dropMany(page, 150_000, "more.json");
  await page.waitForSelector(".progress button");
  await page.waitForFunction(() => window.messages.some((it) => it.start.includes('"Parse"')));
  const taken = await page.evaluate(async () => {
    const stopped = window.workers.at(-1);
    let ended;
    const end = new Promise((resolve) => { ended = resolve; });
    const terminate = stopped.terminate.bind(stopped);
    stopped.terminate = () => { terminate(); ended(performance.now()); };
    const start = performance.now();
    document.querySelector(".progress button").click();
    return (await end) - start;
  });
  assert.ok(taken < 200, `stopped after ${taken} ms`);
  await says(page, "Stopped.");
  assert.equal(await text(page, "h1"), "Missed in 3 of 6 months.");
  await whole(page);
  assert.equal(await page.$$eval(".case-file", (files) => files.length), 3);
  // The report can still be asked about.
  await page.waitForSelector("#figure-0-2");
  await page.click("#figure-0-2");
  await page.waitForSelector(".steps");
});

const DEATHS = {
  "an error that nobody catches": { code: 'setTimeout(() => { throw new Error("died on purpose"); })', words: [/died on purpose/] },
  "a rejected promise": { code: 'Promise.reject(new Error("died on purpose"))', words: [/died on purpose/] },
  "a trap of the module": {
    // Asked for memory of no possible form; a quick build says so first.
    code: "self.engine.__wbindgen_malloc(-1, 3)",
    words: [/RuntimeError: unreachable|invalid malloc request/],
  },
  "a close without a word": { code: "close()", words: [] },
  "memory that is used up": {
    code: "self.engine.memory.grow(65536 - self.engine.memory.buffer.byteLength / 65536)",
    words: [],
    says: "dies.json does not go into the memory",
  },
};

for (const [name, { code, words, says: sentence }] of Object.entries(DEATHS)) {
  const change = (folder) =>
    overwrite(
      folder,
      "worker.js",
      `
      for (const way of ["instantiate", "instantiateStreaming"]) {
        const make = WebAssembly[way];
        WebAssembly[way] = async (...words) => {
          const made = await make.call(WebAssembly, ...words);
          self.engine = (made.instance ?? made).exports;
          return made;
        };
      }
      addEventListener("message", (event) => {
        if (event.data[1]?.includes('"dies.json"')) { ${code}; }
      });
      ` + readFileSync(`${folder}/worker.js`, "utf8"),
    );
  heard(`${name} brings a sentence, and the page works on`, { change, console: words }, async ({ page }) => {
    await drop(page, SMALL);
    await says(page, "Missed in 3 of 6 months.");
    const died = Date.now();
    // Large enough not to fit where nothing is left.
    await drop(page, { "dies.json": `${SMALL["incidents.json"]}${" ".repeat(3_000_000)}` });
    await says(page, sentence ?? "The calculation stopped unexpectedly.");
    assert.ok(Date.now() - died < 2_000, `after ${Date.now() - died} ms`);
    assert.equal(await text(page, "h1"), "Missed in 3 of 6 months.", "the report of before stays");
    assert.equal(await page.$$eval(".case-file", (files) => files.length), 3);
    await page.click(".case-file:nth-child(3) .case-file-remove");
    await says(page, "dies.json was taken out.");
    await page.waitForSelector(READY);
    await page.waitForFunction(() => !document.querySelector(".progress"));
    await page.click("#figure-0-2");
    await page.waitForSelector(".steps");
  });
}
