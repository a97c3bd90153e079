//! What one breached period of one objective is worth, before caps (semantics, section 6).

use serde_json::{Value, json};
use sla_calculator::format::contract;
use sla_calculator::format::words::English;
use sla_calculator::report::CreditFigure;
use sla_calculator::units::Instant;

use super::labels::at;
use super::story::Story;

const LATER: &str = "2030-01-01T00:00:00Z";

/// April, of 43,200 minutes and 1,000 euros, with so many nanoseconds down from the tenth on.
fn down(nanoseconds: i128) -> Story {
    let from = Instant::parse(&at(10, "00:00")).unwrap();
    Story::new().incident(&from.to_string(), &from.after(nanoseconds).to_string(), "full")
}

const MINUTE: i128 = 60_000_000_000;

/// The same with a credit.
fn credited(story: Story, credit: Value) -> Story {
    story.contract("/objectives/0/credit", credit)
}

fn april(story: &Story) -> CreditFigure {
    story.result(LATER, "2026-04-01").credit.unwrap()
}

/// The share in percent, and the rounded amount.
fn worth(credit: &CreditFigure) -> (Option<String>, Option<String>) {
    let amount = credit.amount.as_ref();
    let amount = amount.map(|it| it.amount.to_fixed(it.currency.minor_digits()));
    (credit.share.as_ref().map(ToString::to_string), amount)
}

#[track_caller]
fn check(story: &Story, share: &str, amount: &str) {
    let share = (share != "–").then(|| share.to_owned());
    assert_eq!(worth(&april(story)), (share, Some(amount.to_owned())));
}

#[track_caller]
fn refused(credit: Value, faults: &[&str]) {
    assert_eq!(credited(down(0), credit).faults(), faults);
}

#[test]
fn tiers_speak_in_amounts_and_days_too() {
    // 99.9 % is 43.2 minutes, 99 % is 432.
    let tiers = || {
        json!({ "tiers": [
            { "below": "99.9", "amount": "75.50" },
            { "below": "99", "days_of_charge": "1.5" },
            { "below": "95", "percent": "10" },
        ] })
    };
    let of = |minutes: i128| credited(down(minutes * MINUTE), tiers());
    check(&of(43), "0", "0.00");
    check(&of(44), "–", "75.50");
    // One and a half of thirty days.
    check(&of(433), "5", "50.00");
    check(&of(2_161), "10", "100.00");
}

#[test]
fn tiers_of_lengths_and_counts_begin_above() {
    let longest = |credit: Value, minutes: i128| {
        let story = down(minutes * MINUTE);
        let story = story.contract("/objectives/0/indicator", json!("longest_outage"));
        let story = story.contract("/objectives/0/target", json!({ "at_most": "PT1H" }));
        credited(story, credit)
    };
    let tiers = || {
        json!({ "tiers": [
            { "above": "PT1H", "percent": "5" }, { "at_or_above": "PT4H", "percent": "10" },
        ] })
    };
    for (minutes, share, amount) in
        [(60, "0", "0.00"), (61, "5", "50.00"), (239, "5", "50.00"), (240, "10", "100.00")]
    {
        check(&longest(tiers(), minutes), share, amount);
    }
    let ends = json!({ "tiers": [{ "above": "PT1H", "at_most": "PT4H", "percent": "5" }] });
    assert_eq!(longest(ends.clone(), 0).faults(), ["tier_hole"]);
    check(&longest(ends.clone(), 240), "5", "50.00");
    check(&longest(ends, 241), "0", "0.00");
    let wrong = json!({ "tiers": [{ "below": "PT1H", "percent": "5" }] });
    assert_eq!(longest(wrong, 0).faults(), ["bound_count"]);
    let overlap = json!({ "tiers": [
        { "above": "PT1H", "at_most": "PT4H", "percent": "5" }, { "above": "PT2H", "percent": "6" },
    ] });
    assert_eq!(longest(overlap, 0).faults(), ["tier_overlap"]);
    let less = json!({ "tiers": [
        { "above": "PT1H", "percent": "5" }, { "above": "PT2H", "percent": "4" },
    ] });
    assert_eq!(longest(less, 0).faults(), ["tier_pays_less"]);
}

#[test]
fn what_lies_past_the_end_of_the_deepest_tier_earns_nothing() {
    let tiers = json!({ "tiers": [
        { "below": "99.9", "percent": "5" }, { "below": "99", "at_least": "98", "percent": "10" },
    ] });
    let of = |minutes: i128| credited(down(minutes * MINUTE), tiers.clone());
    assert_eq!(of(0).faults(), ["tier_hole"]);
    check(&of(864), "10", "100.00");
    check(&of(865), "0", "0.00");
}

#[test]
fn blocks_of_downtime_are_whole_begun_or_exact() {
    // Rackspace: 5 % for each 30 minutes.
    let block = |part: &str| json!({ "per_block": { "length": "PT30M", "on": "period", "part": part, "percent": "5" } });
    for (length, whole, begun) in
        [(90 * MINUTE - 1, "10", "15"), (90 * MINUTE, "15", "15"), (90 * MINUTE + 1, "15", "20")]
    {
        let share = |part| worth(&april(&credited(down(length), block(part)))).0.unwrap();
        assert_eq!((share("whole").as_str(), share("begun").as_str()), (whole, begun), "{length}");
    }
    check(&credited(down(100 * MINUTE), block("exact")), "50/3", "166.67");
    // Kept: no credit, whatever was down.
    check(&credited(down(31 * MINUTE), block("begun")), "0", "0.00");
    let mut open = block("whole");
    open["per_block"].as_object_mut().unwrap().remove("part");
    check(&credited(down(59 * MINUTE), open), "5", "50.00");
}

#[test]
fn each_outage_is_cut_into_blocks_by_itself() {
    let block = |on: &str, part: &str| json!({ "per_block": { "length": "PT15M", "on": on, "part": part, "days_of_charge": "1" } });
    let story = || {
        Story::new().incident(&at(10, "00:00"), &at(10, "00:25"), "full").incident(
            &at(11, "00:00"),
            &at(11, "00:35"),
            "full",
        )
    };
    let share = |on, part| worth(&april(&credited(story(), block(on, part)))).0.unwrap();
    // One and two whole quarters of an hour, of sixty minutes four.
    assert_eq!([share("outage", "whole"), share("period", "whole")], ["10", "40/3"]);
    assert_eq!(share("outage", "begun"), "50/3");
}

#[test]
fn the_agreement_tells_in_which_period_the_blocks_of_an_outage_count() {
    let told = |count_in: Option<&str>| {
        let mut block = json!({ "length": "PT15M", "on": "outage", "amount": "10.00" });
        if let Some(word) = count_in {
            block["count_in"] = json!(word);
        }
        let story = credited(Story::new(), json!({ "per_block": block }));
        format!("{:?}", contract(&English, &story.report(LATER)))
    };
    for word in ["began", "ended"] {
        assert!(told(Some(word)).contains(&format!(", in the period in which it {word}")));
    }
    assert!(!told(None).contains(", in the period in which it"));
}

#[test]
fn the_blocks_of_an_outage_count_in_the_period_in_which_it_began_or_ended() {
    let count = |story: Story, first: &str| {
        let result = story.result("2026-07-01T00:00:00Z", first);
        worth(result.credit.as_ref().unwrap()).1.unwrap()
    };
    let story = |until: &str, counting: &str, count_in: Option<&str>| {
        let mut block = json!({ "length": "PT15M", "on": "outage", "amount": "10.00" });
        if let Some(word) = count_in {
            block["count_in"] = json!(word);
        }
        let story = Story::new().incident(&at(30, "23:00"), until, "full").incident(
            "2026-05-10T00:00:00Z",
            "2026-05-10T00:45:00Z",
            "full",
        );
        credited(story, json!({ "per_block": block }))
            .contract("/counting", json!({ "outage_in": counting }))
    };
    let both = |until: &str, counting: &str, count_in: Option<&str>| {
        ["2026-04-01", "2026-05-01"].map(|first| count(story(until, counting, count_in), first))
    };
    // An hour to midnight and 45 minutes after it are seven quarters of an hour, three more are
    // May's own.
    let late = "2026-05-01T00:45:00Z";
    let (april, may) = (["70.00", "30.00"], ["0.00", "100.00"]);
    assert_eq!(both(late, "began", None), april);
    assert_eq!(both(late, "ended", None), may);
    // What the rule says holds for its blocks alone.
    assert_eq!(both(late, "began", Some("ended")), may);
    assert_eq!(both(late, "ended", Some("began")), april);
    // What ends with April belongs to it either way, a minute later to May.
    assert_eq!(both("2026-05-01T00:00:00Z", "began", Some("ended")), ["40.00", "30.00"]);
    assert_eq!(both("2026-05-01T00:01:00Z", "began", Some("ended")), ["0.00", "70.00"]);
}

#[test]
fn blocks_may_be_only_of_what_the_target_does_not_allow() {
    // hostingking: beyond 99.9 % only, of which 43.2 minutes are allowed.
    let block = |time: &str| {
        let block = json!({
            "length": "PT10M", "on": "period", "time": time, "amount": "7.00", "part": "begun",
        });
        json!({ "per_block": block })
    };
    check(&credited(down(60 * MINUTE), block("all")), "–", "42.00");
    check(&credited(down(60 * MINUTE), block("beyond_target")), "–", "14.00");
}

#[test]
fn lost_time_is_charged_by_the_hour() {
    // Slack: 1,250 a month of 720 hours, a hundred times for an hour.
    let story = |hour_of: &str, time: &str| {
        let charges = json!([{ "from": "2026-01-01", "amount": "1250.00", "per": "month" }]);
        let lost = json!({ "times": "100", "hour_of": hour_of, "time": time });
        credited(down(60 * MINUTE), json!({ "times_lost_time": lost }))
            .contract("/services/0/charges", charges)
    };
    check(&story("period", "all"), "125/9", "173.61");
    // 60 less 43.2 minutes.
    check(&story("period", "beyond_target"), "35/9", "48.61");
    // April 2026 has 22 working days of 8 hours; the outage lies in none, so nothing was lost there.
    let office = json!({ "office": { "weekly": { "mon-fri": ["09:00-17:00"] } } });
    let story = story("agreed", "all")
        .contract("/calendars", office)
        .contract("/objectives/0/calendar", json!("office"))
        .incident(&at(13, "10:00"), &at(13, "11:00"), "full");
    check(&story, "625/11", "710.23");
}

#[test]
fn a_measured_hour_is_one_of_agreed_time_less_what_is_removed() {
    // April has 720 hours, of which a day is removed: 25 times one hour of 696 for 1,392.
    let lost = json!({ "times": "25", "hour_of": "measured" });
    let mut story = credited(down(60 * MINUTE), json!({ "times_lost_time": lost })).contract(
        "/services/0/charges",
        json!([{ "from": "2026-01-01", "amount": "1392.00", "per": "month" }]),
    );
    story.incidents["exclusion_spans"] = json!([
        { "from": at(20, "00:00"), "until": at(21, "00:00") }
    ]);
    check(&story, "625/174", "50.00");
    let explained = story.explained("2030-01-01T00:00:00Z", "2026-04-01");
    assert!(explained.contains("÷ 2,505,600"), "{explained}");
}

#[test]
fn an_agreed_hour_is_one_of_the_length_that_stands_for_a_month() {
    // "$10k * (3.5 hrs / 720 total hours in month)" is 48.61 in any month.
    let of_month = |hour_of: &str, down: &str| {
        let lost = json!({ "times": "1", "hour_of": hour_of });
        Story::new()
            .contract("/term", json!({ "from": "2026-01-16" }))
            .contract("/counting", json!({ "period_length": "PT720H" }))
            .contract("/services/0/charges/0/amount", json!("10000.00"))
            .contract("/objectives/0/credit", json!({ "times_lost_time": lost }))
            .incident(down, &down.replace("T00:00", "T03:30"), "full")
    };
    let amount = |story: &Story, first: &str| {
        let credit = story.result("2030-01-01T00:00:00Z", first).credit.unwrap();
        credit.amount.unwrap().amount.to_fixed(2)
    };
    let may = "2026-05-10T00:00:00Z";
    assert_eq!(amount(&of_month("agreed", may), "2026-05-01"), "48.61");
    assert_eq!(amount(&of_month("period", may), "2026-05-01"), "47.04");
    // Sixteen of 31 days have sixteen of 31 parts of the length, and of the charge.
    let january = "2026-01-20T00:00:00Z";
    assert_eq!(amount(&of_month("agreed", january), "2026-01-01"), "48.61");
    let explained = of_month("agreed", may).explained("2030-01-01T00:00:00Z", "2026-05-01");
    assert!(explained.contains("is: its agreed hours"), "{explained}");
}

#[test]
fn points_short_of_the_target_are_paid_one_by_one() {
    let story = |minutes: i128, step: &str, percent: &str, part: &str| {
        let point = json!({ "step": step, "percent": percent, "part": part });
        let story = down(minutes * MINUTE);
        let story = story.contract("/objectives/0/target", json!({ "at_least": "99" }));
        credited(story, json!({ "per_point": point }))
    };
    // A percent is 432 minutes, a tenth of it 43.2.
    check(&story(432, "1", "5", "whole"), "0", "0.00");
    check(&story(863, "1", "5", "whole"), "0", "0.00");
    check(&story(864, "1", "5", "whole"), "5", "50.00");
    check(&story(864, "0.1", "1", "begun"), "10", "100.00");
    check(&story(865, "0.1", "1", "begun"), "11", "110.00");
    // (1080 − 432) ÷ 432 of a percent, half a percent each.
    check(&story(1_080, "1", "0.5", "exact"), "0.75", "7.50");
    refused(json!({ "per_point": { "step": "0", "percent": "1" } }), &["off_scale"]);
}

#[test]
fn the_shortfall_of_a_hundred_is_the_share_that_was_down() {
    // Cloudflare: a quarter of the users for 432 minutes of 43,200.
    let story = Story::new()
        .raw(json!({
            "services": ["s"], "affected": { "users": 250, "of": 1000 },
            "started": at(10, "00:00"), "restored": at(10, "07:12"),
        }))
        .contract("/objectives/0/target", json!({ "at_least": "100" }));
    check(&credited(story, json!({ "shortfall_of_target": true })), "0.25", "2.50");
    let less = Story::new()
        .contract("/objectives/0/indicator", json!("outage_count"))
        .contract("/objectives/0/target", json!({ "at_most": "3" }));
    assert_eq!(credited(less, json!({ "shortfall_of_target": true })).faults(), ["field_not_here"]);
}

#[test]
fn a_breach_may_waive_the_charge_or_cost_a_fixed_sum() {
    check(&credited(down(60 * MINUTE), json!({ "waive": true })), "100", "1000.00");
    check(&credited(down(43 * MINUTE), json!({ "waive": true })), "0", "0.00");
    let fixed = || json!({ "per_breach": { "amount": "99.99" } });
    check(&credited(down(60 * MINUTE), fixed()), "–", "99.99");
    // A sum of its own needs no charge.
    let free = credited(down(60 * MINUTE), fixed()).contract("/services/0/charges", json!([]));
    check(&free, "–", "99.99");
}

#[test]
fn a_pool_at_risk_is_allocated_to_objectives() {
    // Texas DIR: 100,000 × 10 % × 50 % × 40 % = 2,000.
    let charges = json!([{ "from": "2026-01-01", "amount": "100000.00", "per": "month" }]);
    let at_risk = |allocation: &str| json!({ "at_risk": { "percent": "10", "pool": "50", "allocation": allocation } });
    let story = credited(down(60 * MINUTE), at_risk("40")).contract("/services/0/charges", charges);
    check(&story, "2", "2000.00");
    refused(at_risk("50"), &[]);
    refused(at_risk("50.1"), &["pool_overdrawn"]);
}

#[test]
fn each_outage_or_miss_may_have_its_price() {
    let two = || {
        Story::new().incident(&at(10, "00:00"), &at(10, "00:25"), "full").incident(
            &at(11, "00:00"),
            &at(11, "00:35"),
            "full",
        )
    };
    check(&credited(two(), json!({ "per_outage": { "percent": "2.5" } })), "5", "50.00");
    refused(json!({ "per_miss": "25.00" }), &["field_not_here"]);
    refused(json!({ "per_outage": { "percent": "1", "amount": "2" } }), &["bound_count"]);
}

/// A clock of four hours, of which one request took nine, one five and one three.
fn requests(target: &str) -> Story {
    let mut story = Story::new().contract(
        "/objectives",
        json!([{
            "id": "o", "service": "s", "indicator": "resolution_time", "within": "PT4H",
            "target": { "share_at_least": target },
        }]),
    );
    for (day, end) in [(10, "09:00"), (11, "05:00"), (12, "03:00")] {
        story = story.raw(json!({
            "services": ["s"], "started": at(day, "00:00"), "resolved": at(day, end),
        }));
    }
    story
}

#[test]
fn misses_count_where_the_period_is_breached_or_always() {
    let per_miss = |when: &str| json!({ "per_miss": "250.00", "when": when });
    check(&credited(requests("95"), per_miss("breached")), "–", "500.00");
    check(&credited(requests("33"), per_miss("breached")), "–", "0.00");
    check(&credited(requests("33"), per_miss("always")), "–", "500.00");
    let long = json!({ "per_miss": { "days_of_charge": "0.5", "when": "always" } });
    check(&credited(requests("33"), long), "10/3", "33.33");
}

#[test]
fn overruns_are_cut_into_blocks_case_by_case() {
    let block = |part: &str| json!({ "per_block": { "length": "PT2H", "on": "overrun", "part": part, "percent": "10.5" } });
    // Five hours and one beyond.
    check(&credited(requests("95"), block("whole")), "21", "210.00");
    check(&credited(requests("95"), block("begun")), "42", "420.00");
    check(&credited(requests("95"), block("exact")), "31.5", "315.00");
}

#[test]
fn what_is_still_open_is_credited_so_far_and_provisionally() {
    let block = json!({ "length": "PT2H", "on": "overrun", "part": "exact", "amount": "10.00" });
    let story = credited(requests("95"), json!({ "per_block": block }));
    let story = story.raw(json!({ "services": ["s"], "started": at(30, "00:00") }));
    let credit = |as_of: &str| {
        let credit = story.result(as_of, "2026-04-01").credit.unwrap();
        (worth(&credit).1.unwrap(), credit.provisional)
    };
    // Missed at four in the morning of the 30th; a day later it is 24 hours beyond.
    assert_eq!(credit("2026-05-01T04:00:00Z"), ("150.00".to_owned(), true));
    let report = story.report("2026-05-01T04:00:00Z");
    assert_eq!(report.summary.sums.earned.amount.to_string(), "0");
    assert_eq!(report.summary.sums.provisional.amount.to_string(), "150");
}

#[test]
fn breaches_in_a_row_and_every_so_many() {
    let monthly = |months: &[&str], credit: Value| {
        let mut story = credited(Story::new(), credit);
        for month in months {
            let day = |hour: &str| format!("{month}-10T{hour}:00Z");
            story = story.incident(&day("10:00"), &day("12:00"), "full");
        }
        story
    };
    let shares = |story: &Story| {
        let results = story.report("2027-01-01T00:00:00Z").results;
        let share = |it: &CreditFigure| it.share.as_ref().unwrap().to_string();
        results
            .iter()
            .map(|it| it.credit.as_ref().map(share).unwrap())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let row = json!({ "repeat": { "periods": 2, "percent": "0.5" } });
    let months = ["2026-01", "2026-02", "2026-04", "2026-05", "2026-06"];
    assert_eq!(shares(&monthly(&months, row)), "0 0.5 0 0 0.5 0.5 0 0 0 0 0 0");
    let every = json!({ "every": { "breaches": 2, "within": 12, "percent": "5" } });
    assert_eq!(shares(&monthly(&months, every)), "0 5 0 0 5 0 0 0 0 0 0 0");
    refused(json!({ "every": { "breaches": 3, "within": 2, "percent": "5" } }), &["off_scale"]);
}

#[test]
fn a_consumed_outage_is_credited_once() {
    let window = json!({ "days": 60, "before_start": "clip", "consumed": "credited" });
    let story = Story::new()
        .incident("2026-02-20T10:00:00Z", "2026-02-20T12:00:00Z", "full")
        .incident("2026-03-10T10:00:00Z", "2026-03-10T13:00:00Z", "full")
        .contract("/objectives/0/window", window)
        .contract("/objectives/0/credit", json!({ "per_outage": { "amount": "10.00" } }));
    let units = |first| story.result(LATER, first).credit.unwrap().units.to_string();
    assert_eq!(["2026-02-01", "2026-03-01", "2026-04-01"].map(units), ["1", "1", "0"]);
}

#[test]
fn exactly_one_rule_belongs_in_a_credit() {
    refused(json!({}), &["bound_count"]);
    refused(json!({ "waive": true, "shortfall_of_target": true }), &["bound_count"]);
    refused(json!({ "waive": false }), &["bound_count"]);
    refused(json!({ "waive": true, "when": "always" }), &["field_not_here"]);
    let block = |length: &str, on: &str| json!({ "per_block": { "length": length, "on": on, "percent": "5" } });
    refused(block("PT0S", "period"), &["not_a_length"]);
    refused(block("P1M", "period"), &["not_a_length"]);
    refused(block("PT1H", "month"), &["unknown_word"]);
    refused(block("PT1H", "overrun"), &["field_not_here"]);
    let counted = |on: &str, word: &str| {
        let block = json!({ "length": "PT1H", "on": on, "percent": "1", "count_in": word });
        json!({ "per_block": block })
    };
    refused(counted("period", "ended"), &["field_not_here"]);
    refused(counted("outage", "due"), &["unknown_word"]);
    refused(json!({ "per_breach": { "amount": "1.005" } }), &["too_many_decimals"]);
    refused(json!({ "per_breach": { "amount": "-1" } }), &["off_scale"]);
    refused(json!({ "per_breach": { "percent": "100.1" } }), &["off_scale"]);
}

#[test]
fn amounts_of_twenty_digits_are_exact() {
    let charges =
        json!([{ "from": "2026-01-01", "amount": "99999999999999999999.99", "per": "month" }]);
    let tiers = json!({ "tiers": [{ "below": "99.9", "percent": "33.33" }] });
    let story = credited(down(60 * MINUTE), tiers).contract("/services/0/charges", charges);
    check(&story, "33.33", "33330000000000000000.00");
}

#[test]
fn a_clause_of_its_own_is_quoted() {
    let credit = json!({ "waive": true, "clause": "§9", "text": "A month that fails is free." });
    let story = credited(down(60 * MINUTE), credit);
    let calculations = story.calculations(LATER);
    let own = calculations.iter().flat_map(|it| &it.steps).find(|it| it.clause.is_some()).unwrap();
    assert_eq!(own.clause.as_deref(), Some("§9"));
    assert_eq!(own.text.as_deref(), Some("A month that fails is free."));
}

#[test]
fn what_a_credit_leaves_open_is_a_question() {
    let block = json!({ "length": "PT30M", "on": "period", "percent": "5" });
    let story = credited(down(60 * MINUTE), json!({ "per_block": block }));
    let readings = story.report(LATER).readings;
    let own = readings.iter().filter(|it| it.name.starts_with("objectives/credit/"));
    let own: Vec<_> = own.map(|it| (it.name.as_str(), it.value.as_str(), it.by_default)).collect();
    assert_eq!(
        own,
        [
            ("objectives/credit/basis", "service_charge", true),
            ("objectives/credit/part", "whole", true),
            ("objectives/credit/time", "all", true),
        ]
    );
}
