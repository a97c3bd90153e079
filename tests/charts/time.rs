//! The pictures of an availability over time and of what cost most: those of the hosted portal as
//! committed, and what must hold for any.

use std::path::Path;

use super::cases::{evaluate, evaluated};
use super::svg::check_shapes;
use super::{WIDTHS, check_golden, laid_out, picture};
use sla_calculator::chart::{BudgetOf, Chart, MarkOf, Shown, Size, budget, costs, outages};
use sla_calculator::evaluate::Evaluation;
use sla_calculator::format::words::{CostWord, English};
use sla_calculator::report::{CostBy, CostOf};
use sla_calculator::timeline::Label;

const AS_OF: &str = "2026-05-14T07:00:00Z";
const COLUMNS: u32 = 440;

fn portal() -> Evaluation {
    evaluated("hosted-portal", AS_OF)
}

/// What the time of an objective's service was in the periods from one to another.
fn lanes(it: &Evaluation, objective: u32, (from, until): (u32, u32), width: u32) -> Chart {
    let spans = it.label_spans(objective, from..=until, COLUMNS).unwrap();
    let name = |name: &str| name.to_owned();
    let shown = Shown { objective: "Portal", when: "March 2026", name: &name };
    outages(&English, &shown, &spans, width)
}

fn budget_of(it: &Evaluation, objective: u32, period: u32, width: u32) -> Chart {
    let path = it.budget_path(objective, period, COLUMNS);
    let results = it.report.results.iter();
    let found = results.clone().find(|it| (it.objective, it.period) == (objective, period));
    let figures = found.unwrap().time.as_ref().unwrap().budget.as_ref().unwrap();
    let of = BudgetOf { objective: "Portal", period: "May 2026", figures, path: path.as_ref() };
    budget(&English, &of, Size::for_width(width))
}

fn costs_of(it: &Evaluation, (by, word): (CostBy, CostWord<'_>), width: u32) -> Chart {
    let name = |of: &CostOf| match of {
        CostOf::Incident(id) => id.clone(),
        of => format!("{of:?}"),
    };
    costs(&English, &it.costs(&by, 10), (word, &name), width)
}

fn each_way() -> [(CostBy, CostWord<'static>); 4] {
    [
        (CostBy::Incident, CostWord::Incident),
        (CostBy::Cause, CostWord::Cause),
        (CostBy::Service, CostWord::Service),
        (CostBy::Label("site".to_owned()), CostWord::Label("site")),
    ]
}

/// Every rule of a picture and its table.
fn check(chart: &Chart) {
    check_shapes(picture(chart));
    for row in &chart.table.rows {
        assert_eq!(row.len(), chart.table.headings.len(), "{}", chart.finding);
    }
}

#[test]
fn the_pictures_of_the_hosted_portal_are_the_committed_ones() {
    let it = portal();
    let folder = Path::new("tests/golden/charts/hosted-portal");
    for width in WIDTHS {
        let [incident, ..] = each_way();
        for (name, chart) in [
            ("outages", lanes(&it, 0, (0, 4), width)),
            ("outages-march", lanes(&it, 0, (2, 2), width)),
            ("outages-in-hours", lanes(&it, 1, (1, 1), width)),
            ("budget", budget_of(&it, 0, 4, width)),
            ("budget-beyond", budget_of(&it, 0, 2, width)),
            ("budget-in-hours", budget_of(&it, 1, 4, width)),
            ("costs", costs_of(&it, incident, width)),
        ] {
            check(&chart);
            let path = folder.join(format!("{name}-{width}.svg"));
            check_golden(&path, &laid_out(picture(&chart)));
        }
    }
}

#[test]
fn the_lanes_say_what_time_was_and_what_is_behind_it() {
    let chart = lanes(&portal(), 0, (2, 2), 880);
    let plain = |text: &str| text.replace('\u{a0}', " ");
    assert_eq!(plain(&chart.finding), "Portal: 2 outages of 3 h 30 min in March 2026");
    let rows: Vec<String> = chart.table.rows.iter().map(|row| plain(&row.join("|"))).collect();
    assert_eq!(
        rows,
        [
            "Maintenance|8 Mar 2026, 02:00 CET – 8 Mar 2026, 06:00 CET|4 h|CHG-14",
            "Maintenance|22 Mar 2026, 02:00 CET – 22 Mar 2026, 04:00 CET|2 h|CHG-17",
            "Outage|8 Mar 2026, 06:00 CET – 8 Mar 2026, 09:00 CET|3 h|P-105 and P-106",
            "Outage|22 Mar 2026, 04:00 CET – 22 Mar 2026, 04:30 CET|30 min|CHG-17",
        ]
    );
    let january = lanes(&portal(), 0, (0, 0), 880);
    let leads: Vec<&MarkOf> = picture(&january).marks.iter().map(|mark| &mark.of).collect();
    let incident = |id: &str| MarkOf::Incident(id.to_owned());
    assert_eq!(leads, [&incident("P-101"), &incident("P-102"), &MarkOf::Itself]);
}

#[test]
fn the_spans_of_a_label_add_up_to_its_seconds() {
    let it = portal();
    for (objective, columns) in [(0, 1), (0, 7), (0, 440), (1, 3), (1, 440)] {
        let spans = it.label_spans(objective, 0..=4, columns).unwrap();
        for (label, seconds) in &spans.seconds {
            let own = spans.spans.iter().filter(|span| span.label == *label);
            let sum = own.map(|span| span.seconds.clone()).sum();
            let up = serde_json::to_value(label).unwrap() == "up";
            assert!(up || *seconds == sum, "{label:?}");
        }
    }
    assert_eq!(it.label_spans(7, 0..=4, 440), None);
    assert_eq!(it.label_spans(0, 7..=8, 440), None);
}

#[test]
fn a_budget_says_how_it_stands() {
    let it = portal();
    let plain = |chart: &Chart| chart.finding.replace('\u{a0}', " ");
    assert_eq!(
        plain(&budget_of(&it, 0, 4, 880)),
        "Portal will have used up its error budget of May 2026 on 17 May 2026 at this rate"
    );
    assert_eq!(
        plain(&budget_of(&it, 0, 2, 880)),
        "Portal used up its error budget of May 2026 on 8 Mar 2026"
    );
    assert_eq!(
        plain(&budget_of(&it, 0, 0, 880)),
        "Portal had 43 % of its error budget of May 2026 left"
    );
    let path = it.budget_path(0, 2, COLUMNS).unwrap();
    // 2,653.2 s are allowed, and used up so long after maintenance ended.
    assert_eq!(path.used_up.unwrap().at, "2026-03-08T06:44:13.200+01:00");
    let used: Vec<_> = path.used.iter().map(|it| it.ends.each_ref().map(|at| &at.at)).collect();
    assert_eq!(
        used,
        [
            ["2026-03-08T06:00:00+01:00", "2026-03-08T09:00:00+01:00"],
            ["2026-03-22T04:00:00+01:00", "2026-03-22T04:30:00+01:00"]
        ]
    );
    let last = path.points.iter().rev().find_map(|point| point.left.clone());
    assert_eq!(last.unwrap().to_string(), "-8446.8");
}

#[test]
fn what_cost_most_adds_up_and_leads_to_its_incidents() {
    let it = portal();
    for way in each_way() {
        let found = it.costs(&way.0, 10);
        let sum: sla_calculator::units::Exact =
            found.parts.iter().map(|part| part.seconds.clone()).sum();
        assert_eq!(sum, found.seconds, "{way:?}");
        // Of each service in each month: 25 + 30 + 185 + 120 + 37 and 30 + 35 minutes.
        assert_eq!(found.seconds.to_string(), (462 * 60).to_string());
        for width in WIDTHS {
            check(&costs_of(&it, way.clone(), width));
        }
    }
    let [incident, cause, service, label] = each_way();
    let told = |way: (CostBy, CostWord<'_>)| {
        let found = it.costs(&way.0, 2);
        let parts = found.parts.iter().map(|part| (part.of.clone(), part.seconds.to_string()));
        (parts.collect::<Vec<_>>(), found.others)
    };
    let named = |name: &str| CostOf::Named(name.to_owned());
    let id = |id: &str| CostOf::Incident(id.to_owned());
    let seconds = |minutes: u32| (minutes * 60).to_string();
    // P-105 takes the ten minutes that it shares with P-106, and the outage begins after maintenance.
    assert_eq!(
        told(incident.clone()),
        (vec![(id("P-105"), seconds(130)), (id("P-107"), seconds(120))], 8)
    );
    assert_eq!(
        told(cause),
        (vec![(named("hardware"), seconds(155)), (named("flood"), seconds(120))], 5)
    );
    assert_eq!(
        told(service.clone()),
        (vec![(CostOf::Service(0), seconds(397)), (CostOf::Service(1), seconds(65))], 0)
    );
    assert_eq!(told(label).0, [(named("Rostock"), seconds(275)), (named("Hamburg"), seconds(142))]);
    let credits = it.costs(&service.0, 2).parts.into_iter().flat_map(|part| part.credits);
    let credits = credits.map(|credit| credit.amount.to_string());
    assert_eq!(credits.collect::<Vec<_>>(), ["1600", "0"]);
    assert!(it.costs(&incident.0, 10).parts.iter().all(|part| part.credits.is_empty()));
    let chart = costs_of(&it, incident, 880);
    assert_eq!(picture(&chart).marks[0].of, MarkOf::Incident("P-105".to_owned()));
}

/// One availability region by region, one of the west alone, and one of a service without regions.
fn regions() -> Evaluation {
    let availability = |id: &str, service: &str| {
        serde_json::json!({ "id": id, "service": service, "indicator": "availability",
                            "target": { "at_least": "99" } })
    };
    let mut by_region = availability("by-region", "s");
    by_region["per"] = serde_json::json!(["region"]);
    let mut west = availability("west", "s");
    west["where"] = serde_json::json!({ "labels": { "region": ["west"] } });
    let contract = serde_json::json!({
        "format": "sla-contract/1", "currency": "EUR", "services": [{ "id": "s" }, { "id": "t" }],
        "term": { "from": "2026-01-01" },
        "objectives": [by_region, west, availability("t", "t")],
    });
    let incident = |id: &str, service: &str, region: &str, minutes: u32| {
        serde_json::json!({ "id": id, "services": [service], "labels": { "region": region },
                            "started": "2026-01-10T10:00:00Z",
                            "restored": format!("2026-01-10T10:{minutes}:00Z") })
    };
    let history = serde_json::json!({
        "format": "sla-incidents/1",
        "source": { "covers": { "from": "2026-01-01T00:00:00Z", "until": "2026-02-01T00:00:00Z" } },
        "incidents": [incident("E", "s", "east", 10), incident("W", "s", "west", 30),
                      incident("T", "t", "west", 50)],
    });
    let files =
        [("c.json".to_owned(), contract.to_string()), ("i.json".to_owned(), history.to_string())];
    evaluate(&files, "2026-02-01T00:00:00Z")
}

#[test]
fn what_is_judged_label_by_label_has_pictures_of_its_own() {
    let it = regions();
    let ids: Vec<&str> = it.report.agreement.objectives.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["by-region/east", "by-region/west", "west", "t"]);
    let outages = |objective| {
        let spans = it.label_spans(objective, 0..=0, COLUMNS).unwrap().spans;
        let outages = spans.into_iter().filter(|it| it.label == Label::Outage);
        outages.map(|it| (it.names, it.seconds.to_string())).collect::<Vec<_>>()
    };
    let one = |id: &str, minutes: u32| vec![(vec![id.to_owned()], (minutes * 60).to_string())];
    assert_eq!(outages(0), one("E", 10));
    assert_eq!(outages(1), one("W", 30));
    assert_eq!(outages(2), one("W", 30));
    assert_eq!(outages(3), one("T", 50));
    let used = |objective| {
        let path = it.budget_path(objective, 0, COLUMNS).unwrap();
        let left = path.points.iter().filter_map(|point| point.left.clone());
        let left: Vec<_> = left.collect();
        (&left[0] - left.last().unwrap()).to_string()
    };
    assert_eq!([0, 1, 2, 3].map(used), ["600", "1800", "1800", "3000"]);
    let costs = it.costs(&CostBy::Incident, 10).parts.into_iter();
    let costs: Vec<_> = costs.map(|part| (part.of, part.seconds.to_string())).collect();
    let cost =
        |id: &str, minutes: u32| (CostOf::Incident(id.to_owned()), (minutes * 60).to_string());
    assert_eq!(costs, [cost("T", 50), cost("W", 30), cost("E", 10)]);
}

/// Ten thousand short outages in a month, and half of them at half weight.
fn dense() -> Evaluation {
    let contract = serde_json::json!({
        "format": "sla-contract/1", "currency": "EUR", "services": [{ "id": "s" }],
        "term": { "from": "2026-01-01" },
        "objectives": [{ "id": "o", "service": "s", "indicator": "availability",
                         "target": { "at_least": "99" } }],
    });
    let incidents = (0..10_000).map(|at| {
        let second = at * 259;
        let time = |second: i32| {
            let (day, rest) = (second / 86_400 + 1, second % 86_400);
            let (hour, minute) = (rest / 3_600, rest % 3_600 / 60);
            format!("2026-01-{day:02}T{hour:02}:{minute:02}:{:02}Z", rest % 60)
        };
        serde_json::json!({
            "id": at.to_string(), "services": ["s"],
            "impact": if at % 2 == 0 { "full" } else { "degraded" },
            "started": time(second), "restored": time(second + 3),
        })
    });
    let history = serde_json::json!({
        "format": "sla-incidents/1",
        "source": { "covers": { "from": "2026-01-01T00:00:00Z", "until": "2026-02-01T00:00:00Z" } },
        "incidents": incidents.collect::<Vec<_>>(),
    });
    let files =
        [("c.json".to_owned(), contract.to_string()), ("i.json".to_owned(), history.to_string())];
    evaluate(&files, "2026-02-01T00:00:00Z")
}

#[test]
fn ten_thousand_outages_are_as_many_marks_as_there_is_room_for() {
    let it = dense();
    let spans = it.label_spans(0, 0..=0, COLUMNS).unwrap();
    assert!(spans.spans.len() <= 2 * COLUMNS as usize, "{}", spans.spans.len());
    assert_eq!(spans.spans.iter().map(|span| span.count).sum::<u64>(), 10_000);
    assert_eq!(spans.spans.iter().map(|span| span.sources).sum::<u64>(), 10_000);
    for width in WIDTHS {
        let chart = lanes(&it, 0, (0, 0), width);
        check(&chart);
        assert!(picture(&chart).marks.len() <= 150);
        assert!(picture(&chart).svg.len() < 60_000, "{}", picture(&chart).svg.len());
        check(&budget_of(&it, 0, 0, width));
        let [incident, ..] = each_way();
        check(&costs_of(&it, incident, width));
    }
}

#[test]
fn on_whatever_day_the_pictures_follow_the_rules() {
    for day in 1..=31 {
        let it = evaluated("hosted-portal", &format!("2026-05-{day:02}T11:00:00Z"));
        for (objective, period) in [(0, 4), (1, 4), (0, 1)] {
            for width in WIDTHS {
                check(&budget_of(&it, objective, period, width));
                check(&lanes(&it, objective, (0, period), width));
                check(&lanes(&it, objective, (period, period), width));
            }
        }
    }
}
