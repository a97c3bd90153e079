//! A list that shows its first items, and the others when asked.

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
    html! {
        <>
            <ul class="fold">
                { for items.iter().take(visible).map(|item| html! { <li>{ item.clone() }</li> }) }
            </ul>
            if folded > 0 {
                <button type="button" class="quiet-button" aria-expanded="false" {onclick}>
                    { more.emit(number(speech.language(), &folded.to_string())) }
                </button>
            }
        </>
    }
}
