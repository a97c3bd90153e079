#!/usr/bin/env node
// What an agreement of examples/contracts/ comes to, straight from its two files: the value, the
// verdict and the credit of each period that is over, or the rights that arose. See README.md beside
// this file.
//
//   node agreements.mjs CONTRACT INCIDENTS AS_OF
//   node agreements.mjs --rights CONTRACT INCIDENTS AS_OF

import { fileURLToPath } from "node:url";

import { exactText, unitsText } from "./exact.mjs";
import { open, periodsOf } from "./agreements/case.mjs";
import { rightsOf, stopped } from "./agreements/rights.mjs";
import { settle } from "./agreements/settle.mjs";
import { judge } from "./agreements/values.mjs";
import { basisOf, worthOf } from "./agreements/worth.mjs";

const fraction = (x) => { try { return exactText(x); } catch { return `${x.n}/${x.d}`; } };

const csv = (lines) => lines.map((line) => line.join(",") + "\n").join("");

/** The agreement, and each value with its verdict. */
function judged(contractFile, historyFile, asOf) {
  const it = open(contractFile, historyFile, asOf);
  it.periods = periodsOf(it);
  return { it, rows: judge(it) };
}

export function rightsTable(...files) {
  const { it, rows } = judged(...files);
  const lines = rightsOf(rows, it).map(({ right, period, lastDay, state }) => [right.id, period.name, lastDay, state]);
  return csv([["right", "period", "last_day", "state"], ...lines]);
}

export function table(...files) {
  const { it, rows } = judged(...files);
  for (const row of rows) {
    const own = (r) => r.objective === row.objective && JSON.stringify(r.labels) === JSON.stringify(row.labels);
    row.base = row.objective.credit ? basisOf(row, it) : null;
    row.gross = worthOf(row, rows.filter((r) => own(r) && r.period.at < row.period.at), it);
  }
  settle(rows, stopped(rightsOf(rows, it), it), it);
  const lines = rows.map((r) => [
    r.period.name, r.objective.id, r.labels.map(([name, value]) => `${name}=${value}`).join("; "),
    r.value === null ? "" : fraction(r.value), r.verdict, r.net === undefined ? "" : unitsText((r.net.n * 100n) / r.net.d, 2), r.state ?? "",
  ]);
  return csv([["period", "objective", "labels", "value", "verdict", "credit", "claim"], ...lines]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  process.stdout.write(words[0] === "--rights" ? rightsTable(...words.slice(1)) : table(...words));
}
