//! What of a credit is charged again when service is better for a while.

use super::cut::rounded;
use super::facts::target;
use super::settle::{Settled, places};
use super::time::Times;
use super::{Due, Number, integer, told_number};

pub(super) struct Earned {
    pub(super) due: usize,
    pub(super) of: Number,
    pub(super) amount: Number,
    pub(super) by: Vec<usize>,
}

/// Once of each credit that was granted or set off, where enough measured periods in a row after it
/// were good enough.
pub(super) fn earned_back(times: &Times<'_>, due: &[Due], settled: &[Settled]) -> Vec<Earned> {
    let terms = &times.contract["credits"]["earn_back"];
    let mut found = Vec::new();
    if terms.is_null() {
        return found;
    }
    let number = |name: &str| terms[name].as_u64().map(|it| usize::try_from(it).unwrap());
    let after = number("after_periods").unwrap();
    let within = number("within").unwrap_or(after);
    for (at, (own, paid)) in due.iter().zip(settled).enumerate() {
        let of = match paid.claim.state {
            "automatic" => paid.net.clone(),
            "granted" | "partly_granted" => paid.claim.granted.clone(),
            _ => None,
        };
        let Some(of) = of.filter(|of| *of != integer(0)) else { continue };
        let later = (own.period + 1..times.periods.len()).filter_map(|period| {
            let is_looked_at = |it: &&Due| {
                let objective = &times.contract["objectives"][it.objective];
                let same = (it.objective, &it.labels) == (own.objective, &own.labels);
                it.period == period
                    && !objective["credit"].is_null()
                    && (same || terms["of"] == "all_objectives")
            };
            let all = due.iter().filter(is_looked_at);
            let mut all = all.filter(|it| it.judged.value.is_some()).peekable();
            all.peek()?;
            // What runs has no verdict.
            let good = times.periods[period].finished.then(|| all.all(|it| is_good(times, it)))?;
            Some((period, good))
        });
        let mut row = Vec::new();
        for (period, good) in later.take(within) {
            row.push(period);
            if !good {
                row.clear();
            }
            if row.len() == after {
                let amount = &of * told_number(&terms["percent"]) / integer(100);
                let amount = rounded(&amount, places(times.contract));
                if amount != integer(0) {
                    found.push(Earned { due: at, of, amount, by: row });
                }
                break;
            }
        }
    }
    found
}

fn is_good(times: &Times<'_>, due: &Due) -> bool {
    let level = &times.contract["credits"]["earn_back"]["at_least"];
    let value = due.judged.value.as_ref().unwrap();
    let (_, more) = target(&times.contract["objectives"][due.objective]);
    match level.as_str() {
        None => !due.judged.breached,
        Some(_) if more => *value >= told_number(level),
        Some(_) => *value <= told_number(level),
    }
}
