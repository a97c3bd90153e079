//! The page before there are files.

use yew::prelude::*;

use super::agreements::Agreements;
use super::drop_zone::DropZone;
use super::file_button::FileButton;
use super::samples::Samples;
use crate::format::words::Page;
use crate::web::address::{Address, Case};
use crate::web::browser::files::Handle;
use crate::web::message::Sample;
use crate::web::speech::use_speech;

/// The samples, and who hears of files.
#[derive(Properties, PartialEq)]
pub(crate) struct StartProps {
    pub(crate) samples: Option<Vec<Sample>>,
    pub(crate) on_files: Callback<Vec<Handle>>,
    pub(crate) agreements: Option<Vec<Sample>>,
    /// Whether the agreements are to be seen.
    pub(crate) asked: bool,
    pub(crate) on_agreements: Callback<()>,
}

/// What the page is for, and the two ways in. The document itself shows the upper half before the
/// program arrives, in the same place.
#[component]
pub(crate) fn Start(props: &StartProps) -> Html {
    let speech = use_speech();
    let quote = Address { case: Case::Quote, ..Address::default() }.hash();
    html! {
        <div class="start">
            <div class="start-words">
                <h1 class="verdict">{ speech.page(Page::Promise) }</h1>
                <p class="lede">{ speech.page(Page::Privacy) }</p>
                <p class="note">{ speech.page(Page::PrivacyCheck) }</p>
            </div>
            <DropZone label={speech.page(Page::DropHere)}>
                <FileButton label={speech.page(Page::ChooseFiles)} primary=true
                    on_files={props.on_files.clone()} />
            </DropZone>
            <section class="quote-way" aria-labelledby="to-quote">
                <h2 id="to-quote">{ speech.page(Page::Quote) }</h2>
                <p class="note">{ speech.page(Page::QuoteWhat) }</p>
                <a class="button" href={quote}>{ speech.page(Page::ToQuote) }</a>
            </section>
            <Samples samples={props.samples.clone()} />
            <Agreements agreements={props.agreements.clone()} asked={props.asked}
                on_asked={props.on_agreements.clone()} />
        </div>
    }
}
