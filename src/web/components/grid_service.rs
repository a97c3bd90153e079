//! A service in the grid, above its objectives.

use yew::prelude::*;

use crate::web::message::ServiceView;
use crate::web::speech::listed;

/// The service, and who hears that it is folded or unfolded.
#[derive(Properties, PartialEq)]
pub(crate) struct GridServiceProps {
    pub(crate) service: ServiceView,
    /// How many columns stand beside its name.
    pub(crate) columns: usize,
    /// Its number among all lines, the head being the first.
    pub(crate) index: AttrValue,
    pub(crate) on_turn: Callback<String>,
}

/// A line with a button that folds it.
#[component]
pub(crate) fn GridService(props: &GridServiceProps) -> Html {
    let GridServiceProps { service, columns, index, on_turn } = props;
    let (id, on_turn) = (service.id.clone(), on_turn.clone());
    let onclick = Callback::from(move |_: MouseEvent| on_turn.emit(id.clone()));
    let missed = service.missed.then_some("grid-service-missed");
    html! {
        <tr class={classes!("grid-line", "grid-service", missed)} aria-rowindex={index.clone()}>
            <th scope="row" aria-colindex="1">
                <button type="button" class="fold-button" aria-expanded={service.unfolded.to_string()}
                    {onclick}>
                    <span class="fold-sign" aria-hidden="true"></span>
                    <span>
                        <span class="grid-objective">{ listed(&service.name) }</span>
                        <span class="grid-summary">{ &service.summary }</span>
                    </span>
                </button>
            </th>
            <td colspan={columns.max(&1).to_string()} aria-colindex="2"></td>
        </tr>
    }
}
