// What is dropped on the page to bring it into a state, as names and contents.

import { readFileSync } from "node:fs";

const example = new URL("../../examples/managed-services/", import.meta.url);
const read = (name) => readFileSync(new URL(name, example), "utf8");
const contract = read("contract.json");
const incidents = read("incidents.json");

/** A service that nobody knows, a decimal comma, and a field with a slip of the pen. */
export const broken = {
  "contract.json": contract
    .replace('"service": "erp"', '"service": "epr"')
    .replace('"at_least": "99.9"', '"at_least": "99,9"')
    .replace('"time_zone"', '"timezone"'),
  "incidents.json": incidents,
};

/** The same agreement without any outage, and without any evidence. */
export const met = history((told) => ({ ...told, incidents: [] }));
export const unmeasured = history(({ source, ...told }) => {
  const covers = { from: "2025-01-01T00:00:00+01:00", until: "2025-12-01T00:00:00+01:00" };
  return { ...told, source: { ...source, covers }, incidents: [] };
});

/** The same with what was corrected: agreed, turning a verdict, and disputed. */
export const corrected = {
  "contract.json": contract,
  "incidents.json": incidents,
  "corrections.json": readFileSync(
    new URL("../../tests/golden/corrections/corrections.json", import.meta.url),
    "utf8",
  ),
};

/** Amounts in leva, and from March on in euros; downtime costs the client in both. */
export const currencies = {
  "contract.json": (() => {
    const told = JSON.parse(contract);
    const [{ charges }] = told.services;
    const from = "2026-03-01";
    const paid = (amount) => [{ from, amount, per: "month" }];
    told.currency = "BGN";
    charges[0].amount = "23470.00";
    told.services[0].cost_of_downtime = { amount: "900.00", per: "hour" };
    const set = {
      currency: "EUR",
      "services/erp/charges": paid("12000.00"),
      "services/erp/cost_of_downtime": { amount: "460.00", per: "hour" },
    };
    told.amendments = [{ effective: from, clause: "Annex 1", set }];
    return JSON.stringify(told);
  })(),
  "incidents.json": incidents.replace('"incidents": [', `"incidents": [
    { "id": "INC-2002", "title": "ERP storage full", "services": ["erp"], "impact": "full",
      "started": "2026-01-12T08:00:00+01:00", "restored": "2026-01-12T11:00:00+01:00",
      "cause": "provider" },`),
};

function history(change) {
  const text = JSON.stringify(change(JSON.parse(incidents)));
  return { "contract.json": contract, "incidents.json": text };
}

/** 500 objectives over 120 months: 50 services, and an outage of each in every other month. */
export function large() {
  const services = Array.from({ length: 50 }, (_, at) => ({
    id: `s${at}`,
    name: `Service ${at + 1}`,
    charges: [{ from: "2016-01-01", amount: `${1000 + 100 * at}.00`, per: "month" }],
  }));
  const objectives = services.flatMap(({ id, name }) =>
    Array.from({ length: 10 }, (_, at) => ({
      id: `${id}-${at}`,
      name: `${name} availability ${at + 1}`,
      service: id,
      indicator: "availability",
      target: { at_least: `99.${9 - at}` },
      credit: { basis: "service_charge", tiers: [{ below: `99.${9 - at}`, percent: "5" }] },
    })),
  );
  const outages = services.flatMap(({ id }, service) =>
    Array.from({ length: 60 }, (_, at) => {
      const started = Date.UTC(2016, 2 * at + (service % 2), 1 + (service % 27), service % 24);
      const minutes = 3 + ((at * at * 37 + service * 11) % 400);
      return {
        id: `${id}-${at}`,
        services: [id],
        started: new Date(started).toISOString(),
        restored: new Date(started + minutes * 60_000).toISOString(),
      };
    }),
  );
  const term = { from: "2016-01-01", until: "2026-01-01" };
  const covers = { from: "2016-01-01T00:00:00Z", until: "2026-01-01T00:00:00Z" };
  return {
    "contract.json": JSON.stringify({
      format: "sla-contract/1",
      title: "Fifty services for ten years",
      currency: "EUR",
      term,
      services,
      objectives,
    }),
    "incidents.json": JSON.stringify({
      format: "sla-incidents/1",
      source: { covers },
      incidents: outages,
    }),
  };
}
