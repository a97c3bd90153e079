//! Agreements whose zone amendments change, worked out again from the files.

use serde_json::{Value, json};

use super::{Sample, changed, read};

fn amend(contract: &mut Value, (effective, zone): (&str, &str)) {
    let own = json!({ "effective": effective, "set": { "time_zone": zone } });
    contract["amendments"] = json!([own]);
}

#[track_caller]
fn bears_out(sample: &Sample, zone: &str) {
    let complaints = sample.complaints();
    assert!(complaints.is_empty(), "{zone}\n{}", complaints.join("\n"));
    let told = serde_json::to_string(&sample.calculations).unwrap();
    assert!(told.contains("\"zone_from\"") && told.contains(zone), "{zone}");
}

/// The files of a contract with a change of its zone.
fn amended(files: [&[u8]; 2], change: (&str, &str), as_of: &str) -> Sample {
    let mut contract = read(files[0]);
    amend(&mut contract, change);
    // Where there are amendments, charges are told in order of time.
    for service in contract["services"].as_array_mut().unwrap() {
        if let Some(charges) = service["charges"].as_array_mut() {
            charges.sort_by_key(|charge| charge["from"].as_str().unwrap().to_owned());
        }
    }
    Sample::of_two(contract.to_string().as_bytes(), files[1], as_of)
}

#[test]
fn samples_that_move_follow_from_the_files() {
    for (id, date) in [
        ("managed-services", "2026-05-01"),
        ("service-desk", "2026-04-01"),
        ("hosted-portal", "2026-03-01"),
        ("web-shop", "2026-04-01"),
    ] {
        for zone in ["America/New_York", "Asia/Kathmandu"] {
            bears_out(&changed(id, |contract, _| amend(contract, (date, zone))), zone);
        }
    }
}

#[test]
fn every_kind_of_figure_over_a_move_follows_from_the_files() {
    let files: [[&[u8]; 2]; 4] = [
        [include_bytes!("indicators/contract.json"), include_bytes!("indicators/incidents.json")],
        [include_bytes!("counting/contract.json"), include_bytes!("counting/incidents.json")],
        [include_bytes!("groups/contract.json"), include_bytes!("groups/incidents.json")],
        [include_bytes!("credits/contract.json"), include_bytes!("credits/incidents.json")],
    ];
    // The indicators have quarters.
    let dates = ["2026-04-01", "2026-03-01", "2026-03-01", "2026-03-01"];
    for (files, date) in files.into_iter().zip(dates) {
        for zone in ["America/New_York", "Australia/Lord_Howe"] {
            for as_of in ["2026-04-20T10:00:00Z", "2027-01-05T00:00:00Z"] {
                bears_out(&amended(files, (date, zone), as_of), zone);
            }
        }
    }
}
