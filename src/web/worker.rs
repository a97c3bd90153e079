//! The worker's end: says which build it is, then answers what the page asks.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::build_id::BUILD_ID;
use super::envelope::{Envelope, HELLO};

/// Listens for as long as the worker lives, and tells the page so.
pub fn start() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let page = scope.clone();
    EventListener::new(&scope, "message", move |event| {
        let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        if let Some(question) = data.as_ref().and_then(Envelope::from_js) {
            send(&page, &answer(question));
        }
    })
    .forget();
    let hello = Envelope { number: HELLO, text: BUILD_ID.to_owned(), enclosed: Vec::new() };
    send(&scope, &hello);
}

/// So far the worker only repeats what it is asked.
fn answer(question: Envelope) -> Envelope {
    question
}

/// What cannot be sent is dropped: the page is gone, or a thing in it cannot travel.
fn send(page: &DedicatedWorkerGlobalScope, envelope: &Envelope) {
    let _ = page.post_message(&envelope.to_js());
}
