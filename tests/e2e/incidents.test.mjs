// The incidents are searched and sorted, and one of them is read: its clocks, and what it touched.

import assert from "node:assert/strict";

import { openSample, plainly, says, text, whole } from "./reader.mjs";
import { scenario } from "./harness.mjs";

const rows = (page) => page.$$eval(".incident-table tbody tr", (all) => all.length);

async function listed(page) {
  await openSample(page, "Service desk");
  await whole(page);
  await page.evaluate(() => [...document.querySelectorAll(".masthead-ways a")].at(-1).click());
  await page.waitForSelector(".incident-table");
}

scenario("the incidents are found by words and by how their clocks stand", async ({ page }) => {
  await listed(page);
  assert.equal(await rows(page), 45);
  assert.ok((await page.title()).startsWith("Incidents"));
  await page.select("#filter-clocks", "missed");
  await page.waitForFunction(() => document.querySelectorAll(".incident-table tbody tr").length < 45);
  const missed = await page.$$eval(".incident-table tbody .incident-stands", (all) =>
    all.map((it) => it.dataset.verdict),
  );
  assert.ok(missed.length > 0 && missed.every((verdict) => verdict === "missed"), missed.join());
  await page.focus("#find-incident");
  await page.keyboard.type("no such words");
  await says(page, "No incident fits.");
});

scenario("an incident is read, leads to a figure, and Back leads to it again", async ({ page }) => {
  await listed(page);
  await page.select("#filter-clocks", "missed");
  await page.waitForFunction(() => document.querySelectorAll(".incident-table tbody tr").length < 45);
  await page.focus(".incident-table tbody a");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-subject=clocks] svg .breach");
  const name = await text(page, "h1");
  assert.equal(await page.evaluate(() => document.activeElement.id), "result");
  assert.ok((await page.title()).includes(name));
  const width = await page.$eval("[data-subject=clocks] svg.chart", (svg) => Number(svg.getAttribute("width")));
  assert.ok(width > 240, `drawn for its room: ${width}`);
  assert.match(plainly(await text(page, ".incident-clocks")), /(Missed by .+|.+ late)$/m);
  await page.click(".incident-clock summary");
  await says(page, "Outside hours");
  await page.click(".touched a");
  await page.waitForSelector("aside li");
  await page.evaluate(() => history.back());
  await page.waitForSelector(".incident-clocks");
  assert.equal(await text(page, "h1"), name);
});

scenario("an address that names no incident leads to the list", async ({ page }) => {
  await openSample(page, "Service desk");
  await whole(page);
  await page.evaluate(() => (location.hash += "?incident=nobody"));
  await page.waitForSelector(".incident-table");
  assert.ok(await page.evaluate(() => location.hash.endsWith("?incidents")));
});

scenario("the clocks of an incident are read by the keyboard and as a table", async ({ page }) => {
  await listed(page);
  await page.select("#filter-clocks", "missed");
  await page.waitForFunction(() => document.querySelectorAll(".incident-table tbody tr").length < 45);
  await page.click(".incident-table tbody a");
  await page.waitForSelector("[data-subject=clocks] .chart-mark");
  assert.match(plainly(await text(page, "[data-subject=clocks] h2")), /missed of \d+ clocks/);
  await page.$eval("[data-subject=clocks] .chart-mark[tabindex='0']", (mark) => mark.focus());
  await page.keyboard.press("Home");
  const told = () => text(page, "[data-subject=clocks] .chart-panel");
  const label = (id) => page.$eval(`#${id}`, (mark) => mark.getAttribute("aria-label"));
  assert.match(plainly(await label("mark-clocks-0")), /: (Running|Outside hours|Paused), .+ – .+\./);
  const first = await told();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.activeElement.id === "mark-clocks-1");
  assert.notEqual(await told(), first);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".chart-panel"));
  await page.click("[data-subject=clocks] .chart-files button");
  await page.waitForSelector("[data-subject=clocks] .chart-table tbody tr");
});

scenario("a case leads from its dot to its incident, and Back to the report", async ({ page }) => {
  await openSample(page, "Service desk");
  await whole(page);
  await page.select(".charts-objective select", "response");
  await page.waitForSelector("[data-subject=cases] .chart-mark");
  assert.equal(await page.$("[data-subject=trend] .choice"), null, "there is no choice of a unit");
  await page.$eval("[data-subject=cases] .chart-mark[tabindex='0']", (mark) => mark.focus());
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".incident-clocks");
  assert.match(await text(page, "h1"), /^SD-\d+/);
  await page.evaluate(() => history.back());
  await page.waitForSelector("[data-subject=cases] .chart-mark");
});
