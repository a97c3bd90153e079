// The pictures of a report: what they say, how they are read without a mouse, and what is saved.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { drop, keepFiles, openSample, plainly, pressIn, text } from "./reader.mjs";
import { browserName, scenario } from "./harness.mjs";

const TREND = "[data-subject=trend]";
const CREDITS = "[data-subject=credits]";

/** Opens the small sample and waits for its pictures. */
async function opened(page) {
  await openSample(page, "Managed services");
  await page.waitForSelector(`${TREND} .chart`);
  await page.waitForSelector(`${CREDITS} .chart`);
}

const heading = async (page, figure) => plainly(await text(page, `${figure} h2`));

const headed = (page, figure, words) =>
  page.waitForFunction(
    (selector, words) => document.querySelector(selector).innerText.includes(words),
    {},
    `${figure} h2`,
    words,
  );

/** Presses the button with these words. */
/** Brings the keyboard to a mark, which is no element of HTML. */
const focus = (page, id) => page.$eval(`#${id}`, (mark) => mark.focus());

const focused = (page) => page.evaluate(() => document.activeElement.id);

scenario("the pictures say what they found", async ({ page }) => {
  await opened(page);
  assert.equal(
    await heading(page, TREND),
    "Remote access availability used up its allowance in 2 of 6 months",
  );
  assert.equal(await text(page, `${TREND} h2 bdi`), "Remote access availability");
  assert.equal(
    await heading(page, CREDITS),
    "Credits of €4,950.00 were earned in 3 of 6 months; €1,950.00 of it lapsed",
  );
  const role = await page.$eval(`${TREND} .chart`, (picture) => [
    picture.getAttribute("role"),
    picture.getAttribute("aria-label"),
  ]);
  assert.deepEqual([role[0], plainly(role[1])], ["img", await heading(page, TREND)]);
  await pressIn(page, TREND, "Percent");
  await headed(page, TREND, "fell below its target in 2 of 6 months");
  assert.ok((await text(page, `${TREND} .chart-measure`)).includes("axis from"));
  await page.select(`${TREND} select`, "0");
  await headed(page, TREND, "fell below its target in 1 of 6 months");
  assert.equal(await text(page, `${TREND} h2 bdi`), "ERP availability");
  await pressIn(page, TREND, "Time");
  await headed(page, TREND, "ERP availability");
  await headed(page, TREND, "used up its allowance in 1 of 6 months");
});

scenario("the keyboard alone reads a picture and opens its figures", async ({ page }) => {
  await opened(page);
  await page.select(`${TREND} select`, "0");
  await headed(page, TREND, "1 of 6 months");
  const stops = await page.$$eval(`${TREND} .chart-mark[tabindex="0"]`, (marks) =>
    marks.map((mark) => mark.id),
  );
  assert.deepEqual(stops, ["mark-trend-2026-07-01"]);
  await focus(page, "mark-trend-2026-07-01");
  await page.keyboard.press("Home");
  assert.equal(await focused(page), "mark-trend-2026-01-01");
  await page.keyboard.press("End");
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowLeft");
  assert.equal(await focused(page), "mark-trend-2026-03-01");
  await page.waitForFunction(() =>
    document.querySelector(".chart-panel")?.innerText.includes("March 2026"),
  );
  assert.equal(
    plainly(await page.$eval("#mark-trend-2026-03-01", (mark) => mark.getAttribute("aria-label"))),
    "ERP availability, March 2026: Missed, 44 min 36 s used of 44 min 34.8 s allowed.",
  );
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".chart-panel"));
  assert.equal(await focused(page), "mark-trend-2026-03-01");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".steps");
  const title = plainly(await text(page, "#panel-title"));
  assert.ok(title.includes("ERP availability, March 2026"), title);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.id === "mark-trend-2026-03-01");
  // A sum leads to its largest part.
  await focus(page, "mark-credits-2026-05-01");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() =>
    document.querySelector("#panel-title")?.innerText.includes("May 2026"),
  );
});

scenario("the panel beside a mark never covers it", async ({ page }) => {
  for (const width of [360, 768, 1440]) {
    await page.setViewport({ width, height: 900 });
    if (width === 360) await opened(page);
    const wanted = Math.min(880, await page.$eval(".charts", (list) => list.clientWidth));
    await page.waitForFunction(
      (wanted) =>
        Number(document.querySelector(".chart-marks").getAttribute("width")) === wanted,
      {},
      wanted,
    );
    for (const id of await page.$$eval(".chart-mark", (marks) => marks.map((mark) => mark.id))) {
      await focus(page, id);
      await page.waitForFunction(
        (id) => {
          const panel = document.querySelector(".chart-panel");
          const mark = document.getElementById(id);
          if (!panel || !panel.style.left) return false;
          const [own, other] = [panel, mark].map((part) => part.getBoundingClientRect());
          const middle = other.left + other.width / 2;
          const aside = own.left >= middle || own.right <= middle;
          const below = own.top >= other.bottom;
          const title = mark.getAttribute("aria-label");
          return (aside || below) && title.includes(panel.querySelector("p").innerText);
        },
        { timeout: 5_000 },
        id,
      );
    }
  }
});

scenario("the table has the figures of the picture", async ({ page }) => {
  await opened(page);
  for (const figure of [TREND, CREDITS]) {
    const told = await page.$$eval(`${figure} .chart-mark`, (marks) =>
      marks.map((mark) => mark.getAttribute("aria-label")),
    );
    assert.ok(told.length > 3, figure);
    await pressIn(page, figure, "Table");
    await page.waitForSelector(`${figure} table`);
    assert.equal(await page.$(`${figure} .chart`), null);
    const heads = await page.$$eval(`${figure} thead th[scope=col]`, (cells) => cells.length);
    const rows = await page.$$eval(`${figure} tbody tr`, (rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.innerText)),
    );
    assert.equal(rows.length, 7);
    assert.ok(rows.every((cells) => cells.length === heads));
    for (const words of told.map(plainly)) {
      const [, value] = rows.map((cells) => cells.map(plainly)).find(([own]) => words.includes(own));
      assert.ok(words.includes(value), `${words}: ${value}`);
    }
    await pressIn(page, figure, "Table");
    await page.waitForSelector(`${figure} .chart`);
  }
});

scenario("a saved picture has its colours in it", async ({ page }) => {
  await opened(page);
  await keepFiles(page);
  for (const figure of [TREND, CREDITS]) {
    await pressIn(page, figure, "Download SVG");
    await pressIn(page, figure, "Download PNG");
  }
  await page.waitForFunction(() => window.saved.length === 4);
  const saved = await page.evaluate(() =>
    Promise.all(
      window.saved.map(async ({ name, blob }) => {
        const image = new Image();
        image.src = URL.createObjectURL(blob);
        await image.decode();
        const { naturalWidth: width, naturalHeight: height } = image;
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [width, height];
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, width, height);
        let breach = false;
        for (let at = 0; at < data.length; at += 4) {
          breach ||= data[at] === 0x8e && data[at + 1] === 0x10 && data[at + 2] === 0x22;
        }
        const ground = [...data.slice(0, 4)];
        const text = blob.type.startsWith("image/svg") ? await blob.text() : "";
        return { name, width, height, breach, ground, text };
      }),
    ),
  );
  const [size] = await page.$$eval(".chart-marks", (marks) =>
    marks.map((own) => [Number(own.getAttribute("width")), Number(own.getAttribute("height"))]),
  );
  const names = saved.map(({ name }) => name).sort();
  assert.deepEqual(names, [
    "sla-credits.png",
    "sla-credits.svg",
    "sla-time-used.png",
    "sla-time-used.svg",
  ]);
  for (const { name, width, height, breach, ground, text } of saved) {
    const times = name.endsWith("png") ? 2 : 1;
    assert.deepEqual([width, height], size.map((pixels) => pixels * times), name);
    assert.ok(breach, `${name} shows what was missed or is owed`);
    assert.deepEqual(ground, [0xfa, 0xfa, 0xf7, 0xff], name);
    assert.ok(!/class=|style=/.test(text), name);
  }
});

for (const width of [360, 768, 1440]) {
  scenario(`pictures have the width there is at ${width}, and nothing jumps`, async ({ page }) => {
    await page.setViewport({ width, height: 900 });
    await opened(page);
    const places = () =>
      page.$$eval(".chart-figure, .chart-room, .chart, .chart-marks, .case-files", (parts) =>
        parts.map((part) => {
          const { x, width, height } = part.getBoundingClientRect();
          return [part.getAttribute("class"), x, part.offsetTop ?? 0, width, height].join(" ");
        }),
      );
    const [room, drawn] = await page.$eval(`${TREND} .chart-room`, (room) =>
      [room, room.querySelector(".chart")].map((part) => {
        const { width, height } = part.getBoundingClientRect();
        return [Math.floor(width), height];
      }),
    );
    assert.deepEqual(drawn, room);
    const [wide, high] = { 360: [328, 200], 768: [720, 220], 1440: [880, 236] }[width];
    // Some browsers take a scroll bar's width from it.
    assert.ok(drawn[0] <= wide && drawn[0] > wide - 24 && drawn[1] === high, drawn.join(" × "));
    const before = await places();
    await pressIn(page, TREND, "Percent");
    await headed(page, TREND, "fell below");
    assert.deepEqual(await places(), before);
    const beyond = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    assert.ok(beyond <= 0, "nothing scrolls sideways");
  });
}

// Where the bar for scrolling takes room, only the widest picture has the width that is committed.
const DRAWN = [[1440, 880], [768, 720], [360, 328]].slice(0, browserName === "chrome" ? 3 : 1);
for (const [wide, width] of DRAWN) {
  scenario(`the worker draws the committed pictures, byte by byte, at ${wide}`, async ({ page, address }) => {
    await page.setViewport({ width: wide, height: 900 });
    await page.evaluateOnNewDocument(() => {
      window.Worker = class extends Worker {
        constructor(...words) {
          super(...words);
          this.addEventListener("message", ({ data: [, text] }) => {
            if (text.startsWith('{"Charts"')) window.drawn = JSON.parse(text).Charts;
          });
        }
      };
    });
    await page.waitForNetworkIdle(); // leaving earlier would break off the loading of the worker
    await page.goto("about:blank");
    await page.goto(`${address.href}#/sample/managed-services`);
    await page.waitForFunction((width) => window.drawn?.wish.width === width, {}, width);
    const { wish, trend, credits } = await page.evaluate(() => window.drawn);
    const golden = (name) =>
      readFileSync(
        new URL(`../golden/charts/managed-services/${name}-${width}.svg`, import.meta.url),
        "utf8",
      );
    const laidOut = ({ picture }) => `${picture.svg.replaceAll("><", ">\n<")}\n`;
    assert.equal(laidOut(trend), golden(`${wish.objective}-time-used`));
    assert.equal(laidOut(credits), golden("credits"));
  });
}

scenario("a long name in a heading is whole for the keyboard and for a finger", async ({ page }) => {
  const long = `Availability of ${"everything that anybody at the headquarters could want, ".repeat(3)}but the lift`;
  const example = (name) =>
    readFileSync(new URL(`../../examples/managed-services/${name}`, import.meta.url), "utf8");
  const contract = JSON.parse(example("contract.json"));
  contract.objectives[1].name = long;
  await page.waitForSelector("[data-engine=Ready]");
  await drop(page, { "c.json": JSON.stringify(contract), "i.json": example("incidents.json") });
  const name = `${TREND} h2 .long-name`;
  await page.waitForSelector(name);
  const height = () =>
    page.$eval(`${name} .long-name-whole`, (own) => own.getBoundingClientRect().height);
  assert.ok((await height()) < 2, "the whole is not seen");
  await page.focus(name);
  assert.ok((await height()) > 15);
  assert.equal(await page.$eval(`${name} .long-name-whole`, (own) => own.innerText), long);
  await page.evaluate(() => document.activeElement.blur());
  assert.ok((await height()) < 2);
  await page.click(`${name} > span`);
  assert.ok((await height()) > 15, "a finger or a mouse brings it too");
});
