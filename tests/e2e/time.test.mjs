// The pictures of an availability over time, and of what cost most.

import assert from "node:assert/strict";

import { openSample, plainly, text } from "./reader.mjs";
import { scenario } from "./harness.mjs";

const OUTAGES = "[data-subject=outages]";
const BUDGET = "[data-subject=error-budget]";
const COSTS = "[data-subject=costs]";

async function opened(page) {
  await openSample(page, "Hosted portal");
  for (const figure of [OUTAGES, BUDGET, COSTS]) await page.waitForSelector(`${figure} .chart`);
}

const heading = async (page, figure) => plainly(await text(page, `${figure} h2`));

const headed = (page, figure, words) =>
  page.waitForFunction(
    (selector, words) =>
      document.querySelector(selector)?.innerText.replaceAll("\u00a0", " ").includes(words),
    {},
    `${figure} h2`,
    words,
  );

async function press(page, figure, words) {
  for (const button of await page.$$(`${figure} button`)) {
    if ((await button.evaluate((own) => own.innerText)) === words) {
      return button.evaluate((own) => own.click()); // wherever it moves to
    }
  }
  throw new Error(`there is no button ${words}`);
}

scenario("outages are lanes of the whole report, and of the period that is open", async ({ page }) => {
  await opened(page);
  assert.equal(
    await heading(page, OUTAGES),
    "Portal availability: 7 outages of 7 h 32 min in January 2026 – May 2026",
  );
  await page.click("#figure-0-2");
  await headed(page, OUTAGES, "2 outages of 3 h 30 min in March 2026");
  await headed(page, BUDGET, "used up its error budget of March 2026 on 8 Mar 2026");
  await press(page, OUTAGES, "Table");
  await page.waitForSelector(`${OUTAGES} tbody tr`);
  const rows = await page.$$eval(`${OUTAGES} tbody tr`, (rows) => rows.map((row) => row.innerText));
  assert.equal(rows.length, 4);
  assert.ok(plainly(rows[2]).includes("P-105 and P-106"), rows[2]);
});

scenario("the keyboard reads a lane and opens its incident", async ({ page }) => {
  await opened(page);
  const marks = await page.$$eval(`${OUTAGES} .chart-mark`, (marks) =>
    marks.map((mark) => [mark.id, mark.getAttribute("aria-label")]),
  );
  const [, first] = marks[0];
  assert.equal(
    plainly(first),
    "Portal availability: Outage, 12 Jan 2026, 06:00 CET – 12 Jan 2026, 06:25 CET, 25 min, P-101.",
  );
  await page.$eval(`#${marks[0][0]}`, (mark) => mark.focus());
  await page.waitForSelector(`${OUTAGES} .chart-panel`);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.includes("incident=P-101"));
  await page.waitForFunction(() => document.querySelector("h1")?.innerText.includes("P-101"));
});

scenario("the budget of the period that runs says when it ends", async ({ page }) => {
  await opened(page);
  assert.equal(
    await heading(page, BUDGET),
    "Portal availability will have used up its error budget of May 2026 on 17 May 2026 at this rate",
  );
  assert.ok(plainly(await text(page, `${BUDGET} .chart-measure`)).includes("1.93× the even pace"));
  await page.select("[data-subject=trend] select", "booking-availability");
  await headed(page, BUDGET, "Booking availability has");
});

scenario("what cost most is told apart by incident, cause, service and label", async ({ page }) => {
  await opened(page);
  assert.equal(await heading(page, COSTS), "The first 3 of 10 make 61 % of all downtime");
  for (const [words, found] of [
    ["Cause", "The first 3 of 7 make 69 % of all downtime"],
    ["Service", "Patient portal: 85 % of all downtime"],
    ["site", "The first 2 of 3 make 90 % of all downtime"],
    ["Incident", "The first 3 of 10 make 61 % of all downtime"],
  ]) {
    await press(page, COSTS, words);
    await headed(page, COSTS, found);
  }
  await page.$eval(`${COSTS} .chart-mark`, (mark) => mark.dispatchEvent(new MouseEvent("click", { bubbles: true })));
  await page.waitForFunction(() => location.hash.includes("incident=P-105"));
});

scenario("a narrow page has them on the objective's own page", async ({ page }) => {
  await page.setViewport({ width: 360, height: 800 });
  await openSample(page, "Hosted portal");
  await page.waitForSelector("#objective-0");
  await page.click("#objective-0");
  await page.waitForSelector(`.objective-page ${OUTAGES} .chart`);
  await page.waitForSelector(`.objective-page ${BUDGET} .chart`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `${wide}`);
});

scenario("what became of the incidents opens their lists", async ({ page }) => {
  await opened(page);
  await page.evaluate(() => {
    const links = [...document.querySelectorAll(".fine-print a")];
    links.find((link) => link.innerText.includes("a cause that is excluded")).click();
  });
  await page.waitForFunction(() => location.hash.includes("class=excluded"));
  await page.waitForFunction(() => document.querySelectorAll(".incident-table tbody tr").length === 1);
  assert.ok((await text(page, ".incident-table tbody")).includes("P-102"));
  await page.select("#filter-class", "counted");
  await page.waitForFunction(() => document.querySelectorAll(".incident-table tbody tr").length === 8);
  await page.evaluate(() => (location.hash = location.hash.replace(/incidents.*/, "incident=P-102")));
  await page.waitForFunction(() =>
    document.querySelector(".facts")?.innerText.includes("No: its cause is excluded"),
  );
});
