//! The worked calculation of a figure.

use yew::prelude::*;

use super::panel::Panel;
use super::step_line::StepLine;
use crate::format::words::Page;
use crate::format::{calculation, number};
use crate::web::message::Worked;
use crate::web::shared::Shared;
use crate::web::speech::{use_speech, with_names};

/// The calculation, once it is there, and who closes it.
#[derive(Properties, PartialEq)]
pub(crate) struct WorkedPanelProps {
    pub(crate) worked: Option<Shared<Worked>>,
    pub(crate) on_close: Callback<()>,
}

/// A panel with a line for each step.
#[component]
pub(crate) fn WorkedPanel(props: &WorkedPanelProps) -> Html {
    let speech = use_speech();
    let words = use_memo((props.worked.clone(), speech.clone()), |(worked, speech)| {
        let worked = worked.as_ref()?;
        let told = calculation(speech.language(), &worked.report, &worked.calculation)?;
        let unlisted = number(speech.language(), &worked.unlisted_incidents.to_string());
        Some((told, Some(unlisted).filter(|_| worked.unlisted_incidents > 0)))
    });
    let close = speech.page(Page::Close);
    match words.as_ref() {
        None => {
            let working = speech.page(Page::Working);
            html! {
                <Panel name={working.clone()} title={html! { working }} {close}
                    on_close={props.on_close.clone()} />
            }
        }
        Some((told, unlisted)) => {
            let unlisted = unlisted.clone();
            let lines = told.lines.iter().map(|line| {
                let unlisted = unlisted.clone().filter(|_| !line.incidents.is_empty());
                html! { <StepLine line={line.clone()} {unlisted} /> }
            });
            html! {
                <Panel name={told.title.clone()} title={with_names(&told.title)} {close}
                    on_close={props.on_close.clone()}>
                    <ol class="steps">{ for lines }</ol>
                </Panel>
            }
        }
    }
}
