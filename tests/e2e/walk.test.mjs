// One walk through all of the page, as somebody takes it who has two files and a question: once with
// the mouse, once by keyboard alone. By keyboard nothing is focused but by Tab.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { drop, plainly, says, text, whole } from "./reader.mjs";
import { scenario } from "./harness.mjs";

const example = (name) =>
  readFileSync(new URL(`../../examples/service-desk/${name}`, import.meta.url), "utf8");
const FILES = Object.fromEntries(
  ["contract.json", "incidents.json"].map((name) => [name, example(name)]),
);
const VERDICT = "Missed in 12 of 29 results.";
const MOST_TABS = 150;

/** What of the page matches a selector and says these words; its place is told to `page.$`. */
async function found(page, selector, words) {
  await page.waitForFunction(
    (selector, words) => {
      const all = [...document.querySelectorAll(selector)];
      const own = all.find((it) => it.checkVisibility() && it.innerText.includes(words));
      document.querySelector("[data-wanted]")?.removeAttribute("data-wanted");
      own?.setAttribute("data-wanted", "");
      return own !== undefined;
    },
    {},
    selector,
    words,
  );
  return page.$("[data-wanted]");
}

/** With the mouse: it points, presses, and types where it pressed. */
const mouse = {
  press: async (page, selector, words = "") => (await found(page, selector, words)).click(),
  choose: (page, selector, value) => page.select(selector, value),
  leave: (page) => mouse.press(page, "aside button", "Close"),
};

/** By keyboard alone: Tab to what is wanted, the way that is the shorter one. */
const keyboard = {
  async reach(page, selector, words = "") {
    await found(page, selector, words);
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      const way = await page.evaluate(() => {
        const [wanted, here] = [document.querySelector("[data-wanted]"), document.activeElement];
        if (wanted === here) return "here";
        const before = wanted.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING;
        return before ? "back" : "on";
      });
      if (way === "here") return;
      if (way === "back") await page.keyboard.down("Shift");
      await page.keyboard.press("Tab");
      if (way === "back") await page.keyboard.up("Shift");
    }
    assert.fail(`${selector} ${words} is not reached by Tab`);
  },
  async press(page, selector, words = "") {
    await keyboard.reach(page, selector, words);
    await page.keyboard.press("Enter");
  },
  async choose(page, selector, value) {
    await keyboard.reach(page, selector);
    for (let turns = 0; turns < 10; turns += 1) {
      if ((await page.$eval(selector, (own) => own.value)) === value) return;
      await page.keyboard.press("ArrowDown");
    }
    assert.fail(`${selector} does not come to ${value}`);
  },
  leave: (page) => page.keyboard.press("Escape"),
};

for (const [name, hand] of Object.entries({ "the mouse": mouse, "the keyboard alone": keyboard })) {
  scenario(`all of the page is gone through with ${name}`, async ({ page }) => {
    await page.setViewport({ width: 1440, height: 900 });
    await page.evaluate(() => {
      window.print = () => (window.printed = document.querySelector(".print-sheets").innerText);
    });
    const rows = () => page.$$eval(".incident-table tbody tr", (all) => all.length);
    await page.waitForSelector("[data-engine=Ready]");
    if (hand === keyboard) await keyboard.reach(page, ".file-button input");
    await drop(page, FILES);
    await says(page, VERDICT);
    await whole(page);

    // A figure, its calculation, a clause of that, and back to the figure.
    const figure = ".grid-cell[data-verdict=missed][aria-label^='Warehouse system availability']";
    if (hand === mouse) await mouse.press(page, figure);
    else {
      await keyboard.reach(page, ".grid-cell[tabindex='0']");
      await page.keyboard.press("Home");
      const here = () => page.evaluate(() => document.activeElement.ariaLabel);
      while (!(await here()).startsWith("Warehouse system")) await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
    }
    await page.waitForSelector("aside li");
    const opened = await page.$eval(".grid-cell[aria-expanded=true]", (cell) => cell.id);
    assert.match(plainly(await text(page, "aside h2")), /^Warehouse system/);
    await hand.press(page, "aside summary", "§4.1");
    await says(page, "The warehouse system is available for at least 99.5 %");
    await hand.leave(page);
    await page.waitForFunction(() => document.querySelector("aside") === null);
    assert.equal(await page.evaluate(() => document.activeElement.id), opened);

    // The incidents: sought, filtered, one of them, and back to the same list.
    await hand.press(page, ".masthead-ways a", "Incidents");
    await page.waitForSelector(".incident-table");
    const all = await rows();
    await hand.press(page, "#find-incident");
    await page.keyboard.type("warehouse");
    await page.waitForFunction(
      (all) => document.querySelectorAll(".incident-table tbody tr").length < all,
      {},
      all,
    );
    const sought = await rows();
    await hand.choose(page, "#filter-clocks", "missed");
    await page.waitForFunction(
      (sought) => document.querySelectorAll(".incident-table tbody tr").length < sought,
      {},
      sought,
    );
    const left = await rows();
    await hand.press(page, ".incident-table tbody a");
    await page.waitForSelector(".incident-below > *");
    assert.match(await text(page, "h1"), /^SD-/);
    await hand.press(page, ".incident-clock summary");
    await hand.press(page, "[data-subject=clocks] button", "Table");
    await page.waitForSelector("[data-subject=clocks] .chart-table");
    if (hand === mouse) await page.goBack();
    else await keyboard.press(page, ".incident-way a");
    await page.waitForSelector(".incident-table");
    assert.equal(await rows(), left);

    // The report again, of what was missed alone, then of all; on paper.
    await hand.press(page, ".masthead-ways a", "Report");
    await whole(page);
    const lines = () => page.$$eval(".grid-line", (lines) => lines.length);
    const objectives = await lines();
    await hand.choose(page, "#filter-verdict", "missed");
    await page.waitForFunction(
      (all) => document.querySelectorAll(".grid-line").length < all,
      {},
      objectives,
    );
    await hand.press(page, ".filter-list button");
    await page.waitForFunction(
      (all) => document.querySelectorAll(".grid-line").length === all,
      {},
      objectives,
    );
    await hand.press(page, "button", "Print");
    await page.waitForFunction(() => window.printed?.includes("Statement of credits"));

    // A file is taken out, and put back.
    await hand.press(page, ".case-file:nth-child(2) .case-file-remove");
    await says(page, "incidents.json was taken out.");
    await hand.press(page, ".notice button", "Put back");
    await says(page, VERDICT);
  });
}
