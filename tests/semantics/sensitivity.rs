//! Each other reading is what stating it in the contract would give.

use std::fs;

use serde_json::{Value, json};
use sla_calculator::analysis::Sensitivity;
use sla_calculator::evaluate::{Case, Evaluation, Input};
use sla_calculator::report::{OtherFigures, Report};
use sla_calculator::units::Instant;

use super::story::Story;

struct Sample {
    contract: Value,
    incidents: String,
    as_of: Instant,
}

impl Sample {
    fn named(id: &str, as_of: &str) -> Self {
        let text = |file: &str| fs::read_to_string(format!("examples/{id}/{file}.json")).unwrap();
        Self {
            contract: serde_json::from_str(&text("contract")).unwrap(),
            incidents: text("incidents"),
            as_of: Instant::parse(as_of).unwrap(),
        }
    }

    fn of(story: &Story, as_of: &str) -> Self {
        let (contract, incidents) = (story.contract.clone(), story.incidents.to_string());
        Self { contract, incidents, as_of: Instant::parse(as_of).unwrap() }
    }

    #[track_caller]
    fn evaluated(&self) -> (Case, Evaluation) {
        let contract = self.contract.to_string();
        let inputs = [
            Input::new("contract.json", contract.as_bytes()),
            Input::new("incidents.json", self.incidents.as_bytes()),
        ];
        let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{faults:#?}"));
        let evaluation = case.evaluate(self.as_of).unwrap();
        (case, evaluation)
    }

    /// The same with an answer stated wherever its question is left open.
    fn stating(&self, name: &str, value: &str) -> Self {
        let mut contract = self.contract.clone();
        let mut state = |place: &str, field: &str, value: Value| {
            let object = contract.pointer_mut(place).and_then(Value::as_object_mut).unwrap();
            object.entry(field.to_owned()).or_insert(value);
        };
        let has = |at: usize, field: &str| {
            self.contract.pointer(&format!("/objectives/{at}/{field}")).is_some()
        };
        let all = 0..self.contract["objectives"].as_array().unwrap().len();
        let clocks = || {
            all.clone().filter(|at| self.contract["objectives"][at]["indicator"] != "availability")
        };
        match name.rsplit_once('/') {
            Some(("service_period", field)) => {
                state("", "service_period", json!({ "every": "month" }));
                state("/service_period", field, json!(value));
                for at in all.clone().filter(|at| has(*at, "period")) {
                    state(&format!("/objectives/{at}/period"), field, json!(value));
                }
            }
            Some(("counting", "impact")) => {
                let levels = value.split(", ").map(|it| it.split_once(' ').unwrap());
                let levels: serde_json::Map<_, _> =
                    levels.map(|(word, weight)| (word.to_owned(), json!(weight))).collect();
                state("", "counting", json!({}));
                state("/counting", "impact", json!(levels));
            }
            Some(("counting", "unit")) => {
                let (counts, length) = value.split_once(' ').unwrap();
                state("", "counting", json!({}));
                state("/counting", "unit", json!({ "length": length, "counts": counts }));
            }
            Some(("counting", field)) => {
                state("", "counting", json!({}));
                state("/counting", field, json!(value));
            }
            Some(("maintenance", field)) => {
                for at in 0..self.contract["maintenance"].as_array().unwrap().len() {
                    state(&format!("/maintenance/{at}"), field, json!(value));
                }
            }
            Some(("objectives/window", field)) => {
                for at in all.clone().filter(|at| has(*at, "window")) {
                    state(&format!("/objectives/{at}/window"), field, json!(value));
                }
            }
            Some(("objectives/credit", field)) => {
                let is_share = |at: &usize| {
                    let rule = self.contract["objectives"][at]["credit"].to_string();
                    rule.contains("\"percent\"")
                };
                for at in all.clone().filter(is_share) {
                    state(&format!("/objectives/{at}/credit"), field, json!(value));
                }
            }
            Some(("credits/caps", field)) => {
                for at in 0..self.contract["credits"]["caps"].as_array().unwrap().len() {
                    state(&format!("/credits/caps/{at}"), field, json!(value));
                }
            }
            Some(("credits/minimum" | "credits/earn_back", field)) => {
                let (place, _) = name.rsplit_once('/').unwrap();
                state(&format!("/{place}"), field, json!(value));
            }
            Some(("credits", field)) => {
                state("", "credits", json!({}));
                state("/credits", field, json!(value));
            }
            Some(("objectives", "pause_on")) => {
                clocks().for_each(|at| state(&format!("/objectives/{at}"), "pause_on", json!([])));
            }
            Some(("objectives", field)) => {
                clocks().for_each(|at| state(&format!("/objectives/{at}"), field, json!(value)));
            }
            Some(_) | None => panic!("{name} is not stated here"),
        }
        Self { contract, incidents: self.incidents.clone(), as_of: self.as_of }
    }
}

type Row = (String, [String; 2], OtherFigures);

fn rows(report: &Report) -> Vec<Row> {
    let rows = report.results.iter().map(|result| {
        let objective = &report.agreement.objectives[result.objective as usize];
        let period = &report.periods[result.period as usize];
        let dates = [period.first, period.next].map(|date| date.to_string());
        (objective.id.clone(), dates, OtherFigures::of(result))
    });
    rows.collect()
}

/// How many results each other reading changes, by field and answer.
#[track_caller]
fn changed(sample: &Sample) -> Vec<(String, usize)> {
    let (case, evaluation) = sample.evaluated();
    let before = rows(&evaluation.report);
    let weighed = Sensitivity::of(&case).finish(&case, &evaluation);
    let counted = weighed.into_iter().map(|reading| {
        assert!(!reading.refused);
        let question = format!("{} {}", reading.name, reading.value);
        let (_, stated) = sample.stating(&reading.name, &reading.value).evaluated();
        let stated = rows(&stated.report);
        let other = before.iter().filter_map(|row| {
            let there = stated.iter().find(|it| (&it.0, &it.1) == (&row.0, &row.1))?;
            (!there.2.is_worth_the_same(&row.2)).then(|| there.clone())
        });
        let told = reading.changes.into_iter().map(|change| {
            let (id, dates, _) = &before[evaluation
                .report
                .results
                .iter()
                .position(|it| (it.objective, it.period) == (change.objective, change.period))
                .unwrap()];
            (id.clone(), dates.clone(), change.other)
        });
        let told: Vec<Row> = told.collect();
        assert_eq!(told, other.collect::<Vec<Row>>(), "{question}");
        (question, told.len())
    });
    counted.collect()
}

#[test]
fn reading_otherwise_is_what_stating_it_gives() {
    let samples = [
        ("managed-services", "2026-07-10T08:00:00Z"),
        ("service-desk", "2026-05-20T08:30:00Z"),
        ("github-enterprise-cloud", "2026-08-22T00:00:00Z"),
    ];
    for (id, as_of) in samples {
        let changed = changed(&Sample::named(id, as_of));
        assert!(changed.iter().any(|(_, count)| *count > 0), "{id}: nothing is told apart");
    }
}

#[test]
fn months_of_thirty_days_turn_what_real_months_do_not() {
    let story = Story::new().incident("2026-05-10T10:00:00Z", "2026-05-10T10:44:00Z", "full");
    let changed = changed(&Sample::of(&story, "2026-06-01T00:00:00Z"));
    let count = |question: &str| {
        changed.iter().find(|(known, _)| known == question).map(|(_, count)| *count)
    };
    assert_eq!(count("counting/period_length P30D"), Some(1));
    assert_eq!(count("counting/period_length PT2628288S"), Some(1));
    assert_eq!(count("counting/overlap sum"), Some(0));
}

#[test]
fn what_several_credits_come_to_and_what_they_are_of_is_weighed() {
    // One outage misses two promises of a service that costs half of the agreement.
    let promise = |id: &str, percent: &str| {
        json!({
            "id": id, "service": "s", "indicator": "availability", "target": { "at_least": "99.9" },
            "credit": { "per_breach": { "percent": percent } },
        })
    };
    let charges = json!([{ "from": "2020-01-01", "amount": "1000.00", "per": "month" }]);
    let story = Story::new()
        .contract("/charges", charges)
        .contract("/objectives", json!([promise("a", "10"), promise("b", "4")]))
        .incident("2026-05-10T10:00:00Z", "2026-05-10T12:00:00Z", "full");
    let changed = changed(&Sample::of(&story, "2026-06-01T00:00:00Z"));
    let count = |question: &str| changed.iter().find(|(known, _)| known == question).unwrap().1;
    assert_eq!(count("credits/combination highest"), 1);
    assert_eq!(count("credits/combination one_per_incident"), 1);
    assert_eq!(count("objectives/credit/basis agreement_charge"), 2);
}

#[test]
fn what_is_capped_least_and_earned_back_is_weighed() {
    let story = |credits: Value| {
        let credit = json!({ "per_breach": { "percent": "10" } });
        let promise = |id: &str| {
            json!({ "id": id, "service": "s", "indicator": "availability",
                    "target": { "at_least": "99.9" }, "credit": credit })
        };
        Story::new()
            .contract("/objectives", json!([promise("a"), promise("b")]))
            .contract("/credits", credits)
            .incident("2026-03-10T10:00:00Z", "2026-03-10T12:00:00Z", "full")
    };
    let count = |story: &Story, question: &str| {
        let changed = changed(&Sample::of(story, "2026-06-01T00:00:00Z"));
        changed.iter().find(|(known, _)| known == question).map(|it| it.1)
    };
    // Twice 100 under 50 of the month's 1,000, or 600 of the year's 12,000.
    let caps = json!([{ "percent": "5", "per": "period" }, { "amount": "900.00", "per": "term" }]);
    let capped = story(json!({ "caps": caps }));
    assert_eq!(count(&capped, "credits/caps/of annual_charges"), Some(2));
    let fixed = story(json!({ "caps": [{ "amount": "900.00", "per": "term" }] }));
    assert_eq!(count(&fixed, "credits/caps/of annual_charges"), None);
    // Three of the 31 days of March are 96.77, three of thirty are 100.
    let days = |more: Value| {
        let mut credits = json!({ "caps": [{ "days_of_charge": "3", "per": "period" }] });
        credits.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        count(&story(credits), "credits/day_of_charge thirtieth")
    };
    assert_eq!(days(json!({})), Some(2));
    assert_eq!(days(json!({ "day_of_charge": "period" })), None);
    assert_eq!(count(&fixed, "credits/day_of_charge thirtieth"), None);
    // Neither of 100 is more than 150; both together are.
    let least = story(json!({ "minimum": { "more_than": "150.00" } }));
    assert_eq!(count(&least, "credits/minimum/each period"), Some(2));
    let earned = story(json!({ "earn_back": { "after_periods": 1, "percent": "50" } }));
    assert!(count(&earned, "credits/earn_back/of all_objectives").is_some());
    // Of two caps that are shares one says of what.
    let two = json!([{ "percent": "5", "per": "period" },
                     { "percent": "5", "per": "term", "of": "annual_charges" }]);
    let readings = story(json!({ "caps": two })).report("2026-06-01T00:00:00Z").readings;
    let own = readings.iter().filter(|reading| reading.name == "credits/caps/of");
    let own: Vec<_> = own.map(|it| (it.value.as_str(), it.by_default, &it.only[0][..])).collect();
    assert_eq!(own, [("window_charges", true, "caps/0"), ("annual_charges", false, "caps/1")]);
}

#[test]
fn what_is_stated_or_raised_by_nothing_is_not_weighed() {
    let weighed = |story: &Story| {
        let (case, _) = Sample::of(story, "2026-06-01T00:00:00Z").evaluated();
        let names = case.other_readings().into_iter().map(|it| it.switch.name());
        names.collect::<std::collections::BTreeSet<_>>()
    };
    let open = weighed(&Story::new());
    assert!(open.contains("counting/overlap") && !open.contains("objectives/reopened"));
    let stated = Story::new().contract("/counting", json!({ "overlap": "union" }));
    assert!(!weighed(&stated).contains("counting/overlap"));
    // No fixed length beside hours that are not always agreed, or for other periods than months.
    let quarter = Story::new().contract("/service_period", json!({ "every": "quarter" }));
    assert!(!weighed(&quarter).contains("counting/period_length"));
    let hours = json!({ "office": { "weekly": { "mon-fri": ["08:00-17:00"] } } });
    let office = Story::new().contract("/calendars", hours);
    let office = office.contract("/services/0/calendar", json!("office"));
    assert!(!weighed(&office).contains("counting/period_length"));
    assert!(open.contains("counting/period_length"));
}
