//! The worker's end: says which build it is, then answers what the page asks, one question after
//! the other.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{ArrayBuffer, JsString, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, MessageEvent};

use super::build_id::BUILD_ID;
use super::envelope::{Envelope, HELLO};
use super::message::{Answer, Form, Question, decode, encode};
use super::session::Session;
use crate::evaluate::Input;
use crate::format::words::English;

/// Listens for as long as the worker lives, and tells the page so.
pub fn start() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let desk = Rc::new(Desk {
        scope: scope.clone(),
        session: RefCell::default(),
        waiting: RefCell::default(),
        busy: Cell::new(false),
    });
    EventListener::new(&scope, "message", move |event| {
        let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
        if let Some(question) = data.as_ref().and_then(Envelope::from_js) {
            desk.waiting.borrow_mut().push_back(question);
            if !desk.busy.replace(true) {
                spawn_local(work(Rc::clone(&desk)));
            }
        }
    })
    .forget();
    let hello = Envelope { number: HELLO, text: BUILD_ID.to_owned(), enclosed: Vec::new() };
    send(&scope, &hello);
}

struct Desk {
    scope: DedicatedWorkerGlobalScope,
    session: RefCell<Session>,
    waiting: RefCell<VecDeque<Envelope>>,
    busy: Cell<bool>,
}

/// Answers until nothing waits any more.
async fn work(desk: Rc<Desk>) {
    loop {
        let next = desk.waiting.borrow_mut().pop_front();
        let Some(Envelope { number, text, enclosed }) = next else { break };
        let (answer, enclosed) = match decode(&text) {
            Some(question) => answer(&desk, question, &enclosed).await,
            None => (Answer::Nothing, Vec::new()),
        };
        send(&desk.scope, &Envelope { number, text: encode(&answer), enclosed });
    }
    desk.busy.set(false);
}

/// What cannot be sent is dropped: the page is gone, or a thing in it cannot travel.
fn send(page: &DedicatedWorkerGlobalScope, envelope: &Envelope) {
    let _ = page.post_message(&envelope.to_js());
}

async fn answer(desk: &Desk, question: Question, files: &[JsValue]) -> (Answer, Vec<JsValue>) {
    let session = &desk.session;
    let answer = match question {
        Question::Open { names, as_of } => open(desk, &names, files, as_of.as_deref()).await,
        Question::Evaluate { as_of } => session.borrow_mut().evaluate(&as_of),
        Question::Window { objectives, periods } => session.borrow().window(objectives, periods),
        Question::Calculation { objective, period } => {
            session.borrow().calculation(objective, period)
        }
        Question::Charts(wish) => session.borrow().charts(&English, &wish),
        Question::Export(form) => {
            let blob = session.borrow().export(form).and_then(|text| blob(&text, form));
            return match blob {
                Some(blob) => (Answer::Exported(form), vec![blob.into()]),
                None => (Answer::Nothing, Vec::new()),
            };
        }
    };
    (answer, Vec::new())
}

async fn open(desk: &Desk, names: &[String], files: &[JsValue], as_of: Option<&str>) -> Answer {
    let mut read = Vec::with_capacity(files.len());
    for (name, file) in names.iter().zip(files) {
        match bytes_and_digest(&desk.scope, file).await {
            Some((bytes, sha256)) => read.push((name, bytes, sha256)),
            None => return Answer::Unreadable(name.clone()),
        }
    }
    let inputs: Vec<Input<'_>> = read
        .iter()
        .map(|(name, bytes, sha256)| Input { name, bytes, sha256: sha256.clone() })
        .collect();
    desk.session.borrow_mut().open(&inputs, as_of)
}

/// The bytes of a file, and their SHA-256 in hexadecimal, which is empty where the browser works
/// out none.
async fn bytes_and_digest(
    scope: &DedicatedWorkerGlobalScope,
    file: &JsValue,
) -> Option<(Vec<u8>, String)> {
    let file = file.dyn_ref::<Blob>()?;
    let buffer: ArrayBuffer = JsFuture::from(file.array_buffer()).await.ok()?.dyn_into().ok()?;
    let digest = digest(scope, &buffer).await.unwrap_or_default();
    Some((Uint8Array::new(&buffer).to_vec(), digest))
}

async fn digest(scope: &DedicatedWorkerGlobalScope, buffer: &ArrayBuffer) -> Option<String> {
    let subtle = scope.crypto().ok()?.subtle();
    let promise = subtle.digest_with_str_and_buffer_source("SHA-256", buffer).ok()?;
    let digest = Uint8Array::new(&JsFuture::from(promise).await.ok()?);
    Some(digest.to_vec().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn blob(text: &str, form: Form) -> Option<Blob> {
    let kind = BlobPropertyBag::new();
    kind.set_type(match form {
        Form::Csv => "text/csv;charset=utf-8",
        Form::Json => "application/json",
    });
    let parts = js_sys::Array::of1(&JsString::from(text));
    Blob::new_with_str_sequence_and_options(&parts, &kind).ok()
}
