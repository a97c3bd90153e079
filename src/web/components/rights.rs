//! Rights beyond money, and how near they are.

use yew::prelude::*;

use crate::format::words::Heading;
use crate::web::message::RightView;
use crate::web::speech::{use_speech, with_names};

/// The rights, in the contract's order.
#[derive(Properties, PartialEq)]
pub(crate) struct RightsProps {
    pub(crate) rights: Vec<RightView>,
}

/// What may be done beyond money: what gave it, until when, or how much is wanting.
#[component]
pub(crate) fn Rights(props: &RightsProps) -> Html {
    let speech = use_speech();
    let right = |right: &RightView| {
        html! {
            <div class={classes!("right", right.is_open.then_some("is-open"))}>
                <h3>
                    { &right.title }
                    if let Some(clause) = &right.clause {
                        <span class="right-clause">{ with_names(clause) }</span>
                    }
                </h3>
                <ul>{ for right.lines.iter().map(|line| html! { <li>{ with_names(line) }</li> }) }</ul>
            </div>
        }
    };
    html! {
        <section class="rights" aria-labelledby="rights">
            <h2 id="rights">{ speech.heading(Heading::Rights) }</h2>
            { for props.rights.iter().map(right) }
        </section>
    }
}
