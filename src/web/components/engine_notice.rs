//! Says when the page cannot calculate, and what to do.

use yew::prelude::*;

use super::notice::{Notice, Tone};
use crate::format::words::Page;
use crate::web::speech::use_speech;
use crate::web::state::Engine;

/// How the engine is, and who starts another.
#[derive(Properties, PartialEq)]
pub(crate) struct EngineNoticeProps {
    pub(crate) engine: Engine,
    pub(crate) on_restart: Callback<()>,
}

/// Nothing while the engine works.
#[component]
pub(crate) fn EngineNotice(props: &EngineNoticeProps) -> Html {
    let speech = use_speech();
    let words = match props.engine {
        Engine::Starting | Engine::Ready => return Html::default(),
        Engine::NotStarted => Page::EngineNotStarted,
        Engine::Stopped => Page::EngineStopped,
        Engine::OtherBuild => Page::Versions,
    };
    let restart = props.on_restart.reform(|_: MouseEvent| ());
    html! {
        <Notice tone={Tone::Breach}>
            <p role="alert">{ speech.page(words) }</p>
            if props.engine != Engine::OtherBuild {
                <button type="button" onclick={restart}>{ speech.page(Page::StartAgain) }</button>
            }
        </Notice>
    }
}
