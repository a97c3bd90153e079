//! The pictures of reports: those of the examples as committed under `tests/golden/charts/`, and
//! what must hold for the picture of any report.
//!
//! `UPDATE_GOLDEN=1 cargo test --test charts` writes the committed ones anew; look at them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod cases;
mod clocks;
mod svg;
mod time;

use std::fs;
use std::path::Path;

use cases::{Month, evaluate, example, report};
use sla_calculator::chart::{Chart, MarkOf, Picture, Size, credits, time_used, value_reached};
use sla_calculator::format::words::English;
use sla_calculator::report::Report;
use svg::check;

const WIDTHS: [u32; 3] = [328, 720, 880];

fn picture(chart: &Chart) -> &Picture {
    chart.picture.as_ref().unwrap_or_else(|| panic!("nothing is drawn: {}", chart.finding))
}

/// Every picture of a report at a width, each checked.
fn all(report: &Report, width: u32) -> Vec<Chart> {
    let size = Size::for_width(width);
    let objectives = 0..report.agreement.objectives.len().try_into().unwrap();
    let of_each = objectives.flat_map(|objective: u32| {
        [
            time_used(&English, report, objective, size).unwrap(),
            value_reached(&English, report, objective, size).unwrap(),
        ]
    });
    let charts: Vec<Chart> = of_each.chain([credits(&English, report, size)]).collect();
    for chart in &charts {
        for row in &chart.table.rows {
            assert_eq!(row.len(), chart.table.headings.len(), "{}", chart.finding);
        }
        if let Some(picture) = &chart.picture {
            check(picture);
        }
    }
    charts
}

#[track_caller]
fn check_golden(path: &Path, found: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, found).unwrap();
    }
    let golden = fs::read_to_string(path).unwrap_or_default();
    assert!(golden == found, "{} differs from what is drawn now", path.display());
}

#[test]
fn the_pictures_of_the_examples_are_the_committed_ones() {
    for (id, as_of) in [
        ("managed-services", "2026-07-10T08:00:00Z"),
        ("github-enterprise-cloud", "2026-07-20T00:00:00Z"),
    ] {
        let report = example(id, as_of);
        let folder = Path::new("tests/golden/charts").join(id);
        for width in WIDTHS {
            let size = Size::for_width(width);
            all(&report, width);
            for objective in 0..2 {
                let id = &report.agreement.objectives[objective as usize].id;
                let used = time_used(&English, &report, objective, size).unwrap();
                let percent = value_reached(&English, &report, objective, size).unwrap();
                for (name, chart) in [("time-used", used), ("percent", percent)] {
                    let file = format!("{id}-{name}-{width}.svg");
                    check_golden(&folder.join(file), &laid_out(picture(&chart)));
                }
            }
            let credits = credits(&English, &report, size);
            check_golden(
                &folder.join(format!("credits-{width}.svg")),
                &laid_out(picture(&credits)),
            );
        }
    }
}

/// An element a line, so that a difference can be read.
fn laid_out(picture: &Picture) -> String {
    format!("{}\n", picture.svg.replace("><", ">\n<"))
}

#[test]
fn on_whatever_day_no_words_lie_on_a_bar() {
    for day in 1..=31 {
        let report = example("managed-services", &format!("2026-07-{day:02}T12:00:00Z"));
        for width in WIDTHS {
            all(&report, width);
        }
    }
}

#[test]
fn the_headings_say_what_was_found() {
    let report = example("managed-services", "2026-07-10T08:00:00Z");
    let told: Vec<_> = all(&report, 880).into_iter().map(|c| (c.finding, c.measure)).collect();
    let told: Vec<_> = told.iter().map(|(f, m)| (f.as_str(), m.as_str())).collect();
    assert_eq!(
        told,
        [
            (
                "ERP availability used up its allowance in 1 of 6 months",
                "Downtime by month in minutes, against the downtime allowed"
            ),
            (
                "ERP availability fell below its target in 1 of 6 months",
                "Availability by month in percent, axis from 99.85\u{a0}%"
            ),
            (
                "Remote access availability used up its allowance in 2 of 6 months",
                "Downtime by month in minutes, against the downtime allowed"
            ),
            (
                "Remote access availability fell below its target in 2 of 6 months",
                "Availability by month in percent, axis from 99.7\u{a0}%"
            ),
            (
                "Credits of €4,950.00 were earned in 3 of 6 months; €1,950.00 of it lapsed",
                "Credit by month in EUR; hollow: lapsed; dashed: if it ended now"
            ),
        ]
    );
}

#[test]
fn a_mark_says_its_figure() {
    let report = example("managed-services", "2026-07-10T08:00:00Z");
    let chart = time_used(&English, &report, 0, Size::for_width(720)).unwrap();
    let march = &picture(&chart).marks[2];
    assert_eq!(march.of, MarkOf::Period { objective: Some(0), period: 2 });
    assert_eq!(march.title, "March 2026");
    assert_eq!(
        march.words.replace('\u{a0}', " "),
        "ERP availability, March 2026: Missed, 44 min 36 s used of 44 min 34.8 s allowed."
    );
    assert_eq!(
        chart.table.rows[2].join("|").replace('\u{a0}', " "),
        "March 2026|44 min 36 s|44 min 34.8 s|Missed"
    );
    let july = &picture(&chart).marks[6];
    assert!(july.words.contains("On track") && july.words.ends_with("allowed to date."));
}

#[test]
fn a_hostile_name_stays_a_text() {
    let name = "</text><script>alert(\"1\")</script>'&\u{202e}evil\u{0}\u{7}";
    let report = report(name, &[Month::Down(60), Month::Up]);
    for chart in all(&report, 328) {
        let svg = &picture(&chart).svg;
        assert!(!svg.contains("<script"), "{svg}");
        assert!(!svg.contains("</text><script"), "{svg}");
    }
    let long = "W".repeat(10_000);
    let report = cases::report(&long, &[Month::Down(60), Month::Up]);
    for width in WIDTHS {
        all(&report, width);
    }
}

#[test]
fn nothing_is_drawn_where_there_is_nothing() {
    let report = cases::report("ERP", &[]);
    for chart in all(&report, 720) {
        assert_eq!((chart.picture, chart.table.rows.len()), (None, 0), "{}", chart.finding);
    }
    assert_eq!(time_used(&English, &report, 7, Size::for_width(720)), None);
    let unknown = cases::report("ERP", &[Month::Unknown, Month::Unknown]);
    let charts = all(&unknown, 720);
    assert_eq!(charts[0].finding, "ERP could not be measured");
    assert!(charts.iter().all(|chart| chart.picture.is_none()));
    let kept = cases::report("ERP", &[Month::Up, Month::Down(5)]);
    let charts = all(&kept, 720);
    assert_eq!(charts[0].finding, "ERP stayed within its allowance");
    assert_eq!((charts[2].finding.as_str(), &charts[2].picture), ("No credit was earned", &None));
}

#[test]
fn every_width_and_every_history_is_drawn_by_the_rules() {
    use Month::{Down, Exactly, Unknown, Up};
    let one = vec![Down(90)];
    let all_missed = vec![Down(90); 12];
    let ten_years: Vec<Month> = (0..120).map(|month| Down(month * 37 % 101)).collect();
    let dark: Vec<Month> = (0..120).map(|m| if m % 7 < 3 { Unknown } else { Down(m) }).collect();
    let far = vec![Down(20), Down(30), Down(40_000), Down(10), Down(12_000), Up, Down(50)];
    let edge = vec![Exactly, Exactly, Up, Exactly];
    let gaps = vec![Up, Unknown, Down(90), Unknown, Unknown, Down(10), Unknown];
    for months in [one, all_missed, ten_years, dark, far, edge, gaps, vec![Up; 3]] {
        let report = report("ERP availability", &months);
        for width in [240, 328, 400, 720, 880, 4_000] {
            all(&report, width);
        }
    }
}

#[test]
fn a_value_on_the_target_stays_within_the_allowance() {
    let report = report("ERP", &[Month::Exactly, Month::Up]);
    let chart = time_used(&English, &report, 0, Size::for_width(880)).unwrap();
    assert_eq!(chart.finding, "ERP stayed within its allowance");
    let svg = &picture(&chart).svg;
    assert!(svg.contains("class=\"value\"") && !svg.contains("class=\"breach\""));
}

#[test]
fn a_value_far_above_the_rest_is_cut_and_says_its_number() {
    let report = report("ERP", &[Month::Down(20), Month::Down(4_000), Month::Down(10)]);
    for chart in &all(&report, 328)[..2] {
        let svg = &picture(chart).svg;
        assert_eq!(svg.matches("class=\"break\"").count(), 1, "{svg}");
    }
    let used = time_used(&English, &report, 0, Size::for_width(328)).unwrap();
    assert!(picture(&used).svg.contains(">2\u{a0}d\u{a0}19\u{a0}h<"));
}

/// The report of the managed services where credits have that cap.
fn capped(cap: &str) -> Report {
    let file = |name: &str| {
        let path = format!("examples/managed-services/{name}");
        (name.to_owned(), fs::read_to_string(path).unwrap())
    };
    let (name, contract) = file("contract.json");
    let cap = format!(r#""credits": {{ "caps": [{cap}],"#);
    let contract = contract.replace(r#""credits": {"#, &cap);
    evaluate(&[(name, contract), file("incidents.json")], "2026-07-15T00:00:00Z").report
}

#[test]
fn the_credits_say_what_caps_cut_off() {
    let report = capped(r#"{ "amount": "900.00", "per": "period" }"#);
    let chart = credits(&English, &report, Size::for_width(880));
    assert_eq!(chart.table.headings, ["Period", "Cut by caps", "Credit", "State"]);
    let march = chart.table.rows.iter().find(|row| row[0] == "March 2026").unwrap();
    assert_eq!(march[1..3], ["−€300.00", "€900.00"]);
    let words: Vec<&str> = picture(&chart).marks.iter().map(|mark| &*mark.words).collect();
    assert!(words.iter().any(|words| words.ends_with("Caps cut off €300.00.")), "{words:?}");
    assert!(chart.measure.contains("; hatched: cut off by caps"), "{}", chart.measure);
    for width in WIDTHS {
        let chart = credits(&English, &report, Size::for_width(width));
        check(picture(&chart));
        assert!(picture(&chart).svg.contains(">€900.00 of €3,000.00<"), "{width}");
        let path = format!("tests/golden/charts/capped/credits-{width}.svg");
        check_golden(Path::new(&path), &laid_out(picture(&chart)));
    }
}

#[test]
fn a_cap_is_a_line_where_one_sum_holds_for_every_period() {
    let drawn = |cap: &str| {
        let chart = credits(&English, &capped(cap), Size::for_width(880));
        check(picture(&chart));
        let svg = &picture(&chart).svg;
        assert_eq!(svg.contains("class=\"target\""), svg.contains(">Cap "));
        (svg.contains(">Cap "), svg.contains("class=\"cut\""))
    };
    assert_eq!(drawn(r#"{ "amount": "900.00", "per": "period" }"#), (true, true));
    // The lowest of several.
    let two = r#"{ "amount": "950.00", "per": "period" }, { "amount": "900.00", "per": "period" }"#;
    assert_eq!(drawn(two), (true, true));
    // Above all that is drawn it would only make the bars small.
    assert_eq!(drawn(r#"{ "amount": "90000.00", "per": "period" }"#), (false, false));
    // A share of charges, a cap of each objective and one of the year are no such sum.
    assert_eq!(drawn(r#"{ "percent": "5", "per": "period" }"#), (false, true));
    let each = r#"{ "amount": "900.00", "per": "period", "each": "objective" }"#;
    assert_eq!(drawn(each), (false, true));
    assert_eq!(drawn(r#"{ "amount": "900.00", "per": "contract_year" }"#), (false, true));
}

/// The first example as it is amended on a date.
fn amended(effective: &str, set: &serde_json::Value) -> Report {
    let file =
        |name: &str| fs::read_to_string(format!("examples/managed-services/{name}")).unwrap();
    let mut contract: serde_json::Value = serde_json::from_str(&file("contract.json")).unwrap();
    contract["amendments"] = serde_json::json!([{ "effective": effective, "set": set }]);
    let named = |name: &str, text: String| (name.to_owned(), text);
    let files = [named("c.json", contract.to_string()), named("i.json", file("incidents.json"))];
    evaluate(&files, "2026-07-15T00:00:00Z").report
}

#[test]
fn credits_of_another_currency_are_in_the_table_alone() {
    let report = amended("2026-06-01", &serde_json::json!({ "currency": "USD" }));
    for width in WIDTHS {
        let chart = credits(&English, &report, Size::for_width(width));
        let picture = picture(&chart);
        check(picture);
        assert!(picture.svg.contains(">$3,000.00<"), "{width}");
        // €1,200.00 of March, and €750.00 of May.
        assert!(!picture.svg.contains("1,200.00<") && !picture.svg.contains("750.00<"), "{width}");
        let march = chart.table.rows.iter().find(|row| row[0] == "March 2026").unwrap();
        assert_eq!(march[1], "€1,200.00");
        assert!(chart.measure.ends_with("in the table alone: EUR"), "{}", chart.measure);
    }
}

#[test]
fn the_credit_of_a_period_that_is_cut_is_one_bar() {
    let set = serde_json::json!({ "objectives/vpn-availability/target": { "at_least": "99.5" } });
    let report = amended("2026-03-10", &set);
    let chart = credits(&English, &report, Size::for_width(880));
    let march: Vec<_> = chart.table.rows.iter().filter(|row| row[0] == "March 2026").collect();
    assert_eq!(march.len(), 1);
    assert_eq!(march[0][1], "€1,200.00");
    let marks = &picture(&chart).marks;
    let period = marks.iter().find(|mark| mark.title == "March 2026").map(|mark| match mark.of {
        MarkOf::Period { period, .. } => report.periods[period as usize].first.to_string(),
        _ => String::new(),
    });
    assert_eq!(period.as_deref(), Some("2026-03-01"));
}

#[test]
fn what_is_cut_off_whole_is_drawn_too() {
    let report = capped(r#"{ "amount": "0.00", "per": "period" }"#);
    for width in WIDTHS {
        let chart = credits(&English, &report, Size::for_width(width));
        let picture = picture(&chart);
        check(picture);
        assert!(picture.svg.contains("class=\"cut\"") && !picture.marks.is_empty());
        assert!(picture.svg.contains(">€0.00 of €"));
    }
}
