//! What of a screen is shown: words to look for, a list to choose from for each aspect, and what was
//! chosen, each to be taken away.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::search_field::SearchField;
use crate::format::visible;
use crate::format::words::Page;
use crate::web::browser::focus::focus;
use crate::web::message::{Facet, Filter, FilterBy};
use crate::web::names::plain;
use crate::web::speech::{Speech, use_speech, with_names};

/// The filter, by what can be filtered, what is left, and who hears of another filter.
#[derive(Properties, PartialEq)]
pub(crate) struct FilterRowProps {
    pub(crate) filter: Filter,
    pub(crate) facets: Vec<Facet>,
    /// The id and the label of the field for words, where there are many lines.
    pub(crate) find: Option<(AttrValue, AttrValue)>,
    /// In which orders the lines can stand, where there are many.
    pub(crate) orders: Vec<String>,
    /// In which they do.
    pub(crate) ordered: usize,
    /// How many lines are left, of how many; and what they come to.
    pub(crate) left: AttrValue,
    pub(crate) on: Callback<Filter>,
    pub(crate) on_order: Callback<usize>,
}

/// One row of controls, which folds where it is narrow, and one of what they leave.
#[component]
pub(crate) fn FilterRow(props: &FilterRowProps) -> Html {
    let speech = use_speech();
    let FilterRowProps { filter, facets, find, left, on, .. } = props;
    let open = use_state_eq(|| false);
    let on_fold = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    // What the screen has no facet for changes nothing here.
    let heeded = filter.among(facets);
    let on_words = {
        let (filter, on) = (filter.clone(), on.clone());
        Callback::from(move |words| on.emit(Filter { words, ..filter.clone() }))
    };
    let chosen = chosen(&speech, &heeded, facets);
    let number = chosen.len();
    let take = |(by, words): (Option<FilterBy>, String)| {
        let (without, on) = (without(filter, by), on.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            focus(LEFT);
            on.emit(without.clone());
        });
        let name = speech.page(Page::RemoveFilter(&plain(&words)));
        html! {
            <li key={by.map_or("words", FilterBy::name)}>
                <button type="button" class="filter-chosen" aria-label={name} {onclick}>
                    <span>{ with_names(&words) }</span><span class="filter-cross" aria-hidden="true"></span>
                </button>
            </li>
        }
    };
    let on_clear = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| {
            focus(LEFT);
            on.emit(Filter::default());
        })
    };
    let controls = classes!("filter-controls", open.then_some("filter-open"));
    html! {
        <div class="filter" role="search">
            <button type="button" class="filter-fold" aria-expanded={open.to_string()}
                aria-controls="filter-controls" onclick={on_fold}>
                { speech.page(Page::FilterBy) }
                if number > 0 {
                    { format!(" ({number})") }
                }
            </button>
            <div id="filter-controls" class={controls}>
                if let Some((id, label)) = find {
                    <SearchField {id} {label} value={filter.words.clone()} on_input={on_words} />
                }
                { for facets.iter().map(|facet| choice(&speech, filter, facet, on)) }
                { order(&speech, props) }
            </div>
            <div class="filter-left">
                <p id={LEFT} class="note" role="status" tabindex="-1">{ left }</p>
                if number > 0 {
                    <ul class="filter-list">{ for chosen.into_iter().map(take) }</ul>
                    <button type="button" class="quiet-button" onclick={on_clear}>
                        { speech.page(Page::ClearFilter) }
                    </button>
                }
            </div>
        </div>
    }
}

/// The id of the line that says what is left: where the keyboard goes on once a filter is gone.
const LEFT: &str = "filter-left";

/// A list to choose from.
fn choice(speech: &Speech, filter: &Filter, facet: &Facet, on: &Callback<Filter>) -> Html {
    let Facet { by, choices } = facet;
    let onchange = {
        let (filter, on, by) = (filter.clone(), on.clone(), *by);
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                on.emit(filter.clone().with(by, Some(&select.value())));
            }
        })
    };
    let wanted = filter.get(*by);
    let option = |value: &str, words: String| {
        let selected = wanted == Some(value);
        html! {
            <option key={value.to_owned()} value={value.to_owned()} {selected}>{ words }</option>
        }
    };
    // What an address wants stands in the list even where there is none such.
    let foreign = wanted.filter(|wanted| choices.iter().all(|[value, _]| value != wanted));
    html! {
        <select key={by.name()} id={format!("filter-{}", by.name())}
            aria-label={speech.page(Page::Facet(by.name()))}
            class={classes!(wanted.map(|_| "filter-wanted"))} {onchange}>
            <option value="" selected={wanted.is_none()}>
                { speech.page(Page::FacetAny(by.name())) }
            </option>
            { for choices.iter().map(|[value, words]| option(value, plain(words))) }
            { for foreign.map(|value| option(value, visible(value))) }
        </select>
    }
}

/// The order of the lines, where there are many.
fn order(speech: &Speech, props: &FilterRowProps) -> Html {
    let FilterRowProps { orders, ordered, on_order, .. } = props;
    if orders.is_empty() {
        return Html::default();
    }
    let onchange = on_order.reform(|event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        let chosen = select.map(|select| select.selected_index()).unwrap_or_default();
        usize::try_from(chosen).unwrap_or_default()
    });
    let option = |(at, words): (usize, &String)| {
        html! { <option selected={at == *ordered}>{ words }</option> }
    };
    html! {
        <select id="order" aria-label={speech.page(Page::OrderedBy)} {onchange}>
            { for orders.iter().enumerate().map(option) }
        </select>
    }
}

/// What was chosen, in words.
fn chosen(speech: &Speech, filter: &Filter, facets: &[Facet]) -> Vec<(Option<FilterBy>, String)> {
    let words = Some(filter.words.trim()).filter(|words| !words.is_empty());
    let words = words.map(|words| {
        let said = speech.page(Page::Filtered { facet: "words", wanted: &visible(words) });
        (None, said)
    });
    let wanted = filter.wanted.iter().map(|(by, wanted)| {
        let choices = facets.iter().filter(|facet| facet.by == *by).flat_map(|it| &it.choices);
        let mut known =
            choices.filter(|[value, _]| value == wanted).map(|[_, words]| words.clone());
        let said = known.next().unwrap_or_else(|| visible(wanted));
        (Some(*by), speech.page(Page::Filtered { facet: by.name(), wanted: &said }))
    });
    words.into_iter().chain(wanted).collect()
}

/// The filter without what it wants of an aspect, or without its words.
fn without(filter: &Filter, by: Option<FilterBy>) -> Filter {
    match by {
        Some(by) => filter.clone().with(by, None),
        None => Filter { words: String::new(), ..filter.clone() },
    }
}
