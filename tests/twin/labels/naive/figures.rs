//! Figures of whole outages, and the share of requests that succeeded (semantics, sections 3 and 5).

use serde_json::Value;

use super::Label;
use super::answer::{Result, Time};
use super::judge::Sums;
use super::known::{WHOLE, each};
use super::requests::begins;
use super::scope::Labels;
use crate::naive::Fraction;
use crate::naive::periods::Period;

/// A value, whether all that it rests on is known, and whether nothing can turn a miss.
struct Found {
    value: Option<Fraction>,
    is_whole: bool,
    of_a_miss: bool,
}

impl Time<'_> {
    /// Downtime, or a figure of the outages that belong to a period.
    pub(super) fn figure(&self, objective: usize, period: Period) -> Result {
        let Sums { measured, down, unknown, is_known, .. } = self.sums(period);
        let all = self.outages(period);
        let ended: Vec<i64> = all.iter().filter(|(_, ended)| *ended).map(|(it, _)| *it).collect();
        let number = |count: usize| i128::try_from(count).unwrap();
        let down = Fraction::new(down.into(), WHOLE.into());
        let indicator = self.objective["indicator"].as_str().unwrap();
        let value = match indicator {
            "downtime" => Some(down),
            "outage_count" => Some(Fraction::from(number(all.len()))),
            "longest_outage" => {
                let longest = all.iter().map(|(length, _)| *length).max().unwrap_or_default();
                Some(Fraction::from(i128::from(longest)))
            }
            "mean_time_to_restore" => (!ended.is_empty())
                .then(|| Fraction::new(ended.iter().sum::<i64>().into(), number(ended.len()))),
            _ => (!all.is_empty())
                .then(|| (Fraction::from(i128::from(measured)) - down) / number(all.len())),
        };
        let may_grow = ["longest_outage", "mean_time_to_restore"].contains(&indicator);
        let found = Found {
            value: value.filter(|_| is_known && measured > 0),
            is_whole: unknown == 0 && (!may_grow || ended.len() == all.len()),
            of_a_miss: match indicator {
                "downtime" => self.counting.treatment("unknown") != "down",
                indicator => !indicator.starts_with("mean_"),
            },
        };
        self.found(objective, period, found)
    }

    /// Whether outages belong where they ended, and others to a period than began there.
    pub(super) fn is_of_others(&self, period: Period) -> bool {
        self.is_by_end() && self.belonging(period, true) != self.belonging(period, false)
    }

    fn is_by_end(&self) -> bool {
        self.counting.word("outage_in", "began") == "ended"
    }

    /// How long each outage is that belongs to a period, whole, and whether it has ended.
    fn outages(&self, period: Period) -> Vec<(i64, bool)> {
        self.belonging(period, self.is_by_end())
    }

    /// Those that began in a period, or ended.
    fn belonging(&self, period: Period, by_end: bool) -> Vec<(i64, bool)> {
        let step = self.looked.grid.step;
        let has_unit = self.counting.stated("unit").is_object();
        let mut found = Vec::new();
        for run in &self.runs {
            let (Some(first), Some(last)) = (run.places.first(), run.places.last()) else {
                continue;
            };
            let is_down = |place: &usize| matches!(self.labels[*place], Some((Label::Outage, _)));
            if has_unit && !run.places.iter().any(is_down) {
                continue;
            }
            let from = self.looked.instant(*first);
            let until = self.looked.instant(*last) + step;
            let belongs = match by_end {
                true => run.has_ended && period.from < until && until <= period.until,
                false => period.from <= from && from < period.until,
            };
            let length = i64::try_from(run.places.len()).unwrap() * step;
            found.extend(belongs.then_some((length, run.has_ended)));
        }
        found
    }

    /// The share of requests that succeeded, of steps that lie wholly in measured time.
    pub(super) fn requests(
        &self,
        objective: usize,
        period: Period,
        is_own: &dyn Fn(&Value) -> bool,
    ) -> Result {
        let looked = self.looked;
        let until = period.until.min(looked.as_of);
        let is_measured = |place: usize| {
            self.labels[place].is_some_and(|(label, _)| match label {
                Label::Unknown => self.ignores_unknown,
                Label::OutsideHours => false,
                Label::Outage | Label::Tolerated | Label::Up => true,
                label => self.counting.treatment(label.name()) != "removed",
            })
        };
        let is_mean = self.objective["method"] == "interval_mean";
        let leaves_out = is_mean && self.objective["no_requests"] == "removed";
        let (mut good, mut total, mut shares, mut steps) = (0_i128, 0_i128, Vec::new(), 0_i128);
        let (mut is_missing, mut told) = (false, vec![false; looked.number]);
        let service = &self.objective["service"];
        let own = each(&looked.history["series"]);
        for series in own.filter(|it| it["service"] == *service && is_own(it)) {
            let (from, length) = begins(series);
            for (at, (own, all)) in (0..).zip(each(&series["good"]).zip(each(&series["total"]))) {
                let (begin, end) = (from + at * length, from + (at + 1) * length);
                looked.places(begin, end).for_each(|place| told[place] = true);
                if end <= period.from || until <= begin {
                    continue;
                }
                let Some((own, all)) = own.as_i64().zip(all.as_i64()) else {
                    is_missing = true;
                    continue;
                };
                let is_inside = period.from <= begin && end <= until;
                if !is_inside
                    || !looked.places(begin, end).all(is_measured)
                    || (leaves_out && all == 0)
                {
                    continue;
                }
                steps += 1;
                good += i128::from(own);
                total += i128::from(all);
                let one = Fraction::from(1_i128);
                shares.push(if all == 0 { one } else { Fraction::new(own.into(), all.into()) });
            }
        }
        let hundred = Fraction::from(100_i128);
        let value = (total > 0).then(|| match is_mean {
            true => shares.iter().sum::<Fraction>() / steps * hundred,
            false => Fraction::new(good, total) * hundred,
        });
        let Sums { unknown, .. } = self.sums(period);
        let places = looked.places(period.from, until);
        let all_told = places.into_iter().all(|place| !is_measured(place) || told[place]);
        let is_whole = !is_missing && unknown == 0 && all_told;
        self.found(objective, period, Found { value, is_whole, of_a_miss: false })
    }

    fn found(&self, objective: usize, period: Period, found: Found) -> Result {
        let Found { value, is_whole, of_a_miss } = found;
        let is_over = period.until <= self.looked.as_of;
        let kept = value.map(|value| self.is_kept_by(value));
        let verdict = match (kept, is_over) {
            (None, _) => "not_measured",
            (Some(true), true) => "met",
            (Some(false), true) => "missed",
            (Some(true), false) => "running_on_track",
            (Some(false), false) if of_a_miss => "running_past_recovery",
            (Some(false), false) => "running_below_target",
        };
        let certain = match verdict {
            "met" => is_whole,
            "missed" => is_whole || of_a_miss,
            _ => false,
        };
        let (labels, seconds) = (Labels::new(), std::collections::BTreeMap::new());
        let (removed, down, consumed) = (0, 0, 0);
        Result {
            objective,
            labels,
            period,
            seconds,
            removed,
            down,
            consumed,
            value,
            verdict,
            certain,
        }
    }
}
