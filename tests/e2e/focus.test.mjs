// By keyboard alone: whatever goes, the keyboard stays somewhere, and what came of it is heard.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { drop, says, whole } from "./reader.mjs";
import { scenario } from "./harness.mjs";

const example = (name) =>
  readFileSync(new URL(`../../examples/managed-services/${name}`, import.meta.url), "utf8");
const CONTRACT = example("contract.json");
const FILES = { "contract.json": CONTRACT, "incidents.json": example("incidents.json") };
const VERDICT = "Missed in 3 of 6 months.";

/** Presses what a selector finds, or the one of those that says these words, by keyboard. */
async function press(page, selector, words = "") {
  const all = await page.$$(selector);
  for (const one of all) {
    if (!(await one.evaluate((own) => own.innerText)).includes(words)) continue;
    await one.focus();
    return page.keyboard.press("Enter");
  }
  assert.fail(`${selector} ${words}`);
}

/** Waits until the keyboard is at, or a screen reader hears, exactly that. */
const stands = (page, selector) =>
  page.waitForFunction((own) => document.activeElement.matches(own), {}, selector);
const hears = (page, words) =>
  page.waitForFunction(
    (words) => document.querySelector(".unseen[role=status]").innerText.includes(words),
    {},
    words,
  );

scenario("a sample is opened", async ({ page }) => {
  await page.waitForSelector("#open-sample-1");
  await press(page, "#open-sample-1");
  await stands(page, "main");
  await hears(page, VERDICT);
});

scenario("a file is taken out and put back", async ({ page }) => {
  await page.waitForSelector("[data-engine=Ready]");
  await drop(page, FILES);
  await whole(page);
  await press(page, ".case-file:nth-child(2) .case-file-remove");
  await stands(page, ".case-files");
  await hears(page, "The files have 1 error");
  await says(page, "incidents.json was taken out.");
  await press(page, ".notice button", "Put back");
  await stands(page, "main");
  await hears(page, VERDICT);
});

scenario("a contract is chosen, and another", async ({ page }) => {
  await page.waitForSelector("[data-engine=Ready]");
  await drop(page, { ...FILES, "theirs.json": CONTRACT.replace('Logistik"', 'Other"') });
  await hears(page, "Which contract is to be used?");
  await press(page, ".contract-choice button");
  await stands(page, "main");
  await hears(page, VERDICT);
  await whole(page);
  await press(page, ".case-files button", "Use this contract");
  await stands(page, ".case-files");
});

scenario("an objective has its own page where there is no room", async ({ page }) => {
  await page.setViewport({ width: 360, height: 800 });
  await page.waitForSelector("#open-sample-1");
  await press(page, "#open-sample-1");
  await page.waitForSelector("#objective-0");
  await press(page, "#objective-0");
  await stands(page, "main");
  await hears(page, "ERP availability");
  await press(page, ".objective-page button");
  await stands(page, "#objective-0");
  await hears(page, VERDICT);
});
