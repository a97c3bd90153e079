//! A place that invites to drop files; the drop itself is heard by the whole window.

use yew::prelude::*;

/// What it says, and what else can be done there.
#[derive(Properties, PartialEq)]
pub(crate) struct DropZoneProps {
    pub(crate) label: AttrValue,
    pub(crate) children: Html,
}

/// A dashed box.
#[component]
pub(crate) fn DropZone(props: &DropZoneProps) -> Html {
    html! {
        <div class="drop-zone">
            <p class="drop-zone-words">{ &props.label }</p>
            { props.children.clone() }
        </div>
    }
}
