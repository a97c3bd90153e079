//! How the contract is read where it leaves something open: each question with its answer, or the default.

use serde_json::{Value, json};

use super::clocks::is_clock;
use super::credits;
use super::indicators::is_about_time;
use super::number::{number, text as decimal};
use super::papers::{Papers, stated, text};
use super::requests;

/// How incidents count by default.
const COUNTING_READINGS: [(&str, &str); 12] = [
    ("counting/overlap", "union"),
    ("counting/same_users", "different"),
    ("counting/per", "outage"),
    ("counting/outage_from", "started"),
    ("counting/minimum_outage", "none"),
    ("counting/grace", "none"),
    ("counting/unit", "exact"),
    ("counting/concurrent_cause", "counted"),
    ("counting/exclusion_span", "removed"),
    ("counting/maintenance", "removed"),
    ("counting/excluded_incident", "up"),
    ("counting/unknown", "removed"),
];

/// What looks at whole outages.
const OF_OUTAGES: [&str; 4] =
    ["outage_count", "longest_outage", "mean_time_to_restore", "mean_time_between_failures"];

/// Those of them that decide what time is measured.
const OF_LABELS: [&str; 5] = [
    "counting/concurrent_cause",
    "counting/exclusion_span",
    "counting/maintenance",
    "counting/excluded_incident",
    "counting/unknown",
];

fn is_of_requests(objective: &Value) -> bool {
    objective["indicator"] == "request_success"
}

/// How time is cut by default.
const PERIOD_READINGS: [(&str, &str); 3] = [
    ("service_period/every", "month"),
    ("service_period/from", ""),
    ("service_period/partial", "clipped"),
];

/// What a window may leave open, with the default.
const WINDOW_READINGS: [(&str, &str); 2] =
    [("objectives/window/judged", "period_end"), ("objectives/window/before_start", "wait")];

/// What each clock may leave open, with the default.
const CLOCK_READINGS: [(&str, &str); 6] = [
    ("objectives/pause_on", "all"),
    ("objectives/priority_change", "last"),
    ("objectives/reopened", "resume"),
    ("objectives/excluded_cause", "skipped"),
    ("objectives/attribution", "decided"),
    ("objectives/no_cases", "not_measured"),
];

/// What a field says; several things as one text.
fn said(value: &Value) -> String {
    match value {
        Value::Array(all) => all.iter().map(text).collect::<Vec<_>>().join(", "),
        one => text(one).to_owned(),
    }
}

/// The limits of a clock that are working days.
fn days(objective: &Value) -> Vec<&Value> {
    let limits = ["/within", "/less_than"].map(|field| stated(objective, field));
    let limits = limits.into_iter().flatten().flat_map(|limits| match limits.as_object() {
        Some(each) if !each.contains_key("working_days") => each.values().collect(),
        _ => vec![limits],
    });
    limits.filter(|limit| limit.is_object()).collect()
}

/// Until when on their last days they hold, where any of them says so.
fn days_end_by(objective: &Value) -> Option<String> {
    let stated: Vec<_> = days(objective).into_iter().map(|limit| limit["by"].as_str()).collect();
    stated.iter().any(Option::is_some).then(|| {
        let each = stated.iter().map(|by| by.unwrap_or("close"));
        let each: std::collections::BTreeSet<&str> = each.collect();
        each.into_iter().collect::<Vec<_>>().join(", ")
    })
}

impl Papers {
    /// Each question with the contract's answer, or else the documented default; where objectives
    /// are read in several ways, each with those that it holds for.
    pub(crate) fn expected_readings(&self) -> Value {
        let mut readings = Vec::new();
        let mut read = |name: &str, stated: Option<String>, default: &str| {
            let by_default = stated.is_none();
            let value = stated.unwrap_or_else(|| default.to_owned());
            readings.push(json!({ "name": name, "value": value, "by_default": by_default }));
        };
        let says = |pointer: &str| self.says(pointer).map(|value| text(value).to_owned());
        let zones = &self.clock.zones;
        let zone = says("/time_zone").or((!zones.later.is_empty()).then(String::new));
        read("time_zone", zone.map(|_| zones.told()), "UTC");
        read("term/from", says("/term/from"), "first_instant_covered");
        for (name, default) in PERIOD_READINGS {
            let field = match name.rsplit_once('/') {
                Some((_, field)) => format!("/{field}"),
                None => "/partial".to_owned(),
            };
            let of = |objective: &Value| -> Option<String> {
                match stated(objective, "/period") {
                    Some(own) => stated(own, &field).map(said),
                    None => match stated(objective, "/agreed_period") {
                        Some(agreed) => stated(agreed, &field).map(said),
                        None => self.says(&format!("/service_period{field}")).map(said),
                    },
                }
            };
            // A date is told where one is stated.
            let concerned = |it: &Value| !default.is_empty() || of(it).is_some();
            readings.extend(self.read_of(name, default, &concerned, &of));
        }
        let mut read = |name: &str, stated: Option<String>, default: &str| {
            let by_default = stated.is_none();
            let value = stated.unwrap_or_else(|| default.to_owned());
            readings.push(json!({ "name": name, "value": value, "by_default": by_default }));
        };
        if !self.amendments_known().is_empty() {
            read("amended_period", says("/amended_period"), "split");
        }
        read("counting/period_length", says("/counting/period_length"), "actual");
        read("counting/impact", self.impact_words(), "full 1, degraded 0.5, none 0");
        for (name, default) in COUNTING_READINGS {
            let field = name.trim_start_matches("counting/");
            let of = |it: &Value| self.counting_said(it, field);
            let of_labels = OF_LABELS.contains(&name);
            let concerned = |it: &Value| is_about_time(it) || (of_labels && is_of_requests(it));
            readings.extend(self.read_of(name, default, &concerned, &of));
            if name == "counting/outage_from" {
                let of = |it: &Value| self.counting_said(it, "outage_in");
                let whole = |it: &Value| {
                    OF_OUTAGES.contains(&text(&it["indicator"]))
                        || credits::is_of_outages(it)
                            && it["credit"]["per_block"]["count_in"].is_null()
                };
                readings.extend(self.read_of("counting/outage_in", "began", &whole, &of));
            }
        }
        let rule = |it: &Value| self.counting_stated(it, "/counting/down_when").cloned();
        let states = |it: &Value| is_about_time(it) && rule(it).is_some();
        let of = |it: &Value| rule(it).as_ref().map(requests::said);
        readings.extend(self.read_of("counting/down_when", "", &states, &of));
        let mut counts: Vec<(Option<&str>, Vec<String>)> = Vec::new();
        for (at, it) in self.list("/maintenance").iter().enumerate() {
            let said = it["counts"].as_str();
            let id = it["id"].as_str().map_or_else(|| at.to_string(), str::to_owned);
            match counts.iter_mut().find(|(own, _)| *own == said) {
                Some((_, ids)) => ids.push(id),
                None => counts.push((said, vec![id])),
            }
        }
        let alone = counts.len() == 1;
        readings.extend(counts.into_iter().map(|(said, ids)| {
            let value = said.unwrap_or("window");
            let by_default = said.is_none();
            let name = "maintenance/counts";
            let mut reading = json!({ "name": name, "value": value, "by_default": by_default });
            if !alone {
                reading["only"] = json!(ids);
            }
            reading
        }));
        let has = |field: &'static str| move |it: &Value| stated(it, field).is_some();
        for (name, default) in WINDOW_READINGS {
            let field = name.trim_start_matches("objectives");
            let of = |it: &Value| stated(it, field).map(said);
            readings.extend(self.read_of(name, default, &has("/window"), &of));
        }
        let is_credited = |it: &Value| {
            it["indicator"] == "availability" && has("/window")(it) && has("/credit")(it)
        };
        let consumed = |it: &Value| stated(it, "/window/consumed").map(said);
        readings.extend(self.read_of("objectives/window/consumed", "no", &is_credited, &consumed));
        for (name, default) in CLOCK_READINGS {
            let field = name.trim_start_matches("objectives");
            let of = |it: &Value| stated(it, field).map(said);
            readings.extend(self.read_of(name, default, &is_clock, &of));
            if name == "objectives/pause_on" {
                let days = |it: &Value| is_clock(it) && !days(it).is_empty();
                readings.extend(self.read_of("objectives/within/by", "close", &days, &days_end_by));
            }
        }
        let method = |it: &Value| stated(it, "/method").map(said);
        let name = "objectives/method";
        readings.extend(self.read_of(name, "occurrences", &is_of_requests, &method));
        let is_mean = |it: &Value| is_of_requests(it) && it["method"] == "interval_mean";
        let of = |it: &Value| stated(it, "/no_requests").map(said);
        readings.extend(self.read_of("objectives/no_requests", "up", &is_mean, &of));
        let rounding = |it: &Value| {
            let said = stated(it, "/value_rounding").or_else(|| self.says("/value_rounding"))?;
            let word = said.as_str().map(str::to_owned);
            let places = |it: &Value| it.as_str().map_or_else(|| it.to_string(), str::to_owned);
            word.or_else(|| Some(format!("{} {}", text(&said["mode"]), places(&said["places"]))))
        };
        let may_be = |it: &Value| ["percent", "number"].contains(&self.unit(it));
        let states = |it: &Value| may_be(it) && rounding(it).is_some();
        readings.extend(self.read_of("value_rounding", "", &states, &rounding));
        let basis = "objectives/credit/basis";
        let of = |it: &Value| stated(it, "/credit/basis").map(said);
        let default = |it: &Value| match stated(it, "/service") {
            Some(_) => "service_charge",
            None => "agreement_charge",
        };
        readings.extend(self.read_by(basis, &default, &credits::is_share, &of));
        for (name, default, concerned) in credits::READINGS {
            let field = name.trim_start_matches("objectives/credit/");
            let of = |it: &Value| credits::said(it, field);
            readings.extend(self.read_of(name, default, &concerned, &of));
        }
        let has_bonus = |it: &Value| !it["bonus"].is_null();
        let due = |it: &Value| stated(it, "/bonus/due").map(said);
        readings.extend(self.read_of("objectives/bonus/due", "set_off", &has_bonus, &due));
        let mut read = |name: &str, stated: Option<String>, default: &str| {
            let by_default = stated.is_none();
            let value = stated.unwrap_or_else(|| default.to_owned());
            readings.push(json!({ "name": name, "value": value, "by_default": by_default }));
        };
        let credited = self.list("/objectives").iter().filter(|it| !it["credit"].is_null());
        if credited.count() > 1 {
            let combination = self.says("/credits/combination");
            let combination = combination.map(|it| it.as_str().unwrap_or("exclusive").to_owned());
            read("credits/combination", combination, "sum");
        }
        if self.tells_days_of_charge() {
            read("credits/day_of_charge", says("/credits/day_of_charge"), "period");
        }
        let mut caps: Vec<(Option<&str>, Vec<String>)> = Vec::new();
        let shares = self.list("/credits/caps").iter().enumerate();
        for (at, cap) in shares.filter(|(_, cap)| !cap["percent"].is_null()) {
            let (said, place) = (cap["of"].as_str(), format!("caps/{at}"));
            match caps.iter_mut().find(|(own, _)| *own == said) {
                Some((_, places)) => places.push(place),
                None => caps.push((said, vec![place])),
            }
        }
        let alone = caps.len() == 1;
        for (said, places) in caps {
            let mut reading = json!({
                "name": "credits/caps/of", "value": said.unwrap_or("window_charges"),
                "by_default": said.is_none(),
            });
            if !alone {
                reading["only"] = json!(places);
            }
            readings.push(reading);
        }
        let mut read = |name: &str, stated: Option<String>, default: &str| {
            let by_default = stated.is_none();
            let value = stated.unwrap_or_else(|| default.to_owned());
            readings.push(json!({ "name": name, "value": value, "by_default": by_default }));
        };
        for (terms, field, default) in
            [("minimum", "each", "credit"), ("earn_back", "of", "same_objective")]
        {
            if self.says(&format!("/credits/{terms}")).is_some() {
                let said = says(&format!("/credits/{terms}/{field}"));
                read(&format!("credits/{terms}/{field}"), said, default);
            }
        }
        read("credits/rounding", says("/credits/rounding"), "half_up");
        match self.says("/credits/claim") {
            Some(_) => read("credits/claim/from", says("/credits/claim/from"), "period_end"),
            None => read("credits/claim", None, "automatic"),
        }
        json!(readings)
    }

    /// How a question is answered for the objectives that it concerns.
    fn read_of(
        &self,
        name: &str,
        default: &str,
        concerned: &dyn Fn(&Value) -> bool,
        said: &dyn Fn(&Value) -> Option<String>,
    ) -> Vec<Value> {
        self.read_by(name, &|_| default, concerned, said)
    }

    /// The same where not all have one default.
    fn read_by<'d>(
        &self,
        name: &str,
        default: &dyn Fn(&Value) -> &'d str,
        concerned: &dyn Fn(&Value) -> bool,
        said: &dyn Fn(&Value) -> Option<String>,
    ) -> Vec<Value> {
        let mut answers: Vec<((String, bool), Vec<&str>)> = Vec::new();
        for objective in self.list("/objectives").iter().filter(|it| concerned(it)) {
            let (said, id) = (said(objective), text(&objective["id"]));
            let by_default = said.is_none();
            let said = (said.unwrap_or_else(|| default(objective).to_owned()), by_default);
            match answers.iter_mut().find(|(answer, _)| *answer == said) {
                Some((_, ids)) => ids.push(id),
                None => answers.push((said, vec![id])),
            }
        }
        let alone = answers.len() == 1;
        let readings = answers.into_iter().map(|((value, by_default), ids)| {
            let mut reading = json!({ "name": name, "value": value, "by_default": by_default });
            if !alone {
                reading["only"] = json!(ids);
            }
            reading
        });
        readings.collect()
    }

    /// What a field of how incidents count says: with an objective, its service, the contract.
    fn counting_stated<'s>(&'s self, objective: &'s Value, place: &str) -> Option<&'s Value> {
        let service = self.list("/services").iter().find(|it| it["id"] == objective["service"]);
        let own = stated(objective, place).or_else(|| stated(service?, place));
        own.or_else(|| self.says(place))
    }

    /// What is said of how incidents count: with an objective, its service, the contract.
    fn counting_said(&self, objective: &Value, field: &str) -> Option<String> {
        let said = self.counting_stated(objective, &format!("/counting/{field}"))?;
        let part = |name: &str| said[name].as_str();
        if field == "minimum_outage" && said.is_object() {
            let more = part("more_than").map(|more| format!("more_than {more}"));
            return more.or_else(|| part("at_least").map(str::to_owned));
        }
        Some(match (part("length"), part("counts")) {
            (Some(length), Some(counts)) => format!("{counts} {length}"),
            (Some(length), None) => format!("more_than {} of {length}", part("more_than")?),
            _ => text(said).to_owned(),
        })
    }

    /// The contract's impact words, the heaviest first.
    fn impact_words(&self) -> Option<String> {
        let levels = self.says("/counting/impact")?.as_object()?.iter();
        let mut levels: Vec<_> = levels.filter_map(|(word, w)| Some((word, number(w)?))).collect();
        levels.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let words = levels.iter().map(|(word, weight)| format!("{word} {}", decimal(weight)));
        Some(words.collect::<Vec<_>>().join(", "))
    }
}
