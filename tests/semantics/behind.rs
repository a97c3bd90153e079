//! The incidents on which credits rest: for their claims, and where one incident is credited once.

use serde_json::{Value, json};

use super::labels::at;
use super::story::Story;

const LATER: &str = "2030-01-01T00:00:00Z";

fn percent(of: &str) -> Value {
    json!({ "per_breach": { "percent": of } })
}

/// The last day of the claim for April's credit.
#[track_caller]
fn last_day(story: &Story) -> String {
    let credit = story.result(LATER, "2026-04-01").credit.unwrap();
    credit.last_day.unwrap().to_string()
}

#[test]
fn a_claim_that_waits_for_no_incident_counts_from_the_last_day_of_its_period() {
    for from in ["incident_end", "reported", "period_end"] {
        let claim = json!({ "claim": { "within": { "days": 5 }, "from": from } });
        let objective = json!([{
            "id": "o", "service": "s", "indicator": "measurement", "source": "load", "unit": "%",
            "target": { "at_least": "99" }, "credit": percent("10"),
        }]);
        let mut story = Story::new().contract("/objectives", objective).contract("/credits", claim);
        story.incidents["measurements"] = json!([{
            "indicator": "load", "service": "s", "value": "90",
            "from": "2026-04-01T00:00:00Z", "until": "2026-05-01T00:00:00Z",
        }]);
        assert_eq!(last_day(&story), "2026-05-05", "{from}");
    }
}

#[test]
fn downtime_rests_on_all_that_lasted_in_its_period() {
    // One outage from March into April: of April's two credits the dearer is paid.
    let objective = |id: &str, indicator: &str, target: Value, of: &str| {
        json!({
            "id": id, "service": "s", "indicator": indicator, "target": target,
            "credit": percent(of),
        })
    };
    let story = Story::new()
        .contract(
            "/objectives",
            json!([
                objective("a", "downtime", json!({ "at_most": "PT1H" }), "7"),
                objective("b", "availability", json!({ "at_least": "99.9" }), "5"),
            ]),
        )
        .contract("/credits", json!({ "combination": "one_per_incident" }))
        .incident("2026-03-31T20:00:00Z", &at(1, "04:00"), "full");
    let report = story.report(LATER);
    let april = report.results.iter().filter(|it| it.period == 3);
    let paid = april.map(|it| it.credit.as_ref().unwrap());
    let paid = paid.map(|it| (it.amount.as_ref().unwrap().amount.to_fixed(2), it.not_paid));
    let expected = [("70.00".to_owned(), false), ("0.00".to_owned(), true)];
    assert_eq!(paid.collect::<Vec<_>>(), expected);
}

#[test]
fn what_lies_outside_hours_is_behind_no_credit() {
    // Friday from 10:00 to 12:00, and Saturday all day: the office is closed.
    let office = json!({ "office": { "weekly": { "mon-fri": ["08:00-18:00"] } } });
    let claim = json!({ "claim": { "within": { "days": 5 }, "from": "incident_end" } });
    let story = Story::new()
        .contract("/calendars", office)
        .contract("/objectives/0/calendar", json!("office"))
        .contract("/objectives/0/credit", percent("10"))
        .contract("/credits", claim)
        .incident(&at(10, "10:00"), &at(10, "12:00"), "full")
        .incident(&at(11, "06:00"), &at(11, "20:00"), "full");
    assert_eq!(last_day(&story), "2026-04-15");
}
