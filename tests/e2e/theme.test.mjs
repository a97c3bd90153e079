// Light or dark: as the system has it, or as the reader chose, from the first paint on.

import assert from "node:assert/strict";

import { browserName, overwrite, scenario } from "./harness.mjs";

const SWITCH = ".masthead select";

/** What the document says, and in which colours it is seen. */
const seen = (page) =>
  page.evaluate(() => {
    const { backgroundColor: page, color: ink } = getComputedStyle(document.body);
    return { theme: document.documentElement.dataset.theme ?? "", page, ink };
  });

/** A page that is left before all has come would tell of requests that failed. */
async function ready(page) {
  await page.waitForSelector("[data-engine=Ready]");
  await page.waitForSelector("[id^=open-sample-]");
}

const LIGHT = { page: "rgb(250, 250, 247)", ink: "rgb(21, 25, 28)" };
const DARK = { page: "rgb(16, 19, 22)", ink: "rgb(236, 238, 240)" };

scenario("a chosen theme is kept, and given back to the system", async ({ page }) => {
  await ready(page);
  const system = await seen(page);
  assert.equal(system.theme, "");
  for (const [theme, colours] of [["dark", DARK], ["light", LIGHT]]) {
    await page.select(SWITCH, theme);
    assert.deepEqual(await seen(page), { theme, ...colours });
    await page.reload({ waitUntil: "domcontentloaded" });
    assert.deepEqual(await seen(page), { theme, ...colours });
    await ready(page);
    assert.equal(await page.$eval(SWITCH, (own) => own.value), theme);
  }
  await page.select(SWITCH, "");
  assert.deepEqual(await seen(page), system);
  await page.reload();
  assert.deepEqual(await seen(page), system);
  await ready(page);
});

scenario(
  "a chosen theme is there before the program",
  { change: (folder) => overwrite(folder, "boot.js", "") },
  async ({ page }) => {
    await page.evaluate(() => localStorage.setItem("sla-calculator.theme", "dark"));
    await page.reload();
    assert.deepEqual(await seen(page), { theme: "dark", ...DARK });
    assert.equal(await page.$(SWITCH), null);
    await page.evaluate(() => localStorage.setItem("sla-calculator.theme", "<b>"));
    await page.reload();
    assert.equal((await seen(page)).theme, "");
  },
);

scenario("the switch has a name and works by keyboard", async ({ page }) => {
  await ready(page);
  assert.equal(await page.$eval(SWITCH, (own) => own.labels[0].innerText.split("\n")[0]), "Theme");
  await page.focus(SWITCH);
  await page.keyboard.type("D");
  await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
});

scenario("the page works where the browser keeps nothing", async ({ page }) => {
  await page.evaluateOnNewDocument(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  });
  await ready(page);
  await page.reload();
  await ready(page);
  await page.select(SWITCH, "dark");
  assert.deepEqual(await seen(page), { theme: "dark", ...DARK });
});

if (browserName === "chrome") {
  scenario("without a choice the system decides, and ink is dark on paper", async ({ page }) => {
    await ready(page);
    const system = (value) =>
      page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    await system("dark");
    assert.deepEqual(await seen(page), { theme: "", ...DARK });
    await system("light");
    assert.deepEqual(await seen(page), { theme: "", ...LIGHT });
    await page.select(SWITCH, "dark");
    await page.emulateMediaType("print");
    assert.equal((await seen(page)).ink, LIGHT.ink);
  });
}
