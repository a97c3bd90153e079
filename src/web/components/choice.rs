//! A switch of a few buttons, of which one is pressed.

use yew::prelude::*;

/// Its name, the words of its buttons, which of them is pressed, and who hears of another.
#[derive(Properties, PartialEq)]
pub(crate) struct ChoiceProps {
    pub(crate) name: AttrValue,
    pub(crate) words: Vec<String>,
    pub(crate) chosen: usize,
    pub(crate) on_choose: Callback<usize>,
}

/// The buttons in a row.
#[component]
pub(crate) fn Choice(props: &ChoiceProps) -> Html {
    let button = |(at, words): (usize, &String)| {
        let onclick = props.on_choose.reform(move |_: MouseEvent| at);
        let pressed = (at == props.chosen).to_string();
        html! { <button type="button" key={at} aria-pressed={pressed} {onclick}>{ words }</button> }
    };
    html! {
        <div class="choice" role="group" aria-label={props.name.clone()}>
            { for props.words.iter().enumerate().map(button) }
        </div>
    }
}
