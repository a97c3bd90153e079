//! The incidents: a list a window at a time, and one of them whole.

use super::{account, open, plain};
use sla_calculator::format::words::English;
use sla_calculator::web::message::{
    Answer, FigureId, Filter, FilterBy, IncidentOrder, IncidentPage, IncidentWish, IncidentsPart,
    IncidentsWish, Leads, MOST_BYTES, Span, encode,
};
use sla_calculator::web::session::Session;

const CONTRACT: &str = r#"{
    "format": "sla-contract/1", "currency": "EUR", "time_zone": "Europe/Berlin",
    "term": { "from": "2026-01-01" },
    "calendars": { "office": { "weekly": { "mon-fri": ["09:00-17:00"] } } },
    "services": [{ "id": "desk", "name": "Service desk", "calendar": "office" }],
    "objectives": [
        { "id": "response", "service": "desk", "indicator": "response_time",
          "within": { "P1": "PT1H", "P2": "PT4H" }, "pause_on": ["client"] },
        { "id": "resolution", "service": "desk", "indicator": "resolution_time", "within": "PT8H",
          "period": { "every": "quarter" } },
        { "id": "up", "service": "desk", "indicator": "availability",
          "target": { "at_least": "99" } }
    ]
}"#;

const AS_OF: &str = "2026-02-01T00:00:00Z";

/// A Friday afternoon, answered four minutes after the hour on Monday; and one that still waits.
const INCIDENTS: &str = r#"{
    "format": "sla-incidents/1",
    "source": { "covers": { "from": "2026-01-01T00:00:00Z", "until": "2026-02-01T00:00:00Z" } },
    "incidents": [
        { "id": "A", "title": "Mail is slow", "services": ["desk"], "priority": "P1",
          "started": "2026-01-09T16:00:00+01:00", "responded": "2026-01-12T09:04:00+01:00",
          "resolved": "2026-01-12T11:00:00+01:00" },
        { "id": "B", "services": ["desk"], "priority": "P2", "labels": { "site": "Berlin" },
          "started": "2026-01-30T15:00:00+01:00",
          "pauses": [{ "from": "2026-01-30T15:30:00+01:00", "reason": "client" }] },
        { "id": "C", "services": ["desk"], "started": "2026-01-20T10:00:00+01:00",
          "restored": "2026-01-20T10:30:00+01:00" }
    ]
}"#;

fn session(incidents: &str) -> Session {
    let mut session = Session::default();
    account(open(&mut session, &[("c", CONTRACT), ("i", incidents)], Some(AS_OF)));
    session
}

const EVERYTHING: Span = Span { from: 0, count: u32::MAX };

#[expect(clippy::panic, reason = "what fails a test")]
fn list(session: &mut Session, wish: IncidentsWish) -> IncidentsPart {
    match session.incidents(&English, &IncidentsWish { lines: EVERYTHING, ..wish }) {
        Answer::Incidents(part) => *part,
        other => panic!("no incidents: {other:?}"),
    }
}

fn ids(session: &mut Session, wish: IncidentsWish) -> Vec<String> {
    list(session, wish).rows.into_iter().map(|row| row.id).collect()
}

fn page(session: &Session, id: &str) -> Option<IncidentPage> {
    match session.incident(&English, &IncidentWish { id: id.to_owned(), width: 880 }) {
        Answer::Incident(page) => Some(*page),
        _ => None,
    }
}

#[test]
fn the_list_is_filtered_and_in_order() {
    let mut session = session(INCIDENTS);
    let session = &mut session;
    let wish = IncidentsWish::default;
    assert_eq!(ids(session, wish()), ["B", "C", "A"]);
    assert_eq!(
        ids(session, IncidentsWish { order: IncidentOrder::Oldest, ..wish() }),
        ["A", "C", "B"]
    );
    assert_eq!(
        ids(session, IncidentsWish { order: IncidentOrder::File, ..wish() }),
        ["A", "B", "C"]
    );
    let clocks = |stand: &str| wanting(FilterBy::Clocks, stand);
    assert_eq!(ids(session, clocks("missed")), ["A"]);
    assert_eq!(ids(session, clocks("open")), ["B"]);
    let all = list(session, wish());
    let found = list(session, worded(" MAIL "));
    assert_eq!((found.all_lines, found.all, found.rows[0].state), (1, 3, Some('x')));
    assert_eq!(found.rows[0].clocks, "1 missed of 2 clocks");
    assert_eq!(all.all, 3);
}

/// Two services, so that one can be told from the other, and incidents that say where.
#[test]
fn the_list_is_filtered_by_each_of_its_facets() {
    let contract =
        CONTRACT.replace(r#""services": ["#, r#""services": [{ "id": "mail", "name": "Mail" }, "#);
    let more = r#""incidents": [
        { "id": "D", "services": ["mail"], "priority": "P2",
          "labels": { "site": "Hamburg", "shift": "night" },
          "started": "2026-01-31T23:30:00+01:00", "restored": "2026-01-31T23:40:00+01:00" },
        { "id": "E", "services": ["mail"], "started": "2025-12-01T00:00:00Z",
          "restored": "2025-12-01T01:00:00Z" },"#;
    let incidents = INCIDENTS.replace(r#""incidents": ["#, more);
    let mut session = Session::default();
    account(open(&mut session, &[("c", &contract), ("i", &incidents)], Some(AS_OF)));
    let session = &mut session;
    let sorted = |mut ids: Vec<String>| {
        ids.sort();
        ids.join("")
    };
    let facets = list(session, IncidentsWish::default()).facets;
    let choices = |by: FilterBy| {
        let own = facets.iter().filter(|facet| facet.by == by).flat_map(|it| it.choices.clone());
        own.map(|[value, _]| value).collect::<Vec<_>>()
    };
    assert_eq!(choices(FilterBy::Service), ["mail", "desk"]);
    assert_eq!(choices(FilterBy::Clocks), ["missed", "open"]);
    assert_eq!(choices(FilterBy::Priority), ["P1", "P2"]);
    assert_eq!(choices(FilterBy::Label), ["shift", "site"]);
    assert!(choices(FilterBy::Value).is_empty(), "of no label yet");
    assert_eq!(
        choices(FilterBy::Period),
        ["2026-01-01/2026-04-01", "2026-02-01", "2026-01-01"],
        "the newest first"
    );
    let classes = choices(FilterBy::Class);
    let each = classes.iter().map(|name| list(session, wanting(FilterBy::Class, name)).all_lines);
    assert_eq!(each.sum::<u32>(), 5, "{classes:?}");
    for (by, wanted, found) in [
        (FilterBy::Service, "mail", "DE"),
        (FilterBy::Service, "no such", ""),
        (FilterBy::Class, "no such", ""),
        (FilterBy::Priority, "P2", "BD"),
        (FilterBy::Label, "site", "BD"),
        // The last hour of the month belongs to it in the zone of the contract.
        (FilterBy::Period, "2026-01-01", "ABCD"),
        (FilterBy::Period, "gone", ""),
    ] {
        assert_eq!(sorted(ids(session, wanting(by, wanted))), found, "{by:?} {wanted}");
    }
    let berlin = Filter::only(FilterBy::Label, "site").with(FilterBy::Value, Some("Berlin"));
    let wish = IncidentsWish { filter: berlin.clone(), ..IncidentsWish::default() };
    let part = list(session, wish);
    assert_eq!(part.rows.len(), 1);
    let values = part.facets.iter().find(|facet| facet.by == FilterBy::Value);
    assert_eq!(values.map(|facet| facet.choices.len()), Some(2));
    assert_eq!(berlin.with(FilterBy::Label, Some("shift")).get(FilterBy::Value), None);
}

fn wanting(by: FilterBy, wanted: &str) -> IncidentsWish {
    IncidentsWish { filter: Filter::only(by, wanted), ..IncidentsWish::default() }
}

fn worded(words: &str) -> IncidentsWish {
    let filter = Filter { words: words.to_owned(), ..Filter::default() };
    IncidentsWish { filter, ..IncidentsWish::default() }
}

#[test]
fn a_clock_that_is_never_due_says_why() {
    let due = |contract: &str, id: &str| {
        let mut session = Session::default();
        account(open(&mut session, &[("c", contract), ("i", INCIDENTS)], Some(AS_OF)));
        plain(&page(&session, id).unwrap().clocks[0].facts[1][1])
    };
    let closed = CONTRACT.replace(r#""mon-fri": ["09:00-17:00"]"#, "");
    assert_eq!(due(&closed, "A"), "none: its hours never open long enough");
    assert_eq!(due(&closed, "B"), "none while it is paused");
    assert_eq!(due(CONTRACT, "A"), "9 Jan 2026, 17:00 CET");
}

#[test]
fn an_incident_tells_its_clocks_and_what_it_touched() {
    let session = session(INCIDENTS);
    let late = page(&session, "A").unwrap();
    let stands: Vec<String> = late.clocks.iter().map(|clock| plain(&clock.stands)).collect();
    assert_eq!(stands, ["Answered 4 min late", "Resolved, 5 h to spare"]);
    let parts: Vec<&str> = late.clocks[0].parts.iter().map(|[_, _, how]| how.as_str()).collect();
    assert_eq!(parts, ["Running", "Outside hours", "Running"]);
    let figures: Vec<&FigureId> = late.touched.iter().map(|it| &it.figure).collect();
    let figure = |objective: &str, period: &str| FigureId {
        objective: objective.to_owned(),
        period: period.to_owned(),
    };
    let (month, quarter) = ("2026-01-01", "2026-01-01/2026-04-01");
    assert_eq!(
        figures,
        [&figure("response", month), &figure("resolution", quarter), &figure("up", month)]
    );
    for id in figures {
        assert!(matches!(session.calculation(&English, id), Answer::Worked(_)), "{id:?}");
    }
    assert_eq!(late.finding, "1 missed of 2 clocks");
    let picture = late.picture.unwrap();
    let told: Vec<String> = picture.marks.iter().map(|mark| plain(&mark.words)).collect();
    assert_eq!(told[0], "response: Running, 9 Jan 2026, 16:00 CET – 9 Jan 2026, 17:00 CET, 1 h.");
    assert_eq!(told[3], "response: Due, 9 Jan 2026, 17:00 CET.");
    assert!(picture.marks.iter().all(|mark| mark.leads == Leads::Nowhere));
    let svg = picture.svg;
    assert!(svg.contains("class=\"breach\"") && svg.contains("class=\"band\""), "{svg}");
    let waits = page(&session, "B").unwrap();
    assert_eq!(plain(&waits.clocks[0].stands), "Paused, 3 h 30 min left");
    assert_eq!(waits.pauses[0][1], "still open");
    assert!(page(&session, "nobody").is_none());
}

#[test]
fn what_has_not_happened_yet_is_not_told_as_if_it_had() {
    let mut session = session(INCIDENTS);
    account(session.evaluate(&English, "2026-01-12T08:30:00Z", &mut |_| ()));
    let going_on = page(&session, "A").unwrap();
    assert_eq!(going_on.not_yet, None);
    let events =
        |page: &IncidentPage| page.events.iter().map(|[what, _]| what.clone()).collect::<Vec<_>>();
    assert_eq!(events(&going_on), ["Began", "Answered"], "and not resolved");
    let later = page(&session, "B").unwrap();
    let said = plain(&later.not_yet.clone().unwrap());
    assert_eq!(said, "As of 12 Jan 2026, 09:30 CET it has not happened yet.");
    assert_eq!(events(&later), ["Began"], "all that the file says");
    assert_eq!(later.pauses.len(), 1);
    let clocks: Vec<String> =
        list(&mut session, IncidentsWish::default()).rows.into_iter().map(|it| it.clocks).collect();
    assert_eq!(clocks, ["not yet", "not yet", "1 missed, 1 open of 2 clocks"]);
}

#[test]
fn a_clock_is_drawn_with_its_own_stretch() {
    let news = r#""objectives": [{ "id": "news", "service": "desk", "indicator": "update_time",
                  "calendar": "always", "within": { "P1": "PT1H" } },"#;
    let calendars = r#""calendars": { "always": { "always": true },"#;
    let contract = CONTRACT.replace(r#""objectives": ["#, news);
    let contract = contract.replace(r#""calendars": {"#, calendars);
    let incidents = r#"{ "format": "sla-incidents/1", "incidents": [
        { "id": "A", "services": ["desk"], "priority": "P2", "started": "2026-01-20T09:00:00Z",
          "priority_changes": [{ "at": "2026-01-20T12:00:00Z", "priority": "P1" }],
          "updates": ["2026-01-20T11:00:00Z", "2026-01-20T12:30:00Z"],
          "resolved": "2026-01-20T13:00:00Z" }
    ] }"#;
    let mut session = Session::default();
    account(open(&mut session, &[("c", &contract), ("i", incidents)], Some(AS_OF)));
    let page = page(&session, "A").unwrap();
    let news = page.clocks.iter().filter(|clock| plain(&clock.objective) == "news");
    let begins: Vec<String> = news.map(|clock| plain(&clock.parts[0][0])).collect();
    assert_eq!(begins, ["20 Jan 2026, 12:00 CET", "20 Jan 2026, 13:30 CET"]);
}

#[test]
fn no_list_and_no_incident_is_too_large_for_a_message() {
    let long = "long ".repeat(2_000);
    let pauses: Vec<String> = (0..3_000)
        .map(|n| {
            let (day, hour, minute) = (n / 96 + 1, n % 96 / 4, n % 4 * 15);
            format!(
                r#"{{ "from": "2026-01-{day:02}T{hour:02}:{minute:02}:00Z",
                     "until": "2026-01-{day:02}T{hour:02}:{minute:02}:30Z", "reason": "{long}" }}"#
            )
        })
        .filter(|pause| !pause.contains("2026-01-32"))
        .collect();
    let incident = |n: usize, pauses: &[String]| {
        format!(
            r#"{{ "id": "{n}{long}", "title": "{long}", "services": ["desk"], "priority": "P1",
                 "started": "2026-01-02T09:00:00Z", "pauses": [{}] }}"#,
            pauses.join(",")
        )
    };
    let mut incidents: Vec<String> = (1..400).map(|n| incident(n, &[])).collect();
    incidents.push(incident(0, &pauses[..200]));
    let text =
        format!(r#"{{ "format": "sla-incidents/1", "incidents": [{}] }}"#, incidents.join(","));
    let mut session = session(&text);
    let answer = session
        .incidents(&English, &IncidentsWish { lines: EVERYTHING, ..IncidentsWish::default() });
    assert!(encode(&answer).len() <= MOST_BYTES);
    let wish = IncidentWish { id: format!("0{long}"), width: 880 };
    let answer = session.incident(&English, &wish);
    assert!(matches!(answer, Answer::Incident(_)));
    assert!(encode(&answer).len() <= MOST_BYTES, "{}", encode(&answer).len());
}

/// Every seventh is still open, and of the others every fifth was answered late.
#[test]
fn of_very_many_incidents_each_window_is_small_and_in_order() {
    const MANY: u32 = 60_000;
    let incident = |n: u32| {
        let (day, minute) = (n % 28 + 1, n % 60);
        let hour = if n.is_multiple_of(5) { 14 } else { 10 };
        let times = if n.is_multiple_of(7) {
            r#""started": "2026-01-30T16:30:00+01:00""#.to_owned()
        } else {
            format!(
                r#""started": "2026-01-{day:02}T09:{minute:02}:00+01:00",
                   "responded": "2026-01-{day:02}T{hour}:{minute:02}:00+01:00",
                   "resolved": "2026-01-{day:02}T{hour}:{minute:02}:00+01:00""#
            )
        };
        format!(
            r#"{{ "id": "I{n}", "title": "Gateway {} of Zürich", "services": ["desk"],
                 "priority": "P1", {times} }}"#,
            n % 1_000
        )
    };
    let incidents: Vec<String> = (0..MANY).map(incident).collect();
    let text =
        format!(r#"{{ "format": "sla-incidents/1", "incidents": [{}] }}"#, incidents.join(","));
    let mut session = session(&text);
    let wish = |from: u32| IncidentsWish {
        lines: Span { from, count: 200 },
        order: IncidentOrder::Oldest,
        ..IncidentsWish::default()
    };
    let mut wishes = vec![wish(0), wish(30_000), wish(MANY - 1), wish(u32::MAX)];
    for stand in ["missed", "open"] {
        wishes.push(IncidentsWish { filter: wanting(FilterBy::Clocks, stand).filter, ..wish(0) });
    }
    for filter in ["gateway 7 OF", "I599", "zürich", "desk", "p1", "nothing has it"] {
        wishes.push(IncidentsWish { filter: worded(filter).filter, ..wish(0) });
    }
    let mut found = Vec::new();
    for wish in &wishes {
        let answer = session.incidents(&English, wish);
        assert!(encode(&answer).len() <= MOST_BYTES, "{wish:?}");
        let Answer::Incidents(part) = answer else { continue };
        assert_eq!(part.all, MANY);
        found.push(part.all_lines);
        // The same again, from what is kept.
        assert_eq!(session.incidents(&English, wish), Answer::Incidents(part));
    }
    assert_eq!(found[..4], [MANY; 4]);
    assert_eq!(found[6..], [60, 111, MANY, MANY, MANY, 0]);
    assert!(found[4] > 0 && found[4] < MANY / 5, "{found:?}");
    assert_eq!(found[5], MANY.div_ceil(7));
}

#[test]
fn an_incident_of_very_many_clocks_is_no_larger_than_a_message() {
    let news = r#""objectives": [{ "id": "news", "service": "desk", "indicator": "update_time",
                  "within": "PT1H" },"#;
    let contract = CONTRACT.replace(r#""objectives": ["#, news);
    let told: Vec<String> = (0..2_000)
        .map(|n| (n / 1_440 + 5, n % 1_440 / 60, n % 60))
        .map(|(day, hour, minute)| format!(r#""2026-01-{day:02}T{hour:02}:{minute:02}:00Z""#))
        .collect();
    let incidents = format!(
        r#"{{ "format": "sla-incidents/1", "incidents": [
            {{ "id": "A", "services": ["desk"], "priority": "P1",
               "started": "2026-01-05T00:00:00Z", "updates": [{}],
               "resolved": "2026-01-20T13:00:00Z" }}
        ] }}"#,
        told.join(",")
    );
    let mut session = Session::default();
    account(open(&mut session, &[("c", &contract), ("i", &incidents)], Some(AS_OF)));
    let wish = IncidentWish { id: "A".to_owned(), width: 880 };
    let answer = session.incident(&English, &wish);
    assert!(encode(&answer).len() <= MOST_BYTES, "{}", encode(&answer).len());
    let Answer::Incident(page) = answer else { return };
    let all = page.unlisted_clocks.as_deref().map(|it| it.replace(',', "").parse::<usize>());
    let all = all.and_then(Result::ok).unwrap_or_default() + page.clocks.len();
    assert!(page.clocks.len() >= 20 && all > 1_000, "{} of {all}", page.clocks.len());
}
