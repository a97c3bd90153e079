//! The samples, each opened with one click.

use yew::prelude::*;

use crate::format::words::Page;
use crate::web::address::{Address, Case};
use crate::web::message::Sample;
use crate::web::speech::use_speech;

/// The samples there are, once they are listed.
#[derive(Properties, PartialEq)]
pub(crate) struct SamplesProps {
    pub(crate) samples: Option<Vec<Sample>>,
}

/// A list of samples with their descriptions.
#[component]
pub(crate) fn Samples(props: &SamplesProps) -> Html {
    let speech = use_speech();
    let item = |(place, sample): (usize, &Sample)| {
        let (title, open) = (format!("sample-{place}"), format!("open-sample-{place}"));
        let case = Case::Sample(sample.id.clone());
        let href = Address { case, ..Address::default() }.hash();
        html! {
            <li class="sample" key={sample.id.clone()}>
                <h3 id={title.clone()}><bdi>{ &sample.title }</bdi></h3>
                <p><bdi>{ &sample.description }</bdi></p>
                <a class="button" id={open.clone()} aria-labelledby={format!("{open} {title}")} {href}>
                    { speech.page(Page::OpenSample) }
                </a>
            </li>
        }
    };
    html! {
        <section class="samples" aria-labelledby="samples">
            <h2 id="samples">{ speech.page(Page::Samples) }</h2>
            if props.samples.as_ref().is_some_and(Vec::is_empty) {
                <p class="note">{ speech.page(Page::NoSamples) }</p>
            }
            <ul class="sample-list">{ for props.samples.iter().flatten().enumerate().map(item) }</ul>
        </section>
    }
}
