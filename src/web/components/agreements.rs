//! The agreements that people sign, listed when they are asked for.

use yew::prelude::*;

use super::search_field::SearchField;
use crate::format::words::Page;
use crate::web::address::{Address, Aspect, Case};
use crate::web::message::Sample;
use crate::web::speech::{Speech, use_speech};

/// The agreements there are, once they are listed, and who hears that they are wanted.
#[derive(Properties, PartialEq)]
pub(crate) struct AgreementsProps {
    pub(crate) agreements: Option<Vec<Sample>>,
    pub(crate) asked: bool,
    pub(crate) on_asked: Callback<()>,
}

/// A button that lists them; then a list by kind, with a field for words to look for.
#[component]
pub(crate) fn Agreements(props: &AgreementsProps) -> Html {
    let speech = use_speech();
    let sought = use_state_eq(String::new);
    let fits = |sample: &&Sample| {
        let told = format!("{} {}", sample.title, sample.description).to_lowercase();
        sought.to_lowercase().split_whitespace().all(|word| told.contains(word))
    };
    let onclick = props.on_asked.reform(|_: MouseEvent| ());
    let on_input = {
        let sought = sought.setter();
        Callback::from(move |words| sought.set(words))
    };
    let listed = props.agreements.as_ref().filter(|_| props.asked);
    let found: Vec<&Sample> = listed.into_iter().flatten().filter(fits).collect();
    let none = |said: Page<'_>| html! { <p class="note" role="status">{ speech.page(said) }</p> };
    html! {
        <section class="agreements" aria-labelledby="agreements">
            <h2 id="agreements">{ speech.page(Page::Agreements) }</h2>
            <p class="note">{ speech.page(Page::AgreementsWhat) }</p>
            if !props.asked {
                <button type="button" aria-expanded="false" {onclick}>
                    { speech.page(Page::ShowAgreements) }
                </button>
            } else if listed.is_some_and(Vec::is_empty) {
                { none(Page::NoSamples) }
            } else if listed.is_some() {
                <SearchField id="sought-agreements" label={speech.page(Page::SearchAgreements)}
                    value={(*sought).clone()} {on_input} />
                if found.is_empty() {
                    { none(Page::NoAgreement) }
                }
                { for kinds(&found).into_iter().map(|kind| group(&speech, kind, &found)) }
            }
        </section>
    }
}

/// The kinds that there are, each once, in the order of the list.
fn kinds<'a>(found: &[&'a Sample]) -> Vec<&'a str> {
    let mut kinds: Vec<&str> = Vec::new();
    for sample in found {
        if !kinds.contains(&sample.kind.as_str()) {
            kinds.push(&sample.kind);
        }
    }
    kinds
}

fn group(speech: &Speech, kind: &str, found: &[&Sample]) -> Html {
    let item = |sample: &&Sample| {
        let case = Case::Sample(sample.id.clone());
        let report = Address { case, ..Address::default() };
        let href = report.hash();
        let contract = report.of_aspect(Aspect::Contract(String::new()));
        let read = speech.page(Page::ReadContract);
        let label = format!("{read}: {}", sample.title);
        html! {
            <li class="agreement" key={sample.id.clone()}>
                <a {href}><bdi>{ &sample.title }</bdi></a>
                <span class="agreement-note"><bdi>{ &sample.description }</bdi></span>
                <a class="agreement-read" href={contract} aria-label={label}>{ read }</a>
            </li>
        }
    };
    let own = found.iter().filter(|sample| sample.kind == kind);
    html! {
        <>
            <h3>{ speech.page(Page::AgreementsOf(kind)) }</h3>
            <ul class="agreement-list">{ for own.map(item) }</ul>
        </>
    }
}
