// The page starts wherever it lies, keeps its policy, and notices a worker that does not fit.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { browserName, dist, open, overwrite, scenario } from "./harness.mjs";
import { says } from "./reader.mjs";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "img-src 'self' data: blob:; connect-src 'self'; worker-src blob:; " +
  "manifest-src 'self'; base-uri 'none'; form-action 'none'";

const PROMISE = "Was the service level agreement kept, and what is each breach worth?";

for (const under of ["/", "/some/folder/"]) {
  scenario(`starts below ${under}`, { under }, async ({ page, requests }) => {
    await page.waitForSelector("[data-engine=Ready]");
    assert.equal(await page.$eval("h1", (heading) => heading.innerText), PROMISE);
    assert.equal(await page.$eval("html", (html) => html.lang), "en");
    assert.ok(requests.includes(`${under}worker.js`), "the worker's script is asked for");
    assert.ok(requests.includes(`${under}engine/worker_bg.wasm`), "and so is its module");
    assert.ok(requests.every((path) => path.startsWith(under)));
  });
}

scenario("declares its policy", async ({ page }) => {
  const selector = "meta[http-equiv='Content-Security-Policy']";
  assert.equal(await page.$eval(selector, (meta) => meta.content), POLICY);
});

scenario("has modules that the browser can compile", async ({ page, address }) => {
  const modules = files((name) => name.endsWith(".wasm"));
  assert.equal(modules.length, 2);
  for (const name of modules) {
    const exported = await page.evaluate(async (url) => {
      const module = await WebAssembly.compileStreaming(fetch(url));
      return WebAssembly.Module.exports(module).length;
    }, new URL(name, address).href);
    assert.ok(exported > 0, name);
  }
});

scenario("gets compressed files of the right types", async ({ page, address }) => {
  const [module] = files((name) => name.endsWith("_bg.wasm"));
  for (const [name, type] of [[module, "application/wasm"], ["boot.js", "text/javascript"]]) {
    const answer = await page.evaluate(async (url) => {
      const { headers } = await fetch(url);
      return { type: headers.get("content-type"), encoding: headers.get("content-encoding") };
    }, new URL(name, address).href);
    assert.ok(answer.type.startsWith(type), `${name}: ${answer.type}`);
    assert.ok(["br", "gzip"].includes(answer.encoding), `${name}: ${answer.encoding}`);
  }
});

scenario(
  "refuses a worker of another build",
  { change: (folder) => overwrite(folder, "worker.js", 'postMessage([0, "older"]);') },
  async ({ page }) => {
    await says(page, "This page and its calculator are of different versions.");
  },
);

// A page that is opened from a disk carries both, and can fetch nothing.
scenario("starts a worker from a text and bytes alone", async ({ page, requests }) => {
  await page.waitForSelector("[data-engine=Ready] [id^=open-sample-]");
  const text = ["engine/worker.js", "worker.js"].map((name) => read(name, "utf8")).join("\n");
  const module = read("engine/worker_bg.wasm", "base64");
  const asked = requests.length;
  const [number, build] = await page.evaluate(
    async ({ text, module }) => {
      const bytes = Uint8Array.from(atob(module), (letter) => letter.charCodeAt(0)).buffer;
      const worker = new Worker(URL.createObjectURL(new Blob([text])));
      worker.postMessage(bytes, [bytes]);
      return new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
    },
    { text, module },
  );
  assert.equal(number, 0);
  assert.match(build, /^(unmarked|[0-9a-f]{16})$/);
  assert.deepEqual(requests.slice(asked), []);
});

scenario(
  "says so when the worker cannot start",
  { change: (folder) => overwrite(folder, "engine/worker_bg.wasm", "no module") },
  async ({ page }) => {
    await says(page, "The calculator did not start.");
  },
);

scenario(
  "says so when the list of samples cannot be had",
  { change: (folder) => overwrite(folder, "examples/samples.json", "no list") },
  async ({ page }) => says(page, "The samples could not be fetched."),
);

test("the page's own module leaves the time zones to the worker", () => {
  const [app] = files((name) => /^app-.*\.wasm$/.test(name));
  assert.ok(!readFileSync(new URL(app, dist), "latin1").includes("Antarctica/"));
});

// The promises are worth something only if breaking them is noticed.
test(`a page that asks elsewhere is caught (${browserName})`, { timeout: 60_000 }, async (t) => {
  const change = (folder) => {
    const script = (who) => `fetch("http://elsewhere.invalid/${who}").catch(() => {});`;
    overwrite(folder, "leak.js", script("page") + 'new Worker("leaking-worker.js");');
    overwrite(folder, "leaking-worker.js", script("worker"));
    overwrite(folder, "index.html", '<title>x</title><script src="leak.js"></script>');
  };
  const visit = await open(t, { change });
  await visit.load();
  const deadline = Date.now() + 10_000;
  while (visit.strays.length < 2 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const asked = ["page", "worker"].map((who) => `GET http://elsewhere.invalid/${who}`);
  assert.deepEqual(visit.strays.sort(), asked);
  await assert.rejects(visit.keepsItsPromises());
});

/** A built file. */
function read(name, encoding) {
  return readFileSync(new URL(name, dist), encoding);
}

/** The names of built files, relative to dist. */
function files(wanted) {
  return readdirSync(dist, { recursive: true }).filter(wanted).sort();
}
