//! Writes the big cases that are measured: invented, seeded, the same bytes on every machine.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::random::Random;
use crate::place;
use crate::process::Outcome;

/// A contract and its history.
pub struct Case {
    /// Its folder below `target/bench`, empty for that folder itself.
    folder: &'static str,
    services: u64,
    objectives_each: u64,
    first_year: u64,
    years: u64,
    incidents: u64,
}

/// Many incidents: the case that is timed.
pub const LONG: Case = Case {
    folder: "",
    services: 20,
    objectives_each: 1,
    first_year: 2022,
    years: 4,
    incidents: 400_000,
};

/// Many figures: 500 objectives in 120 months.
pub const WIDE: Case = Case {
    folder: "wide",
    services: 50,
    objectives_each: 10,
    first_year: 2016,
    years: 10,
    incidents: 4_000,
};

const SEED: u64 = 7;
pub(super) const DAY: u64 = 86_400;

const WHAT: [&str; 10] = [
    "Order intake",
    "Storage gateway",
    "Message queue",
    "Customer portal",
    "Report server",
    "Login service",
    "Search index",
    "Payment interface",
    "Label printing",
    "Route planning",
];
const HOW: [&str; 8] = [
    "answers slowly",
    "rejects new sessions",
    "loses its connection to the database",
    "returns errors to every fifth request",
    "is unreachable",
    "fails its health check",
    "processes a backlog of \\\"late\\\" jobs",
    "runs out of memory",
];
const WHERE: [&str; 6] = [
    "in Zürich",
    "in Genève",
    "in the first data centre",
    "at two of three sites",
    "for mobile users",
    "for all tenants",
];

impl Case {
    /// The contract's file.
    fn contract(&self) -> PathBuf {
        self.folder().join("contract.json")
    }

    /// The history's file.
    fn incidents(&self) -> PathBuf {
        self.folder().join("incidents.json")
    }

    /// The instant up to which the history reaches.
    pub fn end(&self) -> String {
        stamp(first_second(self.first_year + self.years))
    }

    /// Writes both files.
    pub fn write(&self) -> Outcome {
        let folder = folder(self.folder)?;
        let unwritable = |fault: io::Error| format!("{}: {fault}", folder.display());
        into(&self.contract(), |file| self.write_contract(file)).map_err(unwritable)?;
        into(&self.incidents(), |file| self.write_incidents(file)).map_err(unwritable)
    }

    fn folder(&self) -> PathBuf {
        place::root().join("target/bench").join(self.folder)
    }

    fn write_contract(&self, file: &mut impl Write) -> io::Result<()> {
        let begin = self.first_year;
        writeln!(file, r#"{{"format": "sla-contract/1", "title": "A generated contract","#)?;
        writeln!(file, r#" "currency": "EUR", "term": {{"from": "{begin}-01-01"}},"#)?;
        writeln!(
            file,
            r#" "counting": {{"impact": {{"full": "1", "degraded": "0.5", "none": "0"}}}},"#
        )?;
        writeln!(file, r#" "services": ["#)?;
        for service in 0..self.services {
            let comma = comma(service + 1 < self.services);
            writeln!(
                file,
                r#"  {{"id": "service-{service}", "charges": [{{"from": "{begin}-01-01", "amount": "1000.00", "per": "month"}}]}}{comma}"#
            )?;
        }
        writeln!(file, r#" ], "objectives": ["#)?;
        let objectives = self.services * self.objectives_each;
        for objective in 0..objectives {
            let (service, target) = (objective / self.objectives_each, objective % 10);
            let comma = comma(objective + 1 < objectives);
            writeln!(
                file,
                r#"  {{"id": "objective-{objective}", "service": "service-{service}", "indicator": "availability", "target": {{"at_least": "99.{target}"}}, "credit": {{"tiers": [{{"below": "99.{target}", "percent": "10"}}, {{"below": "95", "percent": "25"}}]}}}}{comma}"#
            )?;
        }
        writeln!(file, " ]\n}}")
    }

    /// About as a service desk exports them: in the order in which tickets were opened, which is
    /// nearly the order in which outages began.
    fn write_incidents(&self, file: &mut impl Write) -> io::Result<()> {
        let (begin, end) =
            (first_second(self.first_year), first_second(self.first_year + self.years));
        writeln!(
            file,
            r#"{{"format": "sla-incidents/1", "source": {{"system": "Generator", "covers": {{"from": "{}", "until": "{}"}}}}, "incidents": ["#,
            stamp(begin),
            stamp(end)
        )?;
        let mut random = Random(SEED);
        for number in 0..self.incidents {
            let opened = begin + number * (end - begin) / self.incidents;
            let started = opened.saturating_sub(random.small(DAY)).max(begin);
            let comma = comma(number + 1 < self.incidents);
            let line = self.incident(number, started, &mut random);
            writeln!(file, "{line}{comma}")?;
        }
        writeln!(file, "]}}")
    }

    fn incident(&self, number: u64, started: u64, random: &mut Random) -> String {
        let restored = started + 30 + random.small(4 * 3600);
        let resolved = restored + random.below(1800);
        let title = [&WHAT[..], &HOW, &WHERE].map(|words| random.one_of(words)).join(" ");
        let impact = match random.below(10) {
            0..2 => "full",
            2..5 => "degraded",
            _ => "none",
        };
        let service = random.below(self.services);
        let services = match random.below(20) {
            0..2 => format!(r#""service-{service}", "service-{}""#, (service + 1) % self.services),
            2 => format!(r#"{{"id": "service-{service}", "impact": "degraded"}}"#),
            _ => format!(r#""service-{service}""#),
        };
        let resolved = if random.percent(70) {
            format!(r#", "resolved": "{}""#, stamp(resolved))
        } else {
            String::new()
        };
        format!(
            r#" {{"id": "INC-{number:07}", "title": "{title}", "services": [{services}], "impact": "{impact}", "started": "{}", "restored": "{}"{resolved}, "url": "https://status.example.com/incidents/{number}"}}"#,
            stamp(started),
            stamp(restored)
        )
    }
}

/// A folder below `target/bench`, made if it is not there.
pub(super) fn folder(name: &str) -> Outcome<PathBuf> {
    let folder = place::root().join("target/bench").join(name);
    fs::create_dir_all(&folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    Ok(folder)
}

pub(super) fn into(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    write(&mut file)?;
    file.flush()
}

pub(super) fn comma(more: bool) -> &'static str {
    if more { "," } else { "" }
}

/// The second since 1970 at which a year begins.
fn first_second(year: u64) -> u64 {
    let leap_days = (1970..year).filter(|year| is_leap(*year)).count() as u64;
    ((year - 1970) * 365 + leap_days) * DAY
}

/// A second since 1970 as RFC 3339 writes it.
pub(super) fn stamp(second: u64) -> String {
    let mut year = 1970 + second / (366 * DAY);
    while first_second(year + 1) <= second {
        year += 1;
    }
    let mut day = (second - first_second(year)) / DAY;
    let february = if is_leap(year) { 29 } else { 28 };
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while day >= lengths[month] {
        day -= lengths[month];
        month += 1;
    }
    let (hour, minute, second) = (second / 3600 % 24, second / 60 % 60, second % 60);
    format!("{year}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", month + 1, day + 1)
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::{DAY, first_second, stamp};

    #[test]
    fn writes_dates_of_the_calendar() {
        assert_eq!(stamp(0), "1970-01-01T00:00:00Z");
        assert_eq!(stamp(951_782_399), "2000-02-28T23:59:59Z");
        assert_eq!(stamp(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(stamp(first_second(2026) - 1), "2025-12-31T23:59:59Z");
        assert_eq!(stamp(first_second(2024) + 365 * DAY), "2024-12-31T00:00:00Z");
    }
}
