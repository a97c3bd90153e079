//! What amendments make of the page.

use serde_json::{Value, json};
use sla_calculator::format::words::English;
use sla_calculator::web::message::{
    Answer, Filter, FilterBy, GridLine, GridPart, GridWish, RowView, Span,
};
use sla_calculator::web::session::Session;

use super::{CONTRACT, INCIDENTS, account, open, plain};

const AS_OF: &str = "2026-06-01T00:00:00Z";

/// A stricter target of an objective from a date on.
fn amended(session: &mut Session, objective: &str, effective: &str) {
    let target = format!("objectives/{objective}/target");
    let set = json!({ target: { "at_least": "99.95" } });
    let mut contract: serde_json::Map<String, Value> =
        serde_json::from_str(CONTRACT).unwrap_or_default();
    let amendments = json!([{ "effective": effective, "set": set }]);
    contract.insert("amendments".to_owned(), amendments);
    let contract = Value::Object(contract).to_string();
    account(open(session, &[("c.json", &contract), ("i.json", INCIDENTS)], Some(AS_OF)));
}

#[expect(clippy::panic, reason = "what fails a test")]
fn grid(session: &Session, filter: Filter) -> GridPart {
    let lines = Span { from: 0, count: u32::MAX };
    let wish = GridWish { lines, periods: Some(lines), cells: true, filter, ..GridWish::default() };
    let Answer::Grid(part) = session.grid(&English, &wish) else { panic!("no grid") };
    *part
}

/// Name by name what stands in each column, where anything does.
fn rows(part: &GridPart) -> Vec<String> {
    let row = |row: &RowView| {
        let values: Vec<&str> = row.cells.iter().map(|cell| cell.value.as_str()).collect();
        assert_eq!(values.len(), part.columns.len());
        plain(&format!("{}: {}", row.name, values.join(" | ")))
    };
    let rows = part.lines.iter().filter_map(|line| match line {
        GridLine::Objective(own) => Some(row(own)),
        GridLine::Service(_) => None,
    });
    rows.collect()
}

fn names(part: &GridPart) -> Vec<&str> {
    part.columns.iter().map(|column| column.name.as_str()).collect()
}

#[test]
fn a_period_of_several_terms_is_one_column() {
    let mut session = Session::default();
    for effective in ["2026-04-01", "2026-04-16"] {
        amended(&mut session, "vpn-availability", effective);
        let part = grid(&session, Filter::default());
        let months =
            ["January 2026", "February 2026", "March 2026", "April 2026", "May 2026", "June 2026"];
        assert_eq!(names(&part), months, "{effective}");
        let facet = part.facets.iter().find(|facet| facet.by == FilterBy::Period).unwrap();
        assert_eq!(facet.choices.len(), 6);
    }
    let part = grid(&session, Filter::default());
    let expected = [
        "ERP availability: 100.00 % | 99.92 % | 99.89 % | 99.93 % | 99.95 % | 100.00 %",
        "Remote access availability: 99.96 % | 100.00 % | 100.00 % | 100.00 % |  | ",
        "Remote access availability from 16 Apr 2026 on:  |  |  | 100.00 % | 98.79 % | 100.00 %",
    ];
    assert_eq!(rows(&part), expected);
    // That month alone has all three.
    let part = grid(&session, Filter::only(FilterBy::Period, "2026-04-01"));
    assert_eq!((names(&part), rows(&part).len()), (vec!["April 2026"], 3));
}

#[test]
fn what_continues_a_promise_stands_behind_it() {
    let mut session = Session::default();
    amended(&mut session, "erp-availability", "2026-04-01");
    let part = grid(&session, Filter::default());
    let names: Vec<String> =
        rows(&part).iter().map(|row| row.split(':').next().unwrap().to_owned()).collect();
    let expected =
        ["ERP availability", "ERP availability from 1 Apr 2026 on", "Remote access availability"];
    assert_eq!(names, expected);
}
