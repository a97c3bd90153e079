// Takes pictures of the built page in each state, width and theme, for somebody to look at:
// target/shots/index.html shows them side by side.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";

import { launch, serve } from "../../tests/e2e/browser.mjs";
import { sheet } from "./sheet.mjs";
import { HEIGHTS, STATES, WIDTHS } from "./states.mjs";

const LOOKS = {
  light: [{ name: "prefers-color-scheme", value: "light" }],
  dark: [{ name: "prefers-color-scheme", value: "dark" }],
  forced: [
    { name: "prefers-color-scheme", value: "dark" },
    { name: "forced-colors", value: "active" },
  ],
};
const folder = new URL("../../target/shots/", import.meta.url);

const wanted = process.argv.slice(2);
const chosen = STATES.filter(({ name }) => !wanted.length || wanted.some((own) => fits(name, own)));
if (!wanted.every((own) => chosen.some(({ name }) => fits(name, own)))) {
  console.error(`the states are ${STATES.map(({ name }) => name).join(", ")}`);
  process.exit(1);
}

const closing = [];
const browser = await launch();
try {
  const address = await serve("/", undefined, closing);
  if (!wanted.length) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const state of chosen) {
    for (const width of state.widths ?? WIDTHS) await visit(address, state, width);
  }
  writeFileSync(new URL("index.html", folder), sheet(folder));
  console.log(`The pictures are in ${folder.pathname}index.html`);
} finally {
  await browser.close();
  closing.forEach((close) => close());
}

/** A state by its name, or all whose names begin so. */
function fits(name, own) {
  return name === own || name.startsWith(`${own}-`);
}

/** One that cannot be reached is told, and the others are taken all the same. */
async function visit(address, state, width) {
  const page = await browser.newPage();
  try {
    await page.setViewport({ width, height: HEIGHTS[width] });
    await page.goto(address.href);
    await page.waitForSelector("[data-engine=Ready]");
    await page.waitForSelector("[id^=open-sample-]");
    await state.open(page);
    await settled(page);
    const named = (ending) => new URL(`${state.name}-${width}${ending}`, folder).pathname;
    await (state.take ?? pictures)(page, named, state);
    console.log(`${state.name} ${width}`);
  } catch (fault) {
    console.error(`${state.name} ${width}: ${fault.message}`);
    process.exitCode = 1;
  } finally {
    await page.close();
  }
}

async function pictures(page, named, { window = false }) {
  const browser = await page.createCDPSession(); // puppeteer's own way knows no forced colours
  for (const [look, features] of Object.entries(LOOKS)) {
    await browser.send("Emulation.setEmulatedMedia", { features });
    await settled(page);
    await page.screenshot({ path: named(`-${look}.png`), fullPage: !window });
  }
}

/** Nothing is awaited any more, and nothing moves. */
async function settled(page) {
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.all(document.getAnimations().map((animation) => animation.finished));
  });
}
