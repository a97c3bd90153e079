//! The page's state, action by action.

use super::{AS_OF, account, after, asked, card, evaluate, example, figure, on, open, sample};
use sla_calculator::format::words::English;
use sla_calculator::web::address::{Address, Aspect};
use sla_calculator::web::message::{
    Answer, Filter, FilterBy, GridWish, IncidentOrder, Order, Progress, Question, Sample, Step,
    Subject,
};
use sla_calculator::web::session::Session;
use sla_calculator::web::state::{Action, Engine, Outcome, State, Trouble, reduce};

fn opened(session: &mut Session, as_of: Option<&str>) -> State {
    after([Action::FilesAdded(vec![card(1, "a")]), Action::Answered(example(session, as_of))])
}

fn at(hash: &str) -> Action {
    Action::Went(Address::parse(hash))
}

#[test]
fn a_written_instant_is_read_in_the_contracts_zone_and_stands_in_the_address() {
    let mut session = Session::default();
    let state = opened(&mut session, None);
    let wrong = Action::Answered(evaluate(&mut session, ""));
    let state = on(state, [Action::AsOfWritten(String::new()), Action::AsOfChosen, wrong]);
    assert!(state.as_of.wrong && state.asked.is_none() && state.account().is_some());
    let written = "2026-07-10T10:00";
    let state = reduce(state, Action::AsOfWritten(written.to_owned()));
    assert!(!state.as_of.wrong);
    let state = reduce(state, Action::AsOfChosen);
    assert_eq!(asked(&state), Some(&Question::Evaluate { as_of: written.to_owned() }));
    let state = reduce(state, Action::Answered(evaluate(&mut session, written)));
    assert_eq!(state.as_of.draft, "2026-07-10T10:00:00");
    let chosen = Some("2026-07-10T10:00:00+02:00");
    assert_eq!(state.address.as_of.as_deref(), chosen);
    // What the reader chose holds for further files too, in whatever zone.
    let state = reduce(state, Action::FilesAdded(vec![card(2, "b")]));
    let Some(Question::Open { as_of, .. }) = asked(&state) else { panic!("nothing is asked") };
    assert_eq!(as_of.as_deref(), chosen);
}

#[test]
fn back_to_what_the_files_suggest_leaves_the_address_alone_and_compares_nothing() {
    let mut session = Session::default();
    let state = opened(&mut session, None);
    let typed = Action::AsOfWritten("2026-04-10T00:00".to_owned());
    let state = on(state, [typed, Action::AsOfChosen]);
    let answer = evaluate(&mut session, "2026-04-10T00:00");
    let state = on(state, [Action::Answered(answer), at("#/files")]);
    let proposed = "2026-07-14T06:00:00Z".to_owned();
    assert_eq!(asked(&state), Some(&Question::Evaluate { as_of: proposed.clone() }));
    let answer = evaluate(&mut session, &proposed);
    let state = reduce(state, Action::Answered(answer));
    assert_eq!((state.address.hash().as_str(), state.as_of.chosen), ("#/files", None));
    assert_eq!(state.as_of.draft, "2026-07-14T08:00:00");
}

#[test]
fn an_instant_is_never_asked_of_an_engine_that_has_nothing_open() {
    let opens = |state: &State| match asked(state) {
        Some(Question::Open { as_of, .. }) => as_of.clone(),
        _ => None,
    };
    let wanted = Some("2026-04-10T00:00".to_owned());
    let typed = || Action::AsOfWritten("2026-04-10T00:00".to_owned());
    let mut session = Session::default();
    // It died, and was not started again.
    let state = opened(&mut session, None);
    let dead = on(state.clone(), [Action::EngineIs(Engine::Stopped), typed(), Action::AsOfChosen]);
    assert_eq!((opens(&dead), dead.run), (wanted.clone(), 1));
    // It was started again, and has read nothing yet.
    let fresh = on(state.clone(), [typed(), Action::AsOfChosen, Action::Answered(Answer::Nothing)]);
    assert_eq!(opens(&fresh), wanted);
    // Other files are on their way.
    let files = Action::FilesAdded(vec![card(2, "b")]);
    let busy = on(state, [files, typed(), Action::AsOfChosen]);
    assert_eq!(opens(&busy), wanted);
    assert_eq!(busy.asked.as_ref().map(|asked| asked.files.len()), Some(2));
    let answer = example(&mut session, Some("2026-04-10T00:00"));
    let answered = reduce(busy, Action::Answered(answer));
    assert_eq!(answered.address.as_of.as_deref(), Some("2026-04-10T00:00:00+02:00"));
}

#[test]
fn an_address_that_names_no_figure_is_put_right_without_a_way_back_to_it() {
    let mut session = Session::default();
    let state = on(opened(&mut session, None), [at("#/files/erp-availability/1999-01-01")]);
    let state = reduce(state, Action::FigureWorked(Answer::Nothing));
    assert_eq!(state.address.hash(), "#/files/erp-availability");
    assert!(state.rewritten);
    // To close is no step of its own either.
    let state = reduce(state, Action::ObjectiveClosed);
    assert_eq!((state.address.hash().as_str(), state.rewritten), ("#/files", true));
    let state = on(state, [at("#/files/erp-availability")]);
    assert!(!state.rewritten);
    // While other files are on their way, the answer is about those before.
    let going = on(state, [at("#/sample/other/o/2026-01-01")]);
    assert!(!going.is_settled());
    let going = reduce(going, Action::FigureWorked(Answer::Nothing));
    assert!(going.address.figure().is_some());
}

#[test]
fn an_objective_that_is_not_there_is_put_right_too() {
    let mut session = Session::default();
    let state = opened(&mut session, None);
    let state = on(state, [Action::Narrowed(true), at("#/files/nope")]);
    let told = session.grid(&English, &state.wanted_grid());
    let state = reduce(state, Action::GridTold(told));
    assert_eq!((state.address.hash().as_str(), state.rewritten), ("#/files", true));
    assert_eq!(state.wanted_grid().only, None);
}

#[test]
fn a_late_answer_about_another_objective_leaves_the_address_alone() {
    let mut session = Session::default();
    let state = on(opened(&mut session, None), [Action::Narrowed(true), at("#/files/nope")]);
    let told = session.grid(&English, &state.wanted_grid());
    let state = on(state, [at("#/files/erp-availability"), Action::GridTold(told)]);
    assert_eq!(state.address.hash(), "#/files/erp-availability");
}

#[test]
fn on_a_narrow_screen_pictures_lead_back_to_the_report() {
    let state = after([Action::Narrowed(true), Action::ChartChosen("o".to_owned())]);
    assert_eq!(state.chart_wish.objective.as_deref(), Some("o"));
    assert_eq!(state.address.objective, None, "the report stays");
    let figure = figure("o", "2026-01-01");
    let state = on(state, [Action::FigureOpened(Some(Subject::Credits), figure)]);
    let state = reduce(state, Action::FigureClosed);
    assert_eq!(state.address.objective, None);
}

#[test]
fn a_lost_engine_leaves_the_files_and_another_opens_them_again() {
    let state = after([Action::FilesAdded(vec![card(1, "a")]), Action::EngineIs(Engine::Stopped)]);
    assert_eq!((state.asked.is_none(), state.files.len(), state.run), (true, 1, 0));
    let again = reduce(state.clone(), Action::EngineRestarted);
    assert_eq!((again.engine, again.run), (Engine::Starting, 1));
    assert!(matches!(asked(&again), Some(Question::Open { .. })));
    // Further files start another by themselves.
    let more = reduce(state, Action::FilesAdded(vec![card(2, "b")]));
    assert_eq!((more.engine, more.run, more.files.len()), (Engine::Starting, 1, 2));
    assert!(matches!(asked(&more), Some(Question::Open { .. })));
}

#[test]
fn a_stop_leaves_the_files_and_the_report_of_before() {
    let mut session = Session::default();
    let state = opened(&mut session, None);
    let reported = state.account().cloned();
    let progress = Progress { step: Step::Parse, done: 1, all: 2 };
    let busy = on(state, [Action::FilesAdded(vec![card(2, "b")]), Action::Progressed(progress)]);
    assert_eq!(busy.progress, Some(progress));
    let state = reduce(busy, Action::Stopped);
    assert_eq!(
        (state.run, state.progress, state.trouble.clone()),
        (1, None, Some(Trouble::Stopped))
    );
    assert_eq!(state.files, [card(1, "a"), card(2, "b")]);
    assert_eq!(state.account().cloned(), reported, "the report stays");
    let asked = state.asked.as_ref().map(|asked| asked.files.clone());
    assert_eq!(asked, Some(vec![card(1, "a")]), "the new engine gets the files of that report");
    let state = reduce(state, Action::Answered(example(&mut session, None)));
    assert_eq!(state.reported, [card(1, "a")]);
    let state = reduce(state, Action::AskedAgain);
    let files = state.asked.as_ref().map(|asked| asked.files.len());
    assert_eq!((files, state.trouble), (Some(2), None));
    // Where there is no report yet, nothing is asked.
    let state = after([Action::FilesAdded(vec![card(1, "a")]), Action::Stopped]);
    assert!(state.asked.is_none() && state.files.len() == 1);
}

#[test]
fn a_figure_stays_open_over_other_files_and_is_hidden_with_its_report() {
    let mut session = Session::default();
    let wanted = figure("erp-availability", "2026-03-01");
    let worked = Action::FigureWorked(session_after(&mut session).calculation(&English, &wanted));
    let state = opened(&mut session, Some(AS_OF));
    let state = on(state, [Action::FigureOpened(None, wanted.clone()), worked]);
    assert!(state.worked.is_some());
    assert_eq!(state.address.hash(), "#/files/erp-availability/2026-03-01");
    let later = evaluate(&mut session, "2026-07-12T00:00:00Z");
    let state = reduce(state, Action::Answered(later));
    assert_eq!(state.address.figure(), Some(wanted.clone()));
    let state = reduce(state, Action::FilesAdded(vec![card(2, "b")]));
    let broken = open(&mut session, &[("contract.json", "{")], None);
    let broken = reduce(state, Action::Answered(broken));
    assert!(broken.worked.is_none());
    assert!(matches!(&broken.outcome, Outcome::Faults(faults) if faults.listed.len() == 1));
    let repaired = reduce(broken, Action::FilesAdded(vec![card(3, "b")]));
    assert_eq!(repaired.address.figure(), Some(wanted));
    let repaired = reduce(repaired, Action::Answered(example(&mut session, Some(AS_OF))));
    let closed = reduce(repaired, Action::FigureWorked(Answer::Nothing));
    assert_eq!(closed.address.figure(), None);
}

fn session_after(session: &mut Session) -> &Session {
    example(session, Some(AS_OF));
    session
}

#[test]
fn an_address_opens_what_it_names() {
    let listed = Action::SamplesListed(vec![sample()]);
    let state = after([at("#/sample/managed-services/erp-availability/2026-03-01"), listed]);
    let cards = vec![card(1, "contract.json"), card(2, "incidents.json")];
    let state = reduce(state, Action::SampleFetched(sample(), cards));
    let Some(Question::Open { as_of, .. }) = asked(&state) else { panic!("{state:?}") };
    assert_eq!(as_of.as_deref(), Some(AS_OF));
    let figure = figure("erp-availability", "2026-03-01");
    assert_eq!(state.address.figure(), Some(figure));
    assert_eq!(state.chart_wish.objective.as_deref(), Some("erp-availability"));
    // From the start and back again nothing has to be opened twice.
    let mut session = Session::default();
    let state = reduce(state, Action::Answered(example(&mut session, Some(AS_OF))));
    let state = on(state, [at("#/"), at("#/sample/managed-services")]);
    assert!(state.asked.is_none() && state.fetch.is_none() && state.account().is_some());
    assert_eq!(state.as_of.draft, "2026-07-10T10:00:00", "the field keeps its instant");
}

#[test]
fn the_list_of_agreements_is_fetched_when_it_is_asked_for() {
    let start = after([Action::SamplesListed(vec![sample()])]);
    assert!(!start.wants_agreements(), "nothing of it is in the first download");
    let asked = reduce(start.clone(), Action::AgreementsAsked);
    assert!(asked.wants_agreements());
    let agreement = Sample { id: "aws-rds".to_owned(), ..sample() }.of_agreements();
    let listed = reduce(asked, Action::AgreementsListed(vec![agreement.clone()]));
    assert!(!listed.wants_agreements());
    // An address leads to one as well, before anything is listed.
    let led = reduce(start, at("#/sample/contracts%2Faws-rds"));
    assert!(led.wants_agreements() && led.wanted_sample().is_none());
    let led = reduce(led, Action::AgreementsListed(vec![agreement.clone()]));
    assert_eq!(led.wanted_sample(), Some((Some(agreement), "contracts/aws-rds".to_owned())));
    let lost = reduce(after([at("#/sample/contracts%2Fgone")]), Action::AgreementsListed(vec![]));
    assert_eq!(lost.wanted_sample(), Some((None, "contracts/gone".to_owned())));
}

#[test]
fn how_the_grid_is_looked_at_stands_in_the_address_too() {
    let missed = Filter::only(FilterBy::Verdict, "missed");
    let state = after([
        at("#/files"),
        Action::Filtered(Filter { words: "erp".to_owned(), ..missed.clone() }),
        Action::Ordered(Order::Worst),
    ]);
    assert_eq!(state.address.hash(), "#/files?find=erp&verdict=missed&order=worst");
    let GridWish { filter, order, cells, .. } = state.wanted_grid();
    assert_eq!((filter.words.as_str(), order, cells), ("erp", Some(Order::Worst), true));
    assert_eq!(filter.get(FilterBy::Verdict), Some("missed"));
    let wide = on(state, [at("#/files")]);
    assert!(wide.wanted_grid().filter.is_empty());
    let narrow = on(wide, [Action::Narrowed(true)]);
    assert!(!narrow.wanted_grid().cells);
    let one = on(narrow, [Action::ObjectiveOpened("o".to_owned())]);
    assert_eq!((one.wanted_grid().only.as_deref(), one.wanted_grid().cells), (Some("o"), true));
}

#[test]
fn a_filter_goes_along_where_it_means_the_same() {
    let wanted = "service=erp&verdict=missed&period=2026";
    let state = after([at(&format!("#/files?find=erp&{wanted}"))]);
    assert_eq!(
        state.address.of_aspect(Aspect::Incidents),
        "#/files?incidents&service=erp&period=2026"
    );
    let list = on(state, [at("#/files?incidents&class=counted&service=erp&order=oldest")]);
    let wish = list.wanted_incidents().expect("a list");
    assert_eq!(
        (wish.filter.get(FilterBy::Class), wish.order),
        (Some("counted"), IncidentOrder::Oldest)
    );
    assert_eq!(list.wanted_grid().filter.words, "erp", "what is behind the list stays");
    let one = list.address.of_aspect(Aspect::Incident("A".to_owned()));
    assert_eq!(one, "#/files?incident=A&service=erp&class=counted&order=oldest");
    assert_eq!(list.address.of_aspect(Aspect::Report), "#/files?service=erp");
    let counted = list.address.of_class("excluded");
    assert_eq!(counted, "#/files?incidents&class=excluded&order=oldest");
}

#[test]
fn a_sample_is_shown_as_its_address_filters_it() {
    let listed = Action::SamplesListed(vec![sample()]);
    let state = after([at("#/sample/managed-services?verdict=missed"), listed]);
    let state = reduce(state, Action::SampleFetched(sample(), vec![card(1, "contract.json")]));
    assert_eq!(state.wanted_grid().filter.get(FilterBy::Verdict), Some("missed"));
}

#[test]
fn a_picture_leads_to_a_figure_and_back() {
    let state = after([Action::FigureOpened(Some(Subject::Credits), figure("o", "2026-01-01"))]);
    assert_eq!(state.subject, Some(Subject::Credits));
    let closed = reduce(state, Action::FigureClosed);
    assert_eq!((closed.subject, closed.address.figure()), (None, None));
    assert_eq!(closed.address.objective.as_deref(), Some("o"), "its trend stays");
}

#[test]
fn other_files_say_what_they_change() {
    let mut session = Session::default();
    let first = account(example(&mut session, Some(AS_OF)));
    assert!(first.change.is_none());
    let shorter = super::INCIDENTS.replace("2026-03-29T03:10", "2026-03-29T03:09");
    let files = [("contract.json", super::CONTRACT), ("incidents.json", shorter.as_str())];
    let second = account(open(&mut session, &files, Some(AS_OF)));
    let change = second.change.expect("a change");
    assert!(!change.figures.is_empty() && change.unlisted.is_none(), "{change:?}");
    assert!(
        super::plain(&change.figures[0]).starts_with("ERP availability, March 2026: was Missed")
    );
    let third = account(open(&mut session, &files, Some(AS_OF)));
    assert_eq!(third.change.map(|change| change.figures), Some(Vec::new()));
    let later = account(evaluate(&mut session, "2026-07-12T00:00:00Z"));
    assert!(later.change.is_none(), "another instant is no other file");
}

#[test]
fn what_was_stopped_is_what_is_asked_again() {
    let state = opened(&mut Session::default(), None);
    let typed = Action::AsOfWritten("2026-04-10T00:00".to_owned());
    let state = on(state, [typed, Action::AsOfChosen, Action::Stopped]);
    let opens = |state: &State| match asked(state) {
        Some(Question::Open { as_of, .. }) => as_of.clone(),
        _ => None,
    };
    assert_eq!(opens(&state), None, "the report of before");
    let back = Action::Answered(example(&mut Session::default(), None));
    let state = reduce(state, back);
    assert_eq!(state.as_of.draft, "2026-04-10T00:00", "what was written still stands there");
    let calculated = reduce(state.clone(), Action::AsOfChosen);
    assert_eq!(
        asked(&calculated),
        Some(&Question::Evaluate { as_of: "2026-04-10T00:00".to_owned() })
    );
    let state = reduce(state, Action::AskedAgain);
    assert_eq!(opens(&state).as_deref(), Some("2026-04-10T00:00"));
    assert!(state.asked.is_some_and(|asked| asked.chosen));
}

#[test]
fn a_figure_that_is_opened_wakes_an_engine_that_stopped() {
    let state = opened(&mut Session::default(), None);
    let opens = Action::FigureOpened(None, figure("erp-availability", "2026-03-01"));
    let state = on(state, [Action::EngineIs(Engine::Stopped), opens]);
    assert_eq!(state.engine, Engine::Starting);
    assert!(matches!(asked(&state), Some(Question::Open { .. })));
}

#[test]
fn on_the_way_to_a_sample_no_start_is_shown_and_nothing_below_what_is_to_come() {
    let state = after([at("#/sample/managed-services")]);
    assert!(state.is_waiting() && !state.shows_start());
    let lost = reduce(state, Action::SampleLost("managed-services".to_owned()));
    assert!(lost.shows_start() && !lost.is_waiting());
    let state = opened(&mut Session::default(), None);
    assert!(!state.is_waiting() && !state.is_whole());
    assert!(reduce(state, Action::EngineIs(Engine::Stopped)).is_whole());
}

#[test]
fn other_readings_are_tried_one_by_one_and_only_while_they_are_wanted() {
    let mut session = Session::default();
    let state = opened(&mut session, Some(AS_OF));
    let march = figure("erp-availability", "2026-03-01");
    let mut state = reduce(state, Action::FigureOpened(None, march.clone()));
    assert_eq!(state.wanted_otherwise(), None);
    state = reduce(state, Action::OtherwiseWanted(true));
    let mut tried = 0;
    while let Some((wanted, done)) = state.wanted_otherwise() {
        assert_eq!((wanted, done), (march.clone(), tried));
        tried += 1;
        if tried == 3 {
            let stopped = reduce(state.clone(), Action::OtherwiseWanted(false));
            assert_eq!(stopped.wanted_otherwise(), None);
        }
        let answer = session.try_otherwise(&English, &march);
        state = reduce(state, Action::OtherwiseTold(answer));
    }
    let told = state.otherwise.clone().unwrap();
    assert_eq!((told.done, told.all), (tried, tried));
    let outcome = |field: &str| {
        told.readings.iter().find(|it| it.field == field).map(|it| it.outcome.as_str())
    };
    assert_eq!(outcome("counting/grace: PT1M"), Some("met, no credit"));
    assert_eq!(outcome("counting/minimum_outage: PT1M"), None);
    // Of another figure all is known at once.
    let april = figure("erp-availability", "2026-04-01");
    state = reduce(state, Action::FigureOpened(None, april.clone()));
    assert_eq!(
        (state.otherwise.is_none(), state.wanted_otherwise()),
        (true, Some((april.clone(), 0)))
    );
    let answer = session.try_otherwise(&English, &april);
    state = reduce(state, Action::OtherwiseTold(answer));
    assert_eq!(state.wanted_otherwise(), None);
    // As of another instant nothing is.
    let written = Action::AsOfWritten("2026-05-10T00:00".to_owned());
    state = on(state, [written, Action::AsOfChosen]);
    let answer = evaluate(&mut session, "2026-05-10T00:00");
    state = reduce(state, Action::Answered(answer));
    assert_eq!(state.wanted_otherwise(), Some((april, 0)));
}
