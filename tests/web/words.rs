//! Every word that the page shows is said by its language: mounted with a language whose words
//! stand in brackets, and with files in Greek, no Latin letter stands outside of them.

use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use gloo::utils::{body, document};
use sla_calculator::evaluate::Input;
use sla_calculator::format::words::{English, Language, Marks, Page, PageLanguage, Phrase};
use sla_calculator::web::address::Address;
use sla_calculator::web::message::{
    Answer, ChartWish, FigureId, Filter, FilterBy, GridWish, IncidentWish, IncidentsWish, Known,
    Progress, Sample, Span, Step, Unit,
};
use sla_calculator::web::screen::Screen;
use sla_calculator::web::session::Session;
use sla_calculator::web::shared::Shared;
use sla_calculator::web::speech::Speech;
use sla_calculator::web::state::{Action, Engine, FileCard, State, reduce};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

/// English in brackets.
struct Pseudo;

impl PageLanguage for Pseudo {
    fn tag(&self) -> &'static str {
        "en-x-pseudo"
    }

    fn marks(&self) -> Marks {
        English.marks()
    }

    fn page(&self, page: &Page<'_>) -> String {
        format!("⟦{}⟧", English.page(page))
    }
}

impl Language for Pseudo {
    fn symbol(&self, currency: &str) -> Option<&'static str> {
        English.symbol(currency)
    }

    fn say(&self, phrase: &Phrase<'_>) -> String {
        format!("⟦{}⟧", English.say(phrase))
    }
}

#[derive(Properties, PartialEq)]
struct StageProps {
    state: State,
}

#[component]
fn Stage(props: &StageProps) -> Html {
    let language: Rc<dyn PageLanguage> = Rc::new(Pseudo);
    html! {
        <ContextProvider<Speech> context={Speech(Shared::from(language))}>
            <Screen state={props.state.clone()} on={Callback::noop()} on_files={Callback::noop()}
                on_save={Callback::noop()} />
        </ContextProvider<Speech>>
    }
}

/// Everything that is seen or heard of a state: texts, and the attributes that are read out.
#[expect(clippy::unwrap_used, reason = "what fails a test")]
async fn said(state: State) -> Vec<String> {
    let place = document().create_element("div").unwrap();
    body().append_child(&place).unwrap();
    let page = yew::Renderer::<Stage>::with_root_and_props(place.clone(), StageProps { state });
    let page = page.render();
    TimeoutFuture::new(50).await;
    // What is a file's own text or a name of the formats is marked as not to be translated.
    let collect = js_sys::Function::new_with_args(
        "place",
        "const said = [];
         for (const element of place.querySelectorAll('*')) {
           if (element.closest('[translate=no]')) continue;
           for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
             if (element.hasAttribute(name)) said.push(element.getAttribute(name));
           }
         }
         const blocks = 'p, li, h1, h2, h3, th, td, button, label, summary, span, strong, a, pre';
         const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
         const seen = new Map();
         while (walk.nextNode()) {
           const parent = walk.currentNode.parentElement;
           if (parent.closest('[translate=no]')) continue;
           const owner = parent.closest('bdi')?.parentElement.closest(blocks) ?? parent;
           seen.set(owner, (seen.get(owner) ?? '') + walk.currentNode.data);
         }
         return [...said, ...seen.values()];",
    );
    let said: js_sys::Array = collect.call1(&place, &place).unwrap().unchecked_into();
    page.destroy();
    place.remove();
    said.iter().filter_map(|text| text.as_string()).collect()
}

/// What stands outside all brackets.
fn outside(text: &str) -> String {
    let mut depth = 0;
    let mut outside = String::new();
    for character in text.chars() {
        match character {
            '⟦' => depth += 1,
            '⟧' => depth -= 1,
            _ if depth == 0 => outside.push(character),
            _ => {}
        }
    }
    outside
}

async fn check(name: &str, state: State) -> Vec<String> {
    let said = said(state).await;
    assert!(said.len() > 3, "{name}: {said:?}");
    for text in &said {
        let outside = outside(text);
        let latin = outside.chars().any(|character| character.is_ascii_alphabetic());
        assert!(!latin, "{name}: “{outside}” in “{text}”");
    }
    said
}

const CONTRACT: &str = r#"{
  "format": "sla-contract/1", "title": "Σύμβαση", "note": "Σημείωση",
  "provider": { "name": "Πάροχος" }, "client": { "name": "Πελάτης" },
  "currency": "EUR", "time_zone": "Europe/Athens",
  "term": { "from": "2026-01-01" },
  "services": [
    { "id": "α", "name": "Υπηρεσία", "clause": "§1",
      "charges": [{ "from": "2026-01-01", "amount": "1000.00", "per": "month" }] },
    { "id": "β" }
  ],
  "counting": { "impact": { "όλη": "1", "μισή": "0.5", "καμία": "0" } },
  "objectives": [
    { "id": "γ", "name": "Διαθεσιμότητα", "service": "α", "indicator": "availability",
      "clause": "§2", "text": "Η υπηρεσία είναι διαθέσιμη.", "target": { "at_least": "99.9" },
      "credit": { "tiers": [
        { "below": "99.5", "above": "99", "percent": "5" }, { "below": "98", "percent": "20" }] } }
  ]
}"#;

const INCIDENTS: &str = r#"{
  "format": "sla-incidents/1",
  "source": { "system": "Σύστημα",
    "covers": { "from": "2026-01-01T00:00:00Z", "until": "2026-04-10T00:00:00Z" } },
  "incidents": [
    { "id": "1", "title": "Βλάβη", "services": ["α"], "impact": "όλη",
      "started": "2026-01-10T10:00:00Z", "restored": "2026-01-10T15:00:00Z" },
    { "id": "2", "title": "Αργό", "services": [{ "id": "α", "impact": "μισή" }],
      "started": "2026-02-10T10:00:00Z", "restored": "2026-02-12T11:00:00Z" },
    { "id": "3", "services": ["α"], "started": "2026-04-02T10:00:00Z" },
    { "id": "4", "services": ["δ"], "started": "2026-02-10T10:00:00Z",
      "restored": "2026-02-10T11:00:00Z" },
    { "id": "5", "services": ["α"], "impact": "καμία", "started": "2026-02-10T10:00:00Z",
      "restored": "2026-02-10T11:00:00Z" }
  ]
}"#;

fn open(session: &mut Session, files: &[(&str, &str)], as_of: Option<&str>) -> Answer {
    let inputs: Vec<_> =
        files.iter().map(|(name, text)| Input::new(name, text.as_bytes())).collect();
    match session.read(&Pseudo, &inputs, None, &mut |_| ()) {
        Ok(()) => session.start(&Pseudo, as_of, &mut |_| ()),
        Err(answer) => answer,
    }
}

fn go(hash: &str) -> Action {
    Action::Went(Address::parse(hash))
}

/// The state with the part of the grid that it wants.
fn with_grid(session: &Session, state: State) -> State {
    let told = Action::GridTold(session.grid(&Pseudo, &state.wanted_grid()));
    reduce(state, told)
}

fn with_files(answer: Answer) -> State {
    let card = |key, name: &str| FileCard { key, name: name.to_owned(), bytes: 1_234 };
    let actions =
        [Action::FilesAdded(vec![card(1, "σύμβαση"), card(2, "βλάβες")]), Action::Answered(answer)];
    actions.into_iter().fold(State::default(), reduce)
}

fn example(session: &mut Session) -> State {
    let state = with_files(open(session, &[("σύμβαση", CONTRACT), ("βλάβες", INCIDENTS)], None));
    with_grid(session, state)
}

#[wasm_bindgen_test]
async fn a_word_of_its_own_would_be_noticed() {
    assert_eq!(outside("⟦one ⟦two⟧ three⟧ four"), " four");
    let file = FileCard { key: 1, name: "stray".to_owned(), bytes: 1 };
    let stray = reduce(State::default(), Action::FilesAdded(vec![file]));
    // While they are read, no file is shown.
    let stray = reduce(stray, Action::EngineIs(Engine::Stopped));
    assert!(said(stray).await.iter().any(|text| outside(text).contains("stray")));
}

fn sample() -> Sample {
    Sample {
        id: "1".to_owned(),
        title: "Δείγμα".to_owned(),
        description: "Ένα δείγμα".to_owned(),
        contract: String::new(),
        incidents: Vec::new(),
        as_of: String::new(),
        kind: String::new(),
    }
}

#[wasm_bindgen_test]
async fn the_start_speaks_the_language() {
    let start = reduce(State::default(), Action::SamplesListed(vec![sample()]));
    check("start", start.clone()).await;
    let fetching = reduce(start.clone(), go("#/sample/1"));
    check("fetching", fetching.clone()).await;
    check("lost", reduce(fetching, Action::SampleLost("1".to_owned()))).await;
    for engine in [Engine::NotStarted, Engine::Stopped, Engine::OtherBuild] {
        check("engine", reduce(start.clone(), Action::EngineIs(engine))).await;
    }
    let known = Known { name: "αρχείο".to_owned(), bytes: 1, sha256: "12".to_owned() };
    let reloaded = reduce(reduce(start, go("#/files")), Action::FilesKnown(vec![known]));
    check("reloaded", reloaded.clone()).await;
    let other = FileCard { key: 1, name: "άλλο".to_owned(), bytes: 1 };
    check("one of them", reduce(reloaded, Action::FilesAdded(vec![other]))).await;
}

#[wasm_bindgen_test]
async fn the_report_speaks_the_language() {
    let mut session = Session::default();
    let state = example(&mut session);
    let said = check("report", State { sample: Some("1".to_owned()), ..state.clone() }).await;
    for unit in [Unit::Time, Unit::Percent] {
        let wish = ChartWish { unit, width: 720, ..ChartWish::default() };
        let drawn = Action::ChartsDrawn(session.charts(&Pseudo, &wish));
        let said = check("pictures", reduce(state.clone(), drawn)).await;
        assert!(said.iter().any(|text| text.contains("Διαθεσιμότητα")), "{said:?}");
    }
    assert!(said.iter().any(|text| text.contains("Πάροχος")), "{said:?}");
    let mut evaluate = |as_of: &str| session.evaluate(&Pseudo, as_of, &mut |_| ());
    let asked = reduce(state.clone(), Action::AsOfChosen);
    check("as of", reduce(asked.clone(), Action::Answered(evaluate("")))).await;
    let none_known = reduce(asked, Action::Answered(evaluate("2027-01-01T00:00:00Z")));
    check("not measured", none_known).await;
    let state = example(&mut session);
    for month in 1..=4 {
        let figure = FigureId { objective: "γ".to_owned(), period: format!("2026-{month:02}-01") };
        let opened = reduce(state.clone(), Action::FigureOpened(None, figure.clone()));
        check("waiting", opened.clone()).await;
        let worked = Action::FigureWorked(session.calculation(&Pseudo, &figure));
        let said = check("calculation", reduce(opened, worked)).await;
        assert!(said.iter().any(|text| text.contains("§2")), "{said:?}");
    }
    let narrow = with_grid(&session, reduce(state.clone(), Action::Narrowed(true)));
    check("narrow", narrow.clone()).await;
    let one = with_grid(&session, reduce(narrow, Action::ObjectiveOpened("γ".to_owned())));
    let wish = ChartWish { objective: Some("γ".to_owned()), width: 328, ..ChartWish::default() };
    let drawn = Action::ChartsDrawn(session.charts(&Pseudo, &wish));
    let said = check("one objective", reduce(one, drawn)).await;
    assert!(said.iter().any(|text| text.contains("to date")), "{said:?}");
}

#[wasm_bindgen_test]
async fn the_incidents_speak_the_language() {
    let mut session = Session::default();
    let state = example(&mut session);
    let all = Span { from: 0, count: 60 };
    let wish = IncidentsWish { lines: all, ..IncidentsWish::default() };
    let told = Action::IncidentsTold(session.incidents(&Pseudo, &wish));
    let said =
        check("incidents", reduce(reduce(state.clone(), go("#/files?incidents")), told)).await;
    assert!(said.iter().any(|text| text.contains("Αργό")), "{said:?}");
    let wish = IncidentWish { id: "1".to_owned(), width: 328 };
    let told = Action::IncidentTold(session.incident(&Pseudo, &wish));
    let said = check("incident", reduce(reduce(state, go("#/files?incident=1")), told)).await;
    assert!(said.iter().any(|text| text.contains("Βλάβη")), "{said:?}");
}

#[wasm_bindgen_test]
async fn work_and_changed_files_speak_the_language() {
    let mut session = Session::default();
    let state = example(&mut session);
    let more = FileCard { key: 3, name: "άλλο".to_owned(), bytes: 1 };
    let busy = reduce(state.clone(), Action::FilesAdded(vec![more]));
    check("busy", busy.clone()).await;
    for step in [Step::Read, Step::Parse, Step::Calculate] {
        let progress = Progress { step, done: 1_000_000, all: 2_000_000 };
        check("progress", reduce(busy.clone(), Action::Progressed(progress))).await;
    }
    check("stopped", reduce(busy.clone(), Action::Stopped)).await;
    for answer in [Answer::Unreadable("φ".to_owned()), Answer::TooLarge("φ".to_owned())] {
        check("trouble", reduce(busy.clone(), Action::Answered(answer))).await;
    }
    check("which", reduce(busy, Action::Answered(Answer::Contracts(vec![0, 2])))).await;
    check("removed", reduce(state.clone(), Action::FileRemoved(1))).await;
    let same = FileCard { key: 4, name: "βλάβες".to_owned(), bytes: 1 };
    let replaced = reduce(state, Action::FilesAdded(vec![same]));
    let shorter = INCIDENTS.replace("T15:00", "T10:01");
    let answer = open(&mut session, &[("σύμβαση", CONTRACT), ("βλάβες", &shorter)], None);
    let said = check("changed", reduce(replaced, Action::Answered(answer))).await;
    assert!(said.iter().any(|text| text.contains("is ⟦Met⟧")), "{said:?}");
}

#[wasm_bindgen_test]
async fn a_part_of_a_large_grid_speaks_the_language() {
    let objective = |n: u32| {
        format!(
            r#"{{ "id": "{n}", "service": "α", "indicator": "availability",
                 "target": {{ "at_least": "99.9" }} }}"#
        )
    };
    let objectives: Vec<String> = (0..60).map(objective).collect();
    let contract = format!(
        r#"{{ "format": "sla-contract/1", "currency": "EUR", "services": [{{ "id": "α", "name": "Υ" }}],
             "term": {{ "from": "2020-01-01" }}, "objectives": [{}],
             "counting": {{ "impact": {{ "όλη": "1" }} }} }}"#,
        objectives.join(",")
    );
    let incidents = r#"{ "format": "sla-incidents/1", "incidents": [
        { "id": "1", "services": ["α"], "impact": "όλη", "started": "2020-01-10T10:00:00Z",
          "restored": "2026-01-10T15:00:00Z" }] }"#;
    let mut session = Session::default();
    let answer = open(&mut session, &[("α", &contract), ("β", incidents)], None);
    let state = with_files(answer);
    let part = with_grid(&session, state.clone());
    check("part", part.clone()).await;
    let narrow = GridWish { lines: Span { from: 0, count: 5 }, ..part.wanted_grid() };
    let told = Action::GridTold(session.grid(&Pseudo, &GridWish { cells: false, ..narrow }));
    check("narrow part", reduce(state.clone(), told)).await;
    let nothing = Filter { words: "τίποτα".to_owned(), ..Filter::default() };
    let nothing = nothing.with(FilterBy::Period, Some("2021"));
    let none = reduce(state, Action::Filtered(nothing));
    check("nothing found", with_grid(&session, none)).await;
}

#[wasm_bindgen_test]
async fn faults_speak_the_language() {
    let broken = CONTRACT
        .replace("\"service\": \"α\"", "\"service\": \"ω\"")
        .replace("99.9", "99,9")
        .replace("\"note\"", "\"ν\"");
    let mut session = Session::default();
    check("faults", with_files(open(&mut session, &[("σ", &broken), ("β", "")], None))).await;
    check("missing", with_files(open(&mut session, &[("σ", CONTRACT)], None))).await;
    check("unreadable", with_files(Answer::Unreadable("φάκελος".to_owned()))).await;
    check("no instant", with_files(Answer::AsOfMissing)).await;
}
