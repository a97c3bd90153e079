//! The report's pictures.

use super::{AS_OF, example, plain};
use sla_calculator::format::words::English;
use sla_calculator::web::coloured::coloured;
use sla_calculator::web::message::{Answer, ChartWish, Charts, Leads, Unit};
use sla_calculator::web::session::Session;

pub(super) fn wish(unit: Unit) -> ChartWish {
    ChartWish { unit, width: 720, ..ChartWish::default() }
}

#[expect(clippy::panic, reason = "what fails a test")]
#[track_caller]
pub(super) fn charts(answer: Answer) -> Charts {
    match answer {
        Answer::Charts(charts) => *charts,
        other => panic!("no pictures: {other:?}"),
    }
}

#[test]
fn the_worst_objective_is_drawn_and_another_when_it_is_chosen() {
    let mut session = Session::default();
    assert!(matches!(session.charts(&English, &wish(Unit::Time)), Answer::Nothing));
    example(&mut session, Some(AS_OF));
    let worst = charts(session.charts(&English, &wish(Unit::Time)));
    assert_eq!(worst.wish.objective, Some("vpn-availability".to_owned()));
    let finding = "Remote access availability used up its allowance in 2 of 6 months";
    assert_eq!(plain(&worst.trend.finding), finding);
    assert!(worst.trend.finding.contains('\u{2068}'), "the name is set apart");
    let names: Vec<String> = worst.objectives.iter().map(|(_, name)| plain(name)).collect();
    assert_eq!(names, ["ERP availability", "Remote access availability"]);
    let other = ChartWish { objective: Some("erp-availability".to_owned()), ..wish(Unit::Percent) };
    let other = charts(session.charts(&English, &other));
    let finding = "ERP availability fell below its target in 1 of 6 months";
    assert_eq!(plain(&other.trend.finding), finding);
    let gone = ChartWish { objective: Some("gone".to_owned()), ..wish(Unit::Time) };
    assert_eq!(
        charts(session.charts(&English, &gone)).wish.objective.as_deref(),
        Some("vpn-availability")
    );
}

#[test]
fn a_mark_leads_to_its_figure() {
    let mut session = Session::default();
    example(&mut session, Some(AS_OF));
    let charts = charts(session.charts(&English, &wish(Unit::Time)));
    let (erp, remote) = ("erp-availability", "vpn-availability");
    for (chart, objectives) in [
        (&charts.trend, [remote; 7]),
        (&charts.credits, [erp, erp, erp, erp, remote, remote, remote]),
    ] {
        let marks = chart.picture.as_ref().map(|picture| picture.marks.as_slice());
        for mark in marks.unwrap_or_default() {
            let Leads::Figure(figure) = &mark.leads else { continue };
            let month = figure.period.get(5..7).and_then(|month| month.parse().ok());
            let place = month.map_or(usize::MAX, |month: usize| month - 1);
            if mark.value.contains('€') || chart == &charts.trend {
                let objective = objectives.get(place).copied();
                assert_eq!(Some(figure.objective.as_str()), objective, "{}", mark.title);
            }
        }
    }
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
