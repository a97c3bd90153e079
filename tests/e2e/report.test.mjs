// A sample is opened, its verdict and calculations are read, by mouse and by keyboard.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { digest, drop, keepFiles, openSample, plainly, report, says, text, whole } from "./reader.mjs";
import { scenario } from "./harness.mjs";

const example = (name) =>
  readFileSync(new URL(`../../examples/managed-services/${name}`, import.meta.url), "utf8");

scenario("the GitHub sample tells its verdict", async ({ page, requests }) => {
  assert.ok(!requests.some((path) => path.includes("incidents.json")), "fetched when opened");
  await openSample(page, "GitHub Enterprise Cloud");
  await says(page, "Missed in 16 of 17 quarters.");
  assert.equal(await text(page, "h1"), "Missed in 16 of 17 quarters.");
  await whole(page);
  const said = await report(page);
  assert.ok(said.includes("Credits of $34,204.99 were earned."));
  assert.ok(said.includes("As of 20 Jul 2026, 00:00 UTC"));
  assert.ok(said.includes("106 of 819 incidents counted."));
  assert.ok(said.includes("152 incidents name no service"));
  assert.ok(said.includes("This is a sample."));
  await page.waitForSelector("#figure-0-17");
  assert.equal(await page.$$eval("tbody td button", (cells) => cells.length), 162);
});

scenario("the small sample tells its verdict, word by word", async ({ page }) => {
  await openSample(page, "Managed services");
  await says(page, "Missed in 3 of 6 months.");
  await whole(page);
  const said = await report(page);
  for (const words of [
    "Managed IT services for Hartmann Logistik",
    "Fjordline IT Services GmbH for Hartmann Logistik GmbH",
    "Credits of €4,950.00 were earned.",
    "€3,000.00 can still be claimed, by 30 Jul 2026 (20 days left).",
    "Incidents that overlap\ncount once, the heaviest at each instant",
    digest(example("contract.json")),
    "it can be exercised until 29 Aug 2026 (50 days left).",
  ]) {
    assert.ok(said.includes(words), words);
  }
  assert.equal(
    plainly(await page.$eval("#figure-0-2", (cell) => cell.getAttribute("aria-label"))),
    "ERP availability, March 2026: Missed, 99.89 %, 44 min 36 s of downtime, 10 %, €1,200.00 credit.",
  );
});

scenario("a figure opens its calculation beside it", async ({ page }) => {
  await openSample(page, "Managed services");
  await page.waitForSelector("#figure-0-2");
  await page.click("#figure-0-2");
  await page.waitForSelector(".steps");
  const said = plainly(await text(page, "aside"));
  for (const words of [
    "ERP availability, March 2026: 99.89 %",
    "2,674,800 s",
    "3 incidents, 2 outages",
    "INC-1015 ERP database failover",
    "29 Mar 2026, 01:30 CET to 29 Mar 2026, 03:00 CEST",
    "(2,674,800 − 2,676) ÷ 2,674,800",
    "99.899955… %",
    "1.2 s too long",
    "10 % of €12,000.00",
    "€1,200.00",
    "30 Apr 2026",
  ]) {
    assert.ok(said.includes(words), words);
  }
  await page.click("aside details summary");
  const clause = await page.$eval("aside details[open] p", (text) => text.innerText);
  assert.ok(clause.length > 20, "the clause speaks for itself");
  await page.click("aside header button");
  assert.equal(await page.$("aside"), null);
  assert.equal(await page.evaluate(() => document.activeElement.id), "figure-0-2");
});

scenario("many incidents are folded", async ({ page }) => {
  const contract = {
    format: "sla-contract/1",
    currency: "EUR",
    services: [{ id: "s" }],
    objectives: [
      { id: "o", service: "s", indicator: "availability", target: { at_least: "99.9" } },
    ],
  };
  const days = Array.from({ length: 31 }, (_, index) => String(index + 1).padStart(2, "0"));
  const incidents = {
    format: "sla-incidents/1",
    source: { covers: { from: "2026-01-01T00:00:00Z", until: "2026-02-01T00:00:00Z" } },
    incidents: days.map((day) => ({
      id: day,
      services: ["s"],
      started: `2026-01-${day}T10:00:00Z`,
      restored: `2026-01-${day}T11:00:00Z`,
    })),
  };
  await page.waitForSelector("[data-engine=Ready]");
  await drop(page, { c: JSON.stringify(contract), i: JSON.stringify(incidents) });
  await page.waitForSelector("#figure-0-0");
  await page.click("#figure-0-0");
  await page.waitForSelector(".steps .fold li");
  const count = () => page.$$eval(".steps .fold li", (items) => items.length);
  assert.equal(await count(), 12);
  assert.equal(await text(page, ".steps .fold + button"), "and 19 more");
  await page.click(".steps .fold + button");
  assert.equal(await count(), 31);
});

scenario("the keyboard alone reaches a calculation and comes back", async ({ page }) => {
  await page.waitForSelector("#open-sample-1");
  const press = async (key, times = 1) => {
    for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
  };
  const reach = async (wanted) => {
    for (let step = 0; step < 40; step += 1) {
      await press("Tab");
      const here = await page.evaluate(() => {
        const { id, className } = document.activeElement;
        const outline = getComputedStyle(document.activeElement).outlineStyle;
        return { id, className, outline };
      });
      if (here.id === wanted) {
        assert.notEqual(here.outline, "none", "the focus is seen");
        return;
      }
    }
    assert.fail(`Tab does not reach ${wanted}`);
  };
  await reach("open-sample-1");
  await press("Enter");
  await says(page, "Missed in 3 of 6 months.");
  // The newest figure is the table's one stop; arrows lead to the others.
  await reach("figure-0-6");
  await press("ArrowLeft", 4);
  await press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.id), "figure-1-2");
  await press("ArrowUp");
  await press("Enter");
  await page.waitForSelector(".steps");
  await page.waitForFunction(() => document.activeElement.id === "panel-title");
  await press("Escape");
  await page.waitForFunction(() => document.activeElement.id === "figure-0-2");
  assert.equal(await page.$("aside"), null);
});

scenario("another instant gives another verdict, and none is said kindly", async ({ page }) => {
  await openSample(page, "Managed services");
  await says(page, "Missed in 3 of 6 months.");
  await says(page, "Date and time in Europe/Berlin.");
  const write = async (instant) => {
    // Each browser has keys of its own for this field; its value and its event are the same.
    await page.$eval(
      "#as-of",
      (field, instant) => {
        field.value = instant;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      },
      instant,
    );
    await page.click(".as-of button");
  };
  await write("");
  await says(page, "That is no date and time");
  const invalid = await page.$eval("#as-of", (field) => field.getAttribute("aria-invalid"));
  assert.equal(invalid, "true");
  assert.equal(await text(page, "h1"), "Missed in 3 of 6 months.");
  await write("2026-04-10T00:00");
  await says(page, "Missed in 1 of 3 months.");
  await says(page, "As of 10 Apr 2026, 00:00 CEST");
});

scenario("the report is saved as a table and as data", async ({ page }) => {
  await openSample(page, "Managed services");
  await page.waitForSelector(".account-save button");
  await keepFiles(page);
  for (const button of (await page.$$(".account-save button")).slice(0, 2)) await button.click();
  await page.waitForFunction(() => window.saved.length === 2);
  const saved = await page.evaluate(() =>
    Promise.all(window.saved.map(async ({ name, blob }) => ({ name, text: await blob.text() }))),
  );
  const [table, data] = saved.sort((one, other) => one.name.localeCompare(other.name));
  assert.equal(table.name, "sla-report-2026-07-10.csv");
  assert.equal(table.text.trim().split("\r\n").length, 15);
  assert.equal(data.name, "sla-report-2026-07-10.json");
  assert.equal(JSON.parse(data.text).calculations.length, 14);
});

scenario("on paper there is every figure and every calculation of what was missed", async ({ page }) => {
  await openSample(page, "Managed services");
  await page.waitForSelector("#figure-0-2");
  await page.evaluate(() => {
    window.print = () => {
      window.printed = document.querySelector(".print-sheets").textContent;
    };
  });
  await page.evaluate(() => {
    const buttons = [...document.querySelectorAll(".account-save button")];
    buttons.find((button) => button.innerText === "Print").click();
  });
  await page.waitForFunction(() => window.printed);
  const said = plainly(await page.evaluate(() => window.printed));
  for (const words of ["July 2026", "Statement of credits", "30 Apr 2026", "3 incidents, 2 outages", "INC-1015"]) {
    assert.ok(said.includes(words), words);
  }
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await page.waitForFunction(() => !document.querySelector(".print-sheets"));
});

for (const width of [360, 768, 1440]) {
  scenario(`nothing scrolls sideways at ${width}`, async ({ page }) => {
    await page.setViewport({ width, height: 800 });
    const beyond = () =>
      page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
    assert.ok((await beyond()) <= 0, "start");
    await openSample(page, "GitHub Enterprise Cloud");
    await page.waitForSelector(width < 768 ? "#objective-0" : "#figure-0-17");
    assert.ok((await beyond()) <= 0, "report");
    if (width < 768) {
      await page.click("#objective-0");
      await page.waitForSelector("#figure-0-17");
      assert.ok((await beyond()) <= 0, "objective");
    }
    await page.click("#figure-0-17");
    await page.waitForSelector(".steps");
    assert.ok((await beyond()) <= 0, "calculation");
    assert.equal(await page.$$eval("[style]", (styled) => styled.length), 0);
  });
}

scenario("at 360 an objective that is not there shows the report, and its page has its picture", async ({ page }) => {
  await page.setViewport({ width: 360, height: 800 });
  await page.evaluate(() => {
    location.hash = "#/sample/managed-services/nope";
  });
  await says(page, "Missed in 3 of 6 months.");
  await page.waitForSelector("#objective-0");
  await page.click("#objective-0");
  await page.waitForSelector(".objective-page .chart-room svg");
  await page.click("#figure-0-2");
  await page.waitForSelector(".steps");
  await page.click("aside header button");
  await page.waitForFunction(() => document.activeElement.id === "figure-0-2");
});

for (const [width, name, at] of [[1440, ".grid th .long-name", "#figure-0-2"], [360, ".objective-row .long-name", "#objective-0"]]) {
  scenario(`a long name is cut in its middle at ${width}, and whole where the keyboard is`, async ({ page }) => {
    const long = "Availability of everything that anybody at the headquarters could want, but the lift";
    const contract = JSON.parse(example("contract.json"));
    contract.objectives[0].name = long;
    await page.setViewport({ width, height: 900 });
    await page.waitForSelector("[data-engine=Ready]");
    await drop(page, { "c.json": JSON.stringify(contract), "i.json": example("incidents.json") });
    await whole(page);
    const shown = await page.$eval(name, (own) => own.firstElementChild.innerText);
    assert.match(shown, /^Availability of …\u200b? but the lift$/);
    const height = (selector) =>
      page.$eval(`${name} ${selector}`, (own) => own.getBoundingClientRect().height);
    assert.ok((await height("span")) < 45, "two lines");
    assert.ok((await height(".long-name-whole")) < 2, "the whole is not seen");
    assert.ok((await page.$eval(at, (own) => own.ariaLabel)).startsWith(long), "it is heard");
    await page.keyboard.press("Tab"); // by keyboard from now on
    await page.focus(at);
    assert.ok((await height(".long-name-whole")) > 30);
    assert.equal(await page.$eval(`${name} .long-name-whole`, (own) => own.innerText), long);
  });
}

scenario("other readings of the contract are tried on a figure", async ({ page }) => {
  await openSample(page, "Managed services");
  await page.waitForSelector("#figure-0-2");
  await page.click("#figure-0-2");
  await page.waitForSelector(".otherwise button");
  assert.equal(await page.$(".otherwise li"), null, "nobody asked yet");
  await page.click(".otherwise button");
  await page.waitForFunction(() => !document.querySelector(".otherwise :is(button, progress)"));
  assert.equal(await page.evaluate(() => document.activeElement.id), "otherwise");
  const readings = await page.$$eval(".otherwise li", (lines) =>
    lines.map((line) => [...line.children].map((part) => part.textContent.trim())),
  );
  const first = ["If the first 1\u00a0min of each outage did not count", "met, no credit"];
  assert.deepEqual(readings.find(([under]) => under === first[0]), first);
  assert.ok(!readings.some(([under]) => under.includes("overlap")), "which changes nothing");
  // Of another figure all is known by now, and that nothing changes it is said.
  await page.$eval("#figure-0-3", (figure) => figure.click()); // wherever it is scrolled to
  await page.waitForFunction(() =>
    document.querySelector(".otherwise [role=status]")?.textContent.includes("No other reading"),
  );
  assert.equal(await page.$(".otherwise li"), null);
});

scenario("the statement of credits leads to its calculations", async ({ page }) => {
  await openSample(page, "Managed services");
  await page.waitForSelector("#credits");
  const first = plainly(await text(page, ".credit-lines tbody tr"));
  assert.ok(first.includes("July 2026") && first.includes("If it ended now"), first);
  await page.click(".credit-lines tbody tr a");
  await page.waitForFunction(() => document.querySelector("#panel-title")?.innerText.includes("July 2026"));
  assert.ok(plainly(await text(page, "aside")).includes("€300.00"));
});
