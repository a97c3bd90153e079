// The committed tables are what the oracle works out today. Run by `cargo xtask test oracle`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { rightsTable, table } from "./agreements.mjs";

const root = new URL("../../", import.meta.url);
const path = (name) => fileURLToPath(new URL(name, root));
const oracle = (...words) =>
  execFileSync(process.execPath, [path("tests/oracle/oracle.mjs"), ...words], { encoding: "utf8" });
const expected = (name) => readFileSync(path(`tests/oracle/expected/${name}`), "utf8");

// Of groups and of requests the oracle knows nothing: the checker works the samples that have them out
// from their files, and the twin walks random ones.
const notRead = ["web-shop", "public-api"];

for (const sample of JSON.parse(readFileSync(path("examples/samples.json"), "utf8"))) {
  if (notRead.includes(sample.id)) continue;
  const file = (name) => path(`examples/${sample.id}/${name}`);
  const inputs = [file(sample.contract), ...sample.incidents.map(file), sample.as_of];

  test(`${sample.id}: every figure`, () => {
    assert.equal(oracle(...inputs), expected(`${sample.id}.csv`));
  });

  test(`${sample.id}: every class of incidents`, () => {
    assert.equal(oracle("--classes", ...inputs), expected(`${sample.id}.classes.csv`));
  });

  test(`${sample.id}: every clock`, () => {
    assert.equal(oracle("--clocks", ...inputs), expected(`${sample.id}.clocks.csv`));
  });
}

const agreements = JSON.parse(readFileSync(path("examples/contracts/index.json"), "utf8"));
const filesOf = (sample) =>
  [sample.contract, sample.incidents[0]].map((name) => path(`examples/contracts/${sample.id}/${name}`));

for (const sample of agreements) {
  test(`${sample.id}: every period of the agreement`, () => {
    const said = table(...filesOf(sample), sample.as_of);
    assert.equal(said, expected(`contracts/${sample.id}.csv`));
  });
}

test("every right of the agreements", () => {
  const own = (sample) => {
    const [, ...rows] = rightsTable(...filesOf(sample), sample.as_of).trimEnd().split("\n");
    return rows.map((row) => `${sample.id},${row}\n`);
  };
  const said = ["agreement,right,period,last_day,state\n", ...agreements.flatMap(own)].join("");
  assert.equal(said, expected("rights.csv"));
});
