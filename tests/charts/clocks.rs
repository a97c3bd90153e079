//! The pictures of clocks: those of the service desk as committed, and what must hold for any.

use std::path::Path;

use super::cases::evaluated;
use super::{WIDTHS, check_golden, laid_out, picture};
use crate::svg::check_shapes;
use sla_calculator::chart::{
    Chart, MOST_DOTS, MarkOf, NamedCase, Size, cases, clocks, credits, value_reached,
};
use sla_calculator::evaluate::Evaluation;
use sla_calculator::format::words::English;
use sla_calculator::report::ClockLine;

const AS_OF: &str = "2026-05-20T08:30:00Z";

fn desk() -> Evaluation {
    evaluated("service-desk", AS_OF)
}

fn of(evaluation: &Evaluation, objective: u32, width: u32, most_dots: usize) -> Chart {
    let facts = &evaluation.report.agreement.objectives[objective as usize];
    let named: Vec<NamedCase<'_>> =
        evaluation.case_points(objective).map(|case| (case.incident.to_owned(), case)).collect();
    let chart = cases(&English, facts, &named, (Size::for_width(width), most_dots));
    for row in &chart.table.rows {
        assert_eq!(row.len(), chart.table.headings.len(), "{}", chart.finding);
    }
    chart
}

#[test]
fn the_cases_of_the_service_desk_are_the_committed_ones() {
    let evaluation = desk();
    let folder = Path::new("tests/golden/charts/service-desk");
    for width in WIDTHS {
        for (objective, most_dots, name) in
            [(0, MOST_DOTS, "response"), (1, MOST_DOTS, "resolution"), (0, 0, "response-counted")]
        {
            let chart = of(&evaluation, objective, width, most_dots);
            let path = folder.join(format!("{name}-{width}.svg"));
            check_golden(&path, &laid_out(picture(&chart)));
        }
    }
}

#[test]
fn each_case_is_a_dot_that_leads_to_its_incident_and_a_row() {
    let evaluation = desk();
    for objective in 0..evaluation.report.agreement.objectives.len().try_into().unwrap() {
        for (width, most_dots) in WIDTHS.into_iter().flat_map(|it| [(it, MOST_DOTS), (it, 0)]) {
            let points = evaluation.case_points(objective).count();
            let chart = of(&evaluation, objective, width, most_dots);
            let Some(drawn) = &chart.picture else {
                assert_eq!(points, 0, "{}", chart.finding);
                continue;
            };
            check_shapes(drawn);
            assert_eq!(drawn.marks.len(), chart.table.rows.len());
            if most_dots > 0 {
                assert_eq!(drawn.marks.len(), points);
                assert!(drawn.marks.iter().all(|mark| matches!(mark.of, MarkOf::Incident(_))));
            }
        }
    }
    let chart = of(&evaluation, 0, 880, MOST_DOTS);
    assert_eq!(chart.finding, "Response time: 37 of 39 cases within the limit");
    let worst = picture(&chart).marks.iter().find(|mark| mark.state.ends_with("late")).unwrap();
    assert!(worst.words.contains(" late.") && worst.words.starts_with("SD-"), "{}", worst.words);
}

#[test]
fn the_clocks_of_every_incident_are_drawn_by_the_rules() {
    let evaluation = desk();
    let mut drawn = 0;
    for at in 0..evaluation.number_of_incidents() {
        let facts = evaluation.incident(at).unwrap();
        let lines: Vec<(String, &ClockLine)> =
            facts.clocks.iter().map(|line| ("Time to restore it".to_owned(), line)).collect();
        for width in WIDTHS {
            let Some(picture) = clocks(&English, "Clocks", &lines, width) else { continue };
            check_shapes(&picture);
            assert!(picture.marks.len() >= lines.len(), "{}", facts.id);
            drawn += 1;
        }
    }
    assert!(drawn > 100, "{drawn}");
}

#[test]
fn a_share_of_cases_is_not_called_an_availability() {
    let told = value_reached(&English, &desk().report, 0, Size::for_width(880)).unwrap();
    assert!(told.measure.starts_with("Cases within the limit by month"), "{}", told.measure);
}

#[test]
fn a_period_of_another_length_is_called_by_its_own_name() {
    let chart = credits(&English, &desk().report, Size::for_width(880));
    let svg = &picture(&chart).svg;
    let texts = |text: &str| svg.matches(&format!(">{text}<")).count();
    assert_eq!([texts("2026"), texts("Apr"), texts("Q1"), texts("Q2")], [1; 4], "{svg}");
}
