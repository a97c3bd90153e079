//! Each row, broken on purpose, is noticed; what only looks broken is not.

use super::faults;

#[track_caller]
fn caught(file: &str, source: &str, line: usize, words: &str) {
    let told = faults(file, source);
    let place = format!("src/{file}:{line}: ");
    let noticed = told.iter().any(|fault| fault.starts_with(&place) && fault.contains(words));
    assert!(noticed, "{words}: {told:?}");
}

#[track_caller]
fn fine(file: &str, source: &str) {
    assert_eq!(faults(file, source), [""; 0]);
}

#[test]
fn a_room_may_import_what_its_row_says_and_nothing_else() {
    for (room, other) in [
        ("units", "model"),
        ("diagnostic", "document"),
        ("document", "model"),
        ("import", "model"),
        ("model", "document"),
        ("validate", "timeline"),
        ("timeline", "penalty"),
        ("measurement", "compliance"),
        ("compliance", "penalty"),
        ("penalty", "measurement"),
        ("report", "document"),
        ("evaluate", "web"),
        ("analysis", "timeline"),
        ("format", "evaluate"),
        ("export", "evaluate"),
        ("chart", "evaluate"),
        ("web", "validate"),
        ("cli", "document"),
        ("bin", "evaluate"),
    ] {
        let words = format!("{room} may not import {other}");
        let name = if room == "bin" { "sla_calculator" } else { "crate" };
        let source = format!("//! A room.\n\nuse {name}::{other}::Thing;\n");
        caught(&format!("{room}/file.rs"), &source, 3, &words);
    }
    fine("evaluate.rs", "use crate::validate; use crate::report::{Report, arrange};");
    fine("web/pages/report.rs", "use crate::evaluate::Case; use crate::compliance::Verdict;");
    caught("web/pages/report.rs", "use crate::compliance::judge;", 1, "compliance::judge");
    fine("penalty/charge.rs", "use crate::timeline::ServicePeriod;");
    caught("penalty/charge.rs", "use crate::timeline::outages;", 1, "timeline::outages");
    caught("newroom/file.rs", "use crate::units::Exact;", 1, "no room of the table");
}

#[test]
fn a_path_is_found_however_it_is_written() {
    let words = "units may not import model";
    for source in [
        "use crate::{units::Exact, model::{self, Cut}};",
        "use crate::{\n    units::Exact, model as other};",
        "use super::super::model::Cut;",
        "use super::{super::model::Cut, zone::Zone};",
        "fn f() -> Option<crate::model::Cut> { None }",
        "fn f() { let _ = crate::model::Cut::new(); }",
        "macro_rules! m { () => { $crate::model::Cut } }",
        "fn f() -> Html { html! { <p>{ crate::model::text() }</p> } }",
        "mod tests { use super::super::super::model::Cut; }",
        "#[derive(crate::model::Derived)] struct S;",
        "pub use ::sla_calculator::model::Cut;",
    ] {
        let told = faults("units/exact.rs", source);
        assert!(told.iter().any(|fault| fault.contains(words)), "{source}: {told:?}");
    }
    for source in ["use crate::*;", "use crate as all;", "use super::super::*;"] {
        caught("units/exact.rs", source, 1, "units imports the whole crate");
    }
    fine("units/exact.rs", "// crate::model::Cut\n/// `crate::model::Cut`\nfn f() {}");
    fine("units/exact.rs", "use super::zone::Zone; mod tests { use super::*; }");
    fine("units/exact.rs", "fn f() { let _ = \"crate::model::Cut\"; }");
}

#[test]
fn the_browser_stands_in_the_page_alone() {
    for name in ["gloo", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "web_sys", "yew"] {
        caught("report/figures.rs", &format!("use {name}::prelude::*;"), 1, "a browser's crate");
        caught("cli/mod.rs", &format!("fn f() {{ ::{name}::run() }}"), 1, "a browser's crate");
        fine("web/app.rs", &format!("use {name}::prelude::*;"));
    }
}

#[test]
fn serde_stands_where_data_leaves_or_enters() {
    for source in [
        "use serde::Serialize;",
        "#[derive(serde::Deserialize)] struct S;",
        "#[serde(rename = \"a\")] struct S;",
    ] {
        caught("model/credit.rs", source, 1, "serde belongs into");
        caught("web/app.rs", source, 1, "serde belongs into");
        caught("compliance/mod.rs", source, 1, "serde belongs into");
        fine("report/figures.rs", source);
        fine("web/message.rs", source);
        fine("compliance/judgement.rs", source);
    }
    caught("report/figures.rs", "fn f() { serde_json::to_string(&1); }", 1, "serde_json belongs");
    caught("units/exact.rs", "use serde_json::Value;", 1, "serde_json belongs");
    fine("export/json.rs", "use serde_json::Serializer;");
    fine("report/figures.rs", "#[cfg(test)] mod tests { use serde_json::Value; }");
}

#[test]
fn floating_point_draws_and_nothing_else() {
    for source in
        ["fn f(x: f64) {}", "const A: u8 = 0.5 as u8;", "fn f() { g(1e3) }", "type T = f32;"]
    {
        caught("measurement/availability.rs", source, 1, "floating point");
        fine("chart/line.rs", source);
    }
    fine("units/exact.rs", "fn f(s: S) { s.0.1; s.as_f64(); let _ = (0xe3, 1_000); }");
}

#[test]
fn the_zone_rules_stand_in_units() {
    caught("timeline/term.rs", "use chrono_tz::Tz;", 1, "chrono-tz belongs");
    fine("units/zone.rs", "use chrono_tz::Tz;");
    fine("timeline/term.rs", "use chrono::NaiveDate;");
}

#[test]
fn only_the_pages_clock_asks_for_now() {
    for source in [
        "use std::time::Instant;",
        "fn f() { std::time::SystemTime::now(); }",
        "fn f() { chrono::Utc::now(); }",
        "fn f() { js_sys::Date::new_0(); }",
        "fn f() { performance.now(); }",
    ] {
        caught("web/app.rs", source, 1, "the machine's clock belongs");
        fine("web/browser/clock.rs", source);
    }
    fine("web/app.rs", "fn f(now: Instant) { g(now) }");
}

#[test]
fn sentences_stand_among_the_words() {
    let said = "fn f() -> String { format!(\"{count} incidents were found\") }";
    caught("cli/commands.rs", said, 1, "a sentence belongs");
    caught("web/app.rs", "fn f() { html! { <p>{ \"Nothing to show.\" }</p> } }", 1, "a sentence");
    caught("web/app.rs", "fn f() { html! { <p title=\"Not now\" /> } }", 1, "a sentence");
    caught(
        "export/html.rs",
        "const A: &str = r#\"<b class=\"x\">It is here</b>\"#;",
        1,
        "a sentence",
    );
    caught("export/html.rs", "const A: &str = \"one\\nline\";", 1, "a sentence");
    fine("format/words/en.rs", said);
    fine("web/app.rs", "fn f() { html! { <p class=\"wide card\">{ words.title }</p> } }");
    fine("web/app.rs", "fn f() { let class = \"card card-wide\"; }");
    fine("export/html.rs", "const A: &str = \"<b class=\\\"wide card\\\">\";");
    fine("report/figures.rs", "/// Nothing to show.\n#[doc = \"Nothing to show.\"]\nfn f() {}");
    fine("report/figures.rs", "#[cfg(test)] mod tests { fn f() { g(\"two words\") } }");
    fine("report/figures.rs", "const A: &[&str] = &[\"EUR USD\", \"half_up\", \"text, csv\"];");
    caught(
        "report/figures.rs",
        "#[cfg(test)] mod tests {}\nfn f() { g(\"two words\") }",
        2,
        "a sentence",
    );
    caught(
        "report/figures.rs",
        "#[cfg(test)]\nuse a::b;\nfn f() { g(\"two words\") }",
        3,
        "a sentence",
    );
}
