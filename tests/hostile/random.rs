//! Random bytes, and sensible files with something random in them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::Config;
use serde_json::{Value, json};

use super::sound::{LARGE_CONTRACT, SMALL_CONTRACT, SMALL_HISTORY, opened, sample};

/// Opens a damaged file beside a sound one of the other kind.
fn opened_beside_the_other(name: &str, damaged: &[u8]) {
    let other = if name == SMALL_HISTORY { SMALL_CONTRACT } else { SMALL_HISTORY };
    opened(&[damaged, &sample(other)]);
}

fn a_file() -> impl Strategy<Value = &'static str> {
    select(vec![SMALL_CONTRACT, SMALL_HISTORY, LARGE_CONTRACT])
}

/// Pieces of which JSON, ours or not, is made.
fn pieces() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u",
        "\\ud800",
        "\n",
        "\r",
        "\t",
        " ",
        "null",
        "true",
        "-1",
        "1e9",
        "0.5",
        "\"format\":\"sla-contract/1\"",
        "\"incidents\":[",
        "\"format\":\"sla-incidents/1\"",
        "\"services\":",
        "\"id\":\"a\"",
        "\"\u{202e}é\"",
        "\u{0}",
    ]);
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Values that stand where others are wanted.
fn strange_values() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(1e300),
        json!(18_446_744_073_709_551_615_u64),
        json!(""),
        json!(" "),
        json!("9".repeat(30)),
        json!("9".repeat(31)),
        json!("-0.000000000000000000000000001"),
        json!("2026-02-29"),
        json!("1996-02-29"),
        json!("9999-12-31"),
        json!("2026-07-01T00:00:00"),
        json!("0000-01-01T00:00:00+14:00"),
        json!("9999-12-31T23:59:59.999999999-14:00"),
        json!("Pacific/Apia"),
        json!("JPY"),
        json!("\u{202e}<script>alert(1)</script>\u{2066}\u{0}\u{1f}\"'&"),
        json!("x".repeat(10_000)),
        json!([]),
        json!([[]]),
        json!({}),
        json!({ "id": "erp", "below": "1", "a/b~c": {} }),
    ]
}

/// The pointers of everything in a JSON text.
fn pointers(value: &Value, place: &str, found: &mut Vec<String>) {
    found.push(place.to_owned());
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                pointers(value, &format!("{place}/{name}"), found);
            }
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(at, item)| pointers(item, &format!("{place}/{at}"), found));
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..300), more in vec(any::<u8>(), 0..30)) {
        opened(&[&bytes]);
        opened(&[&bytes, &sample(SMALL_CONTRACT), &more]);
        opened(&[&[b"{".as_slice(), &bytes].concat()]);
    }

    #[test]
    fn any_pieces_of_json(text in pieces(), inner in pieces()) {
        opened(&[text.as_bytes(), inner.as_bytes()]);
        for format in ["contract", "incidents"] {
            let text = format!("{{\"format\":\"sla-{format}/1\",{inner}");
            opened_beside_the_other(
                if format == "contract" { SMALL_CONTRACT } else { SMALL_HISTORY },
                text.as_bytes(),
            );
        }
    }

    #[test]
    fn a_file_cut_anywhere(name in a_file(), at in any::<Index>()) {
        let bytes = sample(name);
        opened_beside_the_other(name, &bytes[..at.index(bytes.len())]);
    }

    #[test]
    fn a_byte_changed_anywhere(
        name in a_file(),
        at in any::<Index>(),
        byte in prop_oneof![any::<u8>(), select(br#"{}[]",:\0-. "#.to_vec())],
        how in 0..3_u8,
    ) {
        let mut bytes = sample(name);
        let at = at.index(bytes.len());
        match how {
            0 => bytes[at] = byte,
            1 => bytes.insert(at, byte),
            _ => {
                bytes.remove(at);
            }
        }
        opened_beside_the_other(name, &bytes);
    }

    #[test]
    fn a_strange_value_anywhere(
        name in a_file(),
        places in vec((any::<Index>(), select(strange_values())), 1..4),
    ) {
        let mut json: Value = serde_json::from_slice(&sample(name)).unwrap();
        for (at, value) in places {
            let mut known = Vec::new();
            pointers(&json, "", &mut known);
            *json.pointer_mut(at.get::<String>(&known)).unwrap() = value;
        }
        opened_beside_the_other(name, json.to_string().as_bytes());
        opened_beside_the_other(name, format!("{json:#}").as_bytes());
    }

    #[test]
    fn a_value_that_stands_elsewhere(name in a_file(), from in any::<Index>(), to in any::<Index>()) {
        let mut json: Value = serde_json::from_slice(&sample(name)).unwrap();
        let mut known = Vec::new();
        pointers(&json, "", &mut known);
        let moved = json.pointer(from.get::<String>(&known)).unwrap().clone();
        *json.pointer_mut(to.get::<String>(&known)).unwrap() = moved;
        opened_beside_the_other(name, format!("{json:#}").as_bytes());
    }
}
