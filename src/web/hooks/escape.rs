//! The key that closes.

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Calls `on_escape` when Esc is pressed anywhere, for as long as the component is there.
#[hook]
pub(in crate::web) fn use_escape(on_escape: Callback<()>) {
    use_effect_with(on_escape, |on_escape| {
        let on_escape = on_escape.clone();
        let listener = EventListener::new(&window(), "keydown", move |event| {
            let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
            if key.as_deref() == Some("Escape") {
                on_escape.emit(());
            }
        });
        move || drop(listener)
    });
}
