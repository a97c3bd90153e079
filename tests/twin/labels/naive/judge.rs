//! Periods, and the days that are looked back on, measured and judged.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Label;
use super::answer::{Result, Time};
use super::counting::seconds;
use super::known::{WHOLE, each};
use super::scope::Labels;
use crate::naive::Fraction;
use crate::naive::periods::Period;
use crate::naive::rolling::Rolling;

/// What was judged of a promise before, where downtime that was credited counts in no later window.
#[derive(Default)]
pub(super) struct Earlier {
    /// Each window, and whether a credit was due for it, or none, whatever is not known.
    judged: Vec<(Period, bool)>,
    /// Those that were credited, each without what was credited before.
    credited: Vec<Period>,
}

/// Some time that is looked at.
struct Looked {
    span: Period,
    /// The seconds before it that count as up.
    up: i64,
    is_judged: bool,
}

/// What the labels of some time come to.
pub(super) struct Sums {
    pub(super) seconds: BTreeMap<&'static str, i64>,
    pub(super) removed: i64,
    pub(super) measured: i64,
    /// Parts of seconds.
    pub(super) down: i64,
    consumed: i64,
    /// Seconds of which nothing is known, whatever becomes of them.
    pub(super) unknown: i64,
    pub(super) is_known: bool,
}

impl Sums {
    /// Of what nothing is known nothing is up, or down.
    fn value(&self) -> Option<Fraction> {
        value(self.measured, self.down).filter(|_| self.is_known)
    }
}

impl Time<'_> {
    pub(super) fn judged(
        &self,
        objective: usize,
        period: Period,
        term_from: i64,
        earlier: &mut Earlier,
    ) -> Result {
        let mut worst: Option<(bool, &'static str, Period, Sums)> = None;
        for Looked { span, up, is_judged } in self.windows(period, term_from) {
            let measure = self.measure(span, up, &earlier.credited);
            let verdict = self.verdict(&measure, period, term_from, &earlier.credited);
            let rank = |is_judged: bool, verdict: &str, value: Option<Fraction>| {
                (is_judged, verdict != "not_measured", value.is_some(), value.map(|value| -value))
            };
            let own = rank(is_judged, verdict, measure.value());
            let known = worst.as_ref().map(|it| rank(it.0, it.1, it.3.value()));
            if known.is_none_or(|known| own > known) {
                worst = Some((is_judged, verdict, span, measure));
            }
        }
        let (is_judged, verdict, span, measure) = worst.unwrap();
        let verdict = if is_judged { verdict } else { "not_measured" };
        let is_final = ["met", "missed"].contains(&verdict);
        let [least, most] = self.bounds(&measure);
        let is_kept = |value: Option<Fraction>| value.is_some_and(|value| self.is_kept_by(value));
        let overlaps = |one: &Period| one.from.max(span.from) < one.until.min(span.until);
        let is_settled = earlier.judged.iter().all(|(window, sure)| *sure || !overlaps(window));
        let certain = is_final && is_kept(least) == is_kept(most) && is_settled;
        let uses_up = self.objective["window"]["consumed"] == "credited";
        if is_final && uses_up {
            let is_credited = |value: Option<Fraction>| self.is_credited(value);
            let own = is_credited(measure.value());
            let sure = is_credited(least) == own && is_credited(most) == own;
            earlier.judged.push((span, sure && is_settled));
            let last = earlier.credited.last().map_or(span.from, |last| last.until);
            let left = Period { from: span.from.max(last), until: span.until };
            if own && left.from < left.until {
                earlier.credited.push(left);
            }
        }
        let (labels, value) = (Labels::new(), measure.value());
        let Sums { seconds, removed, down, consumed, .. } = measure;
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

    /// What has passed of a period, or the days that are looked back on in it.
    fn windows(&self, period: Period, term_from: i64) -> Vec<Looked> {
        let now = self.looked.as_of;
        let Some(rule) = Rolling::written(&self.objective["window"]) else {
            let span = Period { from: period.from, until: period.until.min(now) };
            return vec![Looked { span, up: 0, is_judged: true }];
        };
        let windows = rule.windows(self.looked.zone, period, term_from, now).into_iter();
        let looked = windows.map(|window| Looked {
            span: Period { from: window.begin.max(term_from), until: window.end },
            up: self.up_before(window.begin, term_from),
            is_judged: window.is_judged,
        });
        looked.collect()
    }

    /// The agreed seconds before the term that count as up, from an instant on.
    fn up_before(&self, from: i64, term_from: i64) -> i64 {
        if self.objective["window"]["before_start"] != "up" || from >= term_from {
            return 0;
        }
        self.calendar.map_or(term_from - from, |calendar| calendar.open_before(from, term_from))
    }

    /// What the labels of a period come to.
    pub(super) fn sums(&self, period: Period) -> Sums {
        self.measure(period, 0, &[])
    }

    fn measure(&self, span: Period, up: i64, credited: &[Period]) -> Sums {
        let step = self.looked.grid.step;
        let mut found = [0; Label::ALL.len()];
        self.within(span).for_each(|(label, _)| found[*label as usize] += step);
        let mut seconds: BTreeMap<&'static str, i64> = BTreeMap::new();
        let mut is_known = false;
        for (label, own) in Label::ALL.into_iter().zip(found).filter(|(_, own)| *own > 0) {
            is_known |= ![Label::Unknown, Label::OutsideHours].contains(&label);
            let is_ignored = label == Label::Unknown && self.ignores_unknown;
            let label = if is_ignored { Label::Up } else { label };
            *seconds.entry(label.name()).or_default() += own;
        }
        let agreed: i64 = seconds.values().sum();
        let treated = seconds.iter().filter(|(label, _)| self.is_treated(label, "removed"));
        let removed = treated.map(|(_, seconds)| seconds).sum();
        let consumed = credited
            .iter()
            .map(|it| Period { from: it.from.max(span.from), until: it.until.min(span.until) })
            .map(|it| self.down(it))
            .sum();
        Sums {
            removed,
            down: self.down(span) - consumed,
            consumed,
            measured: agreed + up - removed,
            unknown: found[Label::Unknown as usize],
            seconds,
            is_known,
        }
    }

    /// The agreed instants of a span.
    fn within(&self, span: Period) -> impl Iterator<Item = &(Label, i64)> {
        let from = self.looked.place(span.from);
        self.labels[from..self.looked.place(span.until).max(from)].iter().flatten()
    }

    /// The parts of seconds that are down in a span.
    fn down(&self, span: Period) -> i64 {
        let is_down = Label::ALL.map(|label| {
            let is_ignored = label == Label::Unknown && self.ignores_unknown;
            !is_ignored && self.is_treated(label.name(), "down")
        });
        let weight = |(label, weight): &(Label, i64)| match label {
            Label::Outage => *weight,
            label if is_down[*label as usize] => WHOLE,
            _ => 0,
        };
        self.within(span).map(weight).sum::<i64>() * self.looked.grid.step
    }

    fn is_treated(&self, label: &str, treatment: &str) -> bool {
        let has_none = ["outage", "tolerated", "up"].contains(&label);
        !has_none && self.counting.treatment(label) == treatment
    }

    fn verdict(
        &self,
        measure: &Sums,
        period: Period,
        term_from: i64,
        credited: &[Period],
    ) -> &'static str {
        let (as_of, end) = (self.looked.as_of, period.until);
        let Some(own) = measure.value() else { return "not_measured" };
        if end <= as_of {
            return if self.is_kept_by(own) { "met" } else { "missed" };
        }
        let now = as_of.max(period.from);
        let rest = self.calendar.map_or(end - now, |calendar| calendar.business_time(now, end));
        let best = match Rolling::written(&self.objective["window"]) {
            None => value(measure.measured + rest, measure.down),
            // What will have been left behind by then is not looked at.
            Some(rule) => {
                let begin = rule.begin(self.looked.zone, end);
                let span = Period { from: begin.max(term_from), until: as_of };
                let then = self.measure(span, self.up_before(begin, term_from), credited);
                value(then.measured + rest, then.down)
            }
        };
        // Where nothing is measured at the end, nothing is missed then.
        match () {
            () if self.is_kept_by(own) => "running_on_track",
            () if best.is_none_or(|best| self.is_kept_by(best)) => "running_below_target",
            () => "running_past_recovery",
        }
    }

    /// Had all that is unknown been down, and up.
    fn bounds(&self, own: &Sums) -> [Option<Fraction>; 2] {
        let (measured, down, unknown) = (own.measured, own.down, own.unknown);
        match self.counting.treatment("unknown") {
            "removed" => [WHOLE * unknown, 0].map(|more| value(measured + unknown, down + more)),
            "down" => [0, -WHOLE * unknown].map(|more| value(measured, down + more)),
            _ => [WHOLE * unknown, 0].map(|more| value(measured, down + more)),
        }
    }

    pub(super) fn is_kept_by(&self, value: Fraction) -> bool {
        let target = &self.objective["target"];
        match ["at_least", "above", "at_most"].map(|name| bound(&target[name])) {
            [Some(least), ..] => value >= least,
            [_, Some(above), _] => value > above,
            [.., Some(most)] => value <= most,
            _ => unreachable!("every objective of these worlds has a target"),
        }
    }

    /// Whether a credit is due for a value.
    fn is_credited(&self, value: Option<Fraction>) -> bool {
        let Some(value) = value else { return false };
        let holds = |tier: &&Value| match bound(&tier["below"]) {
            Some(below) => value < below,
            None => value <= bound(&tier["at_or_below"]).unwrap(),
        };
        let mut tiers = each(&self.objective["credit"]["tiers"]).filter(holds);
        tiers.any(|tier| tier["percent"] != "0")
    }
}

fn bound(written: &Value) -> Option<Fraction> {
    let text = written.as_str()?;
    if text.starts_with('P') {
        return Some(Fraction::from(i128::from(seconds(text))));
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let scale = 10_i128.pow(decimals.len().try_into().unwrap());
    Some(Fraction::new(format!("{whole}{decimals}").parse().unwrap(), scale))
}

/// In percent, of so many seconds measured and so many parts of seconds down; never below 0, nor
/// above 100: some of what was unknown may have been credited already.
fn value(measured: i64, down: i64) -> Option<Fraction> {
    let up = (WHOLE * measured - down.max(0)).max(0);
    (measured > 0).then(|| Fraction::new(i128::from(up), i128::from(measured * WHOLE / 100)))
}
