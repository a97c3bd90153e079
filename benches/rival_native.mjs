// The rivals as programs: node rival_native.mjs parse|plain CONTRACT INCIDENTS
// `plain` prints its rows, as seconds of downtime by service and month.
import { readFileSync } from "node:fs";

import "./rival.js";

const [job, ...files] = process.argv.slice(2);
const took = {};
const values = files.map((file) => rival.parse(readFileSync(file), took));
if (job === "plain") {
  for (const { service, from, down } of rival.shares(...values, took)) {
    console.log(`${new Date(from).toISOString().replace(".000", "")},${service},${down}`);
  }
}
