//! What a step would come to, were it asked of another time: days that are still looked at when a
//! period ends, and what of them was credited before.

use serde_json::{Value, json};

use super::clock::instant;
use super::labels::Span;
use super::number::{Number, number, whole};
use super::operation::{Operands, recompute};
use super::work::Work;

impl Work<'_> {
    /// The seconds of the step of that name, were it of that stretch alone.
    pub(crate) fn time_within(&self, name: &str, span: Span) -> Option<Number> {
        let step = self.step(name)?;
        if step["operation"] == "sum" {
            let parts = step["operands"].as_array()?.iter();
            return parts
                .map(|part| self.time_within(part["source"]["step"].as_str()?, span))
                .sum();
        }
        let mut asked = step.clone();
        for operand in asked["operands"].as_array_mut()? {
            let end = match operand["role"].as_str() {
                Some("from") => span.0,
                Some("until") => span.1,
                _ => continue,
            };
            operand["value"]["value"] = json!(self.papers.clock.reading(end));
        }
        number(&recompute(self, &asked)?.0["value"])
    }
}

impl Operands<'_> {
    /// The steps that are named to be asked of another time.
    fn named(&self) -> Option<Vec<&str>> {
        let named = self.list.iter().filter(|operand| operand["kind"] == "time_of");
        named.map(|operand| operand["step"].as_str()).collect()
    }

    /// What the steps that are named come to in the stretches that are consumed.
    pub(crate) fn within(&self) -> Option<Number> {
        let named = self.named()?;
        let each = consumed(self.list)?.into_iter();
        each.flat_map(|span| named.iter().map(move |step| self.work.time_within(step, span))).sum()
    }

    /// In percent, what a perfect rest of the days that end with the period would make of what of
    /// them has passed.
    pub(crate) fn after_perfect_window(&self) -> Option<Number> {
        let (from, until) = self.window()?;
        self.clock()?;
        let days = self.value("days")?.as_u64()?;
        let first = self.work.papers.window_begins(until, days);
        let begin = first.max(from);
        let is_up = self.value("up_before").is_some_and(|up| up == true);
        let before = if is_up { self.hours((first, begin)) } else { whole(0) };
        let passed = (begin, self.instant("instant")?);
        let &[removed, down] = self.named()?.as_slice() else { return None };
        let consumed = match self.one("consumed_of") {
            None => Vec::new(),
            Some(named) => {
                let step = self.work.step(named["step"].as_str()?)?;
                consumed(step["operands"].as_array()?)?
            }
        };
        let consumed = consumed.into_iter().map(|(a, b)| (a.max(passed.0), b.min(passed.1)));
        let consumed = consumed.filter(|(a, b)| a < b);
        let consumed = consumed.map(|span| self.work.time_within(down, span));
        let down = self.work.time_within(down, passed)? - consumed.sum::<Option<Number>>()?;
        let measured = self.hours(passed) - self.work.time_within(removed, passed)?;
        let all = measured + self.number("rest")? + before;
        Some((&all - down.max(whole(0))) / all * whole(100))
    }
}

/// The stretches that are consumed.
fn consumed(operands: &[Value]) -> Option<Vec<Span>> {
    let own = operands.iter().filter(|operand| operand["kind"] == "consumed");
    own.map(|it| {
        let at = |field: &str| instant(it[field]["at"].as_str()?);
        Some((at("from")?, at("until")?))
    })
    .collect()
}
