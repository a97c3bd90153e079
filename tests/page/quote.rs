//! What agreements would pay, on the page.

use std::path::Path;

use super::{after, plain};
use sla_calculator::format::words::English;
use sla_calculator::web::address::Address;
use sla_calculator::web::message::{
    Answer, MOST_BYTES, PromiseId, QuoteView, QuoteWish, Worked, encode,
};
use sla_calculator::web::session::Session;
use sla_calculator::web::state::{Action, Bundle, State, reduce};

pub(crate) fn promise(agreement: &str, objective: &str) -> PromiseId {
    PromiseId { agreement: agreement.to_owned(), objective: objective.to_owned() }
}

/// A session that has the agreements of `examples/contracts/`, as the build puts them into one file.
#[expect(clippy::unwrap_used, reason = "what fails a test")]
fn session() -> Session {
    let folder = Path::new("examples/contracts");
    let index = std::fs::read_to_string(folder.join("index.json")).unwrap();
    let listed: Vec<serde_json::Value> = serde_json::from_str(&index).unwrap();
    let contracts = listed.iter().map(|listed| {
        let id = listed["id"].as_str().unwrap();
        let contract = std::fs::read_to_string(folder.join(id).join("contract.json")).unwrap();
        format!("\"{id}\": {contract}")
    });
    let contracts = contracts.collect::<Vec<_>>().join(",");
    let mut session = Session::default();
    let bundle = format!("{{\"index\": {index}, \"contracts\": {{{contracts}}}}}");
    session.learn_agreements(bundle.as_bytes());
    assert!(session.knows_agreements());
    session
}

fn wish(down: &str, fee: &str, hour: &str, currency: &str) -> QuoteWish {
    let [down, fee, hour, currency] = [down, fee, hour, currency].map(str::to_owned);
    QuoteWish { down, fee, hour, currency }
}

#[expect(clippy::panic, reason = "what fails a test")]
#[track_caller]
fn view(session: &Session, wish: &QuoteWish) -> QuoteView {
    match session.quote(&English, wish) {
        Answer::Quoted(view) => *view,
        other => panic!("no table: {other:?}"),
    }
}

fn worked(session: &Session, wish: &QuoteWish, promise: &PromiseId) -> Option<Worked> {
    match session.quote_calculation(&English, wish, promise) {
        Answer::Worked(worked) => Some(*worked),
        _ => None,
    }
}

#[test]
fn the_page_has_the_rows_of_the_command_line() {
    let asked = wish("3", "10,000", "5 000", "eur");
    let view = view(&session(), &asked);
    let golden = plain(&std::fs::read_to_string("tests/golden/contracts/quote.txt").unwrap());
    let mut lines = golden.lines().filter(|line| !line.is_empty());
    assert_eq!(lines.next(), Some(plain(&view.asked).as_str()));
    let lines: Vec<&str> = lines.skip(1).collect();
    assert_eq!(lines.len(), view.rows.len());
    for (line, row) in lines.into_iter().zip(&view.rows) {
        let of_loss = row.of_loss.as_ref().unwrap();
        let cells = [&row.title, &row.name, &row.credit, &row.of_fee, of_loss, &row.at_most];
        let mut rest = line.to_owned();
        for cell in cells.into_iter().chain([&row.claim, &row.not_counted]) {
            let cell = plain(cell);
            let after = rest.trim_start().strip_prefix(&cell).map(str::to_owned);
            rest = after.unwrap_or_else(|| panic!("{cell} does not begin {rest}"));
        }
        assert_eq!(rest, "");
    }
    assert!(encode(&Answer::Quoted(Box::new(view))).len() < MOST_BYTES);
}

#[test]
fn every_agreement_is_in_the_table_or_below_it() {
    let view = view(&session(), &QuoteWish::default());
    let mut told: Vec<&str> = view.rows.iter().map(|row| row.promise.agreement.as_str()).collect();
    told.extend(view.silent.iter().map(|[id, _]| id.as_str()));
    told.sort_unstable();
    told.dedup();
    assert_eq!(told.len(), 44);
    assert_eq!(
        plain(&view.found),
        "Of 46 promises of 34 agreements, 36 would pay: from 0.41 % to 40.76 % of the monthly fee."
    );
    assert!(view.rows.iter().all(|row| row.of_loss.is_none() && !row.kind.is_empty()));
}

#[test]
fn every_row_opens_its_calculation() {
    let (session, asked) = (session(), QuoteWish::default());
    for row in view(&session, &asked).rows {
        let worked = worked(&session, &asked, &row.promise).unwrap();
        let credit = plain(&row.credit);
        assert!(!row.pays || plain(&worked.plain).contains(&credit), "{credit}: {}", worked.plain);
    }
    assert!(worked(&session, &asked, &promise("aws-rds", "none")).is_none());
    assert!(worked(&session, &asked, &promise("none", "uptime")).is_none());
}

#[test]
fn any_text_has_an_answer_or_a_fault_at_its_field() {
    let session = session();
    let odd =
        ["", " ", "-1", "0", "x\u{202e}", "1e9", "1,2,3", "\u{0}", "９９９９９９９９９９９９"];
    for text in odd {
        let view = view(&session, &wish(text, text, text, text));
        let wrong = view.wrong.each_ref().map(Option::is_some);
        let may_be_empty = !text.trim().is_empty();
        assert!(wrong[0] && (wrong[1] || text.starts_with('９')), "{text}: {wrong:?}");
        assert_eq!(wrong[3], may_be_empty, "{text}: {wrong:?}");
        assert!(view.rows.is_empty());
    }
    let expected = view(&session, &wish("three", "10 €", "", "euro")).wrong;
    let amount = "An amount above zero in digits, as 10,000 or 2,500.50.";
    let length = "Up to 20 days, as 3, 1.5, 90 min or 1 d 12 h.";
    let code = "A code of three letters, as EUR; or nothing.";
    assert_eq!(
        expected,
        [Some(length), Some(amount), None, Some(code)].map(|it| it.map(str::to_owned))
    );
}

fn at(hash: &str) -> Action {
    Action::Went(Address::parse(hash))
}

#[test]
fn the_agreements_are_fetched_and_asked_when_the_table_is_looked_at() {
    assert!(!State::default().wants_bundle(), "nothing of it is in the first download");
    let state = after([at("#/quote?down=5")]);
    assert!(state.wants_bundle() && state.wanted_quote().is_none() && !state.shows_start());
    let lost = reduce(state.clone(), Action::BundleCame(false));
    assert!(!lost.wants_bundle() && lost.quoting.bundle == Bundle::Lost);
    assert!(reduce(lost, Action::BundleWanted).wants_bundle());
    let state = reduce(state, Action::BundleCame(true));
    assert_eq!(state.wanted_quote(), Some(wish("5", "10,000", "", "")));
    let state = reduce(state, Action::QuoteTyped(wish("6", "10,000", "", "")));
    assert_eq!((state.address.hash().as_str(), state.rewritten), ("#/quote?down=6", false));
    let gone = reduce(state, at("#/"));
    assert!(gone.wanted_quote().is_none() && gone.shows_start());
}

#[test]
fn what_was_found_stays_while_a_field_is_written() {
    let session = session();
    let told = |wish: &QuoteWish| Action::QuoteTold(session.quote(&English, wish));
    let state = after([at("#/quote"), Action::BundleCame(true), told(&QuoteWish::default())]);
    let empty = reduce(state, told(&wish("", "10,000", "", "")));
    let view = empty.quoting.view.clone().unwrap();
    assert!(view.wrong[0].is_some() && view.rows.len() == 46);
    let again = reduce(empty, told(&wish("9", "10,000", "", ""))).quoting.view.unwrap();
    assert!(again.wrong.iter().all(Option::is_none) && again.asked != view.asked);
    let unread =
        after([at("#/quote"), Action::BundleCame(true), Action::QuoteTold(Answer::Nothing)]);
    assert_eq!(unread.quoting.bundle, Bundle::Lost, "a file that is none can be fetched again");
}

#[test]
fn a_promise_opens_and_closes() {
    let (session, asked) = (session(), QuoteWish::default());
    let promise = promise("aws-rds", "orders-uptime");
    let state = after([at("#/quote"), Action::BundleCame(true)]);
    let open = reduce(state, Action::PromiseOpened(Some(promise.clone())));
    assert_eq!(open.address.hash(), "#/quote/aws-rds/orders-uptime");
    assert_eq!(open.wanted_promise(), Some((asked.clone(), promise.clone())));
    let told = session.quote_calculation(&English, &asked, &promise);
    let worked = reduce(open.clone(), Action::QuoteWorked(told));
    assert!(worked.quoting.worked.is_some());
    let kept = reduce(worked.clone(), Action::QuoteWorked(Answer::Nothing));
    assert!(kept.quoting.worked.is_some(), "while a field is written it stays");
    let closed = reduce(worked, Action::PromiseOpened(None));
    assert!(closed.promise().is_none() && closed.rewritten && closed.quoting.worked.is_none());
    let foreign = reduce(open, Action::QuoteWorked(Answer::Nothing));
    assert_eq!(foreign.address.hash(), "#/quote", "there is no such promise");
}
