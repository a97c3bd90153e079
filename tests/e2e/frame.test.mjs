// The document itself shows what the program shows first, and nothing moves when that arrives.

import assert from "node:assert/strict";

import { browserName, overwrite, scenario } from "./harness.mjs";
import { says } from "./reader.mjs";

const PARTS = ".masthead, .brand, h1, .lede, .start .note, .drop-zone, .drop-zone .button, .samples";

/** What each part says, and where it stands; the samples say nothing before they are there. */
const places = (page) =>
  page.$$eval(PARTS, (parts) =>
    parts.map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      const words = part.matches("h1, p, .button") ? part.innerText : part.className;
      return [words, x, y, width, height].join(" ");
    }),
  );

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
        const moved = sources.map(({ node }) => node?.className ?? node?.nodeName);
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
