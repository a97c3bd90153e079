//! The worker's end: says which build it is, then answers what the page asks, one question after
//! the other.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{JsString, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, MessageEvent};

use super::build_id::BUILD_ID;
use super::envelope::{Envelope, HELLO};
use super::life;
use super::message::{Answer, Form, Progress, Question, Step, decode, encode};
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
    let name = format!("sla-engine-{}", js_sys::Math::random());
    let enclosed = vec![JsValue::from_str(&name)];
    let hello = Envelope { number: HELLO, text: BUILD_ID.to_owned(), enclosed };
    life::hold(&name, move || send(&scope, &hello));
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
            Some(question) => answer(&desk, number, question, &enclosed).await,
            None => (Answer::Nothing, Vec::new()),
        };
        send(&desk.scope, &Envelope { number, text: encode(&answer), enclosed });
        // While the list is looked at, so that the first letter of a search is answered at once.
        if matches!(answer, Answer::Incidents(_)) {
            desk.session.borrow_mut().prepare_search();
        }
    }
    desk.busy.set(false);
}

/// What cannot be sent is dropped: the page is gone, or a thing in it cannot travel.
fn send(page: &DedicatedWorkerGlobalScope, envelope: &Envelope) {
    let _ = page.post_message(&envelope.to_js());
}

async fn answer(
    desk: &Desk,
    number: u32,
    question: Question,
    files: &[JsValue],
) -> (Answer, Vec<JsValue>) {
    let session = &desk.session;
    let mut tell = |progress| desk.tell(number, progress);
    let answer = match question {
        Question::Open { names, contract, compared, as_of } => {
            if !compared {
                session.borrow_mut().forget();
            }
            let read = read(desk, &names, files, contract, &mut tell).await;
            match read {
                Ok(()) => session.borrow_mut().start(&English, as_of.as_deref(), &mut tell),
                Err(answer) => answer,
            }
        }
        Question::Evaluate { as_of } => session.borrow_mut().evaluate(&English, &as_of, &mut tell),
        Question::Grid(wish) => session.borrow().grid(&English, &wish),
        Question::Calculation(figure) => session.borrow().calculation(&English, &figure),
        Question::Otherwise(figure) => session.borrow_mut().try_otherwise(&English, &figure),
        Question::Charts(wish) => session.borrow_mut().charts(&English, &wish),
        Question::Incidents(wish) => session.borrow_mut().incidents(&English, &wish),
        Question::Incident(wish) => session.borrow().incident(&English, &wish),
        Question::Quote(wish) => match agreements(desk, files).await {
            Ok(()) => session.borrow().quote(&English, &wish),
            Err(answer) => answer,
        },
        Question::QuoteCalculation(wish, promise) => match agreements(desk, files).await {
            Ok(()) => session.borrow().quote_calculation(&English, &wish, &promise),
            Err(answer) => answer,
        },
        Question::Contract(from) => session.borrow().contract(&English, from),
        Question::Print(from) => session.borrow().print(&English, from),
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

impl Desk {
    fn tell(&self, number: u32, progress: Progress) {
        let text = encode(&Answer::Progress(progress));
        send(&self.scope, &Envelope { number, text, enclosed: Vec::new() });
    }
}

/// Reads the file of all agreements into the session, if that was not done before.
async fn agreements(desk: &Desk, files: &[JsValue]) -> Result<(), Answer> {
    if desk.session.borrow().knows_agreements() {
        return Ok(());
    }
    let file = files.first().and_then(JsCast::dyn_ref).ok_or(Answer::Nothing)?;
    let bundle = bytes("agreements.json", file, &mut |_| ()).await?;
    let mut session = desk.session.borrow_mut();
    session.learn_agreements(&bundle);
    session.knows_agreements().then_some(()).ok_or(Answer::Nothing)
}

/// Reads the files into the session. The browser works out their digests beside it.
async fn read(
    desk: &Desk,
    names: &[String],
    files: &[JsValue],
    contract: Option<u32>,
    tell: &mut dyn FnMut(Progress),
) -> Result<(), Answer> {
    let files: Vec<&Blob> = files.iter().filter_map(|file| file.dyn_ref()).collect();
    let all = files.iter().map(|file| size(file)).sum();
    let mut read = Vec::with_capacity(files.len());
    let mut done = 0;
    for (name, file) in names.iter().zip(files) {
        let mut tell_bytes = |bytes| {
            done += bytes;
            tell(Progress { step: Step::Read, done, all });
        };
        read.push((name, bytes(name, file, &mut tell_bytes).await?));
    }
    let digests: Vec<_> = read.iter().map(|(_, bytes)| digest(&desk.scope, bytes)).collect();
    let inputs: Vec<Input<'_>> = read.iter().map(|(name, bytes)| Input::new(name, bytes)).collect();
    desk.session.borrow_mut().read(&English, &inputs, contract, tell)?;
    drop(read);
    let mut told = Vec::with_capacity(digests.len());
    for digest in digests {
        told.push(hexadecimal(digest).await);
    }
    desk.session.borrow_mut().set_digests(told);
    Ok(())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the browser counts the bytes of a file in a double"
)]
fn size(file: &Blob) -> u64 {
    file.size() as u64
}

/// The bytes of a file, fetched piece by piece so that they are never there twice.
async fn bytes(name: &str, file: &Blob, tell: &mut dyn FnMut(u64)) -> Result<Vec<u8>, Answer> {
    const PIECE: usize = 8 << 20;
    /// So many are under way at a time: with fewer, the worker waits for the browser.
    const AHEAD: usize = 4;
    let unreadable = || Answer::Unreadable(name.to_owned());
    let mut bytes = Vec::new();
    let room = usize::try_from(size(file)).ok();
    let room = room.filter(|room| bytes.try_reserve_exact(*room).is_ok());
    bytes.resize(room.ok_or_else(|| Answer::TooLarge(name.to_owned()))?, 0);
    let length = bytes.len();
    let mut pieces = (0..length).step_by(PIECE).map(|from| {
        let until = length.min(from + PIECE);
        let slice = file.slice_with_f64_and_f64(double(from), double(until)).ok()?;
        Some(JsFuture::from(slice.array_buffer()))
    });
    let mut fetched: VecDeque<_> = pieces.by_ref().take(AHEAD).collect();
    for piece in bytes.chunks_mut(PIECE) {
        let next = fetched.pop_front().flatten().ok_or_else(unreadable)?;
        let buffer = Uint8Array::new(&next.await.map_err(|_| unreadable())?);
        fetched.extend(pieces.next());
        if buffer.length() as usize != piece.len() {
            return Err(unreadable());
        }
        buffer.copy_to(piece);
        tell(piece.len() as u64);
    }
    Ok(bytes)
}

#[expect(clippy::cast_precision_loss, reason = "the browser counts bytes in a double")]
fn double(bytes: usize) -> f64 {
    bytes as f64
}

/// The promise of a SHA-256; nothing where the browser works out none. The browser copies the bytes
/// before it promises.
fn digest(scope: &DedicatedWorkerGlobalScope, bytes: &[u8]) -> Option<Promise> {
    let subtle = scope.crypto().ok()?.subtle();
    subtle.digest_with_str_and_u8_array("SHA-256", bytes).ok()
}

async fn hexadecimal(digest: Option<Promise>) -> String {
    let Some(digest) = digest else { return String::new() };
    let Ok(digest) = JsFuture::from(digest).await else { return String::new() };
    let digest = Uint8Array::new(&digest).to_vec();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
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
