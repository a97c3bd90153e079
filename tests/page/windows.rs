//! Parts of large reports.

use std::collections::BTreeSet;

use super::pictures::{charts, wish};
use super::{account, example, figure, open, plain};
use sla_calculator::format::words::English;
use sla_calculator::web::message::{
    Answer, ChartWish, Charts, Filter, FilterBy, GridLine, GridPart, GridWish, Leads, MOST_BYTES,
    Order, RowView, Sheet, Span, Unit, encode,
};
use sla_calculator::web::session::Session;

/// Objectives of one service over ten years of months, each clause with a long text.
fn large(objectives: usize, words: usize) -> String {
    let text = "word ".repeat(words);
    let objectives: Vec<String> = (0..objectives)
        .map(|n| {
            format!(
                r#"{{ "id": "o{n}", "service": "s", "indicator": "availability", "text": "{text}",
                     "target": {{ "at_least": "99.9" }} }}"#
            )
        })
        .collect();
    format!(
        r#"{{ "format": "sla-contract/1", "currency": "EUR", "services": [{{ "id": "s" }}],
             "term": {{ "from": "2016-01-01" }}, "note": "{text}",
             "objectives": [{}] }}"#,
        objectives.join(",")
    )
}

/// A minute of every hour of January 2016.
fn many_incidents() -> String {
    let incident = |n: u32| {
        let (day, hour) = (n / 24 % 31 + 1, n % 24);
        format!(
            r#"{{ "id": "{n}", "title": "{}", "services": ["s"],
                 "started": "2016-01-{day:02}T{hour:02}:00:00Z",
                 "restored": "2016-01-{day:02}T{hour:02}:01:00Z" }}"#,
            "a long title ".repeat(20)
        )
    };
    let incidents: Vec<String> = (0..744).map(incident).collect();
    format!(r#"{{ "format": "sla-incidents/1", "incidents": [{}] }}"#, incidents.join(","))
}

const EVERYTHING: Span = Span { from: 0, count: u32::MAX };

fn everything() -> GridWish {
    GridWish { lines: EVERYTHING, periods: Some(EVERYTHING), cells: true, ..GridWish::default() }
}

#[expect(clippy::panic, reason = "what fails a test")]
#[track_caller]
fn grid(session: &Session, wish: &GridWish) -> GridPart {
    let answer = session.grid(&English, wish);
    assert!(encode(&answer).len() <= MOST_BYTES, "{}", encode(&answer).len());
    match answer {
        Answer::Grid(part) => *part,
        other => panic!("no grid: {other:?}"),
    }
}

fn rows(part: &GridPart) -> Vec<&RowView> {
    let row = |line: &'_ GridLine| matches!(line, GridLine::Objective(_));
    let rows = part.lines.iter().filter(|line| row(line)).filter_map(|line| match line {
        GridLine::Objective(row) => Some(&**row),
        GridLine::Service(_) => None,
    });
    rows.collect()
}

/// Services of so many objectives each, with an outage in every month of the first service, longer
/// with every objective's target.
fn services(services: u32, objectives: u32) -> (String, String) {
    let service = |n: u32| format!(r#"{{ "id": "s{n}", "name": "Service {n}" }}"#);
    let objective = |n: u32| {
        let (service, own) = (n / objectives, n % objectives);
        format!(
            r#"{{ "id": "o{n}", "name": "Objective {n}", "service": "s{service}",
                 "indicator": "availability", "target": {{ "at_least": "{}.9" }} }}"#,
            90 + own % 10
        )
    };
    let join = |list: Vec<String>| list.join(",");
    let contract = format!(
        r#"{{ "format": "sla-contract/1", "currency": "EUR", "term": {{ "from": "2016-01-01" }},
             "services": [{}], "objectives": [{}] }}"#,
        join((0..services).map(service).collect()),
        join((0..services * objectives).map(objective).collect())
    );
    let incident = |n: u32| {
        let (year, month) = (2016 + n / 12, n % 12 + 1);
        format!(
            r#"{{ "id": "{n}", "services": ["s1"], "started": "{year}-{month:02}-03T00:00:00Z",
                 "restored": "{year}-{month:02}-04T12:00:00Z" }}"#
        )
    };
    let covers = r#""source": { "covers": { "from": "2016-01-01T00:00:00Z", "until": "2026-01-01T00:00:00Z" } }"#;
    let incidents = format!(
        r#"{{ "format": "sla-incidents/1", {covers}, "incidents": [{}] }}"#,
        join((0..120).map(incident).collect())
    );
    (contract, incidents)
}

const END: Option<&str> = Some("2026-01-01T00:00:00Z");

#[test]
fn no_message_outgrows_its_bound() {
    let incidents = many_incidents();
    for (objectives, words) in [(100, 1), (40, 700), (3, 100_000)] {
        let contract = large(objectives, words);
        let mut session = Session::default();
        let answer = open(&mut session, &[("c", &contract), ("i", &incidents)], END);
        assert!(encode(&answer).len() <= MOST_BYTES, "{words}: {}", encode(&answer).len());
        account(answer);
        let first = grid(&session, &GridWish { periods: None, ..everything() });
        assert_eq!((first.within.count, first.columns.len()), (120, 12));
        assert_eq!(first.columns.last().map(|column| column.id.as_str()), Some("2025-12-01"));
        let part = grid(&session, &everything());
        assert_eq!(part.columns.len(), 24);
        assert!(part.lines.len() * 24 <= 1_500);
        grid(&session, &GridWish { cells: false, ..everything() });
        for unit in [Unit::Time, Unit::Percent] {
            let answer = session.charts(&English, &wish(unit));
            assert!(encode(&answer).len() <= MOST_BYTES, "{}", encode(&answer).len());
            let marks = charts(answer).trend.picture.map(|picture| picture.marks);
            let newest = marks.and_then(|marks| marks.last().map(|mark| mark.leads.clone()));
            let Some(Leads::Figure(newest)) = newest else { panic!("no mark of a period") };
            assert_eq!(newest.period, "2025-12-01");
        }
        let answer = session.calculation(&English, &figure("o0", "2016-01-01"));
        assert!(encode(&answer).len() <= MOST_BYTES);
        let Answer::Worked(worked) = answer else { panic!("no calculation") };
        let unlisted: Vec<_> =
            worked.steps.iter().filter_map(|step| step.unlisted.clone()).collect();
        assert_eq!(unlisted, ["544"]);
    }
}

#[test]
fn long_names_outgrow_no_message_either() {
    let long = "a long name ".repeat(30_000);
    let contract = large(3, 10).replacen("{", &format!(r#"{{ "title": "{long}","#), 1);
    let incidents = many_incidents().replace("a long title ", &"a long title ".repeat(20));
    let mut session = Session::default();
    let answer = open(&mut session, &[(&long, &contract), ("i", &incidents)], END);
    assert!(encode(&answer).len() <= MOST_BYTES, "{}", encode(&answer).len());
    account(answer);
    let answer = session.calculation(&English, &figure("o0", "2016-01-01"));
    assert!(encode(&answer).len() <= MOST_BYTES, "{}", encode(&answer).len());
    let answer = session.print(&English, 0);
    assert!(encode(&answer).len() <= MOST_BYTES, "{}", encode(&answer).len());
}

#[test]
fn five_hundred_objectives_over_ten_years_go_in_windows() {
    let (contract, incidents) = services(50, 10);
    let mut session = Session::default();
    let answer = open(&mut session, &[("c", &contract), ("i", &incidents)], END);
    assert!(encode(&answer).len() <= MOST_BYTES);
    let first = grid(&session, &GridWish { periods: None, ..everything() });
    assert_eq!(first.order, Order::Worst);
    // The one bad service is first and unfolded, every other is a line.
    assert_eq!(first.all_lines, 50 + 10);
    assert_eq!(first.left_objectives, 500, "the folded ones too");
    let Some(GridLine::Service(worst)) = first.lines.first() else { panic!("no service") };
    assert_eq!((worst.id.as_str(), worst.unfolded, worst.missed), ("s1", true, true));
    assert_eq!(rows(&first).first().map(|row| row.id.as_str()), Some("o19"));
    assert_eq!(first.strip, "x".repeat(120));
    // All of it unfolded, part by part.
    let turned: Vec<String> = (0..50).filter(|n| *n != 1).map(|n| format!("s{n}")).collect();
    let mut seen = BTreeSet::new();
    let (mut line, mut lines) = (0, 1);
    while line < lines {
        for period in (0..120).step_by(24) {
            let wish = GridWish {
                turned: turned.clone(),
                lines: Span { from: line, count: 60 },
                periods: Some(Span { from: period, count: 24 }),
                ..everything()
            };
            let part = grid(&session, &wish);
            lines = part.all_lines;
            for row in rows(&part) {
                assert_eq!(row.cells.len(), 24);
                let columns = part.columns.iter().map(|column| (row.id.clone(), column.id.clone()));
                seen.extend(columns);
            }
        }
        line += 60;
    }
    assert_eq!((lines, seen.len()), (550, 500 * 120));
}

#[test]
fn a_grid_is_filtered_and_ordered() {
    let (contract, incidents) = services(4, 10);
    let mut session = Session::default();
    open(&mut session, &[("c", &contract), ("i", &incidents)], END);
    let ids = |wish: &GridWish| {
        let part = grid(&session, wish);
        rows(&part).iter().map(|row| row.id.clone()).collect::<Vec<_>>()
    };
    let usual = ids(&everything());
    assert_eq!((usual.len(), usual.first().map(String::as_str)), (40, Some("o0")));
    let worst = ids(&GridWish { order: Some(Order::Worst), ..everything() });
    assert_eq!(worst.first().map(String::as_str), Some("o19"));
    let missed = ids(&wanting(FilterBy::Verdict, "missed"));
    assert_eq!(missed, ["o14", "o15", "o16", "o17", "o18", "o19"]);
    let find = worded(" OBJECTIVE 39");
    assert_eq!(ids(&find), ["o39"]);
    let part = grid(&session, &find);
    assert_eq!((part.left_objectives, part.all_objectives), (1, 40));
    assert_eq!(grid(&session, &everything()).left_objectives, 40);
    assert_eq!(ids(&worded("service 2")).len(), 10);
    assert!(ids(&worded("none")).is_empty());
    let only = GridWish { only: Some("o3".to_owned()), ..everything() };
    assert_eq!(grid(&session, &only).columns.len(), 120);
    assert_eq!(ids(&only), ["o3"]);
    assert!(ids(&GridWish { only: Some("gone".to_owned()), ..everything() }).is_empty());
}

#[test]
fn a_grid_is_filtered_by_service_and_period_and_says_what_is_left() {
    let (contract, incidents) = services(4, 10);
    let mut session = Session::default();
    open(&mut session, &[("c", &contract), ("i", &incidents)], END);
    let part = grid(&session, &wanting(FilterBy::Service, "s1"));
    assert_eq!((part.left_objectives, part.sums.as_str()), (10, "Missed in all 120 months."));
    assert!(grid(&session, &everything()).sums.is_empty());
    let year = GridWish { periods: None, ..wanting(FilterBy::Period, "2019") };
    let part = grid(&session, &year);
    let columns: Vec<&str> = part.columns.iter().map(|column| column.id.as_str()).collect();
    assert_eq!((columns[0], columns[11], columns.len()), ("2019-01-01", "2019-12-01", 12));
    assert_eq!((part.within, part.left_objectives), (Span { from: 36, count: 12 }, 40));
    assert_eq!(part.strip.len(), 12);
    assert!(rows(&part).iter().all(|row| row.strip.len() == 12));
    assert_eq!(part.sums, "Missed in all 12 months.");
    let month = Filter::only(FilterBy::Period, "2019-02-01")
        .with(FilterBy::Verdict, Some("missed"))
        .with(FilterBy::Service, Some("s2"));
    let none = grid(&session, &GridWish { filter: month, ..everything() });
    assert_eq!((none.left_objectives, none.lines.len(), none.columns.len()), (0, 0, 1));
    let gone = grid(&session, &wanting(FilterBy::Period, "gone"));
    assert_eq!((gone.left_objectives, gone.columns.len()), (0, 0));
    // What the report has no facet for leaves it as it is.
    assert_eq!(grid(&session, &wanting(FilterBy::Label, "site")).left_objectives, 40);
    let facet = part.facets.iter().find(|facet| facet.by == FilterBy::Period);
    assert_eq!(facet.map(|facet| facet.choices.len()), Some(10 + 120));
}

#[test]
fn pictures_are_of_what_the_filter_leaves() {
    let (contract, incidents) = services(4, 10);
    let mut session = Session::default();
    open(&mut session, &[("c", &contract), ("i", &incidents)], END);
    let filter = Filter::only(FilterBy::Service, "s2").with(FilterBy::Period, Some("2019"));
    let drawn = charts(session.charts(&English, &ChartWish { filter, ..wish(Unit::Time) }));
    assert_eq!(drawn.objectives.len(), 10);
    assert_eq!(drawn.wish.objective.as_deref(), Some("o20"));
    assert_eq!(drawn.trend.rows.len(), 12);
    let all = charts(session.charts(&English, &wish(Unit::Time)));
    let parts = |charts: &Charts| charts.costs.as_ref().map(|costs| costs.rows.len());
    assert_eq!((parts(&drawn), parts(&all).is_some_and(|rows| rows > 0)), (Some(0), true));
    let filter = Filter::only(FilterBy::Period, "gone");
    let answer = session.charts(&English, &ChartWish { filter, ..wish(Unit::Time) });
    assert_eq!(answer, Answer::Nothing);
}

/// Months and quarters stand apart, each in order of time.
#[test]
fn a_quarter_stands_beside_no_month() {
    let contract = r#"{ "format": "sla-contract/1", "currency": "EUR",
        "term": { "from": "2026-01-01" }, "services": [{ "id": "s" }], "objectives": [
        { "id": "m", "service": "s", "indicator": "availability", "target": { "at_least": "99" } },
        { "id": "q", "service": "s", "indicator": "availability", "target": { "at_least": "99" },
          "period": { "every": "quarter" } }] }"#;
    let incidents = r#"{ "format": "sla-incidents/1", "source": { "covers": {
        "from": "2026-01-01T00:00:00Z", "until": "2026-07-01T00:00:00Z" } }, "incidents": [] }"#;
    let mut session = Session::default();
    let opened =
        open(&mut session, &[("c", contract), ("i", incidents)], Some("2026-07-01T00:00:00Z"));
    assert_eq!(account(opened).verdict, "Kept in all 8 results.", "no sum of months and quarters");
    let part = grid(&session, &everything());
    let columns: Vec<(&str, &str)> =
        part.columns.iter().map(|it| (it.every.as_str(), it.name.as_str())).collect();
    let months: Vec<&str> = columns.iter().take(6).map(|(every, _)| *every).collect();
    assert_eq!(months, ["month"; 6], "{columns:?}");
    assert_eq!(
        columns[6..8].iter().map(|(_, name)| *name).collect::<Vec<_>>(),
        ["Q1 2026", "Q2 2026"]
    );
    for row in rows(&part) {
        for (cell, column) in row.cells.iter().zip(&part.columns) {
            let own = (row.id == "q") == (column.every == "quarter");
            assert_eq!(cell.value.is_empty(), !own, "{} {}", row.id, column.name);
        }
    }
}

fn wanting(by: FilterBy, wanted: &str) -> GridWish {
    GridWish { filter: Filter::only(by, wanted), ..everything() }
}

fn worded(words: &str) -> GridWish {
    let filter = Filter { words: words.to_owned(), ..Filter::default() };
    GridWish { filter, ..everything() }
}

#[test]
fn on_paper_there_is_every_row_and_every_calculation_of_what_was_missed() {
    let (contract, incidents) = services(4, 10);
    let mut session = Session::default();
    open(&mut session, &[("c", &contract), ("i", &incidents)], END);
    let (mut next, mut figures, mut worked, mut parts) = (Some(0), 0, BTreeSet::new(), 0);
    while let Some(from) = next {
        let answer = session.print(&English, from);
        assert!(encode(&answer).len() <= MOST_BYTES, "{}", encode(&answer).len());
        let Answer::Print(part) = answer else { panic!("nothing to print") };
        for sheet in part.sheets {
            match sheet {
                Sheet::Grid { columns, rows } => {
                    figures += rows.iter().map(|row| row.cells.len()).sum::<usize>();
                    assert!(columns.len() <= 12);
                }
                Sheet::Credits(rows) => assert!(rows.is_empty(), "there are no credits"),
                Sheet::Worked(one) => assert!(worked.insert(one.figure)),
            }
        }
        (next, parts) = (part.next, parts + 1);
    }
    assert_eq!(figures, 40 * 120);
    assert!(parts > 1 && worked.len() > 400, "{parts} parts, {} calculations", worked.len());
}

#[test]
fn the_statement_of_credits_has_its_claims() {
    let mut session = Session::default();
    example(&mut session, Some(super::AS_OF));
    let Answer::Print(part) = session.print(&English, 0) else { panic!("nothing to print") };
    let credits = part.sheets.iter().find_map(|sheet| match sheet {
        Sheet::Credits(rows) => Some(rows),
        _ => None,
    });
    let row = credits.and_then(|rows| rows.first()).expect("a credit");
    let said = [&row.objective, &row.period, &row.value, &row.percent, &row.amount, &row.claim];
    let said = said.map(|text| plain(text));
    let first = ["ERP availability", "March 2026", "99.89 %", "10 %", "€1,200.00", "Expired"];
    assert_eq!((said, row.last_day.as_str()), (first.map(str::to_owned), "30 Apr 2026"));
}

#[test]
fn paper_says_what_caps_cut_off() {
    let cap = r#""credits": { "caps": [{ "amount": "900.00", "per": "period" }],"#;
    let capped = super::CONTRACT.replace(r#""credits": {"#, cap);
    let mut session = Session::default();
    let files = [("contract.json", &*capped), ("incidents.json", super::INCIDENTS)];
    open(&mut session, &files, Some(super::AS_OF));
    let Answer::Print(part) = session.print(&English, 0) else { panic!("nothing to print") };
    let credits = part.sheets.iter().find_map(|sheet| match sheet {
        Sheet::Credits(rows) => Some(rows),
        _ => None,
    });
    let row = credits.and_then(|rows| rows.first()).expect("a credit");
    assert_eq!([plain(&row.cut), plain(&row.amount)], ["−€300.00", "€900.00"]);
}

#[test]
fn a_row_tells_its_last_finished_period() {
    let mut session = Session::default();
    example(&mut session, Some(super::AS_OF));
    let part = grid(&session, &everything());
    let row = rows(&part)[0];
    assert_eq!((plain(&row.name), row.strip.as_str()), ("ERP availability".to_owned(), "mmxmmmo"));
    assert_eq!(row.last_name, "June 2026");
    assert_eq!(plain(&row.margin), "43 min 12 s to spare");
    let cell = &row.cells[2];
    let said = [&cell.value, &cell.down, &cell.percent, &cell.credit].map(|text| plain(text));
    assert_eq!(
        (cell.state, said),
        ('x', ["99.89 %", "44 min 36 s", "10 %", "10 %, €1,200.00"].map(str::to_owned))
    );
}

#[test]
fn many_faults_are_counted_and_the_first_listed() {
    let wrong: Vec<String> = (0..6_000).map(|n| format!(r#""field{n}": 1"#)).collect();
    let contract = format!(r#"{{ "format": "sla-contract/1", {} }}"#, wrong.join(",\n"));
    let answer = open(&mut Session::default(), &[("c", &contract)], None);
    assert!(encode(&answer).len() <= MOST_BYTES);
    let Answer::Faults(faults) = answer else { panic!("no faults") };
    assert!(
        faults.headline.contains("6,0") || faults.headline.contains("60"),
        "{}",
        faults.headline
    );
    assert!(faults.listed.len() <= 200 && faults.unlisted.is_some());
}

#[test]
fn promises_without_a_measure_are_told_as_many_as_go_into_a_message() {
    let promise = |n: u32, words: usize| {
        format!(
            r#"{{ "id": "c{n}", "clause": "§{n}", "service": "s", "text": "{}" }}"#,
            "care ".repeat(words)
        )
    };
    let told = |promises: Vec<String>| {
        let promised = format!(r#""commitments": [{}], "objectives""#, promises.join(","));
        let contract = large(1, 1).replace(r#""objectives""#, &promised);
        let mut session = Session::default();
        let answer = open(&mut session, &[("c", &contract), ("i", &many_incidents())], END);
        assert!(encode(&answer).len() <= MOST_BYTES, "{}", encode(&answer).len());
        account(answer).commitments
    };
    let few = told(vec![promise(1, 2)]).unwrap();
    assert_eq!(plain(&few.listed[0].text), "care care ");
    assert_eq!(few.listed[0].of.iter().map(|it| plain(it)).collect::<Vec<_>>(), ["§1", "s"]);
    assert_eq!(few.unlisted, None);
    let many = told((0..3_000).map(|n| promise(n, 100)).collect()).unwrap();
    let unlisted = 3_000 - many.listed.len();
    assert_eq!(many.unlisted.as_deref(), Some(format!("2,{:03}", unlisted - 2_000).as_str()));
    assert_eq!(told(Vec::new()), None);
}
