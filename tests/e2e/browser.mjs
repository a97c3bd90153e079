// The browser that was chosen for a script, and our own server for it to visit.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

/** What `cargo xtask` says in the environment. */
export const setting = (name) => {
  assert.ok(process.env[name], `${name} is not set: run this by \`cargo xtask\``);
  return process.env[name];
};

export const browserName = setting("SLA_BROWSER");
export const dist = new URL("../../dist/", import.meta.url);

const found = createRequire(join(setting("SLA_MODULES"), "here.js")).resolve("puppeteer-core");
const { default: puppeteer } = await import(pathToFileURL(found));

/** Starts the browser. */
export const launch = () =>
  puppeteer.launch({
    browser: browserName,
    executablePath: setting("SLA_BROWSER_PROGRAM"),
    headless: true,
    timeout: 60_000,
    args: browserName === "chrome" ? chromium : [],
    extraPrefsFirefox: { "network.proxy.allow_hijacking_localhost": true },
  });

/** Our own server on a free port, and the address of the page. */
export async function serve(under, folder, closing) {
  const words = ["serve", "--built", "--port", "0", "--under", under];
  if (folder) words.push("--folder", folder);
  const server = spawn(setting("SLA_XTASK"), words, { stdio: ["ignore", "pipe", "inherit"] });
  closing.push(() => server.kill());
  for await (const line of createInterface({ input: server.stdout })) {
    const address = line.match(/http:\S+/)?.[0];
    if (address) return new URL(address);
  }
  throw new Error("the server ended before it named its address");
}

const chromium = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
