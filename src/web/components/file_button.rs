//! Chooses files by the browser's own dialogue.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::web::browser::files::{Handle, handles};

/// What the button says, how it looks, and who hears of the files.
#[derive(Properties, PartialEq)]
pub(crate) struct FileButtonProps {
    pub(crate) label: AttrValue,
    #[prop_or_default]
    pub(crate) primary: bool,
    pub(crate) on_files: Callback<Vec<Handle>>,
}

/// A field for any number of files, in the clothes of a button.
#[component]
pub(crate) fn FileButton(props: &FileButtonProps) -> Html {
    let on_files = props.on_files.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            on_files.emit(handles(input.files()));
            // So that the same file, repaired, can be chosen again.
            input.set_value("");
        }
    });
    html! {
        <label class={classes!("file-button", "button", props.primary.then_some("primary"))}>
            { &props.label }
            <input class="unseen" type="file" multiple=true {onchange} />
        </label>
    }
}
