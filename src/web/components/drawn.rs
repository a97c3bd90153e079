//! Where a picture of the page comes from.

use crate::format::words::{Heading, Page};
use crate::web::message::{Chart, Charts, IncidentPage, Mark, Picture, Subject, Unit};
use crate::web::shared::Shared;
use crate::web::speech::Speech;

/// A picture in what the worker told.
#[derive(Clone, PartialEq)]
pub(crate) enum Drawn {
    /// One of the report.
    Report(Shared<Charts>, Subject),
    /// The clocks of an incident.
    Clocks(Shared<IncidentPage>),
}

impl Drawn {
    /// The picture, if anything is drawn.
    pub(super) fn picture(&self) -> Option<&Picture> {
        match self {
            Self::Report(charts, subject) => chart(charts, *subject)?.picture.as_ref(),
            Self::Clocks(page) => page.picture.as_ref(),
        }
    }

    pub(super) fn marks(&self) -> &[Mark] {
        self.picture().map(|picture| picture.marks.as_slice()).unwrap_or_default()
    }

    /// What it finds.
    pub(super) fn finding(&self) -> &str {
        match self {
            Self::Report(charts, subject) => {
                chart(charts, *subject).map_or("", |chart| &chart.finding)
            }
            Self::Clocks(page) => &page.finding,
        }
    }

    /// What is measured, or how it is to be read.
    pub(super) fn measure(&self, speech: &Speech) -> String {
        match self {
            Self::Report(charts, subject) => {
                chart(charts, *subject).map_or_else(String::new, |chart| chart.measure.clone())
            }
            Self::Clocks(_) => speech.page(Page::ClockMarks),
        }
    }

    /// What the second and third column of its table are called, where its marks say so too.
    pub(super) fn headings(&self) -> [Option<&String>; 2] {
        match self {
            Self::Report(charts, subject) => {
                let headings = chart(charts, *subject).map(|chart| chart.headings.as_slice());
                let headings = headings.unwrap_or_default();
                [headings.get(1), headings.get(2)]
            }
            Self::Clocks(_) => [None, None],
        }
    }

    /// The headings and rows of its table.
    pub(super) fn table(&self, speech: &Speech) -> (Vec<String>, Vec<Vec<String>>) {
        match self {
            Self::Report(charts, subject) => {
                let chart = chart(charts, *subject);
                chart.map(|it| (it.headings.clone(), it.rows.clone())).unwrap_or_default()
            }
            Self::Clocks(page) => {
                let headings = [Heading::Objective, Heading::From, Heading::Until, Heading::How];
                let row = |objective: &String, part: &[String; 3]| {
                    [objective].into_iter().chain(part).cloned().collect()
                };
                let rows = page
                    .clocks
                    .iter()
                    .flat_map(|clock| clock.parts.iter().map(|part| row(&clock.objective, part)));
                (headings.map(|it| speech.heading(it)).to_vec(), rows.collect())
            }
        }
    }

    /// Which picture of the report it is.
    pub(super) fn subject(&self) -> Option<Subject> {
        match self {
            Self::Report(_, subject) => Some(*subject),
            Self::Clocks(_) => None,
        }
    }

    /// How ids and classes call it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Report(_, subject) => name(*subject),
            Self::Clocks(_) => "clocks",
        }
    }

    /// What its files are called.
    pub(super) fn file_name(&self) -> String {
        let what = match self {
            Self::Report(charts, Subject::Trend) => match charts.wish.unit {
                Unit::Time => "time-used",
                Unit::Percent => "percent",
            },
            _ => self.name(),
        };
        format!("sla-{what}")
    }
}

fn chart(charts: &Charts, subject: Subject) -> Option<&Chart> {
    match subject {
        Subject::Trend => Some(&charts.trend),
        Subject::Cases => charts.cases.as_ref(),
        Subject::Budget => charts.budget.as_ref(),
        Subject::Outages => charts.outages.as_ref(),
        Subject::Credits => Some(&charts.credits),
        Subject::Costs => charts.costs.as_ref(),
    }
}

/// How ids and classes call a picture of the report.
pub(super) fn name(subject: Subject) -> &'static str {
    match subject {
        Subject::Trend => "trend",
        Subject::Cases => "cases",
        Subject::Budget => "error-budget",
        Subject::Outages => "outages",
        Subject::Credits => "credits",
        Subject::Costs => "costs",
    }
}
