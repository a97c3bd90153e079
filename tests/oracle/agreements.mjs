#!/usr/bin/env node
// What an agreement of examples/contracts/ comes to, straight from its two files: the value, the
// verdict and the credit of each period that is over. See README.md beside this file.
//
//   node agreements.mjs CONTRACT INCIDENTS AS_OF

import { fileURLToPath } from "node:url";

import { exactText, unitsText } from "./exact.mjs";
import { open, periodsOf } from "./agreements/case.mjs";
import { settle } from "./agreements/settle.mjs";
import { judge } from "./agreements/values.mjs";
import { basisOf, worthOf } from "./agreements/worth.mjs";

const fraction = (x) => { try { return exactText(x); } catch { return `${x.n}/${x.d}`; } };

export function table(contractFile, historyFile, asOf) {
  const it = open(contractFile, historyFile, asOf);
  it.periods = periodsOf(it);
  const rows = judge(it);
  for (const row of rows) {
    const own = (r) => r.objective === row.objective && JSON.stringify(r.labels) === JSON.stringify(row.labels);
    row.base = row.objective.credit ? basisOf(row, it) : null;
    row.gross = worthOf(row, rows.filter((r) => own(r) && r.period.at < row.period.at), it);
  }
  settle(rows, it);
  const lines = rows.map((r) => [
    r.period.name, r.objective.id, r.labels.map(([name, value]) => `${name}=${value}`).join("; "),
    r.value === null ? "" : fraction(r.value), r.verdict, r.net === undefined ? "" : unitsText((r.net.n * 100n) / r.net.d, 2), r.state ?? "",
  ]);
  return [["period", "objective", "labels", "value", "verdict", "credit", "claim"], ...lines].map((line) => line.join(",") + "\n").join("");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(table(...process.argv.slice(2)));
