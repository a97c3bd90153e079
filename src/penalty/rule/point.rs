//! So much for each so many points by which the target was missed: 0.5 % for each percentage point,
//! 1 % for each 0.1 % or portion thereof.
//!
//! Source: UK CCS call-off, 98 % − 75 % = 23 %; a wavelength service, "1% … for every 0.1% (or
//! portion thereof)"; Silicon Valley Clean Energy, 5 % per full 1 %.

use super::{Worth, parts};
use crate::model::{PerPoint, Price};
use crate::penalty::CreditFacts;
use crate::units::{Better, Exact};

pub(super) fn worth(rule: &PerPoint, facts: &CreditFacts<'_>) -> Worth {
    let short = short(facts);
    let units = parts(&short, &rule.step, rule.part);
    Worth { measured: Some(short), ..Worth::of(units, Price::Percent(rule.percent.clone())) }
}

/// How far the value is on the wrong side of its bound.
fn short(facts: &CreditFacts<'_>) -> Exact {
    let bound = &facts.target.bound.value;
    let short = match facts.target.better {
        Better::More => bound - facts.value,
        Better::Less => facts.value - bound,
    };
    if facts.breached { short.max(Exact::zero()) } else { Exact::zero() }
}
