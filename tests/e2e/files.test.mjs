// Files are dropped, found wrong, repaired, swapped and taken out.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { drop, openSample, plainly, report, says, text, whole } from "./reader.mjs";
import { overwrite, scenario } from "./harness.mjs";

const example = (name) => new URL(`../../examples/managed-services/${name}`, import.meta.url);
const contract = readFileSync(example("contract.json"), "utf8");
const incidents = readFileSync(example("incidents.json"), "utf8");
const READY = "[data-engine=Ready]";

scenario("a contract and incidents are dropped", async ({ page, requests }) => {
  await page.waitForSelector(READY);
  const before = requests.length;
  const framed = await drop(page, { "contract.json": contract, "incidents.json": incidents });
  assert.ok(framed, "the window shows that it takes the files");
  // Nobody said as of when: the page proposes the export, and says so.
  await says(page, "As of 14 Jul 2026, 08:00 CEST");
  await says(page, "Proposed: the instant of the latest export.");
  await says(page, "Missed in 3 of 6 months.");
  assert.equal(requests.length, before, "nothing is asked of any server");
});

scenario("the order and the names of files do not matter", async ({ page }) => {
  await page.waitForSelector(READY);
  await drop(page, { "b.txt": incidents, "a.txt": contract });
  await says(page, "Missed in 3 of 6 months.");
  await whole(page);
  const kinds = await page.$$eval(".case-file", (files) => files.map((file) => file.innerText));
  assert.match(kinds[0], /b\.txt\s+Incidents/);
  assert.match(kinds[1], /a\.txt\s+Contract/);
});

scenario("files are chosen one after the other", async ({ page }) => {
  await page.waitForSelector(READY);
  const choose = async (name) => {
    const field = await page.$("input[type=file]");
    await field.uploadFile(fileURLToPath(example(name)));
  };
  await choose("contract.json");
  await says(page, "None of the files is an incident history.");
  await says(page, "Add a file with “format”: “sla-incidents/1”.");
  await choose("incidents.json");
  await says(page, "Missed in 3 of 6 months.");
  await whole(page);
  // Taken out again, the incidents are missing again; the contract stays.
  await page.click(".case-file:nth-child(2) .case-file-remove");
  await says(page, "None of the files is an incident history.");
  await page.click(".case-file-remove");
  await says(page, "Drop a contract and an incident history here");
});

scenario("a file that changed on disk since it was chosen is named, and chosen again", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "sla-files-"));
  const chosen = join(folder, "incidents.json");
  writeFileSync(chosen, incidents);
  const choose = async (path) => {
    const field = await page.$("input[type=file]");
    await field.uploadFile(path);
  };
  await page.waitForSelector(READY);
  await choose(fileURLToPath(example("contract.json")));
  await says(page, "None of the files is an incident history.");
  await choose(chosen);
  await says(page, "Missed in 3 of 6 months.");
  await whole(page);
  // Shorter: Firefox notices nothing else.
  writeFileSync(chosen, incidents.trimEnd());
  // A file less, and all others are read again.
  await page.click(".case-file:nth-child(1) .case-file-remove");
  await says(page, "incidents.json cannot be read. Has it changed on disk since you chose it");
  await choose(chosen);
  await says(page, "None of the files is a contract.");
  await choose(fileURLToPath(example("contract.json")));
  await says(page, "Missed in 3 of 6 months.");
  rmSync(folder, { recursive: true });
});

scenario("a broken file is shown with its line, and repaired", async ({ page }) => {
  await page.waitForSelector(READY);
  const broken = contract.replace('"service": "erp"', '"service": "epr"');
  await drop(page, { "contract.json": broken, "incidents.json": incidents });
  await says(page, "The files have 1 error; nothing was calculated.");
  const line = broken.split("\n").findIndex((text) => text.includes("epr")) + 1;
  const fault = await text(page, ".fault");
  assert.ok(fault.includes("unknown_service"));
  assert.ok(fault.includes(`contract.json:${line}:`));
  assert.ok(fault.includes("/objectives/0/service"));
  assert.ok(fault.includes("The contract has no service “epr”."));
  assert.ok(fault.includes("Did you mean “erp”?"));
  assert.ok((await text(page, ".fault-line")).includes('"service": "epr"'));
  assert.equal(await text(page, ".fault-line mark"), "epr");
  assert.equal(await text(page, ".unseen[role=status]"), await text(page, "h1"));
  await drop(page, { "contract.json": contract });
  await says(page, "Missed in 3 of 6 months.");
  await whole(page);
  assert.equal(await page.$$eval(".case-file", (files) => files.length), 2);
});

scenario("a PDF is named for what it is", async ({ page }) => {
  await page.waitForSelector(READY);
  await drop(page, { "agreement.pdf": "%PDF-1.7\n%âãÏÓ", "incidents.json": incidents });
  await says(page, "This is a PDF document");
  await says(page, "Write its terms down as JSON");
  assert.ok((await report(page)).includes("agreement.pdf"));
});

scenario("hostile names do nothing and are shown as they are", async ({ page }) => {
  await page.waitForSelector(READY);
  const evil = JSON.parse(contract);
  evil.title = "<script>document.title = 'taken'</script>";
  evil.provider.name = "safe\u202eevil";
  evil.objectives[0].name = '<img src=x onerror="document.title=1">';
  evil.note = "javascript:alert(1)";
  await drop(page, { "<b>c\u202e.json": JSON.stringify(evil), "incidents.json": incidents });
  await says(page, "Missed in 3 of 6 months.");
  await whole(page);
  const said = await report(page);
  assert.ok(said.includes("<script>document.title = 'taken'</script>"));
  assert.ok(said.includes("safe\\u{202e}evil"), "what turns the writing is spelled out");
  assert.ok(said.includes("<b>c\\u{202e}.json"));
  assert.ok(!said.includes("\u202e"));
  assert.equal(
    plainly(await page.title()),
    `Missed in 3 of 6 months. ${evil.title} – SLA Calculator`,
  );
  assert.equal(await page.$("main img, main script, main a:not([href^=\"#/\"])"), null);
  assert.equal(await text(page, ".account-title bdi"), evil.title);
});

scenario("own files take the place of a sample, and closing leads back to the start", async ({ page }) => {
  await page.waitForSelector(READY);
  await openSample(page, "GitHub Enterprise Cloud");
  await says(page, "This is a sample.");
  await drop(page, { "contract.json": contract, "incidents.json": incidents });
  await says(page, "Managed IT services for Hartmann Logistik");
  assert.ok(!(await report(page)).includes("This is a sample."));
  await page.click(".brand a");
  await says(page, "Drop a contract and an incident history here");
});

scenario(
  "a sample that is not there is said to be missing",
  {
    change: (folder) =>
      overwrite(
        folder,
        "examples/samples.json",
        JSON.stringify([
          { id: "none", title: "None", description: "", contract: "c", incidents: [], as_of: "" },
        ]),
      ),
    console: [/404/],
  },
  async ({ page, failures }) => {
    await openSample(page, "None");
    await says(page, "None could not be fetched.");
    failures.length = 0; // this one was wanted
  },
);

scenario(
  "an engine that dies keeps the files, and another calculates",
  {
    change: (folder) =>
      overwrite(
        folder,
        "worker.js",
        // An engine that is given a file of this name dies.
        readFileSync(`${folder}/worker.js`, "utf8") +
          `
          addEventListener("message", (event) => {
            if (event.data[1]?.includes('"dies.json"')) {
              setTimeout(() => { throw new Error("died on purpose"); });
            }
          });`,
      ),
    console: [/died on purpose/],
  },
  async ({ page, requests }) => {
    await page.waitForSelector(`${READY} [id^=open-sample-]`);
    const asked = requests.length;
    await drop(page, { "dies.json": contract, "incidents.json": incidents });
    await says(page, "The calculation stopped unexpectedly.");
    assert.equal(await page.$$eval(".case-file", (files) => files.length), 2);
    await page.click(".case-file-remove");
    await drop(page, { "lives.json": contract });
    await says(page, "Missed in 3 of 6 months.");
    assert.deepEqual(requests.slice(asked), [], "it needs nothing that the page has not");
  },
);
