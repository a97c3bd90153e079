//! Writes the year that is evaluated again: 20 objectives, half of them clocks, about all of 1,000
//! incidents.

use std::io::{self, Write};

use super::generate::{DAY, comma, folder, into, stamp};
use crate::process::Outcome;

const OBJECTIVES: u64 = 20;
const INCIDENTS: u64 = 1_000;
/// 1 January 2025.
const BEGIN: u64 = 1_735_689_600;

pub fn write() -> Outcome {
    let folder = folder("year")?;
    let unwritable = |fault: io::Error| format!("{}: {fault}", folder.display());
    into(&folder.join("contract.json"), contract).map_err(unwritable)?;
    into(&folder.join("incidents.json"), incidents).map_err(unwritable)
}

fn contract(file: &mut impl Write) -> io::Result<()> {
    writeln!(
        file,
        r#"{{"format": "sla-contract/1", "currency": "EUR",
 "term": {{"from": "2025-01-01", "until": "2026-01-01"}}, "services": [{{"id": "desk"}}],
 "calendars": {{"office": {{"weekly": {{"mon-fri": ["09:00-17:00"]}}}}}}, "objectives": ["#
    )?;
    for number in 0..OBJECTIVES {
        let comma = comma(number + 1 < OBJECTIVES);
        if number % 2 == 0 {
            // Each counts otherwise, so that none shares the time of another.
            writeln!(
                file,
                r#"  {{"id": "up-{number}", "service": "desk", "indicator": "availability", "counting": {{"minimum_outage": "PT{number}M"}}, "target": {{"at_least": "99.9"}}}}{comma}"#
            )?;
        } else {
            writeln!(
                file,
                r#"  {{"id": "clock-{number}", "service": "desk", "indicator": "resolution_time", "calendar": "office", "within": "PT{number}H", "target": {{"share_at_least": "90"}}}}{comma}"#
            )?;
        }
    }
    writeln!(file, "]}}")
}

fn incidents(file: &mut impl Write) -> io::Result<()> {
    writeln!(
        file,
        r#"{{"format": "sla-incidents/1", "source": {{"covers": {{"from": "2025-01-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}}}}, "incidents": ["#
    )?;
    for number in 0..INCIDENTS {
        let started = BEGIN + number * 7_919 * 3_600 % (360 * DAY);
        let restored = started + 60 + number * 104_729 % (6 * 3_600);
        writeln!(
            file,
            r#" {{"id": "{number}", "services": ["desk"], "started": "{}", "restored": "{}"}}{}"#,
            stamp(started),
            stamp(restored),
            comma(number + 1 < INCIDENTS)
        )?;
    }
    writeln!(file, "]}}")
}
