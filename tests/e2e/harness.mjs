// Opens the built page in a real browser, and holds every test to the same promises: an empty
// console, no failed request, and not one request to anywhere but the page's own server.
//
// How to add a test: write a `scenario` in a file of this folder that ends in `.test.mjs` (a new
// file for a new subject), and run `cargo xtask test page chromium`, or only `chromium` when the
// page in dist is fresh. The body receives puppeteer's page, already loaded, and the visit, whose
// `requests` list what was asked of the server so far. A test that provokes a message names it:
// `scenario("...", { console: [/what it says/] }, async ({ page }) => { ... })`. For a page whose
// files differ from the built ones, give `change`, a function of a copy of dist, and let it call
// `overwrite`.
//
// All traffic, that of workers too, passes a proxy of ours: it forwards what is meant for the
// page's server, refuses the rest, and keeps a list of both. So no browser can hide a request.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { browserName, dist, launch, serve } from "./browser.mjs";

export { browserName, dist } from "./browser.mjs";

/** Declares a test of the page; `options` may be left out. */
export function scenario(name, ...rest) {
  const body = rest.pop();
  const options = rest.pop() ?? {};
  test(`${name} (${browserName})`, { timeout: 60_000 }, async (t) => {
    const visit = await open(t, options);
    await visit.load();
    await body(visit);
    await visit.keepsItsPromises();
  });
}

/** A server, a proxy and a page of the test's own, all ended with it; `load` goes to the page. */
export async function open(t, { under = "/", change, console: expected = [] } = {}) {
  const closing = [];
  t.after(async () => {
    for (const step of closing.reverse()) await step();
  });
  let folder;
  if (change) {
    folder = mkdtempSync(join(tmpdir(), "sla-page-"));
    closing.push(() => rmSync(folder, { recursive: true }));
    cpSync(dist, folder, { recursive: true });
    change(folder);
  }
  const address = await serve(under, folder, closing);
  const { requests, strays, proxy } = await record(address.host, closing);
  const context = await (await browser()).createBrowserContext({
    proxyServer: proxy,
    proxyBypassList: ["<-loopback>"], // not even this machine's own addresses go past it
  });
  closing.push(() => context.close());
  const page = await context.newPage();
  const { messages, failures } = listen(page);

  return {
    page,
    address,
    requests,
    strays,
    messages,
    failures,
    load: () => page.goto(address.href, { waitUntil: "load" }),
    async keepsItsPromises() {
      const unexpected = messages.filter((text) => !expected.some((known) => known.test(text)));
      assert.deepEqual(unexpected, [], "the console stays empty");
      assert.deepEqual(failures, [], "no request fails");
      assert.deepEqual(strays, [], "nothing is asked of any other server");
    },
  };
}

/** Puts another file in the place of a built one. */
export function overwrite(folder, name, text) {
  for (const ending of [".br", ".gz"]) rmSync(join(folder, name + ending), { force: true });
  writeFileSync(join(folder, name), text);
}

/** Everything that the browser says about the page and its workers. */
function listen(page) {
  const messages = [];
  const failures = [];
  page.on("console", (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (fault) => messages.push(`page error: ${fault.message}`));
  page.on("error", (fault) => messages.push(`crash: ${fault.message}`));
  page.on("requestfailed", (request) =>
    failures.push(`${request.url()}: ${request.failure()?.errorText}`),
  );
  page.on("response", (response) => {
    if (response.status() >= 400) failures.push(`${response.url()}: ${response.status()}`);
  });
  return { messages, failures };
}

/** A proxy that forwards to one host, refuses all others, and remembers. */
async function record(host, closing) {
  const requests = [];
  const strays = [];
  const server = http.createServer((request, response) => {
    const url = new URL(request.url, "http://proxy.invalid/");
    if (url.host !== host) {
      strays.push(`${request.method} ${request.url}`);
      response.writeHead(403).end();
      return;
    }
    requests.push(url.pathname);
    const { method, headers } = request;
    const onward = http.request(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  server.on("connect", (request, socket) => {
    strays.push(`CONNECT ${request.url}`);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { requests, strays, proxy: `127.0.0.1:${server.address().port}` };
}

let running;

/** The browser of this file's tests, started once. */
export function browser() {
  running ??= launch();
  return running;
}

after(async () => (await running)?.close());
