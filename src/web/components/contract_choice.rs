//! Several files are contracts: one has to be chosen.

use yew::prelude::*;

use crate::format::words::Page;
use crate::web::names::marked;
use crate::web::speech::{listed, use_speech};
use crate::web::state::FileCard;

/// The contracts, and who hears which it is.
#[derive(Properties, PartialEq)]
pub(crate) struct ContractChoiceProps {
    pub(crate) contracts: Vec<FileCard>,
    pub(crate) on_choose: Callback<u32>,
}

/// A button for each.
#[component]
pub(crate) fn ContractChoice(props: &ContractChoiceProps) -> Html {
    let speech = use_speech();
    let item = |card: &FileCard| {
        let key = card.key;
        let onclick = props.on_choose.reform(move |_: MouseEvent| key);
        let (name, button) = (format!("contract-{key}"), format!("use-contract-{key}"));
        html! {
            <li class="case-file" key={key}>
                <span class="case-file-name" id={name.clone()}>{ listed(&marked(&card.name)) }</span>
                <button type="button" id={button.clone()}
                    aria-labelledby={format!("{button} {name}")} {onclick}>
                    { speech.page(Page::UseContract) }
                </button>
            </li>
        }
    };
    html! {
        <section class="contract-choice">
            <h1 class="verdict">{ speech.page(Page::WhichContract) }</h1>
            <p class="lede">{ speech.page(Page::WhichContractHow) }</p>
            <ul class="case-file-list">{ for props.contracts.iter().map(item) }</ul>
        </section>
    }
}
