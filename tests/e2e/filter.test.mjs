// What is shown is chosen by service, verdict, priority, label and period: in the address, told, and
// taken away again.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { drop, openSample, plainly, says, text, whole } from "./reader.mjs";
import { scenario } from "./harness.mjs";

const hash = (page) => page.evaluate(() => location.hash);
const left = async (page) => plainly(await text(page, "#filter-left"));
const lines = (page, count) =>
  page.waitForFunction(
    (count) => document.querySelectorAll(".grid-line, .objective-list > li").length === count,
    {},
    count,
  );

async function opened(page, title = "Service desk") {
  await openSample(page, title);
  await whole(page);
}

scenario("the report is filtered, keeps it over a reload and Back, and shows all again", async ({ page }) => {
  await opened(page);
  const all = await page.$$eval(".grid-line", (all) => all.length);
  assert.equal(await left(page), `${all} objectives`);
  await page.select("#filter-verdict", "missed");
  await page.waitForFunction((all) => document.querySelectorAll(".grid-line").length < all, {}, all);
  const missed = await page.$$eval(".grid-line", (all) => all.length);
  assert.ok((await left(page)).startsWith(`${missed} of ${all} objectives. Missed in `), await left(page));
  await page.select("#filter-service", "desk");
  await page.waitForFunction(() => location.hash.includes("service=desk"));
  assert.equal(await hash(page), "#/sample/service-desk?service=desk&verdict=missed");
  await page.waitForFunction(() => document.querySelectorAll(".filter-list li").length === 2);
  const both = await page.$$eval(".grid-line", (all) => all.length);
  await page.reload();
  await whole(page);
  await lines(page, both);
  assert.equal(await page.$eval("#filter-verdict", (own) => own.value), "missed");
  // The pictures are of what is left.
  assert.equal(await page.$$eval(".charts-objective option", (all) => all.length), both);
  await page.click(".brand a");
  await says(page, "Drop a contract and an incident history here");
  await page.goBack();
  await whole(page);
  await lines(page, both);
  // Each is taken away by itself, and all by one press; the keyboard stays beside them.
  await page.focus(".filter-list li:first-child button");
  await page.keyboard.press("Enter");
  await lines(page, missed);
  assert.equal(await page.evaluate(() => document.activeElement.id), "filter-left");
  assert.equal(await hash(page), "#/sample/service-desk?verdict=missed");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await lines(page, all);
  assert.equal(await hash(page), "#/sample/service-desk");
});

scenario("a year leaves its periods, and what is not there says so", async ({ page }) => {
  await opened(page, "GitHub Enterprise Cloud");
  await page.select("#filter-period", "2025");
  await page.waitForFunction(() => document.querySelectorAll("table[role=grid] thead th").length === 5);
  assert.ok((await left(page)).includes("of 4 quarters"), await left(page));
  await page.waitForFunction(() => document.querySelectorAll("[data-subject=trend] .chart-mark").length === 4);
  await page.evaluate(() => (location.hash = "#/sample/github-enterprise-cloud?period=gone"));
  await says(page, "No objective fits.");
  assert.equal(await page.$(".charts"), null, "there is nothing to draw");
  await page.click(".filter-left .quiet-button");
  await page.waitForFunction(() => document.querySelectorAll("[data-subject=trend] .chart-mark").length > 4);
});

scenario("incidents are filtered by a label's name, then its value", async ({ page }) => {
  await opened(page);
  await page.evaluate(() => [...document.querySelectorAll(".masthead-ways a")].at(-1).click());
  await page.waitForSelector(".incident-table");
  assert.equal(await page.$("#filter-value"), null);
  await page.select("#filter-label", "site");
  await page.waitForSelector("#filter-value");
  const value = await page.$eval("#filter-value option:last-child", (own) => own.value);
  await page.select("#filter-value", value);
  await page.waitForFunction((value) => location.hash.includes(`value=${encodeURIComponent(value)}`), {}, value);
  await page.waitForFunction(() => document.querySelectorAll(".filter-list li").length === 2);
  assert.match(await left(page), /^\d+ of 45 incidents$/);
  const some = await left(page);
  // What is read of one, and the way back to the same list.
  await page.click(".incident-table tbody a");
  await page.waitForSelector(".incident-below > *");
  await page.click(".incident-way a");
  await page.waitForSelector(".incident-table");
  assert.equal(await left(page), some);
});

scenario("where it is narrow the filter folds, and says how much is chosen", async ({ page }) => {
  await page.setViewport({ width: 360, height: 800 });
  await opened(page);
  const seen = (selector) => page.$eval(selector, (own) => own.checkVisibility());
  assert.equal(await seen("#filter-verdict"), false);
  await page.focus(".filter-fold");
  await page.keyboard.press("Enter");
  assert.equal(await seen("#filter-verdict"), true);
  await page.select("#filter-verdict", "missed");
  await page.waitForFunction(() => document.querySelector(".filter-fold").innerText.includes("(1)"));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `${wide}`);
});

scenario("what is not known stands near the verdict, and leads to what rests on it", async ({ page }) => {
  const contract = readFileSync(new URL("../../examples/managed-services/contract.json", import.meta.url), "utf8");
  const history = readFileSync(new URL("../../examples/managed-services/incidents.json", import.meta.url), "utf8");
  const shorter = history.replace(/"until": "2026-07-14[^"]*"/, '"until": "2026-07-08T08:00:00+02:00"');
  assert.notEqual(shorter, history);
  await page.waitForSelector("[data-engine=Ready]");
  await drop(page, { "contract.json": contract, "incidents.json": shorter });
  await whole(page);
  await page.$eval("#as-of", (field) => {
    field.value = "2026-07-10T10:00";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.form.requestSubmit();
  });
  await page.waitForSelector(".coverage");
  await page.click(".coverage summary");
  const said = plainly(await text(page, ".coverage"));
  assert.match(said, /There is evidence for 98.9 % of the agreed time/);
  assert.match(said, /, July 2026/);
  assert.match(said, /between 8 Jul 2026, 08:00 CEST and 10 Jul 2026, 10:00 CEST/);
  await page.click(".coverage a");
  await page.waitForSelector("aside li");
  assert.match(await hash(page), /2026-07-01/);
});
