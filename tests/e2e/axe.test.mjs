// What axe finds wrong for people who read the page by other means: nothing, in any state.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { browserName, setting } from "./browser.mjs";
import { overwrite, scenario } from "./harness.mjs";
import { drop, openSample, says, whole } from "./reader.mjs";

const axe = readFileSync(setting("SLA_AXE"), "utf8");
const example = (name) =>
  readFileSync(new URL(`../../examples/managed-services/${name}`, import.meta.url), "utf8");

// The rules judge the page, not the browser: the second one need not see it in every form.
const [WIDTHS, THEMES] =
  browserName === "chrome" ? [[360, 768, 1440], ["light", "dark"]] : [[1440], ["light"]];

// A figure's name is a sentence, in which its words stand apart: `unnamed` looks for each of them.
const RULES = { "label-content-name-mismatch": { enabled: false } };

const STATES = {
  start: (page) => page.waitForSelector("[id^=open-sample-]"),
  faults: async (page) => {
    await page.waitForSelector("[data-engine=Ready]");
    const broken = example("contract.json").replace('"service": "erp"', '"service": "epr"');
    await drop(page, { "contract.json": broken, "incidents.json": example("incidents.json") });
    await says(page, "nothing was calculated.");
  },
  "a long report": (page) => reported(page, "GitHub Enterprise Cloud"),
  "a short report": (page) => reported(page, "Managed services"),
  "a report with maintenance": async (page) => {
    await reported(page, "Hosted portal");
    for (const button of await page.$$("[data-subject=outages] button, [data-subject=costs] button")) {
      if ((await button.evaluate((own) => own.innerText)) === "Table") await button.click();
    }
  },
  "an objective": (page) => opened(page),
  "a calculation": async (page) => {
    await opened(page);
    await page.$eval("#figure-0-2", (figure) => figure.click());
    await page.waitForSelector("aside li");
  },
  "a calculation read otherwise": async (page) => {
    await opened(page);
    await page.$eval("#figure-0-2", (figure) => figure.click());
    await page.waitForSelector("aside .otherwise button");
    await page.click("aside .otherwise button");
    await page.waitForSelector(".otherwise li");
    await page.waitForFunction(() => !document.querySelector(".otherwise progress"));
  },
  "what is not known": async (page) => {
    await reported(page, "Hosted portal");
    await page.click(".coverage summary");
    await page.waitForSelector(".coverage-rows li");
  },
  "a group of services": (page) => reported(page, "Web shop"),
  "requests": (page) => reported(page, "Public API"),
  "an agreement": async (page) => {
    await reported(page, "Service desk");
    await page.evaluate(() => (location.hash += "?contract"));
    await page.waitForSelector(".contract-line");
  },
  "an incident that has not happened": async (page) => {
    await reported(page, "Service desk");
    await page.evaluate(() => (location.hash += "?incident=SD-2044"));
    await says(page, "it has not happened yet");
  },
  "the incidents": async (page) => {
    await reported(page, "Service desk");
    await page.evaluate(() => (location.hash += "?incidents"));
    await page.waitForSelector(".incident-table");
  },
  "a filtered report": async (page) => {
    await reported(page, "Service desk");
    await page.evaluate(() => (location.hash += "?find=e&verdict=missed&label=site&value=none"));
    await page.waitForSelector(".filter-list li:nth-child(4)");
    await page.$eval(".filter-fold", (fold) => fold.click());
  },
  "filtered incidents": async (page) => {
    await reported(page, "Service desk");
    await page.evaluate(() => (location.hash += "?incidents&priority=P1&label=site"));
    await page.waitForSelector(".filter-list li:nth-child(2)");
    await page.$eval(".filter-fold", (fold) => fold.click());
  },
  "an incident": async (page) => {
    await reported(page, "Service desk");
    await page.evaluate(() => (location.hash += "?incident=SD-2014"));
    await page.waitForSelector("[data-subject=clocks] svg");
    await page.$$eval("details", (all) => all.forEach((it) => (it.open = true)));
  },
  "what agreements would pay": async (page) => {
    await page.evaluate(() => (location.hash = "#/quote?hour=5000"));
    await page.waitForSelector(".quote-lines tbody tr");
  },
  "what one would pay, worked out": async (page) => {
    await page.evaluate(() => (location.hash = "#/quote/aws-rds/orders-uptime?down=three"));
    await page.waitForSelector(".quote-field .wrong");
    await page.evaluate(() => (location.hash = "#/quote/aws-rds/orders-uptime"));
    await page.waitForSelector("aside .steps li");
  },
  "a question that cannot be read": async (page) => {
    await page.evaluate(() => (location.hash = "#/quote?down=three&fee=&currency=euro"));
    await page.waitForSelector(".quote-field .wrong");
  },
  "clocks in the grid": (page) => reported(page, "Service desk"),
  "a choice of contracts": async (page) => {
    await page.waitForSelector("[data-engine=Ready]");
    const other = example("contract.json").replace('Logistik"', 'Other"');
    await drop(page, { ...FILES, "other.json": other });
    await says(page, "Which contract is to be used?");
  },
  "files that are asked for again": async (page) => {
    await page.waitForSelector("[data-engine=Ready]");
    await drop(page, FILES);
    await whole(page);
    await page.reload();
    await says(page, "Add these files again");
    await page.waitForSelector("[data-engine=Ready]");
    await drop(page, { "contract.json": example("contract.json") });
    await says(page, "Here");
  },
  "notices of what was done": async (page) => {
    await page.waitForSelector("[data-engine=Ready]");
    await drop(page, FILES);
    await whole(page);
    await drop(page, { "incidents.json": `${example("incidents.json")} ` });
    await says(page, "What changed");
    await whole(page);
    await page.click(".case-file:nth-child(2) .case-file-remove");
    await says(page, "incidents.json was taken out.");
  },
  "a sample that is lost": async (page) => {
    await page.waitForSelector("[id^=open-sample-]");
    await page.evaluate(() => (location.hash = "#/sample/none"));
    await says(page, "none could not be fetched.");
  },
  "a wrong instant": async (page) => {
    await reported(page, "Managed services");
    await page.$eval("#as-of", (field) => {
      field.value = "";
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      field.form.requestSubmit();
    });
    await says(page, "That is no date and time");
  },
};

const FILES = Object.fromEntries(
  ["contract.json", "incidents.json"].map((name) => [name, example(name)]),
);

/** Where there is no room for all figures, those of one objective. */
async function opened(page) {
  await reported(page, "Managed services");
  const narrow = await page.$("#objective-0");
  if (narrow) await narrow.click();
  await page.waitForSelector("#figure-0-2");
}

async function reported(page, title) {
  await openSample(page, title);
  await page.waitForSelector("[id^=figure-], [id^=objective-]");
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
}

for (const width of WIDTHS) {
  for (const [name, open] of Object.entries(STATES)) {
    scenario(`axe finds nothing in ${name} at ${width}`, async ({ page }) => {
      await page.setViewport({ width, height: 900 });
      await open(page);
      await findsNothing(page);
    });
  }

  for (const before of [false, true]) {
    scenario(
      `axe finds nothing in long work ${before ? "over" : "without"} a report at ${width}`,
      { change: neverAnswers },
      async ({ page }) => {
        await page.setViewport({ width, height: 900 });
        await page.waitForSelector("[data-engine=Ready]");
        if (before) {
          await drop(page, FILES);
          await whole(page);
        }
        await drop(page, { "long.json": example("incidents.json") });
        await page.waitForSelector(".progress button");
        await findsNothing(page);
      },
    );
  }

  scenario(
    `axe finds nothing where the engine fails at ${width}`,
    { change: (folder) => overwrite(folder, "engine/worker_bg.wasm", "no module") },
    async ({ page }) => {
      await page.setViewport({ width, height: 900 });
      await says(page, "The calculator did not start.");
      await findsNothing(page);
    },
  );
}

/** An engine that is given a file of this name never comes to an end. */
function neverAnswers(folder) {
  const hear = `addEventListener("message", (event) => {
    if (event.data[1]?.includes('"long.json"')) for (;;);
  });`;
  overwrite(folder, "worker.js", hear + readFileSync(`${folder}/worker.js`, "utf8"));
}

/** Runs axe in each theme. Its text is evaluated from outside, which the page's policy allows. */
async function findsNothing(page) {
  await page.evaluate(axe);
  const found = {};
  for (const theme of THEMES) {
    if (browserName === "chrome") {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
    }
    found[theme] = await page.evaluate(async (rules) => {
      const { violations } = await window.axe.run(document, {
        resultTypes: ["violations"],
        rules,
      });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target}: ${failureSummary}`),
      );
    }, RULES);
  }
  assert.deepEqual(found, Object.fromEntries(THEMES.map((theme) => [theme, []])));
  assert.deepEqual(await unnamed(page), []);
}

/** The visible words that the name of their own control leaves out. */
const unnamed = (page) =>
  page.$$eval("[aria-label]:is(button, a)", (controls) =>
    controls.flatMap((control) => {
      const words = control.innerText.split(/[\n\t]/).filter((part) => part.trim());
      const name = control.getAttribute("aria-label");
      // A name that is cut in its middle is whole in the control's own.
      const heard = (part) => part.split(/…\u200b?/).every((piece) => name.includes(piece.trim()));
      return words.filter((part) => !heard(part)).map((part) => `${part}: ${name}`);
    }),
  );
