//! The report as data.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::agreement::{AgreementFacts, ReadingFacts};
use super::rights::RightFigures;
use super::settlement::{CreditFigure, EarnedBackFigure};
use super::{BonusFigure, LossFigure, OtherFigures, Summary};
use crate::compliance::Verdict;
use crate::diagnostic::Fault;
use crate::measurement::LeftOut;
use crate::timeline::{IncidentClass, Label};
use crate::units::{Currency, Exact, LocalInstant};

/// What `format` says of a report.
pub const FORMAT: &str = "sla-report/1";

/// Everything that an evaluation found, but for the worked calculations.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    /// `sla-report/1`.
    pub format: String,
    /// What it was calculated from, by what.
    pub provenance: Provenance,
    /// The verdict on the whole, and the sums.
    pub summary: Summary,
    /// What was agreed.
    pub agreement: AgreementFacts,
    /// How each open question is read, and whether the contract says so.
    pub readings: Vec<ReadingFacts>,
    /// The time for which each history is evidence.
    pub evidence: Vec<EvidenceFacts>,
    /// What became of the incidents.
    pub incidents: IncidentCounts,
    /// What was corrected by then, in the order in which it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<CorrectionFacts>,
    /// The service periods, in order of time.
    pub periods: Vec<PeriodFacts>,
    /// The results, objective by objective, each in order of time.
    pub results: Vec<ResultFigures>,
    /// The credits of which a share is charged again, in order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earned_back: Vec<EarnedBackFigure>,
    /// Rights beyond money, in the contract's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rights: Vec<RightFigures>,
    /// What is odd about the files, but stops nothing.
    pub warnings: Vec<Fault>,
}

impl Report {
    /// The currency of the amounts of the period at a position.
    #[must_use]
    pub fn currency_of(&self, period: u32) -> Currency {
        let own = self.periods.get(period as usize).and_then(|period| period.currency);
        own.unwrap_or(self.summary.sums.owed.currency)
    }

    /// The results of an objective, in order of time.
    #[must_use]
    pub fn results_of(&self, objective: u32) -> &[ResultFigures] {
        let from = self.results.partition_point(|result| result.objective < objective);
        let until = self.results.partition_point(|result| result.objective <= objective);
        self.results.get(from..until).unwrap_or_default()
    }

    /// The positions of the periods that are one by name with the period at a position: the parts
    /// into which amendments cut it, in order of time, and behind them the whole, where others are
    /// judged for that.
    #[must_use]
    pub fn parts_of(&self, position: u32) -> Range<u32> {
        let at = position as usize;
        let (before, behind) = self.periods.split_at_checked(at).unwrap_or_default();
        let Some(own) = behind.first() else { return position..position };
        let is_part =
            |it: &&PeriodFacts| (&it.every, it.first, it.next) == (&own.every, own.first, own.next);
        let number = |parts: usize| u32::try_from(parts).unwrap_or_default();
        let before = number(before.iter().rev().take_while(is_part).count());
        position - before..position + number(behind.iter().take_while(is_part).count())
    }

    /// The id of the period at a position: its first date, `2026-03-01`; with the date of the next,
    /// `2026-01-01/2026-04-01` (ISO 8601), where a shorter period of another objective begins then
    /// too.
    #[must_use]
    pub fn period_id(&self, position: u32) -> Option<String> {
        let own = self.periods.get(position as usize)?;
        let shorter = |other: &PeriodFacts| other.first == own.first && other.next < own.next;
        Some(if self.periods.iter().any(shorter) {
            format!("{}/{}", own.first, own.next)
        } else {
            own.first.to_string()
        })
    }
}

/// What a report was calculated from: enough to calculate it again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Provenance {
    /// The engine's version.
    pub engine: String,
    /// The version of the zone rules.
    pub zone_data: String,
    /// The instant of evaluation.
    pub as_of: LocalInstant,
    /// The files.
    pub files: Vec<FileFacts>,
}

/// An input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Its name.
    pub name: String,
    /// `contract` or `incidents`.
    pub kind: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal (FIPS 180-4).
    pub sha256: String,
}

/// The time for which a file is evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceFacts {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// The first instant.
    pub from: LocalInstant,
    /// The first instant no longer covered.
    pub until: LocalInstant,
    /// `covers` where the file says so, else what stands in: `exported_at`, `last_instant`.
    pub source: String,
}

/// What became of the incidents; the classes add up to the total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentCounts {
    /// All incidents of all files.
    pub total: u64,
    /// How many landed in each class.
    pub classes: Vec<ClassCount>,
    /// How many counted in full because they say no impact.
    pub impact_unstated: u64,
}

/// The incidents of one class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassCount {
    /// The class.
    pub class: IncidentClass,
    /// How many.
    pub count: u64,
}

/// A service period, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodFacts {
    /// How long it is: `month`, `quarter`, `half_year`, `year`, `days`.
    pub every: String,
    /// Its first local date, by which it is named.
    pub first: NaiveDate,
    /// The local date at whose beginning it is over, were it not clipped.
    pub next: NaiveDate,
    /// Its beginning, clipped to the term.
    pub from: LocalInstant,
    /// Its end, clipped to the term.
    pub until: LocalInstant,
    /// Whether it is over.
    pub finished: bool,
    /// The currency of its amounts, where it is not that of the terms in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
}

/// The figures of one objective in one period.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ResultFigures {
    /// The objective's position.
    pub objective: u32,
    /// The period's position.
    pub period: u32,
    /// The verdict or state.
    pub verdict: Verdict,
    /// Whether a verdict is the same with all unknown time up and with all of it down; a period not
    /// over has no verdict.
    pub certain: bool,
    /// The value in percent or in seconds; nothing where nothing was measured.
    pub value: Option<Exact>,
    /// The time behind an availability.
    #[serde(flatten)]
    pub time: Option<TimeFigures>,
    /// The cases behind the value of a clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cases: Option<CaseCounts>,
    /// The outages behind a figure of outages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun: Option<OutageCounts>,
    /// The single values behind the value of a tally.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<ItemCounts>,
    /// The requests behind the share of those that succeeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requests: Option<RequestCounts>,
    /// What it is worth; nothing where the objective has no credit or nothing was measured.
    pub credit: Option<CreditFigure>,
    /// What the service's downtime cost the client, where the contract says what it costs: with the
    /// first availability promised of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<LossFigure>,
    /// What the provider gets where the period was better than promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus: Option<BonusFigure>,
    /// What it would be without any correction of the history, where that is something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncorrected: Option<Box<OtherFigures>>,
    /// What it would be if the corrections that are disputed were agreed, where that is something
    /// else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disputed: Option<Box<OtherFigures>>,
}

impl ResultFigures {
    /// Whether corrections turned its verdict.
    #[must_use]
    pub fn is_turned(&self) -> bool {
        self.uncorrected.as_ref().is_some_and(|before| before.verdict != self.verdict)
    }
}

/// A correction of what a history tells, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionFacts {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// Its position in the list there.
    pub position: u32,
    /// `incident` or `maintenance`.
    pub part: String,
    /// The id of that.
    pub id: String,
    /// The fields that it says.
    pub fields: Vec<String>,
    /// When it was made.
    pub at: LocalInstant,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Whether both parties agree; if not, it is not applied.
    pub agreed: bool,
}

impl ResultFigures {
    /// Whether something is known of the period, but there was nothing to measure in it.
    #[must_use]
    pub fn is_without_cases(&self) -> bool {
        let Self { cases, begun, items, requests, .. } = self;
        let known = [
            cases.as_ref().map(|cases| cases.total == 0 && cases.known),
            begun.as_ref().map(|begun| begun.known),
            items.as_ref().map(|items| items.known),
            requests.as_ref().map(|requests| requests.known),
        ];
        self.verdict == Verdict::NotMeasured && known.contains(&Some(true))
    }
}

/// The time behind an availability.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TimeFigures {
    /// Agreed time that has passed.
    pub agreed_seconds: Exact,
    /// Time taken out.
    pub removed_seconds: Exact,
    /// Agreed less removed.
    pub measured_seconds: Exact,
    /// The share of agreed time of which something is known, in percent.
    pub coverage: Option<Exact>,
    /// Downtime, each second by its weight.
    pub down_seconds: Exact,
    /// Downtime that counts no more: a credit was due for it in an earlier period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consumed_seconds: Option<Exact>,
    /// Time in which an outage was open that counts.
    pub outage_seconds: Exact,
    /// Agreed time by what it was; together all of it.
    pub labels: BTreeMap<Label, Exact>,
    /// The downtime that the target allows in the measured time.
    pub allowed_seconds: Exact,
    /// The downtime that it allows in the whole period; nothing where nothing was measured.
    pub budget: Option<BudgetFigures>,
    /// The outages of which any part counts in the period.
    pub outages: u64,
    /// The incidents behind them.
    pub incidents: u64,
}

impl TimeFigures {
    /// What is left of the allowance in seconds; negative where more was used.
    #[must_use]
    pub fn margin(&self) -> Exact {
        &self.allowed_seconds - &self.down_seconds
    }
}

/// The error budget of an availability.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetFigures {
    /// Measured time of the whole period: what has passed of it, and all agreed time of the rest. Of
    /// days that are looked back on, their own.
    pub measured_seconds: Exact,
    /// The downtime that the target allows in it.
    pub allowed_seconds: Exact,
    /// What is left of that; negative where more was used.
    pub left_seconds: Exact,
    /// How many times as fast as evenly it is used; nothing of a period that is over, or where
    /// nothing is allowed.
    pub burn: Option<Exact>,
    /// When it will be used up at the present rate, where that is within the period and still to
    /// come.
    pub ends: Option<LocalInstant>,
}

/// The single values behind the value of a tally.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemCounts {
    /// How many there are.
    pub items: u64,
    /// What they weigh together: of measurements, the answers.
    pub weight: Exact,
    /// Whether anything is known of the period.
    pub known: bool,
}

/// The requests behind the share of those that succeeded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestCounts {
    /// How many steps count: those wholly in measured time.
    pub steps: u64,
    /// How many of their requests succeeded.
    pub good: Exact,
    /// How many requests they had.
    pub total: Exact,
    /// How many steps that have any part in the period were left out, by the reason.
    pub left_out: BTreeMap<LeftOut, u64>,
    /// Whether anything is known of the period.
    pub known: bool,
}

/// The outages behind a figure of outages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutageCounts {
    /// How many began in the period.
    pub begun: u64,
    /// Of those, how many have ended.
    pub ended: u64,
    /// Whether anything is known of the period.
    pub known: bool,
}

/// The cases behind the value of a clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseCounts {
    /// How many belong to the period.
    pub total: u64,
    /// Of those, how many were within their limit.
    pub met: u64,
    /// Of those, how many were not.
    pub missed: u64,
    /// How many run at the instant of evaluation, in no period yet.
    pub open: u64,
    /// How many were skipped because of their cause.
    pub excluded: u64,
    /// Whether anything is known of the period.
    pub known: bool,
}
