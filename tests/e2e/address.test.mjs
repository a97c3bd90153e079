// The address names what is shown: Back, Forward and a reload come back to it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { digest, drop, openSample, plainly, report, says, text, whole } from "./reader.mjs";
import { scenario } from "./harness.mjs";

const example = (name) =>
  readFileSync(new URL(`../../examples/managed-services/${name}`, import.meta.url), "utf8");
const READY = "[data-engine=Ready]";
const SAMPLE = "#/sample/managed-services";
const FIGURE = `${SAMPLE}/erp-availability/2026-03-01`;

const hash = (page) => page.evaluate(() => location.hash);
const steps = (page) => page.waitForSelector(".steps");
const go = (page, address) =>
  page.evaluate((address) => {
    location.hash = address;
  }, address);

scenario("each screen and selection has its address, title and way back", async ({ page }) => {
  assert.equal(await page.title(), "SLA Calculator");
  await openSample(page, "Managed services");
  await says(page, "Missed in 3 of 6 months.");
  assert.equal(await hash(page), SAMPLE);
  const title = "Missed in 3 of 6 months. Managed IT services for Hartmann Logistik – SLA Calculator";
  assert.equal(plainly(await page.title()), title);
  await page.waitForSelector("#figure-0-2");
  await page.click("#figure-0-2");
  await steps(page);
  assert.equal(await hash(page), FIGURE);
  await page.goBack();
  await page.waitForFunction(() => !document.querySelector("aside"));
  assert.equal(await hash(page), SAMPLE);
  await page.goForward();
  await steps(page);
  await page.goBack();
  await page.goBack();
  await says(page, "Drop a contract and an incident history here");
  assert.equal(await page.title(), "SLA Calculator");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
});

scenario("a reload at a sample's figure opens it again", async ({ page }) => {
  await go(page, FIGURE);
  await steps(page);
  await page.reload();
  await steps(page);
  assert.equal(await text(page, "h1"), "Missed in 3 of 6 months.");
  assert.ok(plainly(await text(page, "aside")).includes("ERP availability, March 2026: 99.89 %"));
});

scenario("a chosen instant stands in the address", async ({ page }) => {
  await go(page, `${SAMPLE}?as-of=2026-04-10T00:00:00`);
  await says(page, "Missed in 1 of 3 months.");
  await go(page, SAMPLE);
  await says(page, "Missed in 3 of 6 months.");
});

scenario("no address is a trap: Back leaves each as it came", async ({ page }) => {
  await openSample(page, "Managed services");
  await says(page, "Missed in 3 of 6 months.");
  await page.waitForSelector("#figure-0-2");
  await page.$eval("#as-of", (field) => {
    field.value = "2026-04-10T00:00";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.form.requestSubmit();
  });
  await says(page, "Missed in 1 of 3 months.");
  await page.goBack();
  await says(page, "Missed in 3 of 6 months.");
  await says(page, "The sample’s own.");
  assert.equal(await hash(page), SAMPLE);
  assert.ok(!(await report(page)).includes("What changed"), "no file is another");
  await go(page, `${SAMPLE}/erp-availability/1999-01-01`);
  await page.waitForFunction(() => !location.hash.includes("1999"));
  await page.goBack();
  assert.equal(await hash(page), SAMPLE);
  await page.goBack();
  await says(page, "Drop a contract and an incident history here");
});

scenario("Back from a figure brings the focus to it", async ({ page }) => {
  await openSample(page, "Managed services");
  await page.waitForSelector("#mark-trend-2026-03-01");
  await page.focus("#figure-0-6");
  await page.keyboard.press("Enter");
  await steps(page);
  await page.goBack();
  await page.waitForFunction(() => document.activeElement.id === "figure-0-6");
});

scenario("to close is to go back, where the page itself led", async ({ page }) => {
  await openSample(page, "Managed services");
  await page.waitForSelector("#figure-0-2");
  const length = () => page.evaluate(() => history.length);
  const before = await length();
  for (let time = 0; time < 2; time += 1) {
    await page.click("#figure-0-2");
    await steps(page);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement.id === "figure-0-2");
    assert.equal(await hash(page), SAMPLE);
    assert.equal(await length(), before + 1);
  }
});

scenario("another screen begins at its top, with the keyboard in it", async ({ page }) => {
  await page.setViewport({ width: 1440, height: 500 });
  await openSample(page, "Managed services");
  await whole(page);
  const place = () =>
    page.evaluate(() => ({ scroll: scrollY, focus: document.activeElement.id }));
  assert.deepEqual(await place(), { scroll: 0, focus: "result" });
  await page.evaluate(() => scrollTo(0, 10_000));
  assert.ok((await place()).scroll > 0);
  await page.click(".brand a");
  await says(page, "Drop a contract and an incident history here");
  assert.deepEqual(await place(), { scroll: 0, focus: "result" });
});

scenario("files that are asked for again stand in nobody's way", async ({ page }) => {
  await page.waitForSelector(READY);
  await drop(page, { "contract.json": example("contract.json"), "incidents.json": example("incidents.json") });
  await says(page, "Missed in 3 of 6 months.");
  await page.click(".brand a");
  await says(page, "Drop a contract and an incident history here");
  await page.reload();
  await page.waitForSelector(READY);
  await page.click(".masthead-ways a");
  await says(page, "Add these files again");
  await page.click(".brand a");
  await openSample(page, "Managed services");
  await says(page, "This is a sample.");
  await says(page, "Missed in 3 of 6 months.");
});

scenario("Back brings scroll, focus and filter", async ({ page }) => {
  await page.setViewport({ width: 1440, height: 500 });
  await openSample(page, "GitHub Enterprise Cloud");
  await page.waitForSelector("#find");
  await page.waitForSelector("#mark-trend-2026-04-01");
  await page.type("#find", "pages");
  await page.waitForFunction(() => document.querySelectorAll(".grid-line").length === 1);
  assert.equal(await hash(page), "#/sample/github-enterprise-cloud?find=pages");
  await page.focus(".grid-cell[tabindex='0']");
  const before = await page.evaluate(() => ({ scroll: scrollY, focus: document.activeElement.id }));
  assert.ok(before.scroll > 0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await page.click(".brand a");
  await says(page, "Drop a contract and an incident history here");
  await page.goBack();
  await page.waitForFunction(
    (focus) => document.activeElement.id === focus,
    {},
    before.focus,
  );
  await page.waitForFunction((scroll) => Math.abs(scrollY - scroll) < 2, {}, before.scroll);
  assert.equal(await page.$eval("#find", (field) => field.innerText), "pages");
});

scenario("a foreign address throws nothing, and the skip link leaves it alone", async ({ page }) => {
  await go(page, "#/sample/none/of/these?what&as-of=%ff");
  await says(page, "none could not be fetched.");
  await go(page, "#//%%%/?&&==");
  await says(page, "Drop a contract and an incident history here");
  await go(page, SAMPLE);
  await says(page, "Missed in 3 of 6 months.");
  await page.focus(".skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "result");
  assert.equal(await hash(page), SAMPLE);
  await go(page, `${SAMPLE}/gone/2026-03-01`);
  await page.waitForFunction(() => !document.querySelector("aside"));
  assert.equal(await text(page, "h1"), "Missed in 3 of 6 months.");
});

scenario("a reload asks for dropped files by name, size and digest", async ({ page }) => {
  await page.waitForSelector(READY);
  const files = { "contract.json": example("contract.json"), "incidents.json": example("incidents.json") };
  await drop(page, files);
  await page.waitForSelector("#figure-0-2");
  await page.click("#figure-0-2");
  await steps(page);
  assert.equal(await hash(page), "#/files/erp-availability/2026-03-01");
  await page.reload();
  await says(page, "Add these files again");
  const said = await report(page);
  const size = Buffer.byteLength(files["contract.json"]).toLocaleString("en-US");
  for (const words of ["contract.json", `${size} bytes`, digest(files["contract.json"])]) {
    assert.ok(said.includes(words), words);
  }
  await page.waitForSelector(READY);
  await drop(page, { "contract.json": files["contract.json"] });
  await says(page, "Here");
  await drop(page, { "incidents.json": `${files["incidents.json"]} ` });
  await steps(page);
  await says(page, "incidents.json is not the file that was here before");
});
