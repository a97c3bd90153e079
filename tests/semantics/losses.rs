//! What downtime costs the client, beside the credits.

use serde_json::{Value, json};

use sla_calculator::format::words::English;
use sla_calculator::format::{contract, statement};
use sla_calculator::report::{Operand, StepName};

use super::settlement::{LATER, told};
use super::story::Story;

/// January has 3 hours down and a credit of 100.00 each for two availabilities; February 60 seconds.
fn costly(cost: Value) -> Story {
    let charges = json!([{ "from": "2020-01-01", "amount": "1000.00", "per": "month" }]);
    let promise = |id: &str| {
        json!({ "id": id, "service": "s", "indicator": "availability",
                "target": { "at_least": "99.9" },
                "credit": { "tiers": [{ "below": "99.9", "percent": "10" }] } })
    };
    Story::new()
        .contract("/services", json!([{ "id": "s", "charges": charges, "cost_of_downtime": cost }]))
        .contract("/objectives", json!([promise("a"), promise("b")]))
        .incident("2026-01-10T00:00:00Z", "2026-01-10T03:00:00Z", "full")
        .incident("2026-02-10T00:00:00Z", "2026-02-10T00:01:00Z", "full")
}

/// The cost, what is covered and what is not of the first or second objective in a month.
fn loss(story: &Story, objective: usize, month: usize) -> Option<[String; 3]> {
    let report = story.report(LATER);
    let own = report
        .results
        .iter()
        .find(|it| (it.objective as usize, it.period as usize) == (objective, month));
    let loss = own.unwrap().loss.clone()?;
    let all = [Some(loss.amount), loss.covered, loss.not_covered];
    Some(all.map(|it| it.map(|it| it.amount.to_fixed(2)).unwrap_or_default()))
}

#[test]
fn the_loss_stands_beside_all_credits_of_its_service_and_once() {
    let story = costly(json!({ "amount": "500.00", "per": "hour" }));
    let own = |all: [&str; 3]| Some(all.map(str::to_owned));
    assert_eq!(loss(&story, 0, 0), own(["1500.00", "200.00", "1300.00"]));
    assert_eq!(loss(&story, 1, 0), None);
    // 500.00 × 60 ÷ 3600 = 8.333…, and no credit.
    assert_eq!(loss(&story, 0, 1), own(["8.33", "0.00", "8.33"]));
    assert_eq!(loss(&story, 0, 2), own(["0.00", "0.00", "0.00"]));
    let [sum] = story.report(LATER).summary.losses.try_into().unwrap();
    let sum = [Some(sum.amount), sum.covered, sum.not_covered];
    let sum = sum.map(|it| it.unwrap().amount.to_fixed(2));
    assert_eq!(sum, ["1508.33", "200.00", "1308.33"]);
}

#[test]
fn a_loss_in_another_currency_stands_apart_from_the_credits() {
    let story = costly(json!({ "amount": "500", "currency": "JPY", "per": "hour" }));
    let report = story.report(LATER);
    let own = report.results.iter().find(|it| it.loss.is_some()).unwrap().loss.clone().unwrap();
    assert_eq!((own.amount.amount.to_string(), own.amount.currency.code()), ("1500".into(), "JPY"));
    assert_eq!((own.covered, own.not_covered), (None, None));
    // 500 × 60 ÷ 3600 = 8.33…, and yen have no smaller coin.
    assert_eq!(loss(&story, 0, 1), Some(["8.00", "", ""].map(str::to_owned)));
    let said = statement(&English, &report).lede;
    let apart =
        "Downtime cost the client ¥1,508, against which no credit is set: credits are in EUR.";
    assert!(said.iter().any(|it| it == apart), "{said:?}");
    let agreed = format!("{:?}", contract(&English, &report));
    assert!(agreed.contains("Downtime costs the client"), "{agreed}");
    assert!(agreed.contains(r"¥500 for 1\u{a0}h down"), "{agreed}");
    let [sum] = report.summary.losses.try_into().unwrap();
    assert_eq!((sum.amount.amount.to_string(), sum.covered), ("1508".into(), None));
    let steps = story.calculations(LATER).into_iter().next().unwrap().steps;
    assert!(steps.iter().any(|step| step.name == StepName::Loss));
    assert!(steps.iter().all(|step| step.name != StepName::NotCovered));
}

#[test]
fn losses_of_several_currencies_have_a_sum_each() {
    let service = |id: &str, currency: &str| {
        json!({ "id": id,
                "cost_of_downtime": { "amount": "1", "currency": currency, "per": "hour" } })
    };
    let promise = |id: &str| {
        json!({ "id": id, "service": id, "indicator": "availability",
                "target": { "at_least": "99.9" } })
    };
    let story = Story::new()
        .contract(
            "/services",
            json!([service("s", "USD"), service("t", "EUR"), service("u", "USD")]),
        )
        .contract("/objectives", json!([promise("s"), promise("t"), promise("u")]))
        .incident("2026-01-10T00:00:00Z", "2026-01-10T03:00:00Z", "full");
    let losses = story.report(LATER).summary.losses;
    let told = losses.iter().map(|it| (it.amount.currency.code(), it.amount.amount.to_string()));
    assert_eq!(told.collect::<Vec<_>>(), [("USD", "3".to_owned()), ("EUR", "0".to_owned())]);
}

#[test]
fn no_more_of_a_loss_is_covered_than_there_is() {
    let own = |all: [&str; 3]| Some(all.map(str::to_owned));
    let minutes = costly(json!({ "amount": "1.00", "per": "minute" }));
    assert_eq!(loss(&minutes, 0, 0), own(["180.00", "180.00", "0.00"]));
    let days = costly(json!({ "amount": "1.00", "per": "day" }));
    // 3 ÷ 24 = 0.125, rounded half up.
    assert_eq!(loss(&days, 0, 0), own(["0.13", "0.13", "0.00"]));
}

#[test]
fn a_refused_credit_covers_nothing() {
    let claims = json!([{ "period": "2026-01-01", "objective": "b",
                          "requested": "2026-02-05T00:00:00Z",
                          "decided": "2026-02-06T00:00:00Z", "granted": "0.00" }]);
    let story = costly(json!({ "amount": "500.00", "per": "hour" }));
    let story = told(story, "claims", claims);
    let own = ["1500.00", "100.00", "1400.00"].map(str::to_owned);
    assert_eq!(loss(&story, 0, 0), Some(own));
}

#[test]
fn without_a_stated_cost_nothing_is_said() {
    let story = Story::new().incident("2026-01-10T00:00:00Z", "2026-01-10T03:00:00Z", "full");
    assert_eq!(loss(&story, 0, 0), None);
    assert!(story.report(LATER).summary.losses.is_empty());
}

#[test]
fn a_cost_is_not_negative_and_of_a_known_length() {
    let codes = |cost| costly(cost).faults();
    assert_eq!(codes(json!({ "amount": "-1", "per": "hour" })), ["off_scale"]);
    assert_eq!(codes(json!({ "amount": "1.001", "per": "hour" })), ["too_many_decimals"]);
    assert_eq!(codes(json!({ "amount": "1", "per": "week" })), ["unknown_word"]);
    assert_eq!(codes(json!({ "per": "hour" })), ["missing_field"]);
    let of = |amount: &str, currency: &str| {
        codes(json!({ "amount": amount, "currency": currency, "per": "hour" }))
    };
    assert_eq!(of("1", "EURO"), ["unknown_currency"]);
    assert_eq!(of("1.5", "JPY"), ["too_many_decimals"]);
    assert!(of("1.125", "BHD").is_empty());
}

/// Of whom, and how many seconds and how much, the loss of the first objective in January is.
fn shares(story: &Story) -> Vec<(String, String, String)> {
    let calculations = story.calculations(LATER);
    let own = calculations.into_iter().find(|it| (it.objective, it.period) == (0, 0)).unwrap();
    let step = own.steps.into_iter().find(|it| it.name == StepName::LossByIncident);
    let operands = step.map(|step| step.operands).unwrap_or_default().into_iter();
    let shares = operands.filter_map(|operand| match operand {
        Operand::Lost { by, id, seconds, amount, .. } => {
            let of = id.unwrap_or_else(|| format!("{by:?}"));
            Some((of, seconds.to_string(), amount.to_fixed(2)))
        }
        _ => None,
    });
    shares.collect()
}

/// A service that costs so much an hour down, and incidents from one hour and minute to another.
fn overlapping(cost: &str, incidents: &[(&str, &str, &str)]) -> Story {
    let cost = json!({ "amount": cost, "per": "hour" });
    let story = Story::new()
        .contract("/services", json!([{ "id": "s", "cost_of_downtime": cost }]))
        .contract("/counting", json!({ "impact": { "full": "1", "half": "0.5" } }));
    incidents.iter().fold(story, |story, (from, until, impact)| {
        let at = |time: &str| format!("2026-01-10T{time}:00Z");
        story.incident(&at(from), &at(until), impact)
    })
}

#[track_caller]
fn check_shares(story: &Story, expected: &[(&str, &str, &str)]) {
    let found = shares(story);
    let found: Vec<_> = found.iter().map(|(a, b, c)| (&**a, &**b, &**c)).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_second_costs_once_though_incidents_overlap() {
    let story = overlapping("500.00", &[("00:00", "03:00", "full"), ("02:00", "04:00", "full")]);
    check_shares(&story, &[("0", "10800", "1500.00"), ("1", "3600", "500.00")]);
    assert_eq!(loss(&story, 0, 0).unwrap()[0], "2000.00");
    // Nothing is the own of one that begins and ends within another.
    let story = overlapping("500.00", &[("00:00", "03:00", "full"), ("01:00", "02:00", "full")]);
    check_shares(&story, &[("0", "10800", "1500.00")]);
}

#[test]
fn the_heavier_incident_costs_while_it_is_open() {
    // From 01:00 to 02:00 the second, 3600 s; before and after half of 3600 s each, 1800 + 1800.
    let story = overlapping("500.00", &[("00:00", "03:00", "half"), ("01:00", "02:00", "full")]);
    check_shares(&story, &[("0", "3600", "500.00"), ("1", "3600", "500.00")]);
}

#[test]
fn what_incidents_cost_adds_up_to_the_cent() {
    let thirds =
        [("00:00", "00:20", "full"), ("01:00", "01:20", "full"), ("02:00", "02:20", "full")];
    // 0.333… each of 1.00: the cent that is left is the first's.
    let story = overlapping("1.00", &thirds);
    check_shares(&story, &[("0", "1200", "0.34"), ("1", "1200", "0.33"), ("2", "1200", "0.33")]);
    assert_eq!(loss(&story, 0, 0).unwrap()[0], "1.00");
}

#[test]
fn unknown_time_that_counts_as_down_costs_too() {
    let story = overlapping("1.00", &[("00:00", "01:00", "full")])
        .contract("/counting/unknown", json!("down"))
        .covers("2026-01-01T01:00:00Z", "2026-02-01T00:00:00Z");
    check_shares(&story, &[("0", "3600", "1.00"), ("Label(Unknown)", "3600", "1.00")]);
}

#[test]
fn an_incident_says_what_it_cost_beside_the_figure_of_the_loss() {
    let files = overlapping("500.00", &[("00:00", "03:00", "full"), ("01:00", "02:00", "full")]);
    let evaluation = files.evaluation(LATER);
    let losses = |at: usize| -> Vec<Option<String>> {
        let touched = evaluation.incident(at).unwrap().touched.into_iter();
        touched.map(|it| it.loss.map(|loss| loss.amount.to_fixed(2))).collect()
    };
    assert_eq!(losses(0), [Some("1500.00".to_owned())]);
    assert_eq!(losses(1), [Some("0.00".to_owned())]);
}
