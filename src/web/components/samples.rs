//! The samples, each opened with one click.

use yew::prelude::*;

use crate::format::words::Page;
use crate::web::message::Sample;
use crate::web::speech::use_speech;
use crate::web::state::Fetch;

/// The samples there are, and who opens one.
#[derive(Properties, PartialEq)]
pub(crate) struct SamplesProps {
    pub(crate) samples: Vec<Sample>,
    pub(crate) fetch: Option<Fetch>,
    pub(crate) on_sample: Callback<Sample>,
}

/// A list of samples with their descriptions.
#[component]
pub(crate) fn Samples(props: &SamplesProps) -> Html {
    let speech = use_speech();
    let item = |(place, sample): (usize, &Sample)| {
        let (on_sample, own) = (props.on_sample.clone(), sample.clone());
        let onclick = Callback::from(move |_: MouseEvent| on_sample.emit(own.clone()));
        let (title, open) = (format!("sample-{place}"), format!("open-sample-{place}"));
        html! {
            <li class="sample" key={sample.id.clone()}>
                <h3 id={title.clone()}><bdi>{ &sample.title }</bdi></h3>
                <p><bdi>{ &sample.description }</bdi></p>
                <button type="button" id={open.clone()} aria-labelledby={format!("{open} {title}")} {onclick}>
                    { speech.page(Page::OpenSample) }
                </button>
            </li>
        }
    };
    let state = match &props.fetch {
        Some(Fetch::Running(_)) => speech.page(Page::Fetching),
        Some(Fetch::Failed(title)) => speech.page(Page::NotFetched(title)),
        None => String::new(),
    };
    html! {
        <section class="samples" aria-labelledby="samples">
            <h2 id="samples">{ speech.page(Page::Samples) }</h2>
            <ul class="sample-list">{ for props.samples.iter().enumerate().map(item) }</ul>
            <p class="samples-state" role="alert">{ state }</p>
        </section>
    }
}
