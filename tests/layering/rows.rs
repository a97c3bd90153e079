//! The other rows: what stands only where it belongs.

use super::lexed::{Seen, What};

/// Something that belongs into some files alone.
struct Row {
    what: &'static str,
    is: fn(&What) -> bool,
    /// The folders and files of `src/` where it may stand.
    only_in: &'static [&'static str],
    /// Whether tests may hold it wherever they stand.
    free_in_tests: bool,
}

const ROWS: [Row; 7] = [
    Row {
        what: "a browser's crate",
        is: |what| {
            const BROWSER: [&str; 6] =
                ["gloo", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "web_sys", "yew"];
            first(what).is_some_and(|name| BROWSER.contains(&name))
        },
        only_in: &["web/", "bin/"],
        free_in_tests: false,
    },
    Row {
        what: "serde",
        is: |what| first(what) == Some("serde"),
        only_in: &[
            "document/",
            "report/",
            "diagnostic/",
            "units/",
            "web/message",
            // The codes of the report derive it where they are defined.
            "compliance/case.rs",
            "compliance/judgement.rs",
            "measurement/left_out.rs",
            "model/event.rs",
            "penalty/claim.rs",
            "timeline/incident_class.rs",
            "timeline/label.rs",
            // Writes any part of the report.
            "export/json.rs",
            "export/quote.rs",
            "export/sensitivity.rs",
        ],
        free_in_tests: false,
    },
    Row {
        what: "serde_json",
        is: |what| first(what) == Some("serde_json"),
        only_in: &[
            "document/",
            "export/",
            "diagnostic/locate.rs",
            "quote/agreement.rs",
            "quote/question.rs",
            "web/message",
            "cli/",
        ],
        free_in_tests: true,
    },
    Row {
        what: "a binary floating point number",
        is: |what| *what == What::Float,
        only_in: &["chart/", "web/"],
        free_in_tests: true,
    },
    Row {
        what: "chrono-tz",
        is: |what| first(what) == Some("chrono_tz"),
        only_in: &["units/"],
        free_in_tests: false,
    },
    Row {
        what: "the machine's clock",
        is: |what| match what {
            What::Path(path) => {
                let [.., last] = path.as_slice() else { return false };
                let asked = path.len() > 1 && (last == "now" || last == "new_0");
                let parts: Vec<&str> = path.iter().take(2).map(String::as_str).collect();
                asked || parts == ["std", "time"] || parts == ["core", "time"]
            }
            _ => false,
        },
        only_in: &["web/browser/clock.rs"],
        free_in_tests: false,
    },
    Row {
        what: "a sentence",
        is: |what| matches!(what, What::Text(text) if is_sentence(text)),
        only_in: &[
            "format/words/",
            // How an error of parsing shows itself to other programs.
            "units/exact.rs",
            "units/instant.rs",
        ],
        free_in_tests: true,
    },
];

fn first(what: &What) -> Option<&str> {
    match what {
        What::Path(path) => path.first().map(String::as_str),
        _ => None,
    }
}

/// Whether a text has two words in a row. Markup, placeholders and codes are no words; a word has
/// two letters, one of them small.
fn is_sentence(text: &str) -> bool {
    let mut outside = String::new();
    let mut depth = 0_u32;
    for letter in text.chars() {
        match letter {
            '<' | '{' => depth += 1,
            '>' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    // `card card-wide` is a list of classes.
    let of_class = |letter: char| letter.is_ascii_lowercase() || letter == '-' || letter == ' ';
    if outside.contains('-') && outside.chars().all(of_class) {
        return false;
    }
    let is_word = |part: &str| {
        let letters: Vec<char> = part.chars().filter(|letter| letter.is_alphabetic()).collect();
        letters.len() > 1
            && letters.iter().any(|letter| letter.is_lowercase())
            && !part.contains(['_', '/', '=', '&'])
    };
    // A list of codes, `text, json, csv`, is no sentence.
    let is_pair = |pair: &[&str]| is_word(pair[0]) && is_word(pair[1]) && !pair[0].ends_with(',');
    outside.split_whitespace().collect::<Vec<_>>().windows(2).any(is_pair)
}

/// The rows that `seen` of `file` breaks.
pub(crate) fn broken(file: &str, seen: &Seen) -> Vec<String> {
    let applies = |row: &&Row| !(row.free_in_tests && seen.in_test);
    let breaks = |row: &&Row| {
        (row.is)(&seen.what) && !row.only_in.iter().any(|place| file.starts_with(place))
    };
    let rows = ROWS.iter().filter(applies).filter(breaks);
    rows.map(|row| format!("{} belongs into {}", row.what, row.only_in.join(", "))).collect()
}
