//! Which incidents an objective is about, and by which of their labels it is judged one by one.

use std::collections::BTreeSet;

use serde_json::Value;

use super::known::each;
use super::requests::lies_in;
use crate::labels::told_at;

/// The values of the labels by which an objective is judged; none where an incident says none.
pub(crate) type Labels = Vec<Option<String>>;

/// Each combination of labels that occurs: of incidents of the services that it is about, and of
/// series of requests of those the steps of whose series may be outages.
pub(crate) fn combinations(
    objective: &Value,
    (about, by_requests): (&[&Value], &[&Value]),
    history: &Value,
    as_of: i64,
    (begins, ends): (i64, i64),
) -> Vec<Labels> {
    let is_looked_at = |incident: &&Value| {
        let started = told_at(&incident["started"]).unwrap();
        let end = told_at(&incident["restored"]).or(told_at(&incident["resolved"]));
        let was_over = end.is_some_and(|end| end <= begins.min(as_of));
        let mut services = each(&incident["services"]);
        let is = |it: &Value, service: &Value| *it == service["id"] || it["id"] == service["id"];
        let is_own = |it: &Value| about.iter().any(|service| is(it, service));
        services.any(is_own)
            && started <= as_of
            && started < ends
            && (!was_over || started >= begins)
    };
    let incidents = each(&history["incidents"]).filter(is_looked_at);
    let series = each(&history["series"]).filter(|it| {
        by_requests.iter().any(|service| it["service"] == service["id"])
            && lies_in(it, begins, ends.min(as_of))
    });
    let told = incidents.chain(series).filter(|told| is_chosen(objective, told));
    let found: BTreeSet<Labels> = told.map(|it| labels(objective, it)).collect();
    let none = || vec![each(&objective["per"]).map(|_| None).collect()];
    if found.is_empty() { none() } else { found.into_iter().collect() }
}

/// Whether an incident, or a series, makes outages for an objective with these labels.
pub(crate) fn is_about(objective: &Value, own: &Labels, incident: &Value) -> bool {
    is_chosen(objective, incident) && labels(objective, incident) == *own
}

fn labels(objective: &Value, incident: &Value) -> Labels {
    let value = |name: &Value| Some(incident["labels"][name.as_str()?].as_str()?.to_owned());
    each(&objective["per"]).map(value).collect()
}

fn is_chosen(objective: &Value, incident: &Value) -> bool {
    let wanted = &objective["where"];
    let priorities = wanted["priority"].as_array();
    let labels = wanted["labels"].as_object().into_iter().flatten();
    priorities.is_none_or(|some| some.contains(&incident["priority"]))
        && labels
            .into_iter()
            .all(|(name, values)| each(values).any(|value| *value == incident["labels"][name]))
}
