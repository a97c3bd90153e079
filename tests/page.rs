//! The page's state, its messages and its windows, as far as they need no browser.

use std::collections::BTreeSet;

use sla_calculator::evaluate::Input;
use sla_calculator::format::words::{English, Page, PageLanguage};
use sla_calculator::web::coloured::coloured;
use sla_calculator::web::message::{
    Answer, ChartWish, Charts, Form, MOST_BYTES, Question, Sample, Span, Subject, Unit, Window,
    Worked, decode, encode,
};
use sla_calculator::web::session::Session;
use sla_calculator::web::state::{Action, Engine, Fetch, FileCard, Origin, Outcome, State, reduce};

const CONTRACT: &str = include_str!("../examples/managed-services/contract.json");
const INCIDENTS: &str = include_str!("../examples/managed-services/incidents.json");
const AS_OF: &str = "2026-07-10T08:00:00Z";

fn open(session: &mut Session, files: &[(&str, &str)], as_of: Option<&str>) -> Answer {
    let inputs: Vec<_> =
        files.iter().map(|(name, text)| Input::new(name, text.as_bytes())).collect();
    session.open(&inputs, as_of)
}

fn example(session: &mut Session, as_of: Option<&str>) -> Answer {
    open(session, &[("contract.json", CONTRACT), ("incidents.json", INCIDENTS)], as_of)
}

#[expect(clippy::panic, reason = "what fails a test")]
#[track_caller]
fn window(answer: Answer) -> Window {
    match answer {
        Answer::Report(window) => *window,
        other => panic!("no report: {other:?}"),
    }
}

fn card(key: u32, name: &str) -> FileCard {
    FileCard { key, name: name.to_owned(), bytes: 1 }
}

fn sample() -> Sample {
    Sample {
        id: "managed-services".to_owned(),
        title: "Managed services".to_owned(),
        description: String::new(),
        contract: "contract.json".to_owned(),
        incidents: vec!["incidents.json".to_owned()],
        as_of: AS_OF.to_owned(),
    }
}

fn after(actions: impl IntoIterator<Item = Action>) -> State {
    actions.into_iter().fold(State::default(), reduce)
}

fn asked(state: &State) -> Option<&Question> {
    state.asked.as_ref().map(|asked| &asked.question)
}

// --- The state.

#[test]
fn dropped_files_are_opened_as_of_what_they_suggest() {
    let state = after([Action::FilesAdded(vec![card(1, "a"), card(2, "b")])]);
    let names = vec!["a".to_owned(), "b".to_owned()];
    assert_eq!(asked(&state), Some(&Question::Open { names, as_of: None }));
    let state = reduce(state, Action::Answered(example(&mut Session::default(), None)));
    assert_eq!(state.asked, None);
    assert_eq!(state.as_of.draft, "2026-07-14T08:00:00");
    assert_eq!(state.as_of.origin, Origin::Proposed);
    let source = state.window().and_then(|window| window.proposed.clone()).map(|it| it.source);
    assert_eq!(source.as_deref(), Some("exported_at"));
}

#[test]
fn a_sample_brings_its_own_instant_and_goes_when_own_files_come() {
    let chosen = || {
        let fetched = vec![card(1, "contract.json"), card(2, "incidents.json")];
        [Action::SampleChosen(sample().title), Action::SampleFetched(sample(), fetched)]
    };
    let state = after(chosen());
    assert!(state.is_sample && state.fetch.is_none());
    assert!(
        matches!(asked(&state), Some(Question::Open { as_of: Some(as_of), .. }) if as_of == AS_OF)
    );
    let state = reduce(state, Action::FilesAdded(vec![card(3, "own.json")]));
    assert!(!state.is_sample);
    assert_eq!(state.files, [card(3, "own.json")]);
    assert_eq!((state.as_of.chosen, state.as_of.origin), (None, Origin::Proposed));
}

#[test]
fn a_sample_that_comes_too_late_is_not_opened() {
    let state = after([
        Action::SampleChosen(sample().title),
        Action::FilesAdded(vec![card(1, "own.json")]),
        Action::SampleFetched(sample(), vec![card(2, "contract.json")]),
    ]);
    assert_eq!(state.files, [card(1, "own.json")]);
    let state = after([Action::SampleChosen("A".to_owned()), Action::SampleLost("A".to_owned())]);
    assert_eq!(state.fetch, Some(Fetch::Failed("A".to_owned())));
}

#[test]
fn a_file_that_comes_again_replaces_the_one_of_its_name() {
    let state = after([
        Action::FilesAdded(vec![card(1, "contract.json"), card(2, "incidents.json")]),
        Action::FilesAdded(vec![card(3, "contract.json")]),
    ]);
    assert_eq!(state.files, [card(2, "incidents.json"), card(3, "contract.json")]);
    let state = reduce(state, Action::FileRemoved(2));
    assert_eq!(state.files, [card(3, "contract.json")]);
    let state = reduce(state, Action::FileRemoved(3));
    assert!(state.files.is_empty() && state.asked.is_none());
}

#[test]
fn a_written_instant_is_read_in_the_contracts_zone() {
    let mut session = Session::default();
    let opened = [
        Action::FilesAdded(vec![card(1, "a")]),
        Action::Answered(example(&mut session, None)),
        Action::AsOfWritten(String::new()),
        Action::AsOfChosen,
        Action::Answered(session.evaluate("")),
    ];
    let state = after(opened);
    assert!(state.as_of.wrong && state.asked.is_none() && state.window().is_some());
    let written = "2026-07-10T10:00";
    let state = reduce(state, Action::AsOfWritten(written.to_owned()));
    assert!(!state.as_of.wrong);
    let state = reduce(state, Action::AsOfChosen);
    assert_eq!(asked(&state), Some(&Question::Evaluate { as_of: written.to_owned() }));
    let state = reduce(state, Action::Answered(session.evaluate(written)));
    assert_eq!(state.as_of.draft, "2026-07-10T10:00:00");
    // What the reader chose holds for further files too, in whatever zone.
    let state = reduce(state, Action::FilesAdded(vec![card(2, "b")]));
    let Some(Question::Open { as_of, .. }) = asked(&state) else { panic!("nothing is asked") };
    assert_eq!(as_of.as_deref(), Some("2026-07-10T10:00:00+02:00"));
}

#[test]
fn a_lost_engine_leaves_the_files_and_another_opens_them_again() {
    let state = after([Action::FilesAdded(vec![card(1, "a")]), Action::EngineIs(Engine::Stopped)]);
    assert_eq!((state.asked.is_none(), state.files.len(), state.run), (true, 1, 0));
    let state = reduce(state, Action::EngineRestarted);
    assert_eq!((state.engine, state.run), (Engine::Starting, 1));
    assert!(matches!(asked(&state), Some(Question::Open { .. })));
}

#[test]
fn a_figure_stays_open_over_another_instant_and_closes_with_its_report() {
    let mut session = Session::default();
    let opened = [
        Action::FilesAdded(vec![card(1, "a")]),
        Action::Answered(example(&mut session, Some(AS_OF))),
        Action::FigureOpened(0, 2),
        Action::FigureWorked(session.calculation(0, 2)),
    ];
    let state = after(opened);
    let worked = state.figure.as_ref().and_then(|figure| figure.worked.clone());
    assert!(worked.is_some_and(|worked| !worked.calculation.steps.is_empty()));
    let later = session.evaluate("2026-07-12T00:00:00Z");
    let state = reduce(state, Action::Answered(later));
    assert!(state.figure.is_some());
    let broken = open(&mut session, &[("contract.json", "{")], None);
    let state = reduce(state, Action::Answered(broken));
    assert!(state.figure.is_none());
    assert!(matches!(&state.outcome, Outcome::Faults(faults) if faults.errors == 1));
}

// --- The messages.

#[test]
fn every_message_survives_the_way() {
    let span = Span { from: 1, count: 2 };
    let questions = [
        Question::Open { names: vec!["\u{202e}\"".to_owned()], as_of: None },
        Question::Open { names: Vec::new(), as_of: Some(AS_OF.to_owned()) },
        Question::Evaluate { as_of: AS_OF.to_owned() },
        Question::Window { objectives: span, periods: span },
        Question::Calculation { objective: u32::MAX, period: 0 },
        Question::Charts(ChartWish { objective: Some(7), unit: Unit::Percent, width: 328 }),
        Question::Export(Form::Csv),
        Question::Export(Form::Json),
    ];
    for question in questions {
        assert_eq!(decode(&encode(&question)), Some(question));
    }
    let mut session = Session::default();
    let mut answers = vec![
        session.evaluate(AS_OF),
        open(&mut session, &[("contract.json", "{\"format\": 1}")], None),
        open(&mut session, &[("c", CONTRACT), ("i", NO_INSTANT)], None),
        Answer::Unreadable("a\u{0}b".to_owned()),
        Answer::Exported(Form::Json),
        Answer::AsOfWrong,
        example(&mut session, Some(AS_OF)),
    ];
    answers.push(session.charts(&English, &wish(Unit::Time)));
    for period in 0..7 {
        answers.extend([session.calculation(0, period), session.calculation(1, period)]);
    }
    let kinds: BTreeSet<_> = answers.iter().map(kind).collect();
    assert_eq!(kinds.len(), 9, "every kind of answer is here");
    for answer in answers {
        let text = encode(&answer);
        let again: Option<Answer> = decode(&text);
        assert_eq!(again.map(|again| encode(&again)), Some(text));
    }
    assert!(decode::<Answer>("no message").is_none());
}

const NO_INSTANT: &str = r#"{ "format": "sla-incidents/1", "incidents": [] }"#;

fn kind(answer: &Answer) -> u8 {
    match answer {
        Answer::Report(_) => 0,
        Answer::Faults(_) => 1,
        Answer::AsOfMissing => 2,
        Answer::Unreadable(_) => 3,
        Answer::Worked(_) => 4,
        Answer::Exported(_) => 5,
        Answer::Nothing => 6,
        Answer::AsOfWrong => 7,
        Answer::Charts(_) => 8,
    }
}

// --- The windows.

/// Objectives of one service over ten years of months, each clause with a long text.
fn large(objectives: usize, words: usize) -> String {
    let text = "word ".repeat(words);
    let objectives: Vec<String> = (0..objectives)
        .map(|n| {
            format!(
                r#"{{ "id": "o{n}", "service": "s", "indicator": "availability", "text": "{text}",
                     "target": {{ "at_least": "99.9" }} }}"#
            )
        })
        .collect();
    format!(
        r#"{{ "format": "sla-contract/1", "currency": "EUR", "services": [{{ "id": "s" }}],
             "term": {{ "from": "2016-01-01" }}, "note": "{text}",
             "objectives": [{}] }}"#,
        objectives.join(",")
    )
}

/// A minute of every hour of January 2016.
fn many_incidents() -> String {
    let incident = |n: u32| {
        let (day, hour) = (n / 24 % 31 + 1, n % 24);
        format!(
            r#"{{ "id": "{n}", "title": "{}", "services": ["s"],
                 "started": "2016-01-{day:02}T{hour:02}:00:00Z",
                 "restored": "2016-01-{day:02}T{hour:02}:01:00Z" }}"#,
            "a long title ".repeat(20)
        )
    };
    let incidents: Vec<String> = (0..744).map(incident).collect();
    format!(r#"{{ "format": "sla-incidents/1", "incidents": [{}] }}"#, incidents.join(","))
}

#[test]
fn no_message_outgrows_its_bound() {
    let incidents = many_incidents();
    for (objectives, words) in [(100, 1), (40, 700), (3, 100_000)] {
        let contract = large(objectives, words);
        let mut session = Session::default();
        let files = [("c", contract.as_str()), ("i", incidents.as_str())];
        let answer = open(&mut session, &files, Some("2026-01-01T00:00:00Z"));
        assert!(encode(&answer).len() <= MOST_BYTES, "{words}: {}", encode(&answer).len());
        let first = window(answer);
        assert_eq!(first.all_periods, 120);
        assert!(first.periods.contains(119), "the newest period is shown");
        assert!(first.objectives.contains(0) && first.periods.count > 1);
        let everything = Span { from: 0, count: u32::MAX };
        let answer = session.window(everything, everything);
        assert!(encode(&answer).len() <= MOST_BYTES);
        for unit in [Unit::Time, Unit::Percent] {
            let answer = session.charts(&English, &wish(unit));
            assert!(encode(&answer).len() <= MOST_BYTES, "{}", encode(&answer).len());
            let marks = charts(answer).trend.picture.map(|picture| picture.marks);
            let newest = marks.and_then(|marks| marks.last().map(|mark| mark.period));
            assert!(newest.is_some_and(|newest| newest > 60), "{newest:?}");
        }
        let Answer::Worked(worked) = session.calculation(0, 0) else { panic!("no calculation") };
        let Worked { unlisted_incidents, .. } = *worked;
        assert_eq!(unlisted_incidents, 544);
        assert!(encode(&session.calculation(0, 0)).len() <= MOST_BYTES);
    }
}

#[test]
fn many_faults_are_counted_and_the_first_listed() {
    let wrong: Vec<String> = (0..6_000).map(|n| format!(r#""field{n}": 1"#)).collect();
    let contract = format!(r#"{{ "format": "sla-contract/1", {} }}"#, wrong.join(",\n"));
    let answer = open(&mut Session::default(), &[("c", &contract)], None);
    assert!(encode(&answer).len() <= MOST_BYTES);
    let Answer::Faults(faults) = answer else { panic!("no faults") };
    assert!(faults.errors > 6_000, "{}", faults.errors);
    assert!(faults.listed.len() <= 200);
}

#[test]
fn the_windows_of_a_report_make_up_the_whole() {
    let mut session = Session::default();
    let contract = large(50, 1);
    let incidents = many_incidents();
    let files = [("c", contract.as_str()), ("i", incidents.as_str())];
    let first = window(open(&mut session, &files, Some("2026-01-01T00:00:00Z")));
    let (mut objectives, mut seen) = (Some(Span { from: 0, ..first.objectives }), BTreeSet::new());
    while let Some(rows) = objectives {
        let mut periods = Some(first.periods);
        while let Some(columns) = periods {
            let part = window(session.window(rows, columns));
            assert_eq!(part.report.agreement.objectives.len() as u32, part.objectives.count);
            for row in &part.report.results {
                let objective = &part.report.agreement.objectives[row.objective as usize];
                assert_eq!(objective.id, format!("o{}", part.objectives.from + row.objective));
                seen.insert((part.objectives.from + row.objective, part.periods.from + row.period));
            }
            periods = columns.before();
        }
        objectives = rows.after(first.all_objectives);
    }
    assert_eq!(seen.len(), 50 * 120);
}

// --- The pictures.

fn wish(unit: Unit) -> ChartWish {
    ChartWish { objective: None, unit, width: 720 }
}

#[expect(clippy::panic, reason = "what fails a test")]
#[track_caller]
fn charts(answer: Answer) -> Charts {
    match answer {
        Answer::Charts(charts) => *charts,
        other => panic!("no pictures: {other:?}"),
    }
}

/// Without the marks around names.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "").replace('\u{a0}', " ")
}

#[test]
fn the_worst_objective_is_drawn_and_another_when_it_is_chosen() {
    let mut session = Session::default();
    assert!(matches!(session.charts(&English, &wish(Unit::Time)), Answer::Nothing));
    example(&mut session, Some(AS_OF));
    let worst = charts(session.charts(&English, &wish(Unit::Time)));
    assert_eq!(worst.wish.objective, Some(1));
    let finding = "Remote access availability used up its allowance in 2 of 6 months";
    assert_eq!(plain(&worst.trend.finding), finding);
    assert!(worst.trend.finding.contains('\u{2068}'), "the name is set apart");
    let names: Vec<String> = worst.objectives.iter().map(|name| plain(name)).collect();
    assert_eq!(names, ["ERP availability", "Remote access availability"]);
    let other = ChartWish { objective: Some(0), ..wish(Unit::Percent) };
    let other = charts(session.charts(&English, &other));
    let finding = "ERP availability fell below its target in 1 of 6 months";
    assert_eq!(plain(&other.trend.finding), finding);
    let gone = ChartWish { objective: Some(9), ..wish(Unit::Time) };
    assert_eq!(charts(session.charts(&English, &gone)).wish.objective, Some(1));
}

#[test]
fn a_mark_leads_to_its_figure() {
    let mut session = Session::default();
    example(&mut session, Some(AS_OF));
    let charts = charts(session.charts(&English, &wish(Unit::Time)));
    for (chart, objectives) in [(&charts.trend, [1; 7]), (&charts.credits, [0, 0, 0, 0, 1, 1, 1])] {
        let marks = chart.picture.as_ref().map(|picture| picture.marks.as_slice());
        for mark in marks.unwrap_or_default() {
            let amount = objectives.get(mark.period as usize).copied();
            if mark.value.contains('€') || chart == &charts.trend {
                assert_eq!(Some(mark.objective), amount, "{}", mark.title);
            }
        }
    }
    let state = after([Action::MarkOpened(Subject::Credits, 0, 2)]);
    let figure = state.figure.map(|figure| (figure.subject, figure.objective, figure.period));
    assert_eq!(figure, Some((Some(Subject::Credits), 0, 2)));
}

#[test]
fn a_saved_picture_has_colours_and_no_class() {
    let mut session = Session::default();
    example(&mut session, Some(AS_OF));
    for unit in [Unit::Time, Unit::Percent] {
        let charts = charts(session.charts(&English, &wish(unit)));
        for picture in [charts.trend.picture, charts.credits.picture].into_iter().flatten() {
            let saved = coloured(&picture, 1);
            assert!(!saved.contains("class=") && !saved.contains("style="), "{saved}");
        }
    }
}

// --- What the document says before the program arrives.

#[test]
fn the_document_says_what_the_page_says() {
    let document = include_str!("../index.html");
    let said = [
        Page::Title,
        Page::Promise,
        Page::Privacy,
        Page::PrivacyCheck,
        Page::DropHere,
        Page::ChooseFiles,
    ];
    for page in said {
        let words = English.page(&page);
        assert!(document.contains(&format!(">{words}<")), "{words}");
    }
    assert!(document.contains(&format!("<html lang=\"{}\">", English.tag())));
}
