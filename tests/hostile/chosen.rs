//! Files chosen to do harm.

use sla_calculator::diagnostic::{Code, Fault};
use sla_calculator::evaluate::{Case, Input};
use sla_calculator::units::Instant;

use super::sound::{SMALL_CONTRACT, SMALL_HISTORY, opened, sample};

fn text(name: &str) -> String {
    String::from_utf8(sample(name)).unwrap()
}

fn codes(faults: &[Fault]) -> Vec<Code> {
    faults.iter().map(|fault| fault.code).collect()
}

/// The small sample, its contract changed.
#[track_caller]
fn contract(change: impl Fn(String) -> String) -> Vec<Fault> {
    opened(&[change(text(SMALL_CONTRACT)).as_bytes(), &sample(SMALL_HISTORY)])
}

#[test]
fn nesting_without_end() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        for depth in [50, 1_000, 100_000] {
            let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            opened(&[deep.as_bytes()]);
            opened(&[open.repeat(depth).as_bytes()]);
            for field in ["\"unknown\"", "\"$schema\"", "\"services\"", "\"counting\"", "\"term\""]
            {
                let faults = contract(|text| text.replacen('{', &format!("{{{field}:{deep},"), 1));
                assert!(!faults.is_empty() || depth == 50);
            }
            let history = text(SMALL_HISTORY).replacen("[", &format!("[{deep},"), 1);
            assert!(!opened(&[&sample(SMALL_CONTRACT), history.as_bytes()]).is_empty());
        }
    }
}

#[test]
fn numbers_beyond_all_measure() {
    let digits = "9".repeat(100_000);
    for number in [
        "1e999999999",
        "-1e-999999999",
        "0.1e1",
        "-0",
        "-0.0",
        "00",
        "1.",
        ".5",
        "+1",
        "NaN",
        "Infinity",
        "-Infinity",
        "0x10",
        digits.as_str(),
        &format!("0.{digits}"),
    ] {
        for place in ["\"12000.00\"", "\"99.9\"", "30", "\"100\"", "1,"] {
            let comma = if place.ends_with(',') { "," } else { "" };
            contract(|text| text.replacen(place, &format!("{number}{comma}"), 1));
            contract(|text| text.replacen(place, &format!("\"{number}\"{comma}"), 1));
        }
    }
}

#[test]
fn names_with_escapes_are_the_same_names() {
    assert_eq!(contract(|text| text.replace("\"format\"", "\"\\u0066ormat\"")), []);
    assert_eq!(contract(|text| text.replace("\"erp\"", "\"\\u0065rp\"")), []);
    assert_eq!(contract(|text| text.replace("\"below\"", "\"bel\\u006fw\"")), []);
    let twice = contract(|text| text.replacen("\"id\"", "\"\\u0069d\": \"x\", \"id\"", 1));
    assert_eq!(codes(&twice), [Code::DuplicateField]);
    let unknown = contract(|text| text.replacen("\"term\"", "\"a\\/b~\\u0000\"", 1));
    assert_eq!(codes(&unknown), [Code::UnknownField]);
    assert_eq!(unknown[0].place.as_ref().unwrap().pointer, "/a~1b~0\u{0}");
}

#[test]
fn broken_escapes_break_the_file() {
    for broken in ["\\ud800", "\\udc00\\ud800", "\\u12", "\\x", "\u{1}", "\n", "\\ "] {
        for place in ["\"title\": \"", "\"id\": \"", "\"name\": \"", "\"", "\"term\": {\n    \""] {
            let faults = contract(|text| text.replacen(place, &format!("{place}{broken}"), 1));
            assert!(!faults.is_empty(), "{broken:?} after {place}");
        }
    }
}

#[test]
fn names_that_would_rather_be_something_else() {
    let long = "x".repeat(10_000);
    for name in [
        "<script>alert(1)</script>",
        "\u{202e}\u{2066}gnp.exe\u{200f}",
        "\u{0}\u{7f}\u{9b}31m\u{1b}[2J",
        "=cmd|' /C calc'!A0",
        "a/b~c%00",
        "\u{1f469}\u{200d}\u{1f4bb}\u{301}",
        &long,
    ] {
        let written = serde_json::to_string(name).unwrap();
        for old in ["\"erp\"", "\"ERP hosting\"", "\"full\"", "\"erp-availability\"", "\"§4.1\""] {
            let swap = |file: &str| text(file).replace(old, &written);
            assert_eq!(
                opened(&[swap(SMALL_CONTRACT).as_bytes(), swap(SMALL_HISTORY).as_bytes()]),
                []
            );
        }
        // Where it is unknown, it is told as it is, or cut.
        for old in ["\"currency\": \"EUR\"", "\"every\": \"month\"", "\"service\": \"erp\""] {
            let (field, _) = old.split_once(": ").unwrap();
            assert!(!contract(|text| text.replace(old, &format!("{field}: {written}"))).is_empty());
        }
        assert!(!contract(|text| text.replacen("\"term\"", &written, 1)).is_empty());
    }
}

#[test]
fn a_byte_order_mark_changes_nothing_but_the_bytes() {
    let marked = |text: String| format!("\u{feff}{text}");
    assert_eq!(contract(marked), []);
    for (from, to) in [
        ("sla-contract/1", "sla-contract/2"),
        ("\"format\"", "\"Format\""),
        ("\"month\"", "\"moon\""),
        ("\"month\"", "month"),
        ("{", "["),
    ] {
        let plain = contract(|text| text.replacen(from, to, 1));
        assert_eq!(contract(|text| marked(text.replacen(from, to, 1))), plain, "{from} to {to}");
    }
}

#[test]
fn a_byte_order_mark_hides_no_broken_text() {
    let broken = |mark: &[u8]| {
        let mut bytes = [mark, &sample(SMALL_CONTRACT)].concat();
        let end = bytes.len() - 10;
        bytes[end] = 0xff;
        opened(&[&bytes, &sample(SMALL_HISTORY)])
    };
    assert_eq!(codes(&broken(b"")), [Code::NotUtf8]);
    assert_eq!(broken("\u{feff}".as_bytes()), broken(b""));
}

#[test]
fn utf_16_is_told_by_name() {
    for mark in ["", "\u{feff}"] {
        let marked = format!("{mark}{}", text(SMALL_CONTRACT));
        for bytes in [
            marked.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
            marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ] {
            let faults = opened(&[&bytes, &sample(SMALL_HISTORY)]);
            assert_eq!(codes(&faults), [Code::WrongKind]);
            assert_eq!(faults[0].found.as_deref(), Some("utf16"));
        }
    }
}

#[test]
fn ten_thousand_years_are_too_many() {
    let text = text(SMALL_CONTRACT);
    let text = text.replace("\"2026-01-01\"", "\"0000-01-01\"").replace("2027-01-01", "9999-12-31");
    let history = sample(SMALL_HISTORY);
    let inputs = [text.as_bytes(), &history].map(|bytes| Input::new("a.json", bytes));
    let case = Case::open(&inputs).unwrap();
    let faults = case.evaluate(Instant::LAST).unwrap_err();
    assert_eq!(codes(&faults), [Code::TooManyPeriods]);
}
