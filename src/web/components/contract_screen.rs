//! The agreement as a document to be read.

use yew::prelude::*;

use crate::format::words::Page;
use crate::web::address::{Address, Aspect, element_id};
use crate::web::browser::focus::focus;
use crate::web::message::{ContractEntryView, ContractLineView, ContractPart};
use crate::web::shared::Shared;
use crate::web::speech::{Speech, use_speech, with_names};

/// The agreement as far as it is there, its title, and where the reader is.
#[derive(Properties, PartialEq)]
pub(crate) struct ContractScreenProps {
    pub(crate) part: Option<Shared<ContractPart>>,
    pub(crate) title: String,
    pub(crate) address: Address,
}

/// Contents, then one section after the other.
#[component]
pub(crate) fn ContractScreen(props: &ContractScreenProps) -> Html {
    let speech = use_speech();
    let ContractScreenProps { part, title, address } = props;
    let wanted = match &address.aspect {
        Aspect::Contract(place) => place.clone(),
        _ => String::new(),
    };
    let whole = part.as_ref().is_some_and(|part| part.next.is_none());
    use_effect_with((wanted, whole), |(wanted, whole)| {
        if *whole && !wanted.is_empty() {
            focus(&place_id(wanted));
        }
    });
    let head = html! {
        <header class="contract-head">
            <p class="account-title">{ with_names(title) }</p>
            <h1>{ speech.page(Page::Contract) }</h1>
        </header>
    };
    let Some(part) = part else {
        return html! { <article class="contract" aria-busy="true">{ head }</article> };
    };
    let way = |[id, heading]: &[String; 2]| {
        let href = to(address, id);
        html! { <li><a {href}>{ heading }</a></li> }
    };
    let section = |(at, [id, heading]): (usize, &[String; 2])| {
        let own = part.entries.iter().filter(|it| it.section as usize == at);
        html! {
            <section class="contract-section" aria-labelledby={place_id(id)}>
                <h2 id={place_id(id)} tabindex="-1">{ heading }</h2>
                { for own.map(|it| entry(&speech, it, (id, address))) }
            </section>
        }
    };
    html! {
        <article class="contract" aria-busy={(!whole).to_string()}>
            { head }
            <div class="contract-room">
                <nav class="contract-contents" aria-label={speech.page(Page::Contents)}>
                    <ol>{ for part.sections.iter().map(way) }</ol>
                </nav>
                <div class="contract-text">
                    { for part.sections.iter().enumerate().map(section) }
                </div>
            </div>
        </article>
    }
}

/// The id of a place of the agreement in the document.
fn place_id(place: &str) -> String {
    element_id("contract", place)
}

/// The address of a place of the agreement.
fn to(address: &Address, place: &str) -> String {
    address.of_aspect(Aspect::Contract(place.to_owned()))
}

fn entry(speech: &Speech, entry: &ContractEntryView, (section, address): (&str, &Address)) -> Html {
    let id = entry.id.as_ref().map(|id| place_id(&format!("{section}/{id}")));
    let results = entry.objective.as_ref().map(|id| {
        let report = Address {
            aspect: Aspect::Report,
            objective: Some(id.clone()),
            period: None,
            filter: address.filter.of_both(),
            ..address.clone()
        };
        let label =
            format!("{}: {}", speech.page(Page::Results), crate::web::names::plain(&entry.title));
        html! {
            <a class="contract-results" href={report.hash()} aria-label={label}>
                { speech.page(Page::Results) }
            </a>
        }
    });
    html! {
        <div class="contract-entry">
            if !entry.title.is_empty() || entry.clause.is_some() {
                <div class="contract-entry-head">
                    if !entry.title.is_empty() {
                        <h3 {id} tabindex="-1">{ with_names(&entry.title) }</h3>
                    }
                    if let Some(clause) = &entry.clause {
                        <span class="contract-clause">{ with_names(clause) }</span>
                    }
                    { results }
                </div>
            }
            if let Some(text) = &entry.text {
                <p class="contract-words">{ with_names(text) }</p>
            }
            { lines(&entry.lines, address) }
            if let Some(unlisted) = &entry.unlisted {
                <p class="note">{ speech.page(Page::Unlisted(unlisted)) }</p>
            }
        </div>
    }
}

/// A sentence by itself is a paragraph, lines that say of what they are stand as a list.
fn lines(lines: &[ContractLineView], address: &Address) -> Html {
    let told = |line: &ContractLineView| match &line.calendar {
        Some(calendar) => {
            let href = to(address, &format!("hours/{calendar}"));
            html! { <a {href}>{ with_names(&line.how) }</a> }
        }
        None => with_names(&line.how),
    };
    let (facts, sentences): (Vec<_>, Vec<_>) = lines.iter().partition(|it| !it.what.is_empty());
    let fact = |line: &&ContractLineView| {
        html! {
            <div class="contract-line">
                <dt>{ with_names(&line.what) }</dt>
                <dd>
                    { told(line) }
                    if !line.by.is_empty() {
                        { " " }<span class="contract-by">{ &line.by }</span>
                    }
                </dd>
            </div>
        }
    };
    let sentence = |line: &&ContractLineView| html! { <p>{ told(line) }</p> };
    html! {
        <>
            { for sentences.iter().map(sentence) }
            if !facts.is_empty() {
                <dl class="contract-lines">{ for facts.iter().map(fact) }</dl>
            }
        </>
    }
}
