// Times how soon the built page answers: each letter of a search among 400,000 incidents, from the
// field's event to the second frame after the answer, and another instant of evaluation for a year,
// from the question to the worker until its answer, each asked when the one before has been shown.
// Prints JSON.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { visited } from "./staged.mjs";

const ROUNDS = 3;
const PATIENCE = 120_000;
/** What is typed: each letter of it leaves fewer incidents, up to words that none has. */
const WORDS = "portal rejects at two zq";
const INSTANTS = 20;

const { SLA_BENCH_CASES: cases } = process.env;
const observe = readFileSync(new URL("observe.js", import.meta.url), "utf8");

/** Does something with a page of a fresh context that shows the verdict on a case. */
async function reported(browser, address, folder, task) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.evaluateOnNewDocument(observe);
  await page.goto(address);
  await page.waitForSelector("[data-engine=Ready]");
  const input = await page.waitForSelector("input[type=file]");
  await input.uploadFile(
    ...["contract.json", "incidents.json"].map((name) => join(cases, folder, name)),
  );
  await page.evaluate(() => seen.painted);
  await page.waitForSelector("#as-of");
  const found = await task(page);
  await context.close();
  return found;
}

/** How long each letter takes, the first of which makes the texts ready. */
async function searched(page) {
  await page.evaluate(() => [...document.querySelectorAll(".masthead-ways a")].at(-1).click());
  await page.waitForSelector(".incident-table tbody tr");
  await page.focus("#find-incident");
  await page.evaluate(() => {
    addEventListener("input", ({ timeStamp }) => (seen.typed = timeStamp), true);
  });
  const letters = [];
  for (let length = 1; length <= WORDS.length; length += 1) {
    await page.keyboard.type(WORDS[length - 1]);
    const took = await page.evaluate(async (words) => {
      const frame = () => new Promise(requestAnimationFrame);
      const answer = `{"Incidents":{"wish":{"filter":{"words":${JSON.stringify(words)},`;
      while (!seen.messages.some(({ text }) => text.startsWith(answer))) await frame();
      await frame();
      return performance.now() - seen.typed;
    }, WORDS.slice(0, length));
    letters.push(took);
  }
  return letters;
}

/** Waits until the page has shown what it was answered, its charts too, and asks no more. */
const rested = async () => {
  let told;
  do {
    told = seen.messages.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
  } while (told !== seen.messages.length);
};

/** How long the worker takes for other instants, a day apart. */
async function evaluatedAgain(page) {
  const times = [];
  for (let day = 1; day <= INSTANTS; day += 1) {
    await page.evaluate(rested);
    const took = await page.evaluate(async (day) => {
      const field = document.querySelector("#as-of");
      field.value = `2025-12-${String(day).padStart(2, "0")}T12:00`;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      const before = seen.messages.length;
      field.form.requestSubmit();
      const answered = () =>
        seen.messages.slice(before).find(({ text }) => text.startsWith('{"Report"'));
      while (!answered()) await new Promise((resolve) => setTimeout(resolve, 5));
      const { at } = seen.asked.findLast(({ text }) => text.startsWith('{"Evaluate"'));
      return answered().at - at;
    }, day);
    times.push(took);
  }
  return times;
}

await visited(undefined, async (browser, address) => {
  const runs = { letters: [], again: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    runs.letters.push(await reported(browser, address, "", searched));
    runs.again.push(await reported(browser, address, "year", evaluatedAgain));
  }
  return { words: WORDS, runs };
});
