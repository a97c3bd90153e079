//! Rights beyond money: what gives them, how near they are, when they lapse.

use serde_json::{Value, json};
use sla_calculator::format::rights;
use sla_calculator::format::words::English;
use sla_calculator::report::{RightFigures, RightState};

use super::story::Story;

const LATER: &str = "2027-01-01T00:00:00Z";

/// From January 2026 on a month for each sign: missed with `x`, kept with `.`, unknown with `-`.
fn months(signs: &str) -> Story {
    let day = |month: usize, day: u32| format!("2026-{:02}-{day:02}T10:00:00Z", month + 1);
    let mut story = Story::new();
    for (month, sign) in signs.chars().enumerate() {
        match sign {
            'x' => {
                let until = format!("2026-{:02}-10T12:00:00Z", month + 1);
                story = story.incident(&day(month, 10), &until, "full");
            }
            '-' => {
                let from = format!("2026-{:02}-01T00:00:00Z", month + 1);
                let until = match month {
                    11 => LATER.to_owned(),
                    _ => format!("2026-{:02}-01T00:00:00Z", month + 2),
                };
                let span = json!({ "services": ["s"], "from": from, "until": until });
                let incidents = story.incidents.as_object_mut().unwrap();
                let unknown = incidents.entry("unknown").or_insert_with(|| json!([]));
                unknown.as_array_mut().unwrap().push(span);
            }
            _ => {}
        }
    }
    story
}

fn with(story: Story, trigger: Value) -> Story {
    story.contract("/rights", json!([{ "effect": "terminate", "any": [trigger] }]))
}

fn right(story: &Story, as_of: &str) -> RightFigures {
    story.report(as_of).rights.remove(0)
}

/// The months at whose ends the right arose, and how far it is.
fn stands(story: Story, trigger: Value) -> (Vec<u32>, u32) {
    let right = right(&with(story, trigger), LATER);
    let trigger = &right.triggers[0];
    (trigger.arisen.iter().map(|it| it.period.unwrap() + 1).collect(), trigger.so_far)
}

#[test]
fn so_many_missed_periods_of_the_last() {
    let trigger = || json!({ "breached": { "of": ["o"], "periods": 3, "within": 6 } });
    assert_eq!(stands(months("x.x..x"), trigger()), (vec![6], 0));
    assert_eq!(stands(months("x.x...x"), trigger()), (vec![], 1));
    assert_eq!(stands(months("........x.x."), trigger()), (vec![], 2));
    // What lies behind the last six counts no more, whether these were measured or not.
    assert_eq!(stands(months("x-----------"), trigger()), (vec![], 0));
    // What gave it once counts no more.
    assert_eq!(stands(months("x.xxxx"), trigger()), (vec![4], 0));
    assert_eq!(stands(months("xxxxxx"), trigger()), (vec![3, 6], 0));
}

#[test]
fn of_what_is_judged_label_by_label_the_worst_value_gives_a_right() {
    let of = |site: &str, until: &str| {
        json!({ "services": ["s"], "labels": { "site": site }, "started": "2026-02-10T00:00:00Z",
                "restored": until })
    };
    let story = |indicator: &str, target: Value| {
        let story = Story::new()
            .raw(of("east", "2026-02-10T07:00:00Z"))
            .raw(of("west", "2026-02-10T01:00:00Z"));
        let story = story.contract("/objectives/0/per", json!(["site"]));
        let story = story.contract("/objectives/0/indicator", json!(indicator));
        story.contract("/objectives/0/target", target)
    };
    let trigger = |bound: &str, value: &str| json!({ "value": { "of": "o", bound: value } });
    // East is at 98.958 %, west at 99.851 %.
    let available = || story("availability", json!({ "at_least": "99.9" }));
    assert_eq!(stands(available(), trigger("below", "99")), (vec![2], 0));
    assert_eq!(stands(available(), trigger("below", "98.9")), (vec![], 0));
    let down = || story("downtime", json!({ "at_most": "PT30M" }));
    assert_eq!(stands(down(), trigger("above", "PT6H")), (vec![2], 0));
    assert_eq!(stands(down(), trigger("above", "PT7H")), (vec![], 0));
}

#[test]
fn so_many_missed_periods_in_a_row() {
    let trigger = || json!({ "breached": { "periods": 3, "consecutive": true } });
    assert_eq!(stands(months("xx.xxx"), trigger()), (vec![6], 0));
    // A month that was not measured neither counts nor parts its neighbours.
    assert_eq!(stands(months("xx-x"), trigger()), (vec![4], 0));
    assert_eq!(stands(months(".........xx-"), trigger()), (vec![], 2));
}

#[test]
fn a_value_so_bad() {
    // Two hours of a month of 31 days: 99.7312 %, exactly 742 of 744 hours.
    let trigger = |bound: &str, value: &str| json!({ "value": { "of": "o", bound: value } });
    assert_eq!(stands(months("x"), trigger("below", "99.8")), (vec![1], 0));
    assert_eq!(stands(months("x"), trigger("below", "99.7")), (vec![], 0));
    let story = || months("").incident("2026-04-10T00:00:00Z", "2026-04-11T12:00:00Z", "full");
    // 684 of 720 hours: 95 % to the last digit.
    assert_eq!(stands(story(), trigger("below", "95")), (vec![], 0));
    assert_eq!(stands(story(), trigger("at_or_below", "95")), (vec![4], 0));
}

#[test]
fn a_mean_so_bad_of_whole_windows_alone() {
    let trigger = |below: &str| json!({ "mean": { "of": "o", "over": 2, "below": below } });
    // January has no second month before it.
    assert_eq!(stands(months("x"), trigger("99.9")), (vec![2], 0));
    assert_eq!(stands(months("x"), trigger("99.86")), (vec![], 0));
    // The months of a mean that gave it count in no other.
    assert_eq!(stands(months("xxxx"), trigger("99.9")), (vec![2, 4], 0));
}

#[test]
fn a_value_is_held_against_it_as_it_is_against_the_target() {
    // 98.996… %, which becomes 99.00.
    let down = || {
        let story = Story::new().contract("/objectives/0/target", json!({ "at_least": "99" }));
        story.incident("2026-01-05T00:00:00Z", "2026-01-05T07:28:10Z", "full")
    };
    let rounded = || down().contract("/value_rounding", json!({ "places": 2, "mode": "half_up" }));
    let below = |sign: &str| match sign {
        "value" => json!({ "value": { "of": "o", "below": "99" } }),
        _ => json!({ "mean": { "of": "o", "over": 1, "below": "99" } }),
    };
    for sign in ["value", "mean"] {
        assert_eq!(stands(down(), below(sign)), (vec![1], 0));
        assert_eq!(stands(rounded(), below(sign)), (vec![], 0));
    }
}

#[test]
fn so_large_a_part_of_the_objectives() {
    let story = months("x").contract(
        "/objectives",
        json!([
            { "id": "o", "service": "s", "indicator": "availability",
              "target": { "at_least": "99.9" } },
            { "id": "p", "service": "s", "indicator": "availability",
              "target": { "at_least": "90" } },
        ]),
    );
    let share = |bound: &str, percent: &str| json!({ "share_of_objectives": { bound: percent } });
    let Story { contract, incidents } = story;
    let told = |trigger| {
        let story = Story { contract: contract.clone(), incidents: incidents.clone() };
        stands(story, trigger)
    };
    assert_eq!(told(share("at_least", "50")), (vec![1], 0));
    assert_eq!(told(share("more_than", "50")), (vec![], 0));
}

#[test]
fn so_much_downtime_of_several_periods() {
    let trigger =
        |more_than: &str| json!({ "downtime": { "of": "o", "more_than": more_than, "within": 2 } });
    assert_eq!(stands(months("xx"), trigger("PT4H")), (vec![], 0));
    assert_eq!(stands(months("xx"), trigger("PT3H59M59S")), (vec![2], 0));
    assert_eq!(stands(months("x.x"), trigger("PT3H")), (vec![], 0));
}

#[test]
fn downtime_in_hours_of_its_own() {
    let core = json!({ "core": { "weekly": { "mon-sun": ["11:00-18:00"] } } });
    let trigger = |more_than: &str| json!({ "downtime": { "of": "o", "more_than": more_than, "calendar": "core" } });
    // Of the two hours from ten to twelve the second.
    let story = || months("x.x").contract("/calendars", core.clone());
    assert_eq!(stands(story(), trigger("PT1H")), (vec![], 0));
    assert_eq!(stands(story(), trigger("PT59M59S")), (vec![1, 3], 0));
    let told = right(&with(story(), trigger("PT1H")), LATER);
    assert_eq!(told.triggers[0].calendar.as_deref(), Some("core"));
    assert_eq!(told.triggers[0].shown[0].value.as_ref().unwrap().to_string(), "3600");
    assert_eq!(with(story(), trigger("PT1H")).faults(), Vec::<&str>::new());
    assert_eq!(with(months("x"), trigger("PT1H")).faults(), ["unknown_calendar"]);
}

#[test]
fn what_gave_it_by_one_trigger_counts_no_more_for_another() {
    let breached = json!({ "breached": { "of": ["o"], "periods": 2 } });
    let mean = json!({ "mean": { "of": "o", "over": 2, "below": "99.8" } });
    let right = json!([{ "effect": "terminate", "any": [breached, mean] }]);
    let report = months("xxx").contract("/rights", right).report(LATER);
    let triggers = &report.rights[0].triggers;
    let arisen =
        triggers.iter().map(|it| it.arisen.iter().map(|it| it.period.unwrap() + 1).collect());
    // The mean of March looks at February again.
    assert_eq!(arisen.collect::<Vec<Vec<u32>>>(), [vec![2], vec![]]);
}

#[test]
fn an_objective_judged_by_label_is_one_of_the_objectives() {
    let outage = |site: &str, month: u32| {
        let at = |hour: u32| format!("2026-{month:02}-10T{hour}:00:00Z");
        json!({ "services": ["s"], "labels": { "site": site }, "started": at(10), "restored": at(12) })
    };
    let story = || {
        let other = json!({ "id": "p", "service": "s", "indicator": "availability",
                            "target": { "at_least": "90" } });
        let by_site = json!({ "id": "o", "service": "s", "indicator": "availability",
                              "target": { "at_least": "99.9" }, "per": ["site"] });
        let story = months("").contract("/objectives", json!([by_site, other]));
        story.raw(outage("Berlin", 1)).raw(outage("Wien", 2))
    };
    // Of two objectives one, however many sites there are.
    let share = |percent: &str| json!({ "share_of_objectives": { "at_least": percent } });
    assert_eq!(stands(story(), share("50")), (vec![1, 2], 0));
    assert_eq!(stands(story(), share("50.1")), (vec![], 0));
}

#[test]
fn a_running_period_gives_nothing() {
    let story = || with(months("xx"), json!({ "breached": { "periods": 2 } }));
    let running = right(&story(), "2026-02-20T00:00:00Z");
    assert_eq!((running.state, running.triggers[0].so_far), (RightState::NotArisen, 1));
    let over = right(&story(), "2026-03-01T00:00:00Z");
    assert_eq!(over.state, RightState::Exercisable);
}

#[test]
fn it_lapses_after_the_last_day() {
    let story = || {
        let trigger = json!({ "breached": {} });
        let right = json!({ "effect": "terminate", "any": [trigger],
                            "exercise_within": { "days": 10 } });
        months("x").contract("/rights", json!([right]))
    };
    let open = right(&story(), "2026-02-10T23:59:59Z");
    let arisen = &open.triggers[0].arisen[0];
    assert_eq!(arisen.last_day.map(|day| day.to_string()).as_deref(), Some("2026-02-10"));
    assert_eq!((open.state, arisen.days_left), (RightState::Exercisable, Some(0)));
    let lapsed = right(&story(), "2026-02-11T00:00:00Z");
    assert_eq!(lapsed.state, RightState::Lapsed);
    assert_eq!(lapsed.triggers[0].arisen[0].days_left, None);
}

#[test]
fn the_parts_of_an_objective_by_label_are_one_promise() {
    let story = months("").contract("/objectives/0/per", json!(["site"]));
    let outage = |site: &str, from: &str, until: &str| json!({ "services": ["s"], "labels": { "site": site }, "started": from, "restored": until });
    let story = story
        .raw(outage("Berlin", "2026-01-10T10:00:00Z", "2026-01-10T12:00:00Z"))
        .raw(outage("Wien", "2026-01-11T10:00:00Z", "2026-01-11T12:00:00Z"))
        .raw(outage("Wien", "2026-02-11T10:00:00Z", "2026-02-11T12:00:00Z"));
    let trigger = json!({ "breached": { "of": ["o"], "periods": 2 } });
    assert_eq!(stands(story, trigger), (vec![2], 0));
}

#[test]
fn what_two_triggers_give_at_once_arose_once() {
    let promise = |id: &str| {
        json!({ "id": id, "service": "s", "indicator": "availability",
                "target": { "at_least": "99.9" } })
    };
    let any =
        json!([{ "breached": { "of": ["o"] } }, { "breached": { "of": ["p"], "periods": 2 } }]);
    let right = json!([{ "effect": "terminate", "any": any, "exercise_within": { "days": 30 } }]);
    let story = months("xx").contract("/objectives", json!([promise("o"), promise("p")]));
    let report = story.contract("/rights", right).report(LATER);
    let lines = rights(&English, &report).remove(0).lines;
    let arose: Vec<&String> = lines.iter().filter(|line| line.starts_with("Arose")).collect();
    let second = "Arose at the end of February 2026: o missed; also p missed in January 2026 and \
                  February 2026; it lapsed after 30 Mar 2026.";
    assert_eq!(arose.len(), 2, "{lines:#?}");
    assert_eq!(arose[1], second);
}

#[test]
fn what_makes_no_sense_is_a_fault() {
    let faults = |right: Value| Story::new().contract("/rights", json!([right])).faults();
    let any = |trigger: Value| faults(json!({ "effect": "terminate", "any": [trigger] }));
    assert_eq!(faults(json!({ "effect": "end", "any": [{ "breached": {} }] })), ["unknown_word"]);
    assert_eq!(faults(json!({ "effect": "withhold", "any": [] })), ["empty_list"]);
    assert_eq!(any(json!({})), ["bound_count"]);
    let both = json!({ "breached": {}, "value": { "of": "o", "below": "95" } });
    assert_eq!(any(both), ["bound_count"]);
    assert_eq!(any(json!({ "breached": { "of": ["x"] } })), ["unknown_objective"]);
    assert_eq!(any(json!({ "breached": { "periods": 0 } })), ["off_scale"]);
    assert_eq!(any(json!({ "breached": { "periods": 3, "within": 2 } })), ["off_scale"]);
    assert_eq!(any(json!({ "value": { "of": "o" } })), ["bound_count"]);
    assert_eq!(any(json!({ "value": { "of": "o", "below": "101" } })), ["off_scale"]);
    assert_eq!(any(json!({ "mean": { "of": "o", "below": "99" } })), ["missing_field"]);
    let length = json!({ "downtime": { "of": "o", "more_than": "P1M" } });
    assert_eq!(any(length), ["not_a_length"]);
    let lapsing = |days: u32| json!({ "effect": "withhold", "any": [{ "breached": {} }], "exercise_within": { "days": days } });
    assert_eq!(faults(lapsing(0)), ["off_scale"]);
    assert!(faults(lapsing(1)).is_empty());
    let named = |id: &str| json!({ "id": id, "effect": "withhold", "any": [{ "breached": {} }] });
    let several = |ids: [&str; 3]| {
        Story::new().contract("/rights", ids.map(named).into_iter().collect()).faults()
    };
    assert_eq!(several(["a", "b", "a"]), ["duplicate_id"]);
    assert!(several(["a", "b", "c"]).is_empty());
    let quarterly = json!({ "every": "quarter" });
    let right = json!([{ "effect": "terminate", "any": [{ "breached": {} }] }]);
    let story = Story::new().contract("/objectives/0/period", quarterly);
    assert_eq!(story.contract("/rights", right).faults(), ["empty_list"]);
    let window = json!({ "days": 90, "before_start": "clip" });
    let right = json!([{ "effect": "terminate",
                         "any": [{ "downtime": { "of": "o", "more_than": "PT1H" } }] }]);
    let story = Story::new().contract("/objectives/0/window", window);
    assert_eq!(story.contract("/rights", right).faults(), ["unknown_objective"]);
    let story = Story::new().contract(
        "/objectives",
        json!([
            { "id": "o", "service": "s", "indicator": "availability",
              "target": { "at_least": "99" } },
            { "id": "q", "service": "s", "indicator": "availability",
              "target": { "at_least": "99" }, "period": { "every": "quarter" } },
        ]),
    );
    let mixed = json!({ "breached": { "of": ["o", "q"] } });
    let right = json!([{ "effect": "terminate", "any": [mixed] }]);
    assert_eq!(story.contract("/rights", right).faults(), ["other_periods"]);
}

#[test]
fn values_over_periods_are_added_up() {
    // So many outages, or points, in twelve months.
    let story = |signs: &str| {
        let story = months(signs).contract("/objectives/0/indicator", json!("outage_count"));
        story.contract("/objectives/0/target", json!({ "at_most": "0" }))
    };
    let sum = |over: u32, bound: &str, value: &str| json!({ "sum": { "of": "o", "over": over, bound: value } });
    assert_eq!(stands(story("x.x.x"), sum(5, "at_or_above", "3")), (vec![5], 0));
    assert_eq!(stands(story("x.x.x"), sum(5, "above", "3")), (vec![], 0));
    assert_eq!(stands(story("x.x.x"), sum(4, "at_or_above", "3")), (vec![], 0));
    // As far as there are any: the first months have none before them.
    assert_eq!(stands(story("xx"), sum(12, "at_or_above", "2")), (vec![2], 0));
    // What was not measured adds nothing.
    assert_eq!(stands(story("x-x"), sum(3, "at_or_above", "2")), (vec![3], 0));
    // What gave it once counts no more.
    assert_eq!(stands(story("xxxx"), sum(2, "at_or_above", "2")), (vec![2, 4], 0));
    let near = with(story("........x.x."), sum(12, "at_or_above", "3"));
    let lines = rights(&English, &near.report(LATER)).remove(0).lines;
    assert_eq!(lines.len(), 1);
    assert!(lines[0].starts_with("Not yet: the sum of o over 12 months at least 3"), "{lines:?}");
    assert!(lines[0].ends_with("(last 2)."), "{lines:?}");
    // Percentages have no sum.
    let faults = |trigger: Value| with(story("x"), trigger).faults();
    assert_eq!(faults(json!({ "sum": { "of": "o", "over": 2 } })), ["bound_count"]);
    let both = json!({ "sum": { "of": "o", "over": 2, "above": "1", "at_or_above": "1" } });
    assert_eq!(faults(both), ["bound_count"]);
    assert_eq!(faults(sum(0, "above", "1")), ["off_scale"]);
    assert_eq!(faults(json!({ "sum": { "of": "o", "above": "1" } })), ["missing_field"]);
    let percent = with(months("x"), sum(2, "above", "1"));
    assert_eq!(percent.faults(), ["unknown_objective"]);
}

#[test]
fn lengths_over_periods_are_added_up_across_an_amendment() {
    // Two hours each in January and February; of February half before, half after.
    let story = months("x")
        .incident("2026-02-14T23:00:00Z", "2026-02-15T01:00:00Z", "full")
        .contract("/objectives/0/indicator", json!("downtime"))
        .contract("/objectives/0/target", json!({ "at_most": "PT1H" }))
        .contract(
            "/amendments",
            json!([{ "effective": "2026-02-15",
                     "set": { "objectives/o/target": { "at_most": "PT2H" } } }]),
        );
    let sum = |value: &str| json!({ "sum": { "of": "o", "over": 2, "at_or_above": value } });
    // The second part of February is the third period of the report.
    assert_eq!(stands(story.clone(), sum("PT4H")), (vec![3], 0));
    assert_eq!(stands(story, sum("PT4H1S")), (vec![], 0));
}
