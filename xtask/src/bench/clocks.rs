//! Writes the cases whose clocks are timed: one calendar, and tickets that are open for as long as
//! each other.

use std::io::{self, Write};

use super::generate::{DAY, comma, folder, into, stamp};
use crate::process::Outcome;

/// Tickets that are open equally long, each with so many clocks.
struct Clocks {
    folder: &'static str,
    tickets: u64,
    clocks_each: u64,
    days: u64,
}

const CASES: [Clocks; 4] = [
    // What is timed against a library, and the part of it that the library is given.
    Clocks { folder: "clocks/million", tickets: 1_000_000, clocks_each: 1, days: 3 },
    Clocks { folder: "clocks/sample", tickets: 10_000, clocks_each: 1, days: 3 },
    // With many clocks on each ticket, so that reading the file is little beside them.
    Clocks { folder: "clocks/short", tickets: 10_000, clocks_each: 40, days: 10 },
    Clocks { folder: "clocks/long", tickets: 10_000, clocks_each: 40, days: 3_652 },
];

/// 1 January 2015.
const BEGIN: u64 = 1_420_070_400;

pub fn write() -> Outcome {
    CASES.iter().try_for_each(Clocks::write)
}

impl Clocks {
    fn write(&self) -> Outcome {
        let folder = folder(self.folder)?;
        let unwritable = |fault: io::Error| format!("{}: {fault}", folder.display());
        into(&folder.join("contract.json"), |file| self.contract(file)).map_err(unwritable)?;
        into(&folder.join("incidents.json"), |file| self.incidents(file)).map_err(unwritable)
    }

    fn contract(&self, file: &mut impl Write) -> io::Result<()> {
        writeln!(
            file,
            r#"{{"format": "sla-contract/1", "currency": "EUR", "term": {{"from": "2015-01-01"}},
 "service_period": {{"every": "year"}}, "services": [{{"id": "desk"}}],
 "calendars": {{"office": {{"weekly": {{"mon-fri": ["09:00-17:00"]}}}}}}, "objectives": ["#
        )?;
        for number in 0..self.clocks_each {
            writeln!(
                file,
                r#"  {{"id": "clock-{number}", "service": "desk", "indicator": "resolution_time", "calendar": "office", "within": "PT{}H", "target": {{"share_at_least": "90"}}}}{}"#,
                8 + number,
                comma(number + 1 < self.clocks_each)
            )?;
        }
        writeln!(file, "]}}")
    }

    fn incidents(&self, file: &mut impl Write) -> io::Result<()> {
        writeln!(
            file,
            r#"{{"format": "sla-incidents/1", "source": {{"covers": {{"from": "2015-01-01T00:00:00Z", "until": "2030-01-01T00:00:00Z"}}}}, "incidents": ["#
        )?;
        for number in 0..self.tickets {
            // Spread over 300 days, at every second of the week.
            let started = BEGIN + number * 7_919 % (300 * DAY);
            writeln!(
                file,
                r#" {{"id": "{number}", "services": ["desk"], "started": "{}", "resolved": "{}"}}{}"#,
                stamp(started),
                stamp(started + self.days * DAY),
                comma(number + 1 < self.tickets)
            )?;
        }
        writeln!(file, "]}}")
    }
}
