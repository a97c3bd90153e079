//! What opens beside the page, and over it where there is no room.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::web::hooks::use_escape;

/// Its title and content, and who closes it.
#[derive(Properties, PartialEq)]
pub(crate) struct PanelProps {
    /// The title in one text: when it changes, the keyboard comes here.
    pub(crate) name: AttrValue,
    /// The title as it is shown.
    pub(crate) title: Html,
    pub(crate) close: AttrValue,
    /// Whether it covers all else, so that its title is the page's.
    pub(crate) alone: bool,
    pub(crate) on_close: Callback<()>,
    #[prop_or_default]
    pub(crate) children: Html,
}

/// A column with a title and a button to close; Esc closes it too.
#[component]
pub(crate) fn Panel(props: &PanelProps) -> Html {
    let heading = use_node_ref();
    use_effect_with((props.name.clone(), heading.clone()), |(_, heading)| {
        if let Some(heading) = heading.cast::<HtmlElement>() {
            // An element that takes no focus keeps none.
            let _ = heading.focus();
        }
    });
    use_escape(props.on_close.clone());
    let onclick = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <aside class="panel" aria-labelledby="panel-title">
            <header class="panel-head">
                <h2 id="panel-title" class="panel-title" tabindex="-1" ref={heading}
                    aria-level={props.alone.then_some("1")}>
                    { props.title.clone() }
                </h2>
                <button type="button" {onclick}>{ &props.close }</button>
            </header>
            { props.children.clone() }
        </aside>
    }
}
