//! A list that shows its first items, and the others when asked.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::format::number;
use crate::web::speech::use_speech;

/// The items, how many are shown at first, and the words of the button for the rest.
#[derive(Properties, PartialEq)]
pub(crate) struct FoldProps {
    pub(crate) items: Vec<Html>,
    pub(crate) shown: usize,
    /// From how many there are more.
    pub(crate) more: Callback<String, String>,
}

/// The list, and a button while something is folded away.
#[component]
pub(crate) fn Fold(props: &FoldProps) -> Html {
    let speech = use_speech();
    let open = use_state_eq(|| false);
    let FoldProps { items, shown, more } = props;
    let visible = if *open { items.len() } else { *shown };
    let folded = items.len().saturating_sub(visible);
    let onclick = {
        let open = open.setter();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    // The keyboard goes on where the button was.
    let first = use_node_ref();
    use_effect_with((*open, first.clone()), |(open, first)| {
        if let Some(first) = first.cast::<HtmlElement>().filter(|_| *open) {
            // An element that takes no focus keeps none.
            let _ = first.focus();
        }
    });
    let item = |(place, item): (usize, &Html)| {
        if place == *shown {
            html! { <li tabindex="-1" ref={first.clone()}>{ item.clone() }</li> }
        } else {
            html! { <li>{ item.clone() }</li> }
        }
    };
    html! {
        <>
            <ul class="fold">
                { for items.iter().take(visible).enumerate().map(item) }
            </ul>
            if folded > 0 {
                <button type="button" class="quiet-button" aria-expanded="false" {onclick}>
                    { more.emit(number(speech.language(), &folded.to_string())) }
                </button>
            }
        </>
    }
}
