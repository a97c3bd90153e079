// The document itself shows what the program shows first, and nothing moves when that arrives.

import assert from "node:assert/strict";

import { browserName, overwrite, scenario } from "./harness.mjs";
import { says } from "./reader.mjs";

const PARTS = ".masthead, .brand, h1, .lede, .start-words .note, .drop-zone, .drop-zone .button, .quote-way, .samples";

/** What each part says, and where it stands; the samples say nothing before they are there. */
const places = (page) =>
  page.$$eval(PARTS, (parts) =>
    parts.map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      const words = part.matches("h1, p, .button") ? part.innerText : part.className;
      return [words, x, y, width, height].join(" ");
    }),
  );

/** Addresses of the first sample but one, with the sign that all of it is there. */
const SAMPLE = "#/sample/managed-services";
const ADDRESSES = {
  "": "[id^=open-sample-]",
  [SAMPLE]: "#mark-credits-2026-03-01",
  [`${SAMPLE}/erp-availability/2026-03-01`]: ".steps",
  "#/sample/github-enterprise-cloud": "#mark-credits-2022-04-01",
  "#/files": "[id^=open-sample-]",
  "#/quote": ".quote-lines",
  "#/quote/aws-rds/orders-uptime?hour=5000": ".steps",
};

/** Every shift since the document began, if the browser tells of them. */
const shifts = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
        observer.observe({ type: "layout-shift", buffered: true });
        // What nothing is told of within some frames did not happen.
        setTimeout(() => resolve([]), 300);
      }).then((entries) => entries.map(({ value, sources }) => {
        const moved = sources.map(({ node, previousRect, currentRect }) => {
          const { y: before, height: was } = previousRect;
          const { y: now, height: is } = currentRect;
          return `${node?.outerHTML?.slice(0, 60)} from ${before} (${was}) to ${now} (${is})`;
        });
        return `${value}: ${moved.join(", ")}`;
      })),
  );

for (const width of [360, 768, 1440]) {
  scenario(
    `says what it is before its program has come, and does not move when it comes, at ${width}`,
    { change: (folder) => overwrite(folder, "boot.js", "") },
    async ({ page, address }) => {
      await page.setViewport({ width, height: 900 });
      await page.reload();
      await says(page, "Was the service level agreement kept");
      const before = await places(page);
      assert.equal(before.length, PARTS.split(",").length);
      await page.evaluate(async (address) => {
        const { app, wasm } = document.querySelector("script[data-app]").dataset;
        const { default: start } = await import(new URL(app, address));
        await start({ module_or_path: new URL(wasm, address) });
      }, address.href);
      await page.waitForSelector("[data-engine=Ready] [id^=open-sample-]");
      assert.deepEqual(await places(page), before);
      if (browserName === "chrome") assert.deepEqual(await shifts(page), []);
    },
  );
}

if (browserName === "chrome") {
  for (const width of [360, 1440]) {
    for (const [hash, sign] of Object.entries(ADDRESSES)) {
      scenario(`nothing shifts on the way to ${hash || "the start"} at ${width}`, async ({ page, address }) => {
        await page.setViewport({ width, height: 900 });
        await page.waitForNetworkIdle(); // leaving earlier would break off the loading of the worker
        await page.goto("about:blank");
        await page.goto(address.href + hash);
        await page.waitForSelector(sign);
        await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
        assert.deepEqual(await shifts(page), []);
      });
    }
  }
}
