// What would it pay: agreements are asked as one types, and the address keeps the question.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { overwrite, scenario } from "./harness.mjs";
import { plainly, report, says, text } from "./reader.mjs";

const golden = readFileSync(new URL("../golden/contracts/quote.csv", import.meta.url), "utf8");
const BUNDLE = "/agreements.json";
const ROWS = ".quote-lines tbody tr";

const hash = (page) => page.evaluate(() => location.hash);
const go = (page, address) => page.evaluate((it) => void (location.hash = it), address);
const rows = (page) => page.$$eval(ROWS, (all) => all.length);

/** Writes into a field in the place of what it has. */
async function write(page, field, words) {
  await page.focus(`#quote-${field}`);
  await page.$eval(`#quote-${field}`, (own) => getSelection().selectAllChildren(own));
  if (words === "") await page.keyboard.press("Backspace");
  else await page.keyboard.type(words);
}

scenario("the start leads to the table, and only then are the agreements fetched", async (visit) => {
  const { page, requests } = visit;
  await page.waitForSelector("[data-engine=Ready]");
  assert.ok(!requests.some((path) => path.endsWith(BUNDLE)));
  await page.click(".quote-way a");
  await page.waitForSelector(ROWS);
  assert.equal(await hash(page), "#/quote");
  assert.equal(await page.title(), "What would it pay? – SLA Calculator");
  assert.equal(await text(page, "h1"), "What would it pay?");
  assert.equal(requests.filter((path) => path.endsWith(BUNDLE)).length, 1);
  assert.equal(await rows(page), golden.trim().split("\n").length - 1);
  await page.goBack();
  await says(page, "Was the service level agreement kept");
  await page.goForward();
  await page.waitForSelector(ROWS);
  assert.equal(requests.filter((path) => path.endsWith(BUNDLE)).length, 1, "once is enough");
});

scenario("the table answers as one types, and the address keeps the question", async ({ page }) => {
  await go(page, "#/quote");
  await page.waitForSelector(ROWS);
  assert.ok(!(await report(page)).includes("Of the loss"));
  await write(page, "hour", "5000");
  await page.waitForFunction(() => document.querySelector("thead").innerText.includes("Of the loss"));
  await write(page, "down", "90 min");
  await says(page, "One outage of 1 h 30 min in June");
  await write(page, "currency", "eur");
  await says(page, "at a fee of €10,000.00 a month");
  assert.equal(await hash(page), "#/quote?down=90%20min&hour=5000&currency=eur");
  await page.reload();
  await says(page, "One outage of 1 h 30 min in June, at a fee of €10,000.00 a month");
  assert.equal(await text(page, "#quote-hour"), "5000");
});

scenario("what cannot be read is told at its field, and the table stays", async ({ page }) => {
  await go(page, "#/quote");
  await page.waitForSelector(ROWS);
  const before = await rows(page);
  await write(page, "down", "three");
  await page.waitForSelector("#quote-down[aria-invalid=true]");
  assert.ok((await text(page, "#quote-down-said")).startsWith("Up to 20 days"));
  assert.equal(await rows(page), before);
  await write(page, "down", "2");
  await page.waitForSelector("#quote-down:not([aria-invalid])");
  await says(page, "One outage of 2 h");
});

scenario("a row opens its calculation and its agreement; kinds are looked at alone", async ({ page }) => {
  await go(page, "#/quote");
  await page.waitForSelector(ROWS);
  const all = await rows(page);
  await page.select(".quote-kind select", "hosting");
  await page.waitForFunction((all, rows) => document.querySelectorAll(rows).length < all, {}, all, ROWS);
  assert.equal(await hash(page), "#/quote?kind=hosting");
  await page.select(".quote-kind select", "");
  await page.waitForSelector("#quote-aws-rds-orders-uptime");
  await page.focus("#quote-aws-rds-orders-uptime");
  await page.keyboard.press("Enter");
  await page.waitForSelector("aside .steps");
  assert.equal(await hash(page), "#/quote/aws-rds/orders-uptime");
  assert.ok(plainly(await text(page, "aside")).includes("1,000.00"));
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.id === "quote-aws-rds-orders-uptime");
  assert.equal(await hash(page), "#/quote");
  await page.goForward();
  await page.waitForSelector("aside .steps");
  await page.reload();
  await page.waitForSelector("aside .steps");
  await go(page, "#/quote/aws-rds/none");
  await page.waitForFunction(() => location.hash === "#/quote");
  await page.$$eval(".quote-lines th a", (links) =>
    links.find((link) => link.innerText === "AWS RDS").click(),
  );
  await says(page, "This is a sample.");
  assert.ok((await hash(page)).startsWith("#/sample/contracts%2Faws-rds"));
});

scenario(
  "agreements that cannot be fetched are fetched again when the reader says so",
  { change: (folder) => overwrite(folder, BUNDLE.slice(1), "[]") },
  async ({ page, requests }) => {
    const asked = () => requests.filter((path) => path.endsWith(BUNDLE)).length;
    await go(page, "#/quote");
    await says(page, "The agreements could not be fetched.");
    assert.equal(asked(), 1);
    await page.click(".quote-lost button");
    while (asked() < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    await says(page, "The agreements could not be fetched.");
  },
);

scenario("nothing scrolls sideways where it is narrow", async ({ page }) => {
  await page.setViewport({ width: 360, height: 800 });
  await go(page, "#/quote?hour=5000&currency=EUR");
  await page.waitForSelector(ROWS);
  const beyond = () => document.documentElement.scrollWidth - innerWidth;
  assert.ok((await page.evaluate(beyond)) <= 0);
});
