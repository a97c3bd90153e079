//! What agreements would pay: the table, and eight of its rows by hand.

use std::path::Path;

use sla_calculator::quote::{Agreement, Answer, Asked, answers, length};
use sla_calculator::units::Exact;

use super::support::{check_golden, sla};

const ASKED: [&str; 4] = ["quote", "examples/contracts", "--down=3h", "--fee=10000"];

#[test]
fn the_table_of_all_agreements_is_the_golden_one() {
    for (format, file) in [("text", "quote.txt"), ("csv", "quote.csv"), ("json", "quote.json")] {
        let more = ["--currency=EUR", "--hour=5000", "--format", format];
        let said = sla(&[ASKED.as_slice(), &more].concat());
        assert_eq!((said.exit, said.errors.as_str()), (0, ""));
        check_golden(&Path::new("tests/golden/contracts").join(file), &said.output);
    }
}

#[test]
fn where_no_contract_is_named_all_are_asked() {
    let more = ["--currency=EUR", "--format=csv"];
    let of_folder = sla(&[ASKED.as_slice(), &more].concat());
    let of_all = sla(&[["quote", "--down=3h", "--fee=10000"].as_slice(), &more].concat());
    assert_eq!((of_all.exit, of_all.errors.as_str()), (0, ""));
    assert_eq!(of_all.output, of_folder.output);
    assert!(of_all.output.lines().count() > 40);
}

#[test]
fn answers_are_those_worked_out_by_hand() {
    let said = sla(&[ASKED.as_slice(), &["--currency=EUR", "--format=csv"]].concat()).output;
    let credit = |start: &str| {
        let row = said.lines().find(|line| line.starts_with(start)).unwrap();
        row[start.len()..].split(',').nth(2).unwrap().to_owned()
    };
    // June has 720 hours: 3 of them down are 99.583 %, 10 % of 10,000.
    assert_eq!(credit("AWS RDS,orders-uptime"), "1000.00");
    // 99.583 % is 0.316 points short of 99.9: four tenths that were begun, 1 % each.
    assert_eq!(credit("Wavelength service,availability"), "400.00");
    // 180 minutes less the 21.6 of 0.05 % are ten quarters of an hour: 10 of 30 days.
    assert_eq!(credit("RCP.net,uptime"), "3333.33");
    // The quarter from April has 2,184 hours and costs 30,000: 10 × 3 ÷ 2,184 of it.
    assert_eq!(credit("Slack (2024),uptime"), "412.09");
    // That quarter is at 99.863 %, at or below 99.9: 10 % of 30,000.
    assert_eq!(credit("\"GitHub Enterprise, two features\",actions-uptime"), "3000.00");
    // 99.583 % is below 99.99 and not below 99: the first step, 10 % of 10,000.
    assert_eq!(credit("Google Compute Engine,multi-uptime"), "1000.00");
    // It is below 99.95, 10 %, and not below the 99.5 of a zonal cluster: nothing.
    assert_eq!(credit("Google Kubernetes Engine,regional-uptime"), "1000.00");
    assert_eq!(credit("Google Kubernetes Engine,zonal-uptime"), "0.00");
}

#[test]
fn a_question_that_is_not_whole_is_refused() {
    for (arguments, told) in [
        (vec!["quote", "examples/contracts", "--down=3h"], "--fee"),
        (vec!["quote", "examples/contracts", "--down=3", "--fee=1"], "3h, 90m, 1d12h"),
        (vec!["quote", "examples/contracts", "--down=21d", "--fee=1"], "3h, 90m, 1d12h"),
        (vec!["quote", "examples/contracts", "--down=1d12h", "--fee=0"], "10000"),
        (vec!["quote", "examples/contracts", "--down=3h", "--fee=1", "--currency=XQX"], "EUR"),
        (vec!["quote", "--down=3h"], "--fee"),
    ] {
        let said = sla(&arguments);
        assert_eq!((said.exit, said.output.as_str()), (2, ""), "{arguments:?}");
        assert!(said.errors.contains(told), "{arguments:?}: {}", said.errors);
    }
}

#[test]
fn what_is_no_agreement_gives_no_row() {
    let said =
        sla(&["quote", "schema/contract.schema.json", "--down=PT3H", "--fee=1", "--format=csv"]);
    assert_eq!((said.exit, said.output.lines().count()), (0, 1), "{}", said.errors);
}

#[test]
fn numbers_of_a_contract_keep_all_their_digits() {
    let contract = r#"{"format":"sla-contract/1","id":"c","title":"C","provider":{"name":"P"},
        "client":{"name":"Q"},"currency":"EUR","time_zone":"UTC","term":{"from":"2026-01-01"},
        "service_period":{"every":"month"},"services":[{"id":"s","name":"S"}],
        "objectives":[{"id":"o","service":"s","indicator":"availability","target":{"at_least":99.9},
        "credit":{"tiers":[{"below":99.9,"percent":10.000000000000000001}]}}]}"#;
    let fee = Exact::parse("1000000000000000000000").unwrap();
    let asked = Asked { down: length("3h").unwrap(), fee, hour: None, currency: None };
    let agreement = Agreement::read(contract.as_bytes()).unwrap();
    let answers = answers(&[agreement], &asked);
    let [Answer { credit: Some(credit), .. }] = answers.as_slice() else { panic!("{answers:?}") };
    assert_eq!(credit.amount.to_fixed(2), "100000000000000000010.00");
}
