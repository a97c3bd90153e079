//! The picture of what a service's time was.

use super::super::Chart;
use super::{list, plural};

pub(super) fn words(chart: &Chart<'_>) -> String {
    match chart {
        Chart::Outages { objective, when, outages: 0, .. } => {
            format!("{objective}: no outage in {when}")
        }
        Chart::Outages { objective, when, outages, down } => {
            format!("{objective}: {} of {down} in {when}", plural(*outages, "outage"))
        }
        Chart::OutagesMeasure { from, until, shaded, several } => {
            let shaded = if *shaded { "; shaded: outside agreed hours" } else { "" };
            let several =
                if *several { "; a number: so many times, too close to tell apart" } else { "" };
            format!("What agreed time was, {from} to {until}{shaded}{several}")
        }
        Chart::LabelSpan { objective, label, count, when, length, names } => {
            let count = count.map(|count| format!(", {count} times")).unwrap_or_default();
            let names = if names.is_empty() { String::new() } else { format!(", {names}") };
            format!("{objective}: {label}{count}, {when}, {length}{names}.")
        }
        Chart::Names { names, more: 0 } => list(names, "and"),
        Chart::Names { names, more } => format!("{} and {more} more", names.join(", ")),
        _ => String::new(),
    }
}
