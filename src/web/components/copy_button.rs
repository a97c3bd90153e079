//! A button that copies a text, and says so.

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::format::words::Page;
use crate::web::browser::clipboard;
use crate::web::speech::use_speech;

/// What it says, and what it copies; without a text, the address of what is shown.
#[derive(Properties, PartialEq)]
pub(crate) struct CopyButtonProps {
    pub(crate) label: AttrValue,
    #[prop_or_default]
    pub(crate) text: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) quiet: bool,
}

/// For a moment after it has copied it says that.
#[component]
pub(crate) fn CopyButton(props: &CopyButtonProps) -> Html {
    const MOMENT_MILLISECONDS: u32 = 2_000;
    let speech = use_speech();
    let copied = use_state_eq(|| false);
    let timer = use_mut_ref(|| None::<Timeout>);
    let onclick = {
        let (copied, text) = (copied.clone(), props.text.clone());
        Callback::from(move |_: MouseEvent| {
            let (copied, timer, text) = (copied.clone(), timer.clone(), text.clone());
            spawn_local(async move {
                let text = text.map_or_else(clipboard::address, |text| text.to_string());
                if clipboard::copy(&text).await {
                    copied.set(true);
                    let end = Timeout::new(MOMENT_MILLISECONDS, move || copied.set(false));
                    *timer.borrow_mut() = Some(end);
                }
            });
        })
    };
    html! {
        <>
            <button type="button" class={classes!("copy-button", props.quiet.then_some("quiet-button"))} {onclick}>{ &props.label }</button>
            <span class="copied" role="status">
                { copied.then(|| speech.page(Page::Copied)) }
            </span>
        </>
    }
}
