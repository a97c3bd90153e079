// Every picture by finger, by arrow keys, as a table and as files.

import assert from "node:assert/strict";

import { keepFiles, openSample, plainly, pressIn } from "./reader.mjs";
import { browserName, scenario } from "./harness.mjs";

/** The way to each group of pictures, and which they are. */
const PICTURES = {
  "an availability": {
    subjects: ["trend", "error-budget", "outages", "credits", "costs"],
    open: (page) => openSample(page, "Hosted portal"),
  },
  clocks: {
    subjects: ["cases"],
    open: async (page) => {
      await openSample(page, "Service desk");
      await page.waitForSelector(".charts-objective select");
      await page.select(".charts-objective select", "response");
    },
  },
  "an incident": {
    subjects: ["clocks"],
    open: async (page) => {
      await openSample(page, "Service desk");
      await page.waitForSelector(".case-files");
      await page.evaluate(() => (location.hash += "?incident=SD-2014"));
    },
  },
};

for (const [name, { subjects, open }] of Object.entries(PICTURES)) {
  scenario(`the pictures of ${name} are read by finger and by keys, and saved`, async ({ page }) => {
    const hasTouch = browserName === "chrome";
    await page.setViewport({ width: 768, height: 900, hasTouch });
    await open(page);
    await keepFiles(page);
    for (const subject of subjects) {
      const figure = `[data-subject=${subject}]`;
      await page.waitForSelector(`${figure} .chart-mark`);
      if (hasTouch) await tapped(page, figure);
      await walked(page, figure);
      await saved(page, figure);
      await pressIn(page, figure, "Table");
      await page.waitForSelector(`${figure} tbody tr`);
      await pressIn(page, figure, "Table");
      await page.waitForSelector(`${figure} .chart-mark`);
    }
  });
}

/** A first touch shows the figure of the mark, and opens nothing. */
async function tapped(page, figure) {
  const before = await page.evaluate(() => location.hash);
  const [x, y, words] = await page.$$eval(`${figure} .chart-mark`, (marks) => {
    const mark = marks[Math.floor(marks.length / 2)];
    mark.scrollIntoView({ block: "center" });
    const { x, y, width, height } = mark.getBoundingClientRect();
    return [x + width / 2, y + height / 2, mark.getAttribute("aria-label")];
  });
  await page.touchscreen.tap(x, y);
  await page.waitForSelector(`${figure} .chart-panel`);
  const told = plainly(await page.$eval(`${figure} .chart-panel p`, (own) => own.innerText));
  assert.ok(told.length > 2 && words.length > 10, `${figure}: ${told}`);
  const within = await page.$eval(`${figure} .chart-panel`, (panel) => {
    const { left, right } = panel.getBoundingClientRect();
    return left >= 0 && right <= document.documentElement.clientWidth;
  });
  assert.ok(within, `${figure}: the panel is in view`);
  assert.equal(await page.evaluate(() => location.hash), before, figure);
}

/** One tab stop; Home and End lead from end to end, each with its panel. */
async function walked(page, figure) {
  const stops = await page.$$eval(`${figure} .chart-mark[tabindex="0"]`, (all) => all.length);
  assert.equal(stops, 1, figure);
  await page.$eval(`${figure} .chart-mark[tabindex="0"]`, (mark) => mark.focus());
  const at = () =>
    page.$$eval(`${figure} .chart-mark`, (marks) => [
      marks.indexOf(document.activeElement),
      marks.length - 1,
    ]);
  await page.keyboard.press("Home");
  assert.equal((await at())[0], 0, figure);
  await page.keyboard.press("ArrowRight");
  const [second, last] = await at();
  assert.equal(second, Math.min(1, last), figure);
  await page.keyboard.press("End");
  assert.equal((await at())[0], last, figure);
  await page.waitForSelector(`${figure} .chart-panel`);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".chart-panel"));
}

/** The SVG is one, and the PNG has the picture's size twice over. */
async function saved(page, figure) {
  await page.evaluate(() => (window.saved = []));
  await pressIn(page, figure, "Download SVG");
  await pressIn(page, figure, "Download PNG");
  await page.waitForFunction(() => window.saved.length === 2);
  const [svg, png] = await page.evaluate(async () => {
    const [svg, png] = ["svg", "png"].map((ending) =>
      window.saved.find(({ name }) => name.endsWith(`.${ending}`)));
    const text = await svg.blob.text();
    const read = new DOMParser().parseFromString(text, "image/svg+xml");
    const image = await createImageBitmap(png.blob);
    const root = read.documentElement;
    return [
      { root: root.nodeName, broken: read.querySelector("parsererror") !== null,
        width: Number(root.getAttribute("width")), height: Number(root.getAttribute("height")),
        own: /class=|style=|var\(/.test(text) },
      { width: image.width, height: image.height, bytes: png.blob.size },
    ];
  });
  assert.deepEqual([svg.root, svg.broken, svg.own], ["svg", false, false], figure);
  assert.ok(svg.width > 200 && svg.height > 20, figure);
  assert.deepEqual([png.width, png.height], [svg.width * 2, svg.height * 2], figure);
  assert.ok(png.bytes > 500, figure);
}
