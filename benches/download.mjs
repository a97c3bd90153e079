// Which files a visitor downloads until the small sample's verdict stands there, and what they
// weigh. All requests, those of workers too, pass a relay of ours. Prints JSON.

import { existsSync, readFileSync, statSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { dist } from "../tests/e2e/browser.mjs";
import { visited } from "./staged.mjs";

/** Passes all on to a server and notes the paths that it was asked for. */
async function relay({ port }, asked, closing) {
  const server = http.createServer(({ url, method, headers }, response) => {
    asked.add(url);
    http.get({ host: "127.0.0.1", port, path: url, method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

const folder = fileURLToPath(dist);
const size = (file) => (existsSync(file) ? statSync(file).size : undefined);

/** What a file weighs, with the encodings that it has beside it. */
function weigh(path) {
  const name = path === "/" ? "index.html" : decodeURI(path).slice(1).split(/[?#]/)[0];
  const raw = size(join(folder, name));
  const [gzip, brotli] = [".gz", ".br"].map((ending) => size(join(folder, name + ending)) ?? raw);
  return { name, raw, gzip, brotli };
}

await visited(undefined, async (browser, address, closing) => {
  const asked = new Set();
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(readFileSync(new URL("observe.js", import.meta.url), "utf8"));
  await page.goto(await relay(address, asked, closing));
  await page.waitForSelector("[id^=open-sample-]");
  await page.$$eval(".sample", (samples) => {
    const small = samples.find(({ innerText }) => innerText.includes("Managed services"));
    small.querySelector("[id^=open-sample-]").click();
  });
  await page.evaluate(() => seen.painted);
  return { files: [...asked].map(weigh) };
});
