//! What holds for all credits follows from the files: caps, choices, claims, what is earned back.

use serde_json::{Value, json};

use super::Sample;

/// Two services and three objectives, of each month the percent of the charge that is credited.
fn sample(credits: Value, told: Value, as_of: &str) -> Sample {
    let credited = [
        ("a", "erp", [30, 4, 0, 25, 0, 1]),
        ("b", "erp", [12, 4, 3, 0, 2, 0]),
        ("c", "desk", [5, 0, 0, 9, 1, 3]),
    ];
    let tiers: Vec<Value> = (1..=30)
        .map(|it| json!({ "below": (101 - it).to_string(), "percent": it.to_string() }))
        .collect();
    let objectives: Vec<Value> = credited
        .iter()
        .map(|(id, service, _)| {
            let mut credit = json!({ "tiers": tiers });
            if let Some(own) = told["rule_claims"].get(id) {
                credit["claim"] = own.clone();
            }
            json!({ "id": id, "service": service, "indicator": "measurement", "source": id,
                    "unit": "%", "target": { "at_least": "98" }, "credit": credit })
        })
        .collect();
    let first = |month: usize| format!("2026-{:02}-01T00:00:00Z", month + 1);
    let measured = credited.iter().flat_map(|(id, service, own)| {
        own.iter().enumerate().map(move |(month, percent)| {
            json!({ "indicator": id, "service": service, "from": first(month),
                    "until": first(month + 1), "value": (100 - percent).to_string() })
        })
    });
    let charges =
        |amount: &str| json!([{ "from": "2020-01-01", "amount": amount, "per": "month" }]);
    let contract = json!({
        "format": "sla-contract/1", "currency": "EUR", "term": { "from": "2026-01-01" },
        "calendars": { "office": { "weekly": { "mon-thu": ["09:00-17:00"] } } },
        "services": [{ "id": "erp", "charges": charges("333.33") },
                     { "id": "desk", "charges": charges("100.01") }],
        "objectives": objectives, "credits": credits,
        "rights": told["rights"].as_array().cloned().unwrap_or_default(),
        "amendments": told["amendments"].as_array().cloned().unwrap_or_default(),
    });
    let mut incidents = json!({
        "format": "sla-incidents/1", "incidents": [], "measurements": measured.collect::<Vec<_>>(),
        "source": { "covers": { "from": "2026-01-01T00:00:00Z", "until": "2026-07-10T00:00:00Z" } },
    });
    incidents.as_object_mut().unwrap().extend(told.as_object().unwrap().clone());
    for own in ["rights", "rule_claims", "amendments"] {
        incidents.as_object_mut().unwrap().remove(own);
    }
    Sample::of_two(contract.to_string().as_bytes(), incidents.to_string().as_bytes(), as_of)
}

const INSTANTS: [&str; 4] = [
    "2026-02-01T00:00:00Z",
    "2026-03-17T11:00:00Z",
    "2026-05-02T00:00:00Z",
    "2026-09-01T00:00:00Z",
];

/// The rows bear out what became of credits, and say the words.
fn holds(credits: &Value, told: &Value, words: &[&str]) {
    let mut said = String::new();
    for as_of in INSTANTS {
        let sample = sample(credits.clone(), told.clone(), as_of);
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{credits} {as_of}\n{}", complaints.join("\n"));
        said += &sample.report.to_string();
        said += &serde_json::to_string(&sample.calculations).unwrap();
    }
    for word in words {
        assert!(said.contains(word), "{credits}: {word}");
    }
}

#[test]
fn caps_follow_from_the_files() {
    let each = |cap: Value| json!({ "caps": [cap] });
    let cut: &[&str] = &["cut_to_caps", "rounded_once"];
    for cap in [
        json!({ "percent": "10", "per": "period" }),
        json!({ "percent": "10", "per": "period", "each": "objective", "clause": "6.2" }),
        json!({ "percent": "15", "per": "period", "each": "service" }),
        json!({ "amount": "50.00", "per": "3_months" }),
        json!({ "percent": "5", "per": "3_months", "each": "objective" }),
        json!({ "percent": "5", "per": "contract_year", "objectives": ["a", "c"] }),
        json!({ "percent": "2", "of": "annual_charges", "per": "12_months" }),
        json!({ "days_of_charge": "3", "per": "period" }),
        json!({ "days_of_charge": "5", "per": "term", "each": "service" }),
        json!({ "months_of_charge": "0.05", "per": "12_months" }),
        json!({ "months_of_charge": "0.1", "per": "period", "each": "objective" }),
        json!({ "amount": "33.33", "per": "period", "carry_forward": true }),
    ] {
        holds(&each(cap), &json!({}), cut);
    }
    for per in ["period", "3_months", "term"] {
        let cap = json!({ "days_of_charge": "3", "per": per });
        holds(&json!({ "caps": [cap], "day_of_charge": "thirtieth" }), &json!({}), cut);
    }
    let several = json!({ "caps": [
        { "percent": "10", "per": "period" },
        { "percent": "8", "per": "period", "each": "objective" },
        { "amount": "70.00", "per": "term", "carry_forward": true },
    ] });
    holds(&several, &json!({}), &["capped_each", "\"capped\"", "with_carried"]);
}

#[test]
fn what_came_before_follows_from_the_files() {
    let caps = json!({ "caps": [{ "percent": "10", "per": "12_months" },
                                { "percent": "4", "per": "12_months", "each": "service" }] });
    let before = json!({ "history": {
        "charges": [{ "period": "2025-05-01", "amount": "700.00" },
                    { "period": "2025-12-01", "service": "erp", "amount": "333.33" }],
        "credits": [{ "period": "2025-05-01", "amount": "12.34" },
                    { "period": "2025-12-01", "objective": "a", "amount": "5.00" }],
    } });
    holds(&caps, &before, &["/history/credits/1/amount", "/history/charges/1/amount"]);
}

#[test]
fn what_is_paid_instead_follows_from_the_files() {
    let choice =
        json!({ "claims": [{ "period": "2026-01-01", "objective": "c", "choice": true }] });
    let instead: &[&str] = &["paid_instead"];
    holds(&json!({ "combination": "highest" }), &choice, instead);
    let lists = json!([["a", "b"], ["c", "b"]]);
    holds(&json!({ "combination": { "exclusive": lists } }), &choice, instead);
}

#[test]
fn the_least_and_shares_follow_from_the_files() {
    for each in ["credit", "period"] {
        let least = json!({ "minimum": { "more_than": "10.00", "each": each, "clause": "6.9" } });
        holds(&least, &json!({}), &["too_small"]);
        let least = json!({ "minimum": { "at_least": "3.33", "each": each } });
        holds(&least, &json!({}), &["rounded_once"]);
    }
}

#[test]
fn what_was_granted_where_nothing_was_measured_follows_from_the_files() {
    let claims = json!({ "claims": [
        { "period": "2026-07-01", "objective": "a", "requested": "2026-08-10T09:00:00Z",
          "decided": "2026-08-20T09:00:00Z", "granted": "15.00" },
        { "period": "2026-07-01", "objective": "c", "requested": "2026-08-10T09:00:00Z",
          "decided": "2026-08-20T09:00:00Z", "granted": "0.00" },
    ] });
    for terms in [
        json!({}),
        json!({ "claim": { "within": { "days": 30 } }, "minimum": { "more_than": "10.00" } }),
        json!({ "caps": [{ "amount": "60.00", "per": "12_months", "carry_forward": true }] }),
    ] {
        holds(&terms, &claims, &["\"granted\":{\"amount\":\"15\""]);
    }
}

#[test]
fn what_was_granted_in_another_currency_follows_from_the_files() {
    let granted = |period: &str, objective: &str, granted: &str, currency: &str| {
        json!({ "period": period, "objective": objective, "requested": "2026-02-10T09:00:00Z",
                "decided": "2026-03-01T09:00:00Z", "granted": granted, "currency": currency })
    };
    let claims = json!({ "claims": [
        granted("2026-01-01", "a", "17.01", "USD"),
        granted("2026-01-01", "b", "2000", "JPY"),
        granted("2026-02-01", "a", "0", "USD"),
        granted("2026-02-01", "b", "3.00", "EUR"),
    ] });
    for terms in [
        json!({}),
        json!({ "claim": { "within": { "days": 30 } } }),
        json!({ "earn_back": { "after_periods": 1, "at_least": "50", "percent": "33.3" } }),
        json!({ "caps": [{ "amount": "60.00", "per": "12_months", "carry_forward": true }] }),
    ] {
        holds(
            &terms,
            &claims,
            &["\"amount\":\"17.01\",\"currency\":\"USD\"", "\"other_currencies\""],
        );
    }
}

#[test]
fn claims_follow_from_the_files() {
    let claims = json!({
        "claims": [
            { "period": "2026-01-01", "objective": "a", "requested": "2026-02-10T09:00:00Z" },
            { "period": "2026-01-01", "objective": "b", "requested": "2026-02-10T09:00:00Z",
              "decided": "2026-03-01T09:00:00Z", "granted": "20.00" },
            { "period": "2026-02-01", "objective": "a", "requested": "2026-06-10T09:00:00Z" },
            { "period": "2026-02-01", "objective": "b", "requested": "2026-03-10T09:00:00Z",
              "decided": "2026-04-01T09:00:00Z", "granted": "0.00" },
        ],
        "events": [{ "type": "report_delivered", "for": "2026-01-01", "at": "2026-02-05T09:00:00Z" },
                   { "type": "report_delivered", "for": "2026-02-01", "at": "2026-03-31T22:30:00Z" }],
    });
    let states: &[&str] = &["refused", "late"];
    let within = |within: Value| json!({ "claim": { "within": within, "clause": "7.1" } });
    for terms in [
        within(json!({ "days": 30 })),
        within(json!({ "months": 2 })),
        within(json!({ "working_days": 21 })),
        within(json!({ "working_days": 15, "calendar": "office" })),
        within(json!({ "periods": 1 })),
        within(json!({ "hours": 720 })),
        json!({ "claim": { "within": { "days": 14 }, "from": "report_delivered" } }),
        json!({ "claim": { "within": { "hours": 72 }, "from": "report_delivered" } }),
        json!({ "claim": { "within": { "days": 30 } }, "caps": [{ "amount": "60.00", "per": "12_months" }] }),
    ] {
        holds(&terms, &claims, states);
    }
}

#[test]
fn what_holds_for_all_credits_by_terms_that_change_follows_from_the_files() {
    let tiers = json!([{ "below": "99.5", "percent": "9" }, { "below": "98", "percent": "41" }]);
    let told = json!({ "amendments": [
        { "effective": "2026-03-01", "set": {
            "objectives/a/credit/tiers": tiers, "objectives/b/target/at_least": "99.25" } },
        { "effective": "2026-05-01", "set": { "objectives/a/target": { "above": "99.1" } } },
    ] });
    let back = |of: &str| {
        let level = if of == "all_objectives" { json!("90") } else { Value::Null };
        json!({ "after_periods": 1, "percent": "33.3", "of": of, "within": 4, "at_least": level })
    };
    for (credits, words) in [
        (json!({ "caps": [{ "percent": "5", "per": "3_months", "each": "objective" }] }), "capped"),
        (
            json!({ "caps": [{ "amount": "20.00", "per": "period", "carry_forward": true }] }),
            "with_carried",
        ),
        (
            json!({ "caps": [{ "percent": "5", "per": "contract_year", "objectives": ["a", "c"] }] }),
            "capped",
        ),
        (json!({ "combination": "highest" }), "paid_instead"),
        (json!({ "combination": { "exclusive": [["a", "b"], ["c", "b"]] } }), "paid_instead"),
        (json!({ "earn_back": back("same_objective") }), "earned_back\":[{"),
        (json!({ "earn_back": back("all_objectives") }), "earned_back\":[{"),
        (json!({ "claim": { "within": { "months": 1 } } }), "/amendments/0/set/objectives~1a"),
    ] {
        holds(&credits, &told, &[words]);
    }
}

#[test]
fn what_is_amended_for_all_credits_follows_from_the_files() {
    let amended = |set: Value, add: Value| {
        let amendment = match add {
            Value::Null => json!({ "effective": "2026-04-16", "set": set }),
            add => json!({ "effective": "2026-04-16", "set": set, "add": add }),
        };
        json!({ "amendments": [amendment] })
    };
    let cap = |amount: &str| json!([{ "amount": amount, "per": "period", "clause": "6.2" }]);
    let caps = json!({ "caps": cap("20.00") });
    for (credits, set, words) in [
        (&caps, json!({ "credits/caps": cap("33.00") }), "/amendments/0/set/credits~1caps/0"),
        (&caps, json!({ "credits/caps": null, "credits/combination": "highest" }), "paid_instead"),
        (&json!({}), json!({ "credits": { "minimum": { "at_least": "9.00" } } }), "set/credits"),
        (
            &json!({ "claim": { "within": { "months": 1 } } }),
            json!({ "credits/claim/within": { "days": 20 } }),
            "claim~1within",
        ),
        (
            &json!({ "earn_back": { "after_periods": 1, "percent": "50" } }),
            json!({ "credits/earn_back/percent": "33" }),
            "earn_back~1percent",
        ),
    ] {
        holds(credits, &amended(set, Value::Null), &[words]);
    }
}

#[test]
fn rules_that_follow_other_rules_follow_from_the_files() {
    let every = |breaches: u32, percent: &str| json!({ "every": { "breaches": breaches, "within": 3, "percent": percent } });
    let told = json!({ "amendments": [
        { "effective": "2026-02-01", "set": { "objectives/a/credit": every(2, "5") } },
        { "effective": "2026-04-01", "set": { "objectives/b/credit": every(2, "5") } },
        { "effective": "2026-05-01", "set": { "objectives/a/credit": every(1, "7") } },
    ] });
    for combination in ["sum", "highest"] {
        holds(
            &json!({ "combination": combination }),
            &told,
            &["every_breaches", "\"units\":\"1\""],
        );
    }
}

#[test]
fn what_is_paid_in_another_currency_from_a_day_on_follows_from_the_files() {
    let charge = |amount: &str| json!([{ "from": "2026-04-01", "amount": amount, "per": "month" }]);
    let set = json!({ "currency": "JPY", "services/erp/charges": charge("54321"),
                      "services/desk/charges": charge("9876") });
    let same = json!({ "currency": "BHD" });
    let cap = |percent: &str, per: &str| json!({ "caps": [{ "percent": percent, "per": per }] });
    let annual = json!([{ "percent": "1", "of": "annual_charges", "per": "contract_year" }]);
    let carried = json!([{ "percent": "3", "per": "period", "carry_forward": true }]);
    let back = json!({ "after_periods": 1, "percent": "33.3" });
    let right = |trigger: Value| json!({ "effect": "terminate", "any": [{ "credits": trigger }] });
    let before = json!({ "charges": [{ "period": "2025-12-01", "amount": "433.34" }],
                         "credits": [{ "period": "2025-12-01", "amount": "20.00" }] });
    let claim = json!([{ "period": "2026-04-01", "objective": "a", "granted": "7",
                         "requested": "2026-05-02T09:00:00Z", "decided": "2026-05-03T09:00:00Z" }]);
    for set in [set, same] {
        let told = json!({
            "amendments": [{ "effective": "2026-04-01", "set": set }],
            "history": before, "claims": claim,
            "rights": [right(json!({ "of": ["a", "b"], "at_least": "9", "periods": 3 })),
                       right(json!({ "of": ["a", "b"], "percent": "5", "periods": 3 }))],
        });
        for credits in [
            json!({}),
            cap("5", "12_months"),
            cap("7", "period"),
            cap("2", "contract_year"),
            json!({ "caps": annual }),
            json!({ "caps": carried, "claim": { "within": { "months": 1 } } }),
            json!({ "combination": "highest", "earn_back": back }),
        ] {
            let currency = set["currency"].as_str().unwrap();
            holds(&credits, &told, &[currency, "EUR", "\"earlier_currencies\""]);
        }
    }
}

#[test]
fn what_is_paid_by_other_periods_from_a_day_on_follows_from_the_files() {
    let quarters = json!({ "service_period": { "every": "quarter" } });
    let told = json!({ "amendments": [{ "effective": "2026-04-01", "set": quarters }] });
    let cap = |percent: &str, per: &str| json!({ "caps": [{ "percent": percent, "per": per }] });
    let annual = json!([{ "percent": "1", "of": "annual_charges", "per": "contract_year" }]);
    let back = json!({ "after_periods": 1, "percent": "33.3" });
    for credits in [
        json!({}),
        cap("5", "12_months"),
        cap("7", "period"),
        json!({ "caps": annual }),
        json!({ "claim": { "within": { "periods": 1 } } }),
        json!({ "combination": "highest", "earn_back": back }),
    ] {
        holds(&credits, &told, &["\"every\":\"quarter\"", "\"every\":\"month\""]);
    }
}

#[test]
fn rights_that_are_amended_follow_from_the_files() {
    let right = |id: &str, over: u32| {
        json!({ "id": id, "effect": "terminate", "clause": "9",
                "any": [{ "breached": { "of": ["a"], "periods": over } }] })
    };
    let second = json!([{ "breached": { "of": ["b"], "periods": 1 } }]);
    let told = json!({
        "rights": [right("first", 2), right("second", 3)],
        "amendments": [{ "effective": "2026-04-16",
            "set": { "rights/second/any": second, "rights/first": null },
            "add": { "rights": [right("third", 1)] } }],
    });
    holds(&json!({}), &told, &["\"third\"", "\"periods\":1"]);
}

#[test]
fn what_is_earned_back_follows_from_the_files() {
    for (extra, own) in [
        (json!({}), false),
        (json!({ "within": 4 }), true),
        (json!({ "at_least": "97", "of": "all_objectives", "within": 5 }), true),
    ] {
        let mut terms = json!({ "after_periods": 2, "percent": "33.3" });
        terms.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        let words: &[&str] = if own { &["earned_back\":[{"] } else { &[] };
        holds(&json!({ "earn_back": terms }), &json!({}), words);
        // July and later were measured nowhere, and are told of.
        let told = |period: &str, objective: &str, value: &str| json!({ "period": period, "objective": objective, "verdict": "met", "value": value });
        let verdicts = json!([
            told("2026-07-01", "a", "99.5"),
            told("2026-08-01", "a", "99.5"),
            told("2026-07-01", "b", "98"),
            told("2026-08-01", "b", "99"),
            told("2026-07-01", "c", "100"),
            told("2026-08-01", "c", "96.5"),
        ]);
        let told = json!({ "history": { "verdicts": verdicts } });
        holds(&json!({ "earn_back": terms }), &told, &[words, &["earlier_told"]].concat());
    }
}

#[test]
fn rights_by_credits_and_what_they_stop_follow_from_the_files() {
    let right = |effect: &str, credits: Value| {
        json!({ "effect": effect, "clause": "9.3", "any": [{ "credits": credits }],
                "exercise_within": { "days": 75 } })
    };
    let caps = json!({ "caps": [{ "percent": "20", "per": "period", "carry_forward": true }] });
    let arisen: &[&str] = &["\"arisen\"", "right_stops", "\"stopped\":true"];
    for credits in [
        json!({ "at_least": "60.00" }),
        json!({ "at_least": "25.00", "over": 2, "of": ["a", "b"] }),
        json!({ "percent": "5", "periods": 2, "within": 3 }),
        json!({ "percent": "6", "over": 3, "consecutive": true }),
    ] {
        let both = [right("no_credits", credits.clone()), right("terminate", credits)];
        holds(&caps, &json!({ "rights": both }), arisen);
    }
    // Those of the period itself, too.
    for stops in ["later", "own_period", "own_period_and_later"] {
        let breached = json!({ "breached": { "of": ["a"], "periods": 2 } });
        let right = json!({ "effect": "no_credits", "stops": stops, "any": [breached] });
        holds(&caps, &json!({ "rights": [right] }), &[arisen, &[stops]].concat());
    }
}

#[test]
fn verdicts_of_before_count_for_rights_as_the_files_tell() {
    let caps = json!({ "caps": [{ "percent": "20", "per": "period" }] });
    let told = |period: &str, objective: &str, verdict: &str, value: &str| json!({ "period": period, "objective": objective, "verdict": verdict, "value": value });
    let verdicts = json!([
        told("2025-07-01", "a", "missed", "70.5"),
        told("2025-10-01", "a", "missed", "91.25"),
        told("2025-12-01", "a", "missed", "97"),
        told("2025-12-01", "b", "met", "99"),
        told("2025-11-01", "b", "missed", "80"),
    ]);
    let triggers = [
        json!({ "breached": { "of": ["a", "b"], "periods": 3, "within": 4 } }),
        json!({ "breached": { "of": ["a"], "periods": 3, "consecutive": true } }),
        json!({ "share_of_objectives": { "at_least": "40", "periods": 2 } }),
        json!({ "value": { "of": "a", "below": "95", "periods": 2 } }),
        json!({ "mean": { "of": "a", "over": 3, "below": "96" } }),
    ];
    for trigger in triggers {
        let right = json!({ "effect": "no_credits", "any": [trigger],
                            "exercise_within": { "days": 80 } });
        let told = json!({ "rights": [right], "history": { "verdicts": verdicts } });
        holds(&caps, &told, &["\"before\"", "\"arisen\""]);
    }
}

#[test]
fn steps_before_a_claim_follow_from_the_files() {
    let claim = json!({ "claim": { "within": { "days": 60 }, "clause": "7.2", "steps": [
        { "id": "notice", "within": { "days": 5 }, "clause": "7.1" },
        { "id": "evidence", "within": { "hours": 400 } },
    ] } });
    let made = |objective: &str, steps: Value, requested: Option<&str>| {
        json!({ "period": "2026-01-01", "objective": objective, "steps": steps,
                "requested": requested })
    };
    let in_time = json!({ "notice": "2026-02-02T10:00:00Z" });
    let late = json!({ "notice": "2026-02-07T10:00:00Z", "evidence": "2026-02-08T00:00:00Z" });
    let claims = json!({ "claims": [
        made("a", in_time, Some("2026-03-20T00:00:00Z")),
        made("b", late, Some("2026-02-10T00:00:00Z")),
        made("c", json!({}), Some("2026-02-03T00:00:00Z")),
    ] });
    holds(&claim, &claims, &["/credits/claim/steps/0/id", "/credits/claim/steps/1/within/hours"]);
}

#[test]
fn claims_of_a_rule_follow_from_the_files() {
    let claim = json!({ "claim": { "within": { "days": 30 }, "clause": "7.2" } });
    let step = json!({ "id": "notice", "within": { "days": 5 }, "clause": "7.1" });
    let told = json!({
        "rule_claims": {
            "b": "automatic",
            "c": { "within": { "months": 2 }, "from": "period_end", "clause": "7.3", "steps": [step] },
        },
        "claims": [{ "period": "2026-01-01", "objective": "c",
                     "steps": { "notice": "2026-02-02T10:00:00Z" } }],
    });
    let words = ["/objectives/2/credit/claim", "/objectives/2/credit/claim/steps/0", "automatic"];
    holds(&claim, &told, &words);
}
