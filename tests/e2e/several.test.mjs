// Several histories, two contracts, a new version of a file, and what is put back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { drop, plainly, report, says, text, whole } from "./reader.mjs";
import { scenario } from "./harness.mjs";

const example = (name) =>
  readFileSync(new URL(`../../examples/managed-services/${name}`, import.meta.url), "utf8");
const CONTRACT = example("contract.json");
const INCIDENTS = example("incidents.json");
const READY = "[data-engine=Ready]";
const VERDICT = "Missed in 3 of 6 months.";

/** Presses the button of that name within a part of the page. */
const press = (page, part, name) =>
  page.evaluate(
    ({ part, name }) => {
      const buttons = [...document.querySelectorAll(`${part} button`)];
      buttons.find((button) => button.innerText === name).click();
    },
    { part, name },
  );

scenario("a new version of a file keeps the place and says what it changed", async ({ page }) => {
  await page.setViewport({ width: 1440, height: 700 });
  await page.waitForSelector(READY);
  await drop(page, { "contract.json": CONTRACT, "incidents.json": INCIDENTS });
  await page.waitForSelector("#figure-0-2");
  await page.click("#figure-0-2");
  await page.waitForSelector(".steps");
  await page.evaluate(() => scrollTo(0, 400));
  const shorter = INCIDENTS.replace("2026-03-29T03:10", "2026-03-29T03:09");
  assert.notEqual(shorter, INCIDENTS);
  await drop(page, { "incidents.json": shorter });
  await says(page, "incidents.json was replaced by the file you added.");
  await says(page, "What changed");
  const said = await report(page);
  assert.ok(said.includes("ERP availability, March 2026: was Missed, 99.89 %, €1,200.00; is Met"), said);
  await page.waitForFunction(() => document.querySelector("aside").innerText.includes("99.90"));
  assert.ok(await page.evaluate(() => scrollY > 300), "the place is kept");
  await press(page, ".notice", "Put back");
  await page.waitForFunction(() => document.querySelector("aside").innerText.includes("99.89"));
});

scenario("a file is taken out and put back", async ({ page }) => {
  await page.waitForSelector(READY);
  await drop(page, { "contract.json": CONTRACT, "incidents.json": INCIDENTS });
  await says(page, VERDICT);
  await whole(page);
  await page.click(".case-file:nth-child(2) .case-file-remove");
  await says(page, "None of the files is an incident history.");
  await press(page, ".notice", "Put back");
  await says(page, VERDICT);
});

scenario("of two contracts one is chosen, and the other later", async ({ page }) => {
  await page.waitForSelector(READY);
  const other = CONTRACT.replace("Hartmann Logistik\"", "Somebody Else\"");
  await drop(page, { "ours.json": CONTRACT, "theirs.json": other, "incidents.json": INCIDENTS });
  await says(page, "Which contract is to be used?");
  await page.click(".contract-choice li:nth-child(1) button");
  await says(page, VERDICT);
  await whole(page);
  assert.ok((await report(page)).includes("Contract, left aside"));
  await press(page, ".case-files", "Use this contract");
  await says(page, "Somebody Else");
});

scenario("several histories make one report", async ({ page }) => {
  await page.waitForSelector(READY);
  const all = JSON.parse(INCIDENTS);
  const half = (keep) =>
    JSON.stringify({ ...all, incidents: all.incidents.filter((_, index) => index % 2 === keep) });
  await drop(page, { "contract.json": CONTRACT, "a.json": half(0), "b.json": half(1) });
  await says(page, VERDICT);
  await whole(page);
  assert.equal(await page.$$eval(".case-file", (files) => files.length), 3);
  assert.ok(plainly(await text(page, ".key-figures")).includes("€4,950.00"));
});
