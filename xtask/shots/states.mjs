// The states of the page that are looked at, each with the way there from the start.

import { readFileSync } from "node:fs";

import { drop } from "../../tests/e2e/reader.mjs";
import * as files from "./files.mjs";

export const WIDTHS = [360, 768, 1440];
export const HEIGHTS = { 360: 800, 768: 1024, 1440: 900, 3840: 2160 };
const WITH_WALL = [...WIDTHS, 3840];

/** A figure, or an objective where there is no room for figures. */
const REPORT = "[id^=figure-], [id^=objective-]";

const samples = new URL("../../examples/samples.json", import.meta.url);
const examples = JSON.parse(readFileSync(samples, "utf8")).map(({ id }, place) => ({
  name: `report-${id}`,
  widths: WITH_WALL,
  open: (page) => sample(page, place),
}));

/** `window` takes what is in view, where the whole page says less; `take` takes something else. */
export const STATES = [
  { name: "start", open: async () => {} },
  { name: "start-faults", open: (page) => shown(page, files.broken, "h1:not(.start h1)") },
  ...examples,
  { name: "large", open: (page) => reported(page, files.large()) },
  { name: "met", open: (page) => reported(page, files.met) },
  { name: "unmeasured", open: (page) => reported(page, files.unmeasured) },
  { name: "corrected", open: corrected },
  { name: "currencies", open: (page) => reported(page, files.currencies) },
  { name: "currencies-agreement", open: currencies },
  { name: "filtered", open: filtered },
  { name: "coverage", open: coverage },
  { name: "tables", open: tables },
  { name: "objective", widths: [360], open: objective },
  { name: "calculation", window: true, open: calculation },
  { name: "otherwise", window: true, open: otherwise },
  { name: "cases", open: cases },
  { name: "incidents", open: (page) => incidents(page) },
  { name: "incident", open: (page) => incident(page, 0) },
  { name: "incident-paused", open: (page) => incident(page, 21) },
  { name: "agreement", open: (page) => agreement(page, "managed-services") },
  { name: "agreement-azure", open: (page) => agreement(page, "contracts/azure-virtual-machines") },
  { name: "quote", open: (page) => quote(page, "#/quote?hour=5000") },
  { name: "quote-calculation", window: true, open: (page) => quote(page, "#/quote/aws-rds/orders-uptime") },
  { name: "quote-faults", window: true, open: (page) => quote(page, "#/quote?down=three&fee=&currency=euro") },
  { name: "print", widths: [1440], open: (page) => sample(page, 1), take: paper },
];

/** Presses the button of the sample at that place of the list. */
async function sample(page, place) {
  await page.click(`#open-sample-${place}`);
  await page.waitForSelector(REPORT);
}

/** A sample's agreement, as a person reads it. */
async function agreement(page, id) {
  const address = `#/sample/${encodeURIComponent(id)}?contract`;
  await page.evaluate((address) => (location.hash = address), address);
  await page.waitForSelector(".contract[aria-busy=false] h2");
}

/** What agreements would pay, as an address asks. */
async function quote(page, address) {
  await page.evaluate((address) => (location.hash = address), address);
  await page.waitForSelector(".quote-lines tr, .quote-field .wrong");
  if (address.includes("/aws")) await page.waitForSelector("aside .steps");
}

const reported = (page, dropped) => shown(page, dropped, REPORT);

async function shown(page, dropped, sign) {
  await drop(page, dropped);
  await page.waitForSelector(sign);
}

/** Where there is no room for all figures, those of one objective. */
async function objective(page) {
  await sample(page, 1);
  const narrow = await page.$("#objective-0");
  if (narrow) await narrow.click();
  await page.waitForSelector("#figure-0-2");
}

async function calculation(page) {
  await objective(page);
  await page.$eval("#figure-0-2", (figure) => figure.click()); // wherever it is scrolled to
  await page.waitForSelector("aside li");
}

/** What other readings of the contract make of that figure. */
async function otherwise(page) {
  await calculation(page);
  await page.click(".otherwise button");
  await page.waitForSelector(".otherwise li");
  await page.waitForFunction(() => !document.querySelector(".otherwise progress"));
  await page.$eval(".otherwise", (part) => part.scrollIntoView());
}

/** What was corrected, with the calculation of a figure that it changed. */
async function corrected(page) {
  await reported(page, files.corrected);
  const narrow = await page.$("#objective-0");
  if (narrow) await narrow.click();
  await page.waitForSelector("#figure-0-2");
  await page.$eval("#figure-0-2", (figure) => figure.click());
  await page.waitForSelector("aside li");
}

/** An agreement whose currency is another from a period on. */
async function currencies(page) {
  await reported(page, files.currencies);
  await page.evaluate(() => (location.hash += "?contract"));
  await page.waitForSelector(".contract[aria-busy=false] h2");
}

/** What was missed of one service, with all that can be chosen unfolded. */
async function filtered(page) {
  await sample(page, 2);
  await page.evaluate(() => (location.hash += "?service=desk&verdict=missed"));
  await page.waitForSelector(".filter-list li:nth-child(2)");
  if (page.viewport().width < 768) await page.$eval(".filter-fold", (fold) => fold.click());
}

/** Where not all is known, and of when. */
async function coverage(page) {
  await sample(page, 3);
  await page.waitForSelector(".coverage");
  await page.click(".coverage summary");
}

/** The pictures of what time was and of what cost most, as tables. */
async function tables(page) {
  await sample(page, 3);
  for (const picture of ["error-budget", "outages", "costs"]) {
    await page.waitForSelector(`[data-subject=${picture}] svg`);
    await page.$eval(`[data-subject=${picture}] .chart-files button`, (table) => table.click());
  }
}

/** The pictures of an objective that has cases. */
async function cases(page) {
  await sample(page, 2);
  const narrow = await page.$("#objective-0");
  if (narrow) await narrow.click();
  else {
    await page.waitForSelector(".charts-objective select");
    await page.select(".charts-objective select", "response");
  }
  await page.waitForSelector("[data-subject=cases] svg");
}

/** The list of incidents of the sample that has clocks. */
async function incidents(page) {
  await sample(page, 2);
  await page.waitForSelector(".case-files");
  await page.$$eval(".masthead-ways a", (ways) => ways.at(-1).click());
  await page.waitForSelector(".incident-table");
}

/** The incident in that row of the list. */
async function incident(page, row) {
  await incidents(page);
  await page.$$eval(".incident-table tbody a", (links, row) => links[row].click(), row);
  await page.waitForSelector(".incident-below > *");
}

/** The first three pages, as the page's own button would have them printed. */
async function paper(page, named) {
  await page.evaluate(() => {
    window.print = () => {}; // what it would show is there; the browser's dialogue is not wanted
  });
  const buttons = await page.$$("button");
  const words = await Promise.all(buttons.map((button) => button.evaluate((own) => own.innerText)));
  await buttons[words.indexOf("Print")].click();
  await page.waitForSelector(".print-sheets");
  await page.pdf({ path: named(".pdf"), format: "A4", pageRanges: "1-3", preferCSSPageSize: true });
}
