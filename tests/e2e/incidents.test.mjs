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
  await page.click(".choice button:nth-child(2)");
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
  await page.click(".choice button:nth-child(2)");
  await page.waitForFunction(() => document.querySelectorAll(".incident-table tbody tr").length < 45);
  await page.focus(".incident-table tbody a");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".incident-picture svg .breach");
  const name = await text(page, "h1");
  assert.equal(await page.evaluate(() => document.activeElement.id), "result");
  assert.ok((await page.title()).includes(name));
  const width = await page.$eval(".incident-picture svg", (svg) => Number(svg.getAttribute("width")));
  assert.ok(width > 240, `drawn for its room: ${width}`);
  assert.match(plainly(await text(page, ".incident-clocks")), /Missed, .+ late/);
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
