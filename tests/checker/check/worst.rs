//! Of the windows of a period the worst is judged: each other is worked out from the files alone.

use serde_json::{Value, json};

use super::clock::Nanos;
use super::filled;
use super::indicators::Kind;
use super::number::{Number, number};
use super::work::Work;

/// How bad a window is: the more, the worse.
type Badness = (bool, Option<Number>);

impl Work<'_> {
    /// That a window of the period is worse than the one that is told, or as bad before it.
    pub(crate) fn worse_window(&self) -> Option<String> {
        let ends = self.ends();
        if ends.len() == 1 {
            return None;
        }
        let told = self.looked_at().1;
        let mut worst: Option<(Badness, Nanos)> = None;
        for end in ends {
            let badness = self.badness(end);
            if worst.as_ref().is_none_or(|(worst, _)| badness > *worst) {
                worst = Some((badness, end));
            }
        }
        let (_, end) = worst.filter(|(_, end)| *end != told)?;
        let reading = |at: Nanos| self.papers.clock.reading(at);
        let (row, told, end) = (self.row, reading(told), reading(end));
        Some(format!("/results/{row}: judged until {told}, worst until {end}"))
    }

    fn badness(&self, end: Nanos) -> Badness {
        let steps = self.worked_out(end);
        let work = Work { steps: &steps, end: Some(end), ..*self };
        let step = match work.kind() {
            Kind::Availability => Some("availability"),
            Kind::Outages => Some(work.figure_step()).filter(|_| work.has_figure()),
            Kind::Clock if work.measure() == "share" => Some("share"),
            Kind::Clock => Some("length"),
            Kind::Tally => Some("tally"),
            Kind::Requests => Some("request_success"),
        };
        let value = step.and_then(|step| number(&work.bare(step)));
        let worse = |value: Number| if work.is_at_most() { value } else { -value };
        (work.is_judged(), value.map(worse))
    }

    /// The steps of the figure of a window, from nothing: with each turn those are known whose
    /// operands were known before.
    fn worked_out(&self, end: Nanos) -> Vec<Value> {
        let mut steps: Vec<Value> = Vec::new();
        loop {
            let work = Work { steps: &steps, end: Some(end), ..*self };
            let next = work.figure().into_iter().map(|it| {
                let told = json!({
                    "name": it.name, "operation": it.operation, "operands": it.operands,
                });
                filled(&work, &told, it)
            });
            let next: Vec<Value> = next.collect();
            if next == steps {
                return steps;
            }
            steps = next;
        }
    }
}
