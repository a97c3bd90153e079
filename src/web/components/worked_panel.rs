//! The worked calculation of a figure.

use yew::prelude::*;

use super::copy_button::CopyButton;
use super::otherwise::{Otherwise, reading};
use super::panel::Panel;
use super::step_line::StepLine;
use crate::format::words::{Heading, Page};
use crate::web::message::{OtherwiseView, Worked};
use crate::web::names::plain;
use crate::web::shared::Shared;
use crate::web::speech::{use_speech, with_short_names};
use crate::web::state::Action;

/// The calculation, once it is there, and who closes it.
#[derive(Properties, PartialEq)]
pub(crate) struct WorkedPanelProps {
    pub(crate) worked: Option<Shared<Worked>>,
    /// Whether there is nobody to calculate it.
    pub(crate) lost: bool,
    /// Whether it covers all else.
    pub(crate) alone: bool,
    pub(crate) on_close: Callback<()>,
    /// What other readings make of it, and whether they are being tried.
    pub(crate) otherwise: Option<Shared<OtherwiseView>>,
    pub(crate) trying: bool,
    /// Whether these can be asked for.
    pub(crate) tries: bool,
    pub(crate) on: Callback<Action>,
}

/// A panel with a line for each step.
#[component]
pub(crate) fn WorkedPanel(props: &WorkedPanelProps) -> Html {
    let speech = use_speech();
    let close = speech.page(Page::Close);
    let (alone, on_close) = (props.alone, props.on_close.clone());
    let Some(worked) = &props.worked else {
        let title = speech.page(if props.lost { Page::NothingYet } else { Page::Working });
        return html! {
            <Panel name={title.clone()} title={html! { title }} {close} {alone} {on_close} />
        };
    };
    let lines = worked.steps.iter().map(|step| html! { <StepLine step={step.clone()} /> });
    html! {
        <Panel name={plain(&worked.title)} title={with_short_names(&worked.title)} {close} {alone}
            {on_close}>
            <ol class="steps">{ for lines }</ol>
            if !worked.tellings.is_empty() {
                <section class="otherwise" aria-labelledby="tellings">
                    <h3 id="tellings" class="otherwise-heading"
                        aria-level={alone.then_some("2")}>
                        { speech.heading(Heading::Corrections) }
                    </h3>
                    <ul class="otherwise-list">{ for worked.tellings.iter().map(reading) }</ul>
                </section>
            }
            if props.tries {
                <Otherwise told={props.otherwise.clone()} trying={props.trying} {alone}
                    on={props.on.clone()} />
            }
            <p class="panel-ways">
                <CopyButton label={speech.page(Page::Copy)} text={worked.plain.clone()} />
                <CopyButton label={speech.page(Page::CopyLink)} />
            </p>
        </Panel>
    }
}
