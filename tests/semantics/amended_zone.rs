//! A zone that is another from a day on: that day begins by the old clocks, and ends by the new.

use serde_json::{Value, json};
use sla_calculator::evaluate::{Input, check};
use sla_calculator::format::statement;
use sla_calculator::format::words::English;
use sla_calculator::report::Report;
use sla_calculator::units::Exact;

use super::amendments::{amended, per_month, rows};
use super::story::Story;

const JULY: &str = "2026-07-01";
const LATER: &str = "2026-09-01T12:00:00Z";
const HOUR: i128 = 3_600;
const DAY: i128 = 24 * HOUR;

fn set(effective: &str, path: &str, value: &Value) -> Value {
    json!([{ "effective": effective, "set": { path: value } }])
}

fn moved(story: Story, from: &str, to: &str) -> Story {
    amended(story.contract("/time_zone", json!(from)), set(JULY, "time_zone", &json!(to)))
}

/// The seconds agreed for the period that begins on a date.
fn agreed(report: &Report, first: &str) -> Exact {
    let period = report.periods.iter().position(|it| it.first.to_string() == first).unwrap();
    let own = report.results.iter().find(|it| it.period as usize == period).unwrap();
    own.time.as_ref().unwrap().agreed_seconds.clone()
}

/// June and July 2026 in seconds, of a move on the first of July.
#[track_caller]
fn june_and_july(story: Story, (from, to): (&str, &str), expected: (i128, i128)) {
    let report = moved(story, from, to).report(LATER);
    let found = (agreed(&report, "2026-06-01"), agreed(&report, JULY));
    assert_eq!(found, (Exact::from(expected.0), Exact::from(expected.1)), "{from} to {to}");
}

fn open(hours: &str) -> Story {
    let weekly = json!({ "open": { "weekly": { "mon-sun": [hours] } } });
    Story::new().contract("/calendars", weekly).contract("/services/0/calendar", json!("open"))
}

#[test]
fn the_month_of_a_move_begins_by_the_old_clocks_and_ends_by_the_new() {
    let month = |zones, july| june_and_july(Story::new(), zones, (30 * DAY, july));
    month(("Europe/Berlin", "America/New_York"), 31 * DAY + 6 * HOUR);
    month(("America/New_York", "Europe/Berlin"), 31 * DAY - 6 * HOUR);
    // Nine hours ahead of UTC, and one in summer.
    month(("Asia/Tokyo", "Europe/Lisbon"), 31 * DAY + 8 * HOUR);
    // 5:45 ahead, to 10:30 ahead and 9:30 behind.
    month(("Asia/Kathmandu", "Australia/Lord_Howe"), 31 * DAY - 4 * HOUR - 2_700);
    month(("Asia/Kathmandu", "Pacific/Marquesas"), 31 * DAY + 15 * HOUR + 900);
    // Over the date line: 14 hours ahead and 11 behind.
    month(("Pacific/Kiritimati", "Pacific/Niue"), 31 * DAY + 25 * HOUR);
    month(("Pacific/Niue", "Pacific/Kiritimati"), 31 * DAY - 25 * HOUR);
    // To a zone whose clocks read the same nothing changes.
    month(("Europe/Berlin", "Europe/Paris"), 31 * DAY);
}

#[test]
fn a_move_at_a_midnight_that_is_left_out_begins_after_it() {
    // On Sunday, 8 March 2026, Havana goes from 00:00 to 01:00; Lima is as far behind as before.
    let amendments = json!([{ "effective": "2026-03-08", "set": { "time_zone": "America/Lima" } }]);
    let weeks = json!({ "every": "P7D", "from": "2026-03-01" });
    let story = Story::new()
        .contract("/time_zone", json!("America/Havana"))
        .contract("/service_period", weeks);
    let report = amended(story, amendments).report(LATER);
    assert_eq!(agreed(&report, "2026-03-01"), Exact::from(7 * DAY));
    assert_eq!(agreed(&report, "2026-03-08"), Exact::from(7 * DAY));
    let period = report.periods.iter().find(|it| it.first.to_string() == "2026-03-08").unwrap();
    assert_eq!(period.from.at, "2026-03-08T01:00:00-04:00");
    assert_eq!(period.until.at, "2026-03-15T00:00:00-05:00");
}

#[test]
fn hours_are_what_the_clocks_read_on_either_side() {
    let office = |zones, july| june_and_july(open("09:00-17:00"), zones, (240 * HOUR, july));
    // The clocks of Berlin read 24:00, then those of New York 18:00.
    office(("Europe/Berlin", "America/New_York"), 248 * HOUR);
    office(("America/New_York", "Europe/Berlin"), 248 * HOUR);
    // Those of Lisbon read 16:00, and the last hour of 30 June comes again.
    office(("Asia/Tokyo", "Europe/Lisbon"), 249 * HOUR);
    // Those of Tokyo read 19:00 on 1 July: its hours are over.
    office(("Pacific/Honolulu", "Asia/Tokyo"), 240 * HOUR);
    // All of 30 June comes again, and the last hour of 29 June, which is closed.
    office(("Pacific/Kiritimati", "Pacific/Niue"), 256 * HOUR);
    june_and_july(open("07:00-17:00"), ("Europe/Lisbon", "Asia/Tokyo"), (300 * HOUR, 309 * HOUR));
    // Hours that began two days before what is read may go on.
    let nights = ("Pacific/Kiritimati", "Pacific/Niue");
    june_and_july(open("22:00-30:00"), nights, (240 * HOUR, 257 * HOUR));
}

#[test]
fn a_zone_of_its_own_is_kept() {
    let weekly = json!({ "mon-sun": ["16:00-20:00"] });
    let story = |hours: Value| {
        Story::new()
            .contract("/calendars", json!({ "open": hours }))
            .contract("/services/0/calendar", json!("open"))
    };
    let zones = ("Europe/Berlin", "America/New_York");
    // Two hours of 30 June come again on the contract's clocks.
    june_and_july(story(json!({ "weekly": weekly })), zones, (120 * HOUR, 126 * HOUR));
    let own = json!({ "weekly": weekly, "time_zone": "Europe/Berlin" });
    june_and_july(story(own), zones, (120 * HOUR, 124 * HOUR));
}

#[test]
fn maintenance_of_the_week_follows_the_clocks() {
    let slots = |slots: Value| {
        let permitted = json!([{ "standing": true, "slots": slots }]);
        let story = Story::new().contract("/maintenance", permitted);
        let report = moved(story, "Europe/Berlin", "America/New_York").report(LATER);
        let removed = |first: &str| {
            let period = report.periods.iter().position(|it| it.first.to_string() == first);
            let own = report.results.iter().find(|it| Some(it.period as usize) == period).unwrap();
            own.time.as_ref().unwrap().removed_seconds.to_string()
        };
        [removed("2026-06-01"), removed(JULY)]
    };
    let hours = |june: i128, july: i128| [june, july].map(|hours| (hours * HOUR).to_string());
    // Five Tuesdays in June; of 30 June 20:00 to 22:00 comes again, before the four of July.
    assert_eq!(slots(json!({ "weekly": { "tue": ["20:00-22:00"] } })), hours(10, 10));
    // By a rule, each of its days begins one.
    let rule = json!({ "rule": "FREQ=WEEKLY;BYDAY=TU", "from": "2026-01-01", "at": "20:00",
                       "length": "PT2H" });
    assert_eq!(slots(rule), hours(10, 8));
}

#[test]
fn units_are_those_of_the_clock_that_goes_then() {
    let down = |(from, to): (&str, &str), (begun, ended): (&str, &str)| {
        let unit = json!({ "unit": { "length": "PT1H", "counts": "any" } });
        let story = Story::new().contract("/counting", unit).incident(begun, ended, "full");
        let report = moved(story, from, to).report(LATER);
        let of = |first: &str| {
            let period = report.periods.iter().position(|it| it.first.to_string() == first);
            let own = report.results.iter().find(|it| Some(it.period as usize) == period).unwrap();
            own.time.as_ref().unwrap().down_seconds.to_string()
        };
        [of("2026-06-01"), of(JULY)]
    };
    let berlin = ("Europe/Berlin", "America/New_York");
    let seam = ("2026-06-30T21:50:00Z", "2026-06-30T22:10:00Z");
    assert_eq!(down(berlin, seam), ["3600", "3600"]);
    // At 18:15 UTC midnight in Kathmandu; then 04:45 on Lord Howe Island, and 05:00 at 18:30.
    let kathmandu = ("Asia/Kathmandu", "Australia/Lord_Howe");
    let seam = ("2026-06-30T18:10:00Z", "2026-06-30T18:20:00Z");
    assert_eq!(down(kathmandu, seam), ["3600", "900"]);
    let after = ("2026-06-30T18:29:00Z", "2026-06-30T18:31:00Z");
    assert_eq!(down(kathmandu, after), ["0", "4500"]);
}

#[test]
fn a_clock_runs_by_the_hours_of_either_zone() {
    let objective = json!([{
        "id": "o", "service": "s", "indicator": "response_time", "within": "PT4H",
        "calendar": "open",
    }]);
    let state = |answered: &str| {
        let story = open("09:00-17:00").contract("/objectives", objective.clone()).raw(json!({
            "services": ["s"], "reported": "2026-06-30T14:00:00Z", "started": "2026-06-30T14:00:00Z",
            "responded": answered, "resolved": "2026-07-03T00:00:00Z",
        }));
        let told = moved(story, "Europe/Berlin", "America/New_York").evaluation(LATER);
        let case = told.clocks().remove(0);
        (case.verdict.name(), case.due.as_ref().map(|due| due.at.clone()).unwrap_or_default())
    };
    // At 16:00 in Berlin an hour is left; three come from 09:00 in New York on.
    let due = "2026-07-01T12:00:00-04:00".to_owned();
    assert_eq!(state("2026-07-01T16:00:00Z"), ("met", due.clone()));
    assert_eq!(state("2026-07-01T16:00:01Z"), ("missed", due));
}

#[test]
fn a_working_day_ends_by_the_clocks_of_its_time() {
    let within = json!({ "working_days": 1 });
    let due = |by: &str, reported: &str, (from, to): (&str, &str)| {
        let mut within = within.clone();
        within["by"] = json!(by);
        let objective = json!([{
            "id": "o", "service": "s", "indicator": "response_time", "within": within,
            "calendar": "open",
        }]);
        let story = open("09:00-17:00").contract("/objectives", objective).raw(json!({
            "services": ["s"], "reported": reported, "started": reported,
            "resolved": "2026-08-01T00:00:00Z",
        }));
        moved(story, from, to).evaluation(LATER).clocks().remove(0).due.unwrap().at
    };
    // 10:00 in Berlin: the day after is 1 July, which closes at 17:00 in New York.
    let ten = "2026-06-30T08:00:00Z";
    let berlin = ("Europe/Berlin", "America/New_York");
    assert_eq!(due("close", ten, berlin), "2026-07-01T17:00:00-04:00");
    assert_eq!(due("same_time", ten, berlin), "2026-07-01T10:00:00-04:00");
    // 14:00 in Tokyo.
    let two = "2026-06-30T05:00:00Z";
    let tokyo = ("Asia/Tokyo", "Europe/Lisbon");
    assert_eq!(due("close", two, tokyo), "2026-07-01T17:00:00+01:00");
    assert_eq!(due("same_time", two, tokyo), "2026-07-01T14:00:00+01:00");
}

#[test]
fn a_claim_ends_with_a_day_of_the_zone_of_its_time() {
    let deadline = |first: &str, days: u32| {
        let down = |month: u32| {
            [format!("2026-0{month}-10T00:00:00Z"), format!("2026-0{month}-11T00:00:00Z")]
        };
        let story = [5, 6]
            .map(down)
            .iter()
            .fold(Story::new(), |story, [from, until]| story.incident(from, until, "full"));
        let story = story
            .contract("/objectives/0/credit", per_month("10"))
            .contract("/credits", json!({ "claim": { "within": { "days": days } } }));
        let result = moved(story, "Europe/Berlin", "America/New_York").result(LATER, first);
        let credit = result.credit.unwrap();
        (credit.last_day.unwrap().to_string(), credit.deadline.unwrap().at)
    };
    let told = |day: &str, end: &str| (day.to_owned(), end.to_owned());
    assert_eq!(deadline("2026-05-01", 10), told("2026-06-10", "2026-06-11T00:00:00+02:00"));
    // The last day by the clocks of Berlin ends where July begins.
    assert_eq!(deadline("2026-05-01", 30), told("2026-06-30", "2026-07-01T00:00:00+02:00"));
    assert_eq!(deadline("2026-05-01", 31), told("2026-07-01", "2026-07-02T00:00:00-04:00"));
    assert_eq!(deadline("2026-06-01", 10), told("2026-07-10", "2026-07-11T00:00:00-04:00"));
}

#[test]
fn a_window_of_days_reaches_back_over_a_move() {
    // Seven days that end on 4 July at midnight in New York began on 27 June in Berlin.
    let objective = json!([{
        "id": "o", "service": "s", "indicator": "availability", "target": { "at_least": "99.9" },
        "window": { "days": 7, "judged": "day" },
    }]);
    let weeks = json!({ "every": "P3D", "from": JULY });
    let story = Story::new()
        .contract("/objectives", objective)
        .contract("/service_period", weeks)
        .incident("2026-07-02T00:00:00Z", "2026-07-03T00:00:00Z", "full");
    let report = moved(story, "Europe/Berlin", "America/New_York").report("2026-07-04T04:00:00Z");
    assert_eq!(agreed(&report, JULY), Exact::from(7 * DAY + 6 * HOUR));
}

#[test]
fn it_is_told_which_zone_held_when() {
    let story = moved(Story::new(), "Europe/Berlin", "America/New_York");
    let report = story.report(LATER);
    let both = "Europe/Berlin, 2026-07-01 America/New_York";
    assert_eq!(report.agreement.time_zone, both);
    let reading = report.readings.iter().find(|it| it.name == "time_zone").unwrap();
    assert_eq!((reading.value.as_str(), reading.by_default), (both, false));
    assert!(reading.only.is_empty());
    let july = report.periods.iter().find(|it| it.first.to_string() == JULY).unwrap();
    assert_eq!(july.from.at, "2026-07-01T00:00:00+02:00");
    assert_eq!(july.until.at, "2026-08-01T00:00:00-04:00");
    let said = statement(&English, &report).readings;
    let words =
        "Time zone: Europe/Berlin, from 1 Jul 2026 on America/New_York (as the contract states";
    assert!(said.iter().any(|it| it.starts_with(words)), "{said:?}");
    let calculations = serde_json::to_string(&story.calculations(LATER)).unwrap();
    for pointer in ["/time_zone", "/amendments/0/effective", "/amendments/0/set/time_zone"] {
        assert!(calculations.contains(&format!("\"pointer\":\"{pointer}\"")), "{pointer}");
    }
}

#[test]
fn until_it_holds_nothing_is_known_of_it() {
    let story = Story::new().incident("2026-06-10T10:00:00Z", "2026-06-10T12:00:00Z", "full");
    let plain = story.clone().contract("/time_zone", json!("Europe/Berlin"));
    let moved = moved(story, "Europe/Berlin", "America/New_York");
    // To the last instant of June, and at the first of July.
    for as_of in ["2026-06-15T00:00:00Z", "2026-06-30T21:59:59Z", "2026-06-30T22:00:00Z"] {
        let (plain, moved) = (plain.report(as_of), moved.report(as_of));
        assert_eq!(rows(&plain), rows(&moved), "{as_of}");
        assert_eq!(plain.agreement.time_zone, moved.agreement.time_zone);
    }
    let later = rows(&moved.report(LATER));
    assert_eq!(later[..6], rows(&plain.report("2026-06-30T22:00:00Z"))[..6]);
}

#[test]
fn from_the_beginning_it_is_as_if_written_so() {
    let story = || Story::new().incident("2026-01-01T02:00:00Z", "2026-01-01T09:00:00Z", "full");
    let amended = amended(
        story().contract("/time_zone", json!("Europe/Berlin")),
        set("2026-01-01", "time_zone", &json!("America/New_York")),
    );
    let written = story().contract("/time_zone", json!("America/New_York"));
    assert_eq!(rows(&amended.report(LATER)), rows(&written.report(LATER)));
    assert_eq!(amended.report(LATER).agreement.time_zone, "America/New_York");
}

#[test]
fn of_one_day_the_last_holds_and_a_way_back_is_a_way() {
    let change = |effective: &str, zone: Value| json!({ "effective": effective, "set": { "time_zone": zone } });
    let zones = |changes: Vec<Value>| {
        let story = Story::new().contract("/time_zone", json!("Europe/Berlin"));
        amended(story, json!(changes)).report(LATER).agreement.time_zone
    };
    let york = json!("America/New_York");
    let twice = vec![change(JULY, york.clone()), change(JULY, json!("Asia/Tokyo"))];
    assert_eq!(zones(twice), "Europe/Berlin, 2026-07-01 Asia/Tokyo");
    let none = vec![change(JULY, york.clone()), change(JULY, json!("Europe/Berlin"))];
    assert_eq!(zones(none), "Europe/Berlin");
    // The later is written first, and takes the field out.
    let back = vec![change("2026-08-01", Value::Null), change(JULY, york)];
    assert_eq!(zones(back), "Europe/Berlin, 2026-07-01 America/New_York, 2026-08-01 UTC");
}

#[test]
fn the_zone_changes_only_where_every_period_ends() {
    let expected = |story: Story, effective: &str| {
        let story = amended(story, set(effective, "time_zone", &json!("Asia/Tokyo")));
        let contract = story.contract.to_string();
        let faults = check(&[Input::new("contract.json", contract.as_bytes())]);
        let told = faults.iter().map(|it| format!("{} {:?}", it.code.name(), it.expected));
        told.collect::<Vec<_>>()
    };
    let near =
        |one: &str, other: &str| [format!("not_an_edge Some(OneOf([\"{one}\", \"{other}\"]))")];
    assert_eq!(expected(Story::new(), JULY), [""; 0]);
    assert_eq!(expected(Story::new(), "2026-07-02"), near(JULY, "2026-08-01"));
    // An objective's own periods are cut, too.
    let own = || Story::new().contract("/objectives/0/period", json!({ "every": "quarter" }));
    assert_eq!(expected(own(), JULY), [""; 0]);
    assert_eq!(expected(own(), "2026-08-01"), near(JULY, "2026-10-01"));
    // What else is agreed that day may be agreed on any.
    let tokyo = json!({ "effective": "2026-07-02", "set": { "time_zone": "Asia/Tokyo" } });
    let title = json!({ "effective": "2026-07-02", "set": { "title": "Anew" } });
    assert_eq!(amended(Story::new(), json!([tokyo, title])).faults(), ["not_an_edge"]);
    // Of the same zone nothing changes.
    let tokyo = || Story::new().contract("/time_zone", json!("Asia/Tokyo"));
    assert_eq!(expected(tokyo(), "2026-07-02"), [""; 0]);
}

#[test]
fn what_is_no_zone_or_one_too_many_is_a_fault() {
    let faults = |zones: &[&str]| {
        let months = (2..).zip(zones);
        let each = months.map(|(month, zone)| {
            json!({ "effective": format!("2026-0{month}-01"), "set": { "time_zone": zone } })
        });
        amended(Story::new(), each.collect()).faults()
    };
    let zones = ["Asia/Tokyo", "Europe/Berlin", "Asia/Kolkata", "Europe/Lisbon", "America/Lima"];
    assert_eq!(faults(&zones[..4]), [""; 0]);
    assert_eq!(faults(&zones), ["cannot_amend"]);
    assert_eq!(faults(&["Asia/Atlantis"]), ["unknown_zone"]);
}
