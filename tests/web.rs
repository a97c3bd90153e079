//! The page in a browser: its hold on its worker, tried with workers made of a line of script, and
//! the words that it says.
#![cfg(target_arch = "wasm32")]

#[path = "web/words.rs"]
mod words;

use std::cell::RefCell;
use std::future::{Ready, ready};
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Uint8Array};
use sla_calculator::web::agent::{Agent, Failure, Health};
use sla_calculator::web::build_id::BUILD_ID;
use sla_calculator::web::entry::Entry;
use sla_calculator::web::envelope::Envelope;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::Callback;

wasm_bindgen_test_configure!(run_in_browser);

/// A list that a callback fills.
struct Heard<T>(Rc<RefCell<Vec<T>>>);

impl<T: Clone + 'static> Heard<T> {
    fn new() -> Self {
        Self(Rc::default())
    }

    fn callback(&self) -> Callback<T> {
        let list = Rc::clone(&self.0);
        Callback::from(move |item| list.borrow_mut().push(item))
    }

    /// Waits until there are so many, for at most some seconds.
    async fn at_least(&self, count: usize) -> Vec<T> {
        for _ in 0..500 {
            if self.0.borrow().len() >= count {
                break;
            }
            TimeoutFuture::new(10).await;
        }
        self.0.borrow().clone()
    }
}

/// What starts a worker that runs this script.
fn entry(text: &str, module: JsValue) -> Ready<Option<Entry>> {
    ready(Entry::new(&text.replace("BUILD", &format!("\"{BUILD_ID}\"")), module))
}

fn script(text: &str) -> Ready<Option<Entry>> {
    entry(text, JsValue::UNDEFINED)
}

const ECHO: &str = "postMessage([0, BUILD]); onmessage = (event) => postMessage(event.data);";

#[wasm_bindgen_test]
fn an_envelope_survives_the_way() {
    let enclosed = vec![Array::of1(&1.into()).into()];
    let envelope = Envelope { number: u32::MAX, text: "what".to_owned(), enclosed };
    assert_eq!(Envelope::from_js(&envelope.to_js()), Some(envelope));
    assert_eq!(Envelope::from_js(&"what".into()), None);
    assert_eq!(Envelope::from_js(&Array::new().into()), None);
}

#[wasm_bindgen_test]
async fn answers_reach_their_question_and_no_other() {
    let health = Heard::new();
    let agent = Agent::start(script(ECHO), 5_000, health.callback());
    let (first, second, dropped) = (Heard::new(), Heard::new(), Heard::new());
    let _one = agent.ask("one".to_owned(), Vec::new(), first.callback());
    drop(agent.ask("nobody hears".to_owned(), Vec::new(), dropped.callback()));
    let _two = agent.ask("two".to_owned(), vec![true.into()], second.callback());
    let said = |text: &str, number, enclosed| Envelope { number, text: text.to_owned(), enclosed };
    assert_eq!(second.at_least(1).await, [said("two", 3, vec![true.into()])]);
    assert_eq!(first.at_least(1).await, [said("one", 1, Vec::new())]);
    drop(agent.ask("stale".to_owned(), Vec::new(), dropped.callback()));
    let third = Heard::new();
    let _three = agent.ask("three".to_owned(), Vec::new(), third.callback());
    assert_eq!(third.at_least(1).await.len(), 1);
    assert!(dropped.at_least(0).await.is_empty());
    assert_eq!(health.at_least(2).await, [Health::Starting, Health::Ready]);
}

#[wasm_bindgen_test]
async fn a_worker_starts_from_a_text_and_the_bytes_of_a_module() {
    // The smallest module there is.
    let bytes = Uint8Array::from([0, b'a', b's', b'm', 1, 0, 0, 0].as_slice());
    let text = "onmessage = async ({ data }) => {
        const { instance } = await WebAssembly.instantiate(data);
        postMessage([0, instance instanceof WebAssembly.Instance ? BUILD : 'none']);
    };";
    let health = Heard::new();
    let _agent = Agent::start(entry(text, bytes.buffer().into()), 5_000, health.callback());
    assert_eq!(health.at_least(2).await, [Health::Starting, Health::Ready]);
}

#[wasm_bindgen_test]
async fn an_entry_that_cannot_be_had_is_a_worker_that_does_not_start() {
    let health = Heard::new();
    let _agent = Agent::start(ready(None), 5_000, health.callback());
    let refused = Health::Failed(Failure::Refused);
    assert_eq!(health.at_least(2).await, [Health::Starting, refused]);
}

async fn failure_of(text: &str) -> Option<Health> {
    let health = Heard::new();
    let _agent = Agent::start(script(text), 300, health.callback());
    health.at_least(2).await.pop()
}

#[wasm_bindgen_test]
async fn a_worker_of_another_build_is_refused() {
    let failure = Failure::OtherBuild("older".to_owned());
    assert_eq!(failure_of("postMessage([0, 'older'])").await, Some(Health::Failed(failure)));
}

#[wasm_bindgen_test]
async fn a_worker_that_says_nothing_is_given_up() {
    assert_eq!(failure_of("").await, Some(Health::Failed(Failure::Silent)));
}

#[wasm_bindgen_test]
async fn a_fault_in_the_worker_is_heard() {
    let failure = failure_of("setTimeout(() => { throw new Error('broken'); });").await;
    assert_eq!(failure, Some(Health::Failed(Failure::Died("Uncaught Error: broken".to_owned()))));
}

#[wasm_bindgen_test]
async fn a_busy_worker_is_ended() {
    let health = Heard::new();
    let stuck = "postMessage([0, BUILD]); onmessage = () => { for (;;); };";
    let agent = Agent::start(script(stuck), 5_000, health.callback());
    let answer = Heard::new();
    let _question = agent.ask("work".to_owned(), Vec::new(), answer.callback());
    health.at_least(2).await;
    drop(agent);
    assert!(answer.at_least(0).await.is_empty());
}
