// The agreement is read as a document: by its contents, its links, its own address.

import assert from "node:assert/strict";

import { openSample, plainly, says, text, whole } from "./reader.mjs";
import { browserName, scenario } from "./harness.mjs";

async function read(page, sample) {
  await openSample(page, sample);
  await whole(page);
  await page.click(".account-contract");
  await page.waitForSelector(".contract-line");
}

scenario("an agreement is read with its clauses, and Back leads to its report", async ({ page }) => {
  await read(page, "Service desk");
  assert.equal(await text(page, "h1"), "Agreement");
  assert.ok((await page.title()).startsWith("Agreement"));
  assert.equal(await page.evaluate(() => document.activeElement.id), "result");
  const said = plainly(await text(page, ".contract"));
  for (const words of ["§3.1", "08:00–12:00, 12:30–17:00", "by default", "stated"]) {
    assert.ok(said.includes(words), words);
  }
  assert.doesNotMatch(said, /\w_\w/);
  await page.evaluate(() => history.back());
  await page.waitForSelector(".account");
});

scenario("its contents and calendars lead to their places, and an objective to its results", async ({ page }) => {
  await read(page, "Service desk");
  await page.click(".contract-contents li:nth-child(4) a");
  await page.waitForFunction(() => document.activeElement.id === "contract-objectives");
  await page.click(".contract-line dd a");
  await page.waitForFunction(() => document.activeElement.id === "contract-hours/office");
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => document.activeElement.id === "contract-objectives");
  await page.click(".contract-results");
  await page.waitForSelector(".account, .objective-page");
});

scenario("an agreement has an address that opens it", async ({ page }) => {
  await read(page, "Hosted portal");
  await page.reload();
  await page.waitForSelector(".contract-line");
  await says(page, "What it does not say");
});

if (browserName === "chrome") {
  scenario("an agreement prints without its contents", async ({ page }) => {
    await read(page, "Hosted portal");
    await page.emulateMediaType("print");
    const hidden = await page.$eval(".contract-contents", (it) => getComputedStyle(it).display);
    assert.equal(hidden, "none");
  });
}
