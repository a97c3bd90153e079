//! Services that make one together.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sla_calculator::report::ResultFigures;

use super::story::Story;

/// An instant of 10 April 2026.
fn at(time: &str) -> String {
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    format!("2026-04-10T{time}Z")
}

/// April 2026, with the services `a`, `b`, `c` and the `shop` that they make, of which availability
/// is promised.
struct Shop(Story);

impl Shop {
    fn of(group: &Value) -> Self {
        Self::with(&[json!({ "id": "shop", "group": group })], "shop")
    }

    /// With more services, one of which is promised.
    fn with(more: &[Value], promised: &str) -> Self {
        let mut services: Vec<Value> = ["a", "b", "c"].map(|id| json!({ "id": id })).to_vec();
        services.extend(more.iter().cloned());
        let story = Story::new()
            .contract("/term", json!({ "from": "2026-04-01", "until": "2026-05-01" }))
            .contract("/services", json!(services))
            .contract("/exclusions", json!([{ "cause": "client" }]))
            .contract("/objectives/0/service", json!(promised));
        Self(story)
    }

    fn contract(self, pointer: &str, value: Value) -> Self {
        Self(self.0.contract(pointer, value))
    }

    fn incident(self, services: &[&str], times: [&str; 2]) -> Self {
        self.told(services, times, &json!({}))
    }

    fn told(self, services: &[&str], [from, until]: [&str; 2], more: &Value) -> Self {
        let mut incident =
            json!({ "services": services, "started": at(from), "restored": at(until) });
        incident.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Self(self.0.raw(incident))
    }

    /// A span of a list of the history.
    fn span(mut self, list: &str, services: &[&str], [from, until]: [&str; 2]) -> Self {
        let span = json!({ "services": services, "from": at(from), "until": at(until) });
        let spans = self.0.incidents.as_object_mut().unwrap().entry(list).or_insert(json!([]));
        spans.as_array_mut().unwrap().push(span);
        self
    }

    fn maintenance(mut self, services: &[&str], [from, until]: [&str; 2]) -> Self {
        let list = self.0.incidents.as_object_mut().unwrap();
        let records = list.entry("maintenance").or_insert(json!([]));
        let id = records.as_array().unwrap().len().to_string();
        records.as_array_mut().unwrap().push(json!({
            "id": id, "services": services, "planned_from": at(from), "planned_until": at(until),
        }));
        self.contract("/maintenance", json!([{}]))
    }

    fn result(&self) -> ResultFigures {
        self.0.result("2026-06-01T00:00:00Z", "2026-04-01")
    }

    /// Seconds down, by weight, and how many outages.
    fn down(&self) -> (String, u64) {
        let time = self.result().time.unwrap();
        (time.down_seconds.to_string(), time.outages)
    }

    /// The seconds of each label that is not up.
    fn labels(&self) -> BTreeMap<String, String> {
        let time = self.result().time.unwrap();
        let sum: i64 = time.labels.values().map(|it| it.to_string().parse::<i64>().unwrap()).sum();
        assert_eq!(sum, 30 * 86_400, "labels are all agreed time");
        let named = |label| serde_json::to_value(label).unwrap().as_str().unwrap().to_owned();
        let labels = time.labels.iter().map(|(label, it)| (named(label), it.to_string()));
        labels.filter(|(label, seconds)| seconds != "0" && label != "up").collect()
    }
}

fn labels(expected: &[(&str, i64)]) -> BTreeMap<String, String> {
    expected.iter().map(|(label, seconds)| ((*label).to_owned(), seconds.to_string())).collect()
}

fn kinds() -> [Value; 4] {
    [
        json!({ "series": ["a", "b", "c"] }),
        json!({ "parallel": ["a", "b", "c"] }),
        json!({ "k_of_n": { "k": 2, "of": ["a", "b", "c"] } }),
        json!({ "weighted": { "a": "0.5", "b": "0.3", "c": "0.2" } }),
    ]
}

/// What each kind is down for.
#[track_caller]
fn check(told: impl Fn(Shop) -> Shop, expected: [(&str, u64); 4]) {
    for (kind, (seconds, outages)) in kinds().iter().zip(expected) {
        let found = told(Shop::of(kind)).down();
        assert_eq!(found, (seconds.to_owned(), outages), "{kind}");
    }
}

#[test]
fn a_group_is_down_as_its_kind_says() {
    // a alone, then a and b, then all three, then b and c, then c alone: ten minutes each.
    let told = |shop: Shop| {
        shop.incident(&["a"], ["10:00", "10:30"])
            .incident(&["b"], ["10:10", "10:40"])
            .incident(&["c"], ["10:20", "10:50"])
    };
    let weighted = (0.5 + 0.8 + 1.0 + 0.5 + 0.2) * 600.0;
    assert_eq!(weighted, 1800.0);
    check(told, [("3000", 1), ("600", 1), ("1800", 1), ("1800", 1)]);
}

#[test]
fn weights_are_put_in_order() {
    // Half, full and a quarter, at once for an hour.
    let told = |shop: Shop| {
        let shop =
            shop.contract("/counting", json!({ "impact": { "half": "0.5", "low": "0.25" } }));
        shop.told(&["a"], ["10:00", "11:00"], &json!({ "impact": "half" }))
            .incident(&["b"], ["10:00", "11:00"])
            .told(&["c"], ["10:00", "11:00"], &json!({ "impact": "low" }))
    };
    // 0.5 × 0.5 + 0.3 × 1 + 0.2 × 0.25 = 0.6
    check(told, [("3600", 1), ("900", 1), ("1800", 1), ("2160", 1)]);
}

#[test]
fn who_is_in_maintenance_is_left_out() {
    // a is down for an hour, b and c are maintained in its second half.
    let told = |shop: Shop| {
        shop.incident(&["a"], ["10:00", "11:00"]).maintenance(&["b", "c"], ["10:30", "11:00"])
    };
    check(told, [("3600", 1), ("1800", 1), ("1800", 1), ("2700", 1)]);
}

#[test]
fn who_is_unknown_or_declared_not_to_count_is_left_out() {
    for list in ["unknown", "exclusion_spans"] {
        let told = |shop: Shop| {
            shop.incident(&["a"], ["10:00", "11:00"]).span(list, &["b", "c"], ["10:30", "11:00"])
        };
        check(told, [("3600", 1), ("1800", 1), ("1800", 1), ("2700", 1)]);
    }
}

#[test]
fn who_is_outside_its_hours_is_left_out() {
    // 10 April is a Friday. b and c open in the second half.
    let weekly = json!({ "weekly": { "mon-sun": ["10:30-24:00"] } });
    let told = |shop: Shop| {
        shop.contract("/calendars", json!({ "late": weekly }))
            .contract("/services/1/calendar", json!("late"))
            .contract("/services/2/calendar", json!("late"))
            .incident(&["a"], ["10:00", "11:00"])
    };
    check(told, [("3600", 1), ("1800", 1), ("1800", 1), ("2700", 1)]);
}

#[test]
fn an_excluded_incident_counts_as_its_own_service_says() {
    let told = |treatment: &str| {
        let shop = Shop::of(&json!({ "parallel": ["a", "b"] }))
            .contract("/services/1/counting", json!({ "excluded_incident": treatment }))
            .incident(&["a"], ["10:00", "11:00"]);
        shop.told(&["b"], ["10:00", "11:00"], &json!({ "cause": "client" }))
    };
    assert_eq!(told("up").down(), ("0".to_owned(), 0));
    assert_eq!(told("down").down(), ("3600".to_owned(), 1));
    assert_eq!(told("removed").down(), ("3600".to_owned(), 1));
    assert_eq!(told("ignored").down(), ("0".to_owned(), 0));
}

#[test]
fn a_group_of_which_all_are_left_out_has_the_first_of_their_labels() {
    let pair = || Shop::of(&json!({ "series": ["a", "b"] }));
    let hour = ["10:00", "11:00"];
    let one = pair().maintenance(&["a"], hour).span("unknown", &["b"], hour);
    assert_eq!(one.labels(), labels(&[("maintenance", 3600)]));
    let one = pair().span("exclusion_spans", &["b"], hour).maintenance(&["a"], hour);
    assert_eq!(one.labels(), labels(&[("exclusion_span", 3600)]));
    let one = pair().span("unknown", &["a"], hour).span("unknown", &["b"], ["10:30", "12:00"]);
    assert_eq!(one.labels(), labels(&[("unknown", 1800)]));
    let removed = json!({ "excluded_incident": "removed" });
    let one = pair().contract("/counting", removed).told(
        &["a", "b"],
        hour,
        &json!({ "cause": "client" }),
    );
    assert_eq!(one.labels(), labels(&[("excluded_incident", 3600)]));
    // What becomes of the label is said for the group.
    let up = pair()
        .maintenance(&["a", "b"], hour)
        .contract("/services/3/counting", json!({ "maintenance": "up" }));
    assert_eq!(up.labels(), labels(&[("maintenance", 3600)]));
    assert_eq!(up.result().time.unwrap().removed_seconds.to_string(), "0");
}

#[test]
fn what_nobody_promised_is_removed() {
    let day = json!({ "weekly": { "mon-sun": ["08:00-18:00"] } });
    let late = json!({ "weekly": { "mon-sun": ["12:00-20:00"] } });
    let shop = Shop::of(&json!({ "parallel": ["a", "b"] }))
        .contract("/calendars", json!({ "day": day, "late": late }))
        .contract("/services/0/calendar", json!("day"))
        .contract("/services/1/calendar", json!("late"))
        .incident(&["a", "b"], ["06:00", "09:00"]);
    assert_eq!(shop.labels(), labels(&[("outside_hours", 30 * 12 * 3600), ("outage", 3600)]));
    let time = shop.result().time.unwrap();
    assert_eq!(time.removed_seconds.to_string(), (30 * 12 * 3600).to_string());
    // Outside the hours of one, and unknown of the other.
    let shop = shop.span("unknown", &["a"], ["08:00", "12:00"]);
    let unknown = ("unknown", 3 * 3600);
    let outside = ("outside_hours", 30 * 12 * 3600);
    assert_eq!(shop.labels(), labels(&[outside, ("outage", 3600), unknown]));
}

#[test]
fn nothing_known_of_any_member_is_nothing_known() {
    let shop = Shop::of(&json!({ "parallel": ["a", "b"] }));
    let shop = Shop(shop.0.covers("2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z"))
        .contract("/services/3/counting", json!({ "unknown": "up" }));
    assert_eq!(shop.result().verdict.name(), "not_measured");
}

#[test]
fn minimum_grace_and_unit_apply_to_the_outage_of_the_group() {
    let pair = |counting: Value| {
        Shop::of(&json!({ "series": ["a", "b"] }))
            .contract("/counting", counting)
            .incident(&["a"], ["10:00:00", "10:00:40"])
            .incident(&["b"], ["10:00:40", "10:01:20"])
    };
    assert_eq!(pair(json!({ "minimum_outage": "PT1M" })).down(), ("80".to_owned(), 1));
    assert_eq!(pair(json!({ "minimum_outage": "PT90S" })).down(), ("0".to_owned(), 0));
    assert_eq!(pair(json!({ "grace": "PT1M" })).down(), ("20".to_owned(), 1));
    let unit = json!({ "unit": { "length": "PT1M", "counts": "any" } });
    assert_eq!(pair(unit).down(), ("120".to_owned(), 1));
    let unit = json!({ "unit": { "length": "PT1M", "counts": "whole" } });
    assert_eq!(pair(unit).down(), ("60".to_owned(), 1));
    // Of a member alone each would be too short.
    let alone = pair(json!({ "minimum_outage": "PT1M" }));
    let alone = alone.contract("/objectives/0/service", json!("a"));
    assert_eq!(alone.down(), ("0".to_owned(), 0));
}

#[test]
fn groups_may_be_members() {
    let sites = [
        json!({ "id": "web", "group": { "parallel": ["a", "b"] } }),
        json!({ "id": "shop", "group": { "series": ["web", "c"] } }),
    ];
    let shop = || Shop::with(&sites, "shop");
    let one = shop().incident(&["a"], ["10:00", "11:00"]).incident(&["b"], ["10:50", "11:30"]);
    assert_eq!(one.down(), ("600".to_owned(), 1));
    let both = one.incident(&["c"], ["11:00", "11:10"]);
    assert_eq!(both.down(), ("1200".to_owned(), 1));
    // An incident of the inner group itself, and of the outer.
    let own = shop().incident(&["web"], ["10:00", "10:10"]).incident(&["shop"], ["10:05", "10:20"]);
    assert_eq!(own.down(), ("1200".to_owned(), 1));
    // The inner group is left out where all of it is.
    let left = shop().maintenance(&["a", "b"], ["10:00", "11:00"]);
    let left = left.incident(&["a", "b"], ["10:00", "11:00"]).incident(&["c"], ["10:30", "11:00"]);
    assert_eq!(left.down(), ("1800".to_owned(), 1));
    assert_eq!(left.labels(), labels(&[("outage", 1800)]));
}

#[test]
fn what_befalls_the_group_itself_holds_as_for_any_service() {
    let pair = || Shop::of(&json!({ "parallel": ["a", "b"] }));
    let hour = ["10:00", "11:00"];
    let heavier = pair()
        .told(&["shop"], hour, &json!({ "impact": "degraded" }))
        .incident(&["a", "b"], ["10:30", "11:30"]);
    assert_eq!(heavier.down(), ("4500".to_owned(), 1));
    let span = pair().incident(&["a", "b"], hour).span("exclusion_spans", &["shop"], hour);
    assert_eq!(span.labels(), labels(&[("exclusion_span", 3600)]));
    let record = pair().incident(&["a", "b"], hour).maintenance(&["shop"], ["10:30", "11:30"]);
    assert_eq!(record.labels(), labels(&[("maintenance", 3600), ("outage", 1800)]));
    let unknown = pair().incident(&["a", "b"], hour).span("unknown", &["shop"], ["10:30", "11:30"]);
    assert_eq!(unknown.labels(), labels(&[("outage", 3600), ("unknown", 1800)]));
}

#[test]
fn an_outage_goes_on_behind_hours_and_maintenance() {
    let day = json!({ "weekly": { "mon-sun": ["08:00-18:00"] } });
    let shop = |indicator: &str, target: Value| {
        let mut shop = Shop::of(&json!({ "series": ["a", "b"] }))
            .contract("/calendars", json!({ "day": day }))
            .contract("/services/0/calendar", json!("day"))
            .contract("/services/1/calendar", json!("day"))
            .contract("/objectives/0/indicator", json!(indicator))
            .contract("/objectives/0/target", target);
        // From Friday evening until Saturday morning, two hours of its hours.
        shop.0 = shop.0.raw(json!({
            "services": ["a"], "started": at("17:00"), "restored": "2026-04-11T09:00:00Z",
        }));
        // In the middle of another all are maintained.
        shop.incident(&["b"], ["10:00", "11:00"]).maintenance(&["a", "b"], ["10:20", "10:40"])
    };
    let most = |value: &str| json!({ "at_most": value });
    let value = |indicator: &str, target| shop(indicator, target).result().value.unwrap();
    assert_eq!(value("outage_count", most("9")).to_string(), "2");
    assert_eq!(value("longest_outage", most("PT1H")).to_string(), "7200");
    let mean = value("mean_time_to_restore", most("PT1H"));
    assert_eq!(mean.to_string(), ((7200 + 2400) / 2).to_string());
}

#[test]
fn an_outage_of_a_group_has_ended_when_it_is_up_again() {
    let shop = |group: Value| {
        Shop::of(&group)
            .contract("/objectives/0/indicator", json!("mean_time_to_restore"))
            .contract("/objectives/0/target", json!({ "at_most": "PT1H" }))
            .told(&["a"], ["10:00", "12:00"], &json!({ "restored": null }))
            .incident(&["b"], ["10:30", "11:00"])
    };
    let value = |group| shop(group).result().value.map(|value| value.to_string());
    assert_eq!(value(json!({ "parallel": ["a", "b"] })), Some("1800".to_owned()));
    assert_eq!(value(json!({ "series": ["a", "b"] })), None);
}

#[test]
fn a_group_may_be_judged_by_some_incidents_of_its_members() {
    let shop = Shop::of(&json!({ "series": ["a", "b"] }))
        .told(&["a"], ["10:00", "11:00"], &json!({ "labels": { "region": "west" } }))
        .told(&["b"], ["10:30", "11:30"], &json!({ "labels": { "region": "east" } }));
    assert_eq!(shop.down(), ("5400".to_owned(), 1));
    let labels = json!({ "labels": { "region": ["west"] } });
    let west = shop.contract("/objectives/0/where", labels);
    assert_eq!(west.down(), ("3600".to_owned(), 1));
    let per = west.contract("/objectives/0/per", json!(["region"]));
    let per = per.contract("/objectives/0/where", json!({}));
    let report = per.0.report("2026-06-01T00:00:00Z");
    let down = |at: usize| report.results[at].time.as_ref().unwrap().down_seconds.to_string();
    assert_eq!([down(0), down(1)], ["3600", "3600"]);
}

#[test]
fn incidents_of_members_count_and_members_need_no_objective() {
    let shop =
        Shop::of(&json!({ "parallel": ["a", "b", "c"] })).incident(&["a"], ["10:00", "11:00"]);
    assert!(!shop.0.faults().contains(&"service_without_objective"));
    let report = shop.0.report("2026-06-01T00:00:00Z");
    assert!(report.warnings.is_empty(), "{:?}", report.warnings);
    let alone = Shop::of(&json!({ "parallel": ["a", "b"] }));
    assert_eq!(alone.0.faults(), ["service_without_objective"]);
}

#[test]
fn groups_that_make_no_sense_are_refused() {
    let faults = |group: Value| {
        let mut faults = Shop::of(&group).0.faults();
        faults.retain(|fault| *fault != "service_without_objective");
        faults
    };
    for (group, expected) in [
        (json!({ "series": ["a", "x"] }), "unknown_service"),
        (json!({ "series": ["a", "a"] }), "member_twice"),
        (json!({ "parallel": [] }), "empty_list"),
        (json!({ "k_of_n": { "k": 1, "of": [] } }), "empty_list"),
        (json!({ "weighted": {} }), "empty_list"),
        (json!({}), "group_kind"),
        (json!({ "series": ["a"], "parallel": ["b"] }), "group_kind"),
        (json!({ "k_of_n": { "k": 0, "of": ["a", "b"] } }), "off_scale"),
        (json!({ "k_of_n": { "k": 3, "of": ["a", "b"] } }), "off_scale"),
        (json!({ "k_of_n": { "of": ["a", "b"] } }), "missing_field"),
        (json!({ "weighted": { "a": "0.5", "b": "0.4" } }), "shares_not_one"),
        (json!({ "weighted": { "a": "0", "b": "1" } }), "off_scale"),
        (json!({ "weighted": { "a": "1.5" } }), "off_scale"),
        (json!({ "series": ["a", "shop"] }), "group_of_itself"),
    ] {
        assert_eq!(faults(group.clone()), [expected], "{group}");
    }
    let round = [
        json!({ "id": "shop", "group": { "series": ["a", "web"] } }),
        json!({ "id": "web", "group": { "parallel": ["b", "site"] } }),
        json!({ "id": "site", "group": { "series": ["c", "shop"] } }),
    ];
    assert_eq!(Shop::with(&round, "shop").0.faults(), ["group_of_itself"]);
}
