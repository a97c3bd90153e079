//! The row of figures under the verdict.

use yew::prelude::*;

use crate::web::address::Address;
use crate::web::message::{Account, KeyFigure, Tone};
use crate::web::shared::Shared;
use crate::web::speech::with_short_names;

/// The account whose figures they are.
#[derive(Properties, PartialEq)]
pub(crate) struct KeyFiguresProps {
    pub(crate) account: Shared<Account>,
    pub(crate) address: Address,
}

/// A list of terms with their figures.
#[component]
pub(crate) fn KeyFigures(props: &KeyFiguresProps) -> Html {
    let figure = |figure: &KeyFigure| {
        let tone = match figure.tone {
            Tone::Plain => None,
            Tone::Risk => Some("key-risk"),
            Tone::Breach => Some("key-breach"),
        };
        html! {
            <div class={classes!("key-figure", tone)}>
                <dt>{ &figure.label }</dt>
                <dd class="key-value">
                    if let Some(class) = &figure.class {
                        <a href={props.address.of_class(class)}>{ &figure.value }</a>
                    } else {
                        { &figure.value }
                    }
                </dd>
                <dd class="key-note">{ with_short_names(&figure.note) }</dd>
            </div>
        }
    };
    if props.account.figures.is_empty() {
        return Html::default();
    }
    html! { <dl class="key-figures">{ for props.account.figures.iter().map(figure) }</dl> }
}
