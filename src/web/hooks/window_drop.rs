//! Files dropped anywhere on the page.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DataTransfer, DragEvent};
use yew::prelude::*;

use crate::web::browser::files::{Handle, handles};

/// Calls `on_drag` while files are dragged over the page, and `on_files` when they are dropped.
#[hook]
pub(in crate::web) fn use_window_drop(on_drag: Callback<bool>, on_files: Callback<Vec<Handle>>) {
    use_effect_with((on_drag, on_files), |(on_drag, on_files)| {
        let (over, out, dropped) = (on_drag.clone(), on_drag.clone(), on_files.clone());
        let listeners = [
            listen("dragover", move |_, _| over.emit(true)),
            // The way out of the window leads to no other element.
            listen("dragleave", move |event, _| {
                if event.related_target().is_none() {
                    out.emit(false);
                }
            }),
            listen("drop", move |_, data| dropped.emit(handles(data.files()))),
        ];
        move || drop(listeners)
    });
}

/// Listens to an event of files being dragged, and keeps the browser from opening them in place of
/// the page.
fn listen(name: &'static str, hear: impl Fn(&DragEvent, DataTransfer) + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), name, options, move |event| {
        if let Some(event) = event.dyn_ref::<DragEvent>()
            && let Some(data) = event.data_transfer().filter(has_files)
        {
            event.prevent_default();
            hear(event, data);
        }
    })
}

/// Whether files are dragged, not a text or a link.
fn has_files(data: &DataTransfer) -> bool {
    data.types().includes(&JsValue::from_str("Files"), 0)
}
