//! What was agreed later: which terms judge what.

use serde_json::{Value, json};
use sla_calculator::export::text;
use sla_calculator::format::words::English;
use sla_calculator::format::{objective_name, statement};
use sla_calculator::report::{CostBy, Report, credit_lines};

use super::labels::at;
use super::story::Story;

pub(super) const LATER: &str = "2026-06-01T00:00:00Z";

pub(super) fn amended(story: Story, amendments: Value) -> Story {
    story.contract("/amendments", amendments)
}

/// Of each result: what is judged, the days, the verdict, the value, and what is paid for it.
pub(super) fn rows(report: &Report) -> Vec<String> {
    let row = |result: &sla_calculator::report::ResultFigures| {
        let objective = &report.agreement.objectives[result.objective as usize];
        let period = &report.periods[result.period as usize];
        let day = |at: &sla_calculator::units::LocalInstant| at.at[5..10].to_owned();
        let value = result.value.as_ref().map_or_else(|| "–".to_owned(), |it| it.to_fixed(3));
        let paid = result.credit.as_ref().and_then(|credit| credit.amount.as_ref());
        let paid = paid.map_or_else(String::new, |paid| format!(" {}", paid.amount.to_fixed(2)));
        let (from, until) = (day(&period.from), day(&period.until));
        format!("{} {from}–{until} {} {value}{paid}", objective.id, result.verdict.name())
    };
    report.results.iter().map(row).collect()
}

/// Those of April and later.
fn april(report: &Report) -> Vec<String> {
    let own = rows(report).into_iter().filter(|row| {
        let from = row.split(' ').nth(1).unwrap().to_owned();
        *"04" <= from[..2] && *"05" > from[..2]
    });
    own.collect()
}

pub(super) fn per_month(percent: &str) -> Value {
    json!({ "tiers": [{ "below": "99.9", "percent": percent }] })
}

fn raise(effective: &str) -> Value {
    json!([{ "effective": effective, "set": { "objectives/o/target": { "at_least": "99.95" } } }])
}

/// 20 minutes on the second and 15 on the twentieth of April.
pub(super) fn story() -> Story {
    Story::new().incident(&at(2, "10:00"), &at(2, "10:20"), "full").incident(
        &at(20, "10:00"),
        &at(20, "10:15"),
        "full",
    )
}

#[test]
fn terms_that_begin_with_a_period_judge_all_of_it() {
    let report = amended(story(), raise("2026-04-01")).report(LATER);
    // 35 minutes of 30 days: 99.919.
    assert_eq!(april(&report), ["o/2026-04-01 04-01–05-01 missed 99.918"]);
    let march = rows(&report);
    assert_eq!(march[2], "o 03-01–04-01 met 100.000");
    let terms = report.agreement.objectives[1].terms.as_ref().unwrap();
    assert_eq!(terms.from.unwrap().to_string(), "2026-04-01");
    assert_eq!((terms.amendment, terms.continues), (Some(0), Some(0)));
}

#[test]
fn a_change_of_target_splits_the_period() {
    let report = amended(story(), raise("2026-04-16")).report(LATER);
    let expected = ["o 04-01–04-16 met 99.907", "o/2026-04-16 04-16–05-01 missed 99.930"];
    assert_eq!(april(&report), expected);
}

#[test]
fn the_contract_may_keep_a_period_whole() {
    let held = |word: &str| {
        let story = amended(story(), raise("2026-04-16"));
        april(&story.contract("/amended_period", json!(word)).report(LATER))
    };
    assert_eq!(held("start"), ["o 04-01–05-01 met 99.918"]);
    assert_eq!(held("end"), ["o/2026-04-01 04-01–05-01 missed 99.918"]);
    assert_eq!(held("split").len(), 2);
}

#[test]
fn a_period_is_one_for_all_that_it_judges_by_whatever_terms() {
    let periods = |effective: &str| -> Vec<String> {
        let objective = |id: &str| {
            json!({ "id": id, "service": "s", "indicator": "availability",
                    "target": { "at_least": "99.9" } })
        };
        let two = story().contract("/objectives", json!([objective("o"), objective("q")]));
        let report = amended(two, raise(effective)).report(LATER);
        let day = |at: &sla_calculator::units::LocalInstant| at.at[5..10].to_owned();
        report.periods.iter().map(|it| format!("{}–{}", day(&it.from), day(&it.until))).collect()
    };
    let (before, april, may) =
        (["01-01–02-01", "02-01–03-01", "03-01–04-01"], "04-01–05-01", "05-01–06-01");
    assert_eq!(periods("2026-04-01"), [&before[..], &[april, may]].concat());
    let parts = ["04-01–04-16", "04-16–05-01"];
    assert_eq!(periods("2026-04-16"), [&before[..], &parts, &[april, may]].concat());
}

#[test]
fn two_in_one_period_make_three_parts() {
    let twice = json!([
        { "effective": "2026-04-21", "set": { "objectives/o/target/at_least": "99.5" } },
        { "effective": "2026-04-11", "set": { "objectives/o/target/at_least": "99.99" } },
    ]);
    let report = amended(story(), twice).report(LATER);
    let expected = [
        "o 04-01–04-11 missed 99.861",
        "o/2026-04-11 04-11–04-21 missed 99.895",
        "o/2026-04-21 04-21–05-01 met 100.000",
    ];
    assert_eq!(april(&report), expected);
    assert_eq!(report.agreement.amendments.len(), 2);
}

#[test]
fn what_sets_what_is_there_changes_nothing() {
    let same = json!([{ "effective": "2026-04-16", "set": {
        "objectives/o/target": { "at_least": "99.90" }, "term": null,
    } }]);
    let fault = amended(story(), same).faults();
    assert_eq!(fault, ["cannot_amend"]);
    let same = json!([{ "effective": "2026-04-16", "title": "Nothing", "set": {
        "objectives/o/target": { "at_least": "99.90" },
        "services/s/charges": [{ "from": "2020-01-01", "amount": "1000", "per": "month" }],
    } }]);
    let with = |story: Story| story.contract("/objectives/0/credit", per_month("10"));
    let plain = with(story()).report(LATER);
    assert_eq!(rows(&amended(with(story()), same).report(LATER)), rows(&plain));
}

#[test]
fn amended_from_its_first_instant_it_is_as_if_written_so() {
    let amended = amended(story(), raise("2026-01-01")).report(LATER);
    let written = story().contract("/objectives/0/target", json!({ "at_least": "99.95" }));
    assert_eq!(rows(&amended), rows(&written.report(LATER)));
}

#[test]
fn what_is_not_in_force_yet_changes_nothing() {
    let amended = amended(story(), raise("2026-06-01")).report(LATER);
    assert_eq!(rows(&amended), rows(&story().report(LATER)));
    assert!(amended.agreement.amendments.is_empty());
}

#[test]
fn charges_are_the_sum_of_their_parts() {
    // Half of April at 1000, half at 3000: 10 % of 2000.
    let dearer = json!([{ "effective": "2026-04-16", "set": {
        "services/s/charges": [{ "from": "2026-01-01", "amount": "3000.00", "per": "month" }],
    } }]);
    let story = || {
        let story = story().incident(&at(25, "10:00"), &at(25, "12:00"), "full");
        story.contract("/objectives/0/credit", per_month("10"))
    };
    let report = amended(story(), dearer).report(LATER);
    assert_eq!(april(&report), ["o 04-01–05-01 missed 99.641 200.00"]);
    let cheaper = json!([{ "effective": "2026-04-16", "set": { "services/s/charges": null } }]);
    let report = amended(story(), cheaper).report(LATER);
    assert_eq!(april(&report), ["o 04-01–05-01 missed 99.641"]);
}

#[test]
fn a_credit_follows_the_terms_at_the_end_of_its_period() {
    let story = || {
        let story = story().incident(&at(25, "10:00"), &at(25, "12:00"), "full");
        story.contract("/objectives/0/credit", per_month("10"))
    };
    let more = |effective: &str| {
        let tier = json!([{ "below": "99.9", "percent": "20" }]);
        let set = json!({ "objectives/o/credit/tiers": tier });
        april(&amended(story(), json!([{ "effective": effective, "set": set }])).report(LATER))
    };
    assert_eq!(more("2026-04-30"), ["o/2026-04-01 04-01–05-01 missed 99.641 200.00"]);
    assert_eq!(more("2026-05-01"), ["o 04-01–05-01 missed 99.641 100.00"]);
}

#[test]
fn breached_parts_of_a_period_are_one_breach_and_one_credit() {
    let story = |credit: Value| {
        let story = story()
            .incident(&at(5, "10:00"), &at(5, "12:00"), "full")
            .incident(&at(25, "10:00"), &at(25, "12:00"), "full")
            .contract("/objectives/0/credit", credit);
        amended(story, raise("2026-04-16"))
    };
    // Both halves, of a charge of 500 each, 10 %.
    let report = story(per_month("10")).report(LATER);
    let expected = ["o 04-01–04-16 missed 99.351", "o/2026-04-16 04-16–05-01 missed 99.375 100.00"];
    assert_eq!(april(&report), expected);
    assert_eq!(report.summary.sums.earned.amount.to_string(), "100");
    assert_eq!((report.summary.sums.not_priced, report.summary.missed), (0, 1));
    assert_eq!(credit_lines(&report).len(), 1);
    let once = story(json!({ "per_breach": { "amount": "70.00" } })).report(LATER);
    assert_eq!(april(&once)[1], "o/2026-04-16 04-16–05-01 missed 99.375 70.00");
    assert_eq!(once.summary.sums.earned.amount.to_string(), "70");
}

#[test]
fn caps_are_those_of_the_period() {
    let story = || {
        let day = |month: u32| format!("2026-0{month}-10T10:00:00Z");
        let end = |month: u32| format!("2026-0{month}-11T10:00:00Z");
        let story = Story::new()
            .incident(&day(3), &end(3), "full")
            .incident(&day(4), &end(4), "full")
            .contract("/objectives/0/credit", per_month("50"));
        story.contract("/credits", json!({ "caps": [{ "percent": "30", "per": "period" }] }))
    };
    let cap = json!([{ "effective": "2026-04-16", "set": {
        "credits/caps": [{ "percent": "20", "per": "period" }],
    } }]);
    let report = amended(story(), cap).report(LATER);
    assert_eq!(
        rows(&report)[2..4],
        ["o 03-01–04-01 missed 96.774 300.00", "o 04-01–05-01 missed 96.666 200.00",]
    );
}

#[test]
fn outages_stay_whole_across_an_amendment() {
    // Two hours, of which one lies before and one after the change.
    let of = |counting: Value| {
        let story = Story::new().incident(&at(15, "23:00"), &at(16, "01:00"), "full");
        april(&amended(story.contract("/counting", counting), raise("2026-04-16")).report(LATER))
    };
    let hour = ["o 04-01–04-16 missed 99.722", "o/2026-04-16 04-16–05-01 missed 99.722"];
    let nothing = ["o 04-01–04-16 met 100.000", "o/2026-04-16 04-16–05-01 met 100.000"];
    let least = |length: &str| json!({ "minimum_outage": { "at_least": length } });
    assert_eq!(of(json!({})), hour);
    assert_eq!(of(least("PT2H")), hour);
    assert_eq!(of(least("PT2H1S")), nothing);
    // What does not count at its beginning is taken off once.
    let half = ["o 04-01–04-16 missed 99.861", "o/2026-04-16 04-16–05-01 missed 99.722"];
    assert_eq!(of(json!({ "grace": "PT30M" })), half);
}

#[test]
fn a_period_in_parts_is_one_where_breaches_are_counted_over_periods() {
    let of = |days: &[&str], within: u32| {
        let credit = json!({ "every": { "breaches": 2, "within": within, "percent": "5" } });
        let story = days.iter().fold(Story::new(), |story, day| {
            story.incident(&format!("{day}T10:00:00Z"), &format!("{day}T12:00:00Z"), "full")
        });
        let story = story.contract("/objectives/0/credit", credit);
        let report = amended(story, raise("2026-04-16")).report(LATER);
        let lines = credit_lines(&report);
        let due = lines.iter().filter(|it| it.share.as_ref().is_some_and(|it| !it.is_zero()));
        due.map(|it| report.periods[it.period as usize].first.to_string()).collect::<Vec<_>>()
    };
    // February to April are three months, though April has two parts; April and May are two.
    assert_eq!(of(&["2026-02-05", "2026-04-20"], 3), ["2026-04-01"]);
    assert_eq!(of(&["2026-02-05", "2026-04-20"], 2), [""; 0]);
    assert_eq!(of(&["2026-04-05", "2026-05-05"], 2), ["2026-05-01"]);
    // Both parts are one breach.
    assert_eq!(of(&["2026-04-05", "2026-04-20"], 2), [""; 0]);
}

#[test]
fn hours_are_a_matter_of_measurement() {
    let office = |days: &str| json!({ "weekly": { days: ["00:00-24:00"] } });
    let story = story()
        .contract("/calendars", json!({ "open": office("mon-fri") }))
        .contract("/services/0/calendar", json!("open"))
        // A Saturday and a Sunday.
        .incident(&at(4, "10:00"), &at(4, "12:00"), "full")
        .incident(&at(19, "10:00"), &at(19, "12:00"), "full");
    let longer =
        json!([{ "effective": "2026-04-16", "set": { "calendars/open": office("mon-sun") } }]);
    let report = amended(story, longer).report(LATER);
    let down = |row: &str| {
        let rows = rows(&report);
        let at = rows.iter().position(|it| it.contains(row)).unwrap();
        report.results[at].time.as_ref().unwrap().down_seconds.to_string()
    };
    assert_eq!(down("04-01–04-16"), "1200");
    assert_eq!(down("04-16–05-01"), "8100");
}

#[test]
fn services_and_promises_come_and_go() {
    let change = json!([
        { "effective": "2026-04-16", "add": {
            "services": [{ "id": "t" }],
            "objectives": [{ "id": "p", "service": "t", "indicator": "availability",
                             "target": { "at_least": "99" } }],
        } },
        { "effective": "2026-05-11", "remove": ["objectives/o"] },
    ]);
    let of_t =
        json!({ "services": ["t"], "started": at(20, "10:00"), "restored": at(20, "20:00") });
    let report = amended(story().raw(of_t), change).report(LATER);
    let expected = [
        "o 01-01–02-01 met 100.000",
        "o 02-01–03-01 met 100.000",
        "o 03-01–04-01 met 100.000",
        "o 04-01–05-01 met 99.918",
        "o 05-01–05-11 met 100.000",
        "p 04-16–05-01 missed 97.222",
        "p 05-01–06-01 met 100.000",
    ];
    assert_eq!(rows(&report), expected);
}

#[test]
fn a_clock_keeps_the_terms_with_which_it_started() {
    let objective = json!([{
        "id": "o", "service": "s", "indicator": "resolution_time", "within": "PT4H",
        "from": "started", "to": "restored",
    }]);
    let story = |restored: &str| {
        let story = Story::new().contract("/objectives", objective.clone()).incident(
            "2026-03-31T23:00:00Z",
            restored,
            "full",
        );
        let sooner =
            json!([{ "effective": "2026-04-01", "set": { "objectives/o/within": "PT1H" } }]);
        amended(story, sooner).report(LATER)
    };
    let met = story("2026-04-01T02:00:00Z");
    assert_eq!(met.results.iter().filter(|it| it.verdict.name() == "met").count(), 1);
    assert_eq!(april(&met), ["o/2026-04-01 04-01–05-01 met 100.000"]);
    assert_eq!(april(&story("2026-04-01T04:00:00Z")), ["o/2026-04-01 04-01–05-01 missed 0.000"]);
}

/// Otherwise a period that was over and credited would be gone by a later instant of evaluation.
#[test]
fn the_term_ends_no_earlier_than_that_is_agreed() {
    let ends = |until: &str| {
        let later = json!([{ "effective": "2026-05-01", "set": { "term/until": until } }]);
        amended(story(), later)
    };
    assert_eq!(ends("2026-04-30").faults(), ["cannot_amend"]);
    assert_eq!(april(&ends("2026-05-01").report(LATER)), ["o 04-01–05-01 met 99.918"]);
}

#[test]
fn amendments_that_make_no_sense_are_faults() {
    let told = |amendment: Value| amended(story(), json!([amendment])).told();
    let set = |path: &str, value: Value| {
        told(json!({ "effective": "2026-04-01", "set": { path: value } }))
    };
    assert_eq!(told(json!({ "effective": "2026-04-01" })), ["empty_amendment"]);
    assert_eq!(set("objectives/p/target", json!({})), ["amends_nothing objectives/p/target: o"]);
    assert_eq!(
        set("objectives/o/tagret", json!({})),
        ["amends_nothing objectives/o/tagret: target"]
    );
    assert_eq!(set("amendments", json!([])), ["cannot_amend"]);
    assert_eq!(set("currency", json!("US$")), ["unknown_currency US$: USD"]);
    assert_eq!(set("objectives/o/service", Value::Null), ["cannot_amend", "missing_field"]);
    assert_eq!(set("objectives/o/indicator", json!("downtime"))[0], "bound_count");
    assert_eq!(set("objectives/o/target", json!({ "at_least": "101" })), ["off_scale"]);
    assert_eq!(set("objectives/o/credit/tiers", json!([])), ["amends_nothing"]);
    let twice = json!({ "objectives/o/target": {}, "objectives/o/target/at_least": "99" });
    let twice = json!({ "effective": "2026-04-01", "set": twice });
    assert!(told(twice).contains(&"amended_twice".to_owned()));
    let gone = json!({ "effective": "2026-04-01", "remove": ["services/s"] });
    assert_eq!(told(gone), ["still_promised"]);
}

#[test]
fn what_an_amendment_says_is_told_where_it_stands() {
    let story = amended(story(), raise("2026-04-16"));
    let calculations = story.calculations(LATER);
    let text = serde_json::to_string(&calculations).unwrap();
    assert!(text.contains("/amendments/0/set/objectives~1o~1target/at_least"), "{text}");
    // Each part begins, and ends, with the day of the amendment.
    for step in ["terms_begin", "terms_end"] {
        assert_eq!(text.matches(&format!("\"name\":\"{step}\"")).count(), 1, "{text}");
    }
    assert_eq!(text.matches("/amendments/0/effective").count(), 2);
}

#[test]
fn the_statement_names_the_amendment_in_force() {
    let told = json!([{
        "effective": "2026-04-16", "title": "Target raised", "clause": "Amendment 1",
        "agreed_by": ["Northwind", "Acme"],
        "set": { "objectives/o/target": { "at_least": "99.95" } },
    }]);
    let report = amended(story(), told).report(LATER);
    let said = statement(&English, &report).amendments;
    let expected =
        "As amended from 16 Apr 2026: Amendment 1, Target raised; agreed by Northwind and Acme.";
    assert_eq!(said, [expected]);
}

#[test]
fn many_amendments_are_worked_out() {
    let each = (0..400).map(|day| {
        let date =
            chrono::NaiveDate::from_ymd_opt(2026, 1, 2).unwrap() + chrono::Days::new(day % 100);
        let least = format!("99.{}", 10 + day % 80);
        json!({ "effective": date.to_string(),
                "set": { "objectives/o/target": { "at_least": least } } })
    });
    let report = amended(story(), each.collect()).report("2026-03-01T00:00:00Z");
    // A part for each day, of those of one day the last.
    assert_eq!(report.results.len(), 59);
    assert_eq!(report.summary.judged, 2);
}

/// 12 answers of 4.5 in each half of March, of which at least so many are needed.
fn asked(least: u32, amendments: Value) -> Vec<String> {
    let answers = |from: &str, until: &str| {
        json!({ "indicator": "csat", "from": from, "until": until,
                "value": "4.5", "count": 12 })
    };
    let objective = json!([{ "id": "o", "service": "s", "indicator": "csat",
                             "minimum_answers": least, "target": { "at_least": "4" } }]);
    let mut story = Story::new().contract("/objectives", objective);
    story.incidents["measurements"] = json!([
        answers("2026-03-01T00:00:00Z", "2026-03-11T00:00:00Z"),
        answers("2026-03-16T00:00:00Z", "2026-03-26T00:00:00Z"),
    ]);
    let rows = rows(&amended(story, amendments).report(LATER));
    rows.into_iter().filter(|row| row.contains(" 03-")).collect()
}

#[test]
fn the_least_number_of_answers_is_that_of_the_whole_period() {
    let raised = json!([{ "effective": "2026-03-16",
                          "set": { "objectives/o/target": { "at_least": "4.2" } } }]);
    assert_eq!(asked(24, json!([])), ["o 03-01–04-01 met 4.500"]);
    let both = ["o 03-01–03-16 met 4.500", "o/2026-03-16 03-16–04-01 met 4.500"];
    assert_eq!(asked(24, raised.clone()), both);
    let neither = ["o 03-01–03-16 not_measured –", "o/2026-03-16 03-16–04-01 not_measured –"];
    assert_eq!(asked(25, raised), neither);
}

#[test]
fn what_continues_a_promise_is_named_with_its_date() {
    let report = amended(story(), raise("2026-04-16")).report(LATER);
    let names = report.agreement.objectives.iter().map(|it| objective_name(&English, it));
    assert_eq!(names.collect::<Vec<_>>(), ["o", "o from 16 Apr 2026 on"]);
}

#[test]
fn what_is_told_of_a_month_that_is_parted_counts_where_no_part_is_measured() {
    let may = |known: &str, verdicts: Value| {
        let every = json!({ "every": { "breaches": 2, "within": 2, "percent": "5" } });
        let mut story = Story::new()
            .covers(known, "2040-01-01T00:00:00Z")
            .incident("2026-05-10T10:00:00Z", "2026-05-10T12:00:00Z", "full")
            .contract("/objectives/0/credit", every);
        story.incidents["history"] = json!({ "verdicts": verdicts });
        let rows = rows(&amended(story, raise("2026-04-16")).report(LATER));
        rows.last().unwrap().split(' ').next_back().unwrap().to_owned()
    };
    let told = json!([{ "period": "2026-04-01", "objective": "o", "verdict": "missed" }]);
    assert_eq!(may("2026-05-01T00:00:00Z", told.clone()), "50.00");
    assert_eq!(may("2026-05-01T00:00:00Z", json!([])), "0.00");
    // What is judged of a part holds.
    assert_eq!(may("2026-04-20T00:00:00Z", told), "0.00");
}

#[test]
fn a_part_whose_credit_is_one_with_the_later_says_no_lack_of_a_charge() {
    let story = Story::new()
        .incident(&at(4, "09:00"), &at(4, "12:00"), "full")
        .incident(&at(20, "09:00"), &at(20, "12:00"), "full")
        .contract("/objectives/0/credit", json!({ "per_breach": { "percent": "10" } }))
        .contract(
            "/services/0/charges",
            json!([{ "from": "2026-01-01", "amount": "1000.00", "per": "month" }]),
        );
    let story = amended(story, raise("2026-04-16"));
    let said = text(&English, &story.report(LATER), story.calculations(LATER).into_iter());
    assert!(said.contains("10\u{a0}%") && !said.contains("no charge stated"), "{said}");
}

#[test]
fn downtime_under_later_terms_is_told_of_what_cost_most() {
    let story = amended(
        Story::new().incident("2026-01-10T00:00:00Z", "2026-01-10T01:00:00Z", "full").incident(
            "2026-03-10T00:00:00Z",
            "2026-03-10T02:00:00Z",
            "full",
        ),
        json!([{ "effective": "2026-02-15",
                 "set": { "objectives/o/target/at_least": "99" } }]),
    );
    let costs = story.evaluation(LATER).costs(&CostBy::Incident, 10);
    assert_eq!((costs.parts.len(), costs.seconds.to_string()), (2, "10800".to_owned()));
}
