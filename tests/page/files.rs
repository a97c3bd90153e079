//! The files at hand.

use super::{
    AS_OF, CONTRACT, INCIDENTS, account, after, asked, card, example, on, open, open_with, sample,
};
use sla_calculator::web::address::{Address, Case};
use sla_calculator::web::message::{Answer, Known, Question};
use sla_calculator::web::session::Session;
use sla_calculator::web::state::{Action, Fetch, Origin, Outcome, State, Undo, reduce};

fn wanting_the_sample() -> State {
    let address = Address { case: Case::Sample(sample().id), ..Address::default() };
    after([Action::SamplesListed(vec![sample()]), Action::Went(address)])
}

fn with_the_sample() -> State {
    let cards = vec![card(1, "contract.json"), card(2, "incidents.json")];
    reduce(wanting_the_sample(), Action::SampleFetched(sample(), cards))
}

#[test]
fn dropped_files_are_opened_as_of_what_they_suggest() {
    let state = after([Action::FilesAdded(vec![card(1, "a"), card(2, "b")])]);
    let names = vec!["a".to_owned(), "b".to_owned()];
    assert_eq!(
        asked(&state),
        Some(&Question::Open { names, contract: None, compared: false, as_of: None })
    );
    assert_eq!(state.address.hash(), "#/files");
    let state = reduce(state, Action::Answered(example(&mut Session::default(), None)));
    assert_eq!(state.asked, None);
    assert_eq!(state.as_of.draft, "2026-07-14T08:00:00");
    assert_eq!(state.as_of.origin, Origin::Proposed);
    let source = state.account().and_then(|it| it.proposed.clone()).map(|it| it.source);
    assert_eq!(source.as_deref(), Some("exported_at"));
}

#[test]
fn a_sample_brings_its_own_instant_and_goes_when_own_files_come() {
    let state = with_the_sample();
    assert!(state.sample.is_some() && state.fetch.is_none());
    assert!(
        matches!(asked(&state), Some(Question::Open { as_of: Some(as_of), .. }) if as_of == AS_OF)
    );
    let state = reduce(state, Action::FilesAdded(vec![card(3, "own.json")]));
    assert!(state.sample.is_none());
    assert_eq!(state.files, [card(3, "own.json")]);
    assert_eq!((state.as_of.chosen, state.as_of.origin), (None, Origin::Proposed));
}

#[test]
fn files_are_compared_to_those_in_whose_place_they_come() {
    let compared = |state: &State| match asked(state) {
        Some(Question::Open { compared, .. }) => Some(*compared),
        _ => None,
    };
    let mut session = Session::default();
    let first = after([Action::FilesAdded(vec![card(1, "a")])]);
    assert_eq!(compared(&first), Some(false));
    let first = reduce(first, Action::Answered(example(&mut session, None)));
    let replaced = reduce(first.clone(), Action::FilesAdded(vec![card(2, "a")]));
    assert_eq!(compared(&replaced), Some(true));
    let other =
        on(first, [Action::Went(Address::default()), Action::FilesAdded(vec![card(3, "b")])]);
    assert_eq!(compared(&other), Some(false));
    session.forget();
    assert!(account(example(&mut session, None)).change.is_none());
}

#[test]
fn own_files_outlive_a_sample() {
    let state = after([
        Action::SamplesListed(vec![sample()]),
        Action::FilesAdded(vec![card(7, "own.json")]),
        Action::Went(Address::parse("#/sample/managed-services")),
        Action::SampleFetched(sample(), vec![card(8, "contract.json")]),
    ]);
    assert_eq!(state.files, [card(8, "contract.json")]);
    assert!(state.kept_files().contains(&7));
    let state = reduce(state, Action::Went(Address::parse("#/files")));
    assert_eq!(
        (state.files.as_slice(), state.sample.as_ref()),
        ([card(7, "own.json")].as_slice(), None)
    );
    assert!(matches!(asked(&state), Some(Question::Open { as_of: None, .. })));
}

#[test]
fn a_sample_that_comes_too_late_is_not_opened() {
    let state = on(
        wanting_the_sample(),
        [
            Action::FilesAdded(vec![card(1, "own.json")]),
            Action::SampleFetched(sample(), vec![card(2, "contract.json")]),
        ],
    );
    assert_eq!(state.files, [card(1, "own.json")]);
    let state = reduce(wanting_the_sample(), Action::SampleLost(sample().id));
    assert_eq!(state.fetch, Some(Fetch::Failed(sample().id)));
}

#[test]
fn a_file_that_comes_again_replaces_the_one_of_its_name_and_can_be_put_back() {
    let both = [card(1, "contract.json"), card(2, "incidents.json")];
    let state = after([
        Action::FilesAdded(both.to_vec()),
        Action::FilesAdded(vec![card(3, "contract.json")]),
    ]);
    assert_eq!(state.files, [card(3, "contract.json"), card(2, "incidents.json")]);
    assert_eq!(state.undo, [Undo::Replaced(vec![(card(1, "contract.json"), 3)])]);
    assert!(state.kept_files().contains(&1));
    let state = reduce(state, Action::FilesUndone);
    assert_eq!((state.files.as_slice(), state.undo.is_empty()), (both.as_slice(), true));
    assert!(asked(&state).is_some());
}

#[test]
fn files_of_one_name_that_come_together_are_all_kept() {
    let state =
        after([Action::FilesAdded(vec![card(1, "incidents.json"), card(2, "incidents.json")])]);
    assert_eq!(state.files.len(), 2);
}

#[test]
fn a_file_is_taken_out_and_put_back() {
    let both = vec![card(1, "a"), card(2, "b")];
    let state = after([Action::FilesAdded(both.clone()), Action::FileRemoved(1)]);
    assert_eq!(state.files, [card(2, "b")]);
    let state = reduce(state, Action::FilesUndone);
    assert_eq!(state.files, both);
    let state = on(state, [Action::FileRemoved(1), Action::FileRemoved(2)]);
    assert!(state.files.is_empty() && state.asked.is_none());
    // Each of them comes back, also beside a file that came since.
    let state = on(state, [Action::FilesAdded(vec![card(3, "c")]), Action::FilesUndone]);
    assert_eq!(state.files, [card(2, "b"), card(3, "c")]);
    let state = reduce(state, Action::FilesUndone);
    assert_eq!(state.files, [card(1, "a"), card(2, "b"), card(3, "c")]);
}

#[test]
fn files_dropped_at_the_start_are_another_case() {
    let state = after([
        Action::FilesAdded(vec![card(1, "a")]),
        Action::Went(Address::default()),
        Action::FilesAdded(vec![card(2, "b")]),
    ]);
    assert_eq!(state.files, [card(2, "b")]);
    assert_eq!(state.undo, [Undo::SetAside(vec![card(1, "a")])]);
    // Each of the two comes back for the other.
    let state = reduce(state, Action::FilesUndone);
    assert_eq!(state.files, [card(1, "a")]);
    assert_eq!(state.undo, [Undo::SetAside(vec![card(2, "b")])]);
    assert_eq!(reduce(state, Action::FilesUndone).files, [card(2, "b")]);
}

#[test]
fn one_of_several_contracts_is_chosen() {
    let mut session = Session::default();
    let other = CONTRACT.replace("Hartmann Logistik", "Somebody else");
    let files = [("a", CONTRACT), ("i", INCIDENTS), ("b", other.as_str())];
    let cards = vec![card(1, "a"), card(2, "i"), card(3, "b")];
    let asked_which = open(&mut session, &files, Some(AS_OF));
    assert_eq!(asked_which, Answer::Contracts(vec![0, 2]));
    let state = after([Action::FilesAdded(cards), Action::Answered(asked_which)]);
    assert_eq!(state.outcome, Outcome::Contracts(vec![1, 3]));
    let state = reduce(state, Action::ContractChosen(3));
    assert!(matches!(asked(&state), Some(Question::Open { contract: Some(2), .. })));
    let report = account(open_with(&mut session, &files, Some(2), Some(AS_OF)));
    assert!(report.title.contains("Somebody else"));
    let kinds: Vec<&str> = report.files.iter().map(|file| file.kind.as_str()).collect();
    assert_eq!(kinds, ["unused", "incidents", "contract"]);
    // Its replacement is chosen with it, and it again when it is put back.
    let state = reduce(state, Action::FilesAdded(vec![card(4, "b")]));
    assert!(matches!(asked(&state), Some(Question::Open { contract: Some(2), .. })));
    let state = reduce(state, Action::FilesUndone);
    assert!(matches!(asked(&state), Some(Question::Open { contract: Some(2), .. })));
}

#[test]
fn a_fault_of_a_file_behind_an_unused_contract_is_shown_in_its_own() {
    let broken = INCIDENTS.replace("\"started\"", "\"began\"");
    let files = [("a", CONTRACT), ("b", &format!("{CONTRACT} ")), ("i", broken.as_str())];
    let answer = open_with(&mut Session::default(), &files, Some(1), Some(AS_OF));
    let Answer::Faults(faults) = answer else { panic!("no faults") };
    let places = faults.listed.iter().filter_map(|fault| fault.place.as_ref());
    assert!(
        places.clone().count() > 0
            && places.clone().all(|place| place.file == 2 && place.name == "i")
    );
}

#[test]
fn a_reload_asks_for_the_files_of_before_by_name_size_and_digest() {
    let known = |name: &str, sha256: &str| Known {
        name: name.to_owned(),
        bytes: 1,
        sha256: sha256.to_owned(),
    };
    let state = after([
        Action::Went(Address::parse("#/files/erp-availability/2026-03-01")),
        Action::FilesKnown(vec![known("contract.json", "1"), known("incidents.json", "")]),
        Action::FilesAdded(vec![card(1, "contract.json")]),
    ]);
    assert!(state.asked.is_none(), "one is missing still");
    assert_eq!(state.missing(), [&known("incidents.json", "")]);
    let without = reduce(state.clone(), Action::KnownForgotten);
    assert!(without.asked.is_some());
    let state = reduce(state, Action::FilesAdded(vec![card(2, "incidents.json")]));
    assert!(state.asked.is_some() && state.address.period.is_some());
    let state = reduce(state, Action::Answered(example(&mut Session::default(), None)));
    assert_eq!(state.others, ["contract.json"], "its digest is another");
    assert!(state.known.is_empty());
    // At the start nobody is asked for anything, until own files are gone to.
    let state = after([Action::FilesKnown(vec![known("contract.json", "1")])]);
    assert!(state.known.is_empty());
    let state = reduce(state, Action::Went(Address::parse("#/files")));
    assert_eq!(state.missing().len(), 1);
    // A sample, or other files at the start, are looked at all the same.
    let listed = Action::SamplesListed(vec![sample()]);
    let to_sample = Action::Went(Address::parse("#/sample/managed-services"));
    let fetched = Action::SampleFetched(sample(), vec![card(1, "x"), card(2, "y")]);
    let looked = on(state.clone(), [listed, to_sample, fetched]);
    assert!(looked.missing().is_empty() && looked.asked.is_some());
    let start = [Action::Went(Address::default()), Action::FilesAdded(vec![card(3, "z")])];
    let other = on(state, start);
    assert!(other.missing().is_empty() && other.asked.is_some());
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_report_of_before() {
    let state = after([
        Action::FilesAdded(vec![card(1, "a")]),
        Action::Answered(example(&mut Session::default(), None)),
        Action::FilesAdded(vec![card(2, "b")]),
        Action::Answered(Answer::Unreadable("b".to_owned())),
    ]);
    assert!(state.account().is_some() && state.trouble.is_some());
    assert_eq!(state.reported, [card(1, "a")]);
}
