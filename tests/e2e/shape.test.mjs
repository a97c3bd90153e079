// How the grid stands: months and quarters apart; and that to close adds no step.

import assert from "node:assert/strict";

import { openSample, whole } from "./reader.mjs";
import { scenario } from "./harness.mjs";

scenario("months and quarters stand under heads of their own", async ({ page }) => {
  await openSample(page, "Service desk");
  await page.waitForSelector(".grid-cell");
  const heads = await page.$$eval(".grid-groups th", (all) => all.map((own) => [own.innerText, own.colSpan]));
  assert.deepEqual(heads.map(([words]) => words), ["Months", "Quarters"]);
  const names = await page.$$eval("table[role=grid] thead tr:last-child th", (all) => all.slice(1).map((own) => own.innerText));
  assert.equal(heads[0][1] + heads[1][1], names.length);
  assert.ok(names.slice(heads[0][1]).every((name) => /^Q\d/.test(name)), names.join());
});

scenario("to close adds no step to the history", async ({ page }) => {
  await page.setViewport({ width: 1440, height: 900 });
  const titled = (words) =>
    page.waitForFunction(
      (words) => document.querySelector("#panel-title")?.innerText.includes(words),
      {},
      words,
    );
  await openSample(page, "Managed services");
  await page.waitForSelector("#figure-0-2");
  await whole(page);
  await page.click("#figure-0-2");
  await titled("ERP availability, March 2026");
  await page.click("#figure-1-5");
  await titled("Remote access availability, June 2026");
  const before = await page.evaluate(() => history.length);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("aside"));
  assert.equal(await page.evaluate(() => history.length), before);
  await page.goBack();
  await titled("ERP availability, March 2026");
});
