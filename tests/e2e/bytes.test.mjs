// The report that the page saves is the one that the command line writes, byte by byte.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { openSample, whole } from "./reader.mjs";
import { scenario } from "./harness.mjs";

const root = new URL("../../", import.meta.url);
const samples = JSON.parse(readFileSync(new URL("examples/samples.json", root), "utf8"));

for (const { id, title } of samples) {
  scenario(`the report of ${id} has the same bytes in the page`, async ({ page }) => {
    await openSample(page, title);
    await whole(page);
    // The engine has been started by then, from an object of its own.
    await page.evaluate(() => {
      const create = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        window.saved = blob.text();
        return create.call(URL, blob);
      };
    });
    await page.$$eval(".account-save button", (buttons) => buttons[1].click());
    await page.waitForFunction(() => window.saved);
    const saved = await page.evaluate(() => window.saved);
    const golden = readFileSync(new URL(`tests/golden/${id}/report.json`, root), "utf8");
    // The command line names its files with their folder.
    const written = golden.replaceAll(`examples/${id}/`, "");
    assert.ok(written.length > 10_000 && saved === written, differing(saved, written));
  });
}

/** Where two texts part, in a few words. */
function differing(one, other) {
  const at = [...one].findIndex((letter, place) => letter !== other[place]);
  const near = (text) => JSON.stringify(text.slice(Math.max(at - 40, 0), at + 80));
  return `at ${at}: ${near(one)} is not ${near(other)}`;
}
