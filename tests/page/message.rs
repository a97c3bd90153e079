//! What page and worker say to each other.

use std::collections::BTreeSet;

use super::pictures::wish;
use super::quote::promise;
use super::{AS_OF, CONTRACT, INCIDENTS, evaluate, example, figure, open};
use sla_calculator::format::words::English;
use sla_calculator::web::message::{
    Answer, By, ChartWish, Filter, FilterBy, Form, GridWish, IncidentOrder, IncidentWish,
    IncidentsWish, Order, Progress, Question, QuoteWish, Span, Step, Unit, decode, encode,
};
use sla_calculator::web::session::Session;

const NO_INSTANT: &str = r#"{ "format": "sla-incidents/1", "incidents": [] }"#;

#[test]
fn every_message_survives_the_way() {
    let open_question = |names, contract: Option<u32>, as_of| {
        let compared = contract.is_some();
        Question::Open { names, contract, compared, as_of }
    };
    let filter = Filter {
        words: "\u{202e}\"".to_owned(),
        wanted: FilterBy::ALL.map(|by| (by, "\u{202e}\"".to_owned())).into(),
    };
    let grid = GridWish {
        filter: filter.clone(),
        order: Some(Order::Worst),
        only: Some("a".to_owned()),
        turned: vec!["b".to_owned()],
        lines: Span { from: 1, count: 2 },
        periods: Some(Span { from: 3, count: u32::MAX }),
        cells: true,
    };
    let questions = [
        open_question(vec!["\u{202e}\"".to_owned()], None, None),
        open_question(Vec::new(), Some(1), Some(AS_OF.to_owned())),
        Question::Evaluate { as_of: AS_OF.to_owned() },
        Question::Grid(grid),
        Question::Calculation(figure("\u{202e}\"", "2026-01-01")),
        Question::Otherwise(figure("\u{202e}\"", "2026-01-01")),
        Question::Charts(ChartWish {
            objective: Some("a".to_owned()),
            period: Some("2026-01-01".to_owned()),
            unit: Unit::Percent,
            by: By::Label("a".to_owned()),
            filter: filter.clone(),
            width: 328,
        }),
        Question::Incidents(IncidentsWish {
            filter: filter.clone(),
            order: IncidentOrder::File,
            lines: Span { from: 1, count: 2 },
        }),
        Question::Incident(IncidentWish { id: "a".to_owned(), width: 328 }),
        Question::Quote(QuoteWish::default()),
        Question::QuoteCalculation(QuoteWish::default(), promise("a", "\u{202e}\"")),
        Question::Contract(7),
        Question::Print(7),
        Question::Export(Form::Csv),
        Question::Export(Form::Json),
    ];
    for question in questions {
        assert_eq!(decode(&encode(&question)), Some(question));
    }
    let mut session = Session::default();
    let mut answers = vec![
        evaluate(&mut session, AS_OF),
        open(&mut session, &[("contract.json", "{\"format\": 1}")], None),
        open(&mut session, &[("c", CONTRACT), ("i", NO_INSTANT)], None),
        open(&mut session, &[("c", CONTRACT), ("d", &format!("{CONTRACT} "))], None),
        Answer::Unreadable("a\u{0}b".to_owned()),
        Answer::TooLarge("a".to_owned()),
        Answer::Exported(Form::Json),
        Answer::AsOfWrong,
        Answer::Progress(Progress { step: Step::Parse, done: 1, all: u64::MAX }),
        example(&mut session, Some(AS_OF)),
    ];
    // Other files, so that there is a change to tell.
    let other = INCIDENTS.replace("29T01:30", "29T01:10");
    answers.push(open(&mut session, &[("c", CONTRACT), ("i", &other)], Some(AS_OF)));
    answers.push(session.charts(&English, &wish(Unit::Time)));
    let wish = GridWish { cells: true, ..GridWish::default() };
    answers.push(session.grid(&English, &wish));
    answers.push(session.contract(&English, 0));
    answers.push(session.print(&English, 0));
    let all = Span { from: 0, count: 200 };
    let incidents = IncidentsWish { lines: all, ..IncidentsWish::default() };
    answers.push(session.incidents(&English, &incidents));
    let incident = IncidentWish { id: "INC-1001".to_owned(), width: 328 };
    answers.push(session.incident(&English, &incident));
    answers.push(session.quote(&English, &QuoteWish::default()));
    for month in 1..=7 {
        for objective in ["erp-availability", "vpn-availability"] {
            let figure = figure(objective, &format!("2026-{month:02}-01"));
            answers.push(session.calculation(&English, &figure));
            answers.push(session.try_otherwise(&English, &figure));
        }
    }
    let kinds: BTreeSet<_> = answers.iter().map(kind).collect();
    assert_eq!(kinds.len(), 19, "every kind of answer is here: {kinds:?}");
    for answer in answers {
        let again: Option<Answer> = decode(&encode(&answer));
        assert_eq!(again, Some(answer));
    }
    assert!(decode::<Answer>("no message").is_none());
}

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
        Answer::Progress(_) => 9,
        Answer::Contracts(_) => 10,
        Answer::TooLarge(_) => 11,
        Answer::Grid(_) => 12,
        Answer::Print(_) => 13,
        Answer::Incidents(_) => 14,
        Answer::Incident(_) => 15,
        Answer::Otherwise(_) => 16,
        Answer::Quoted(_) => 17,
        Answer::Contract(_) => 18,
    }
}
