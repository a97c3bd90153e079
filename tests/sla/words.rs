//! No visible word escapes the language: what a pseudo-language says stands in brackets, and
//! outside of brackets there is nothing left to read.

use std::fs;

use super::support::sla_in;
use sla_calculator::format::words::{English, Language, Marks, Page, PageLanguage, Phrase};

/// English in brackets.
struct Pseudo;

impl PageLanguage for Pseudo {
    fn tag(&self) -> &'static str {
        "en-XA"
    }

    fn marks(&self) -> Marks {
        English.marks()
    }

    fn page(&self, page: &Page<'_>) -> String {
        format!("⟦{}⟧", English.page(page))
    }
}

impl Language for Pseudo {
    fn symbol(&self, _: &str) -> Option<&'static str> {
        Some("¤")
    }

    fn say(&self, phrase: &Phrase<'_>) -> String {
        format!("⟦{}⟧", English.say(phrase))
    }
}

/// What stands outside of all brackets.
fn outside(text: &str) -> String {
    let mut depth = 0_u32;
    let mut rest = String::new();
    for character in text.chars() {
        match character {
            '⟦' => depth += 1,
            '⟧' => depth -= 1,
            _ if depth == 0 => rest.push(character),
            _ => {}
        }
    }
    rest
}

#[track_caller]
fn no_words_outside(text: &str) {
    assert!(text.contains('⟦'), "nothing was said: {text}");
    for line in outside(text).lines() {
        let escaped = line.contains(|c: char| c.is_ascii_alphabetic());
        assert!(!escaped, "a word escaped the language: {line:?}");
    }
}

/// A pair of files whose every name is Greek.
fn greek() -> (String, String) {
    let contract = fs::read_to_string("tests/corpus/tier_hole/contract.json").unwrap();
    let contract = contract
        .replace("\"format\"", "\"title\": \"Σύμβαση\", \"note\": \"Σημείωση\", \"format\"")
        .replace("\"ERP\"", "\"Σύστημα\"")
        .replace("\"id\": \"erp-up\"", "\"id\": \"α\", \"name\": \"Διαθεσιμότητα\"");
    let incidents = fs::read_to_string("tests/corpus/not_counted/incidents.json").unwrap();
    let incident = "{ \"id\": \"1\", \"services\": [\"crm\"]";
    let more = "{ \"id\": \"2\", \"title\": \"Βλάβη\", \"services\": [\"erp\"], \
                \"started\": \"2026-03-01T10:00:00Z\", \"restored\": \"2026-03-09T10:00:00Z\" }, ";
    (contract, incidents.replace(incident, &format!("{more}{incident}")))
}

#[test]
fn the_statement_and_the_explanation_are_said() {
    let folder = std::env::temp_dir().join(format!("sla-words-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (contract, incidents) = greek();
    let path = folder.join("incidents.json");
    fs::write(&path, incidents).unwrap();
    let path = path.to_str().unwrap();
    let as_of = "--as-of=2026-06-15T00:00:00Z";
    let say = |arguments: &[&str]| sla_in(&Pseudo, contract.as_bytes(), arguments).output;
    let statement = say(&["evaluate", "-", path, as_of]);
    let otherwise = say(&["sensitivity", "-", path, as_of]);
    let figure = ["--objective=α", "--period=2026-03-01"];
    let explanation = say(&[&["explain", "-", path, as_of], figure.as_slice()].concat());
    fs::remove_dir_all(&folder).unwrap();
    no_words_outside(&statement);
    no_words_outside(&explanation);
    no_words_outside(&otherwise);
}

#[test]
fn usage_is_said() {
    for arguments in [&["--help"][..], &["--version"], &[], &["judge"], &["evaluate"]] {
        let said = sla_in(&Pseudo, b"", arguments);
        no_words_outside(&format!("{}{}", said.output, said.errors));
    }
}

#[test]
fn faults_are_said() {
    for folder in fs::read_dir("tests/corpus").unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let said = sla_in(&Pseudo, b"", &["check", path.to_str().unwrap()]);
            // A line begins with its place and code, which are data, or is a pointer.
            let lines = said.output.lines().map(|line| match line.split_once("⟦") {
                Some((_, words)) => format!("⟦{words}"),
                None => String::new(),
            });
            no_words_outside(&lines.collect::<Vec<_>>().join("\n"));
        }
    }
}
