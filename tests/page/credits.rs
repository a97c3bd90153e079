//! The statement of credits, and what its calculations name.

use std::fmt::Write as _;

use sla_calculator::format::words::English;
use sla_calculator::web::message::{Answer, MOST_BYTES, encode};
use sla_calculator::web::session::Session;

use super::{AS_OF, account, figure, open, plain};

const CONTRACT: &str = include_str!("../golden/credits/contract.json");
const INCIDENTS: &str = include_str!("../golden/credits/incidents.json");

fn opened(session: &mut Session) -> Answer {
    open(session, &[("contract.json", CONTRACT), ("incidents.json", INCIDENTS)], Some(AS_OF))
}

#[test]
fn the_newest_credit_comes_first_and_what_is_owed_last() {
    let credits = account(opened(&mut Session::default())).credits.unwrap();
    let first = &credits.lines[0];
    assert_eq!(
        (plain(&first.objective), first.period.as_str()),
        ("ERP availability".into(), "July 2026")
    );
    assert_eq!(first.state, "If it ended now");
    let last = credits.lines.last().unwrap();
    assert_eq!(
        [last.by_rule.as_str(), &last.cut, &last.paid],
        ["€3,000.00", "−€1,500.00", "€1,500.00"]
    );
    assert_eq!((credits.lines.len(), credits.unlisted), (8, None));
    let sums: Vec<String> =
        credits.sums.iter().map(|[what, sum]| format!("{what} {sum}")).collect();
    assert_eq!(
        sums,
        ["Granted €1,200.00", "Claimed €3,000.00", "Earned back −€600.00", "Owed €3,600.00"]
    );
}

#[test]
fn what_is_paid_instead_is_named() {
    let mut session = Session::default();
    opened(&mut session);
    let answer = session.calculation(&English, &figure("erp-longest", "2026-05-01"));
    let Answer::Worked(worked) = answer else { panic!("no calculation") };
    let step = worked.steps.iter().find(|step| step.what == "Another is paid").unwrap();
    assert_eq!(plain(&step.how), "ERP availability, €3,000.00");
    assert_eq!(plain(&worked.title), "ERP longest outage, May 2026: 1 d 10 h");
}

#[test]
fn many_credits_with_long_names_outgrow_no_message() {
    let long = "a long name ".repeat(300);
    let mut objectives = String::new();
    for at in 0..300 {
        let between = if at > 0 { "," } else { "" };
        write!(
            objectives,
            r#"{between}{{ "id": "o{at}", "name": "{long}{at}", "service": "s", "indicator": "availability",
                "target": {{ "at_least": "99.9" }}, "credit": {{ "tiers": [{{ "below": "99.9", "percent": "1" }}] }} }}"#
        )
        .unwrap();
    }
    let mut caps = String::new();
    for at in 0..300 {
        let between = if at > 0 { "," } else { "" };
        write!(
            caps,
            r#"{between}{{ "percent": "{}", "per": "period", "clause": "{long}" }}"#,
            100 - at / 4
        )
        .unwrap();
    }
    let contract = format!(
        r#"{{ "format": "sla-contract/1", "currency": "EUR", "term": {{ "from": "2026-01-01" }},
            "services": [{{ "id": "s", "charges": [{{ "from": "2026-01-01", "amount": "100.00", "per": "month" }}] }}],
            "objectives": [{objectives}],
            "credits": {{ "combination": "highest", "caps": [{caps}] }} }}"#
    );
    let incidents = r#"{ "format": "sla-incidents/1",
        "source": { "covers": { "from": "2026-01-01T00:00:00Z", "until": "2026-07-01T00:00:00Z" } },
        "incidents": [{ "id": "1", "services": ["s"], "started": "2026-01-10T10:00:00Z",
                        "restored": "2026-05-20T11:00:00Z" }] }"#;
    let mut session = Session::default();
    let answer =
        open(&mut session, &[("c", &contract), ("i", incidents)], Some("2026-07-01T00:00:00Z"));
    assert!(encode(&answer).len() <= MOST_BYTES, "{}", encode(&answer).len());
    assert_eq!(account(answer).credits.unwrap().unlisted.as_deref(), Some("1,440"));
    for objective in ["o0", "o7"] {
        let answer = session.calculation(&English, &figure(objective, "2026-02-01"));
        assert!(encode(&answer).len() <= MOST_BYTES, "{}", encode(&answer).len());
        assert!(matches!(answer, Answer::Worked(_)));
    }
}
