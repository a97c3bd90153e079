//! The page's hold on its worker: starts it, asks it, hears when it dies, and can end it while it
//! is busy. The only file that knows the browser's `Worker`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{ErrorEvent, MessageEvent, Worker};
use yew::Callback;

use super::build_id::BUILD_ID;
use super::entry::Entry;
use super::envelope::{Envelope, HELLO};
use super::life;

/// How long a worker may take to say its first word, in milliseconds.
pub const PATIENCE: u32 = 60_000;

/// How the worker is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// It is being loaded; questions wait.
    Starting,
    /// It answers.
    Ready,
    /// It will answer nothing more.
    Failed(Failure),
}

/// Why a worker answers nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It could not be had, or the browser would not start it.
    Refused,
    /// It said nothing in time.
    Silent,
    /// It belongs to another build of the page.
    OtherBuild(String),
    /// It died, with the browser's words about it.
    Died(String),
}

/// A worker and the questions it has not answered to the end; dropping it ends the worker.
pub struct Agent {
    desk: Rc<Desk>,
}

/// A question that was asked. Answers arrive until it is dropped, those that come later are stale
/// and are heard by nobody.
#[must_use = "a dropped question hears no answer"]
pub struct Question {
    number: u32,
    desk: Weak<Desk>,
}

/// What the agent and the browser's events share.
struct Desk {
    worker: RefCell<Option<Worker>>,
    listeners: RefCell<Vec<EventListener>>,
    deadline: RefCell<Option<Timeout>>,
    ready: Cell<bool>,
    /// Asked before the worker could hear.
    unsent: RefCell<Vec<Envelope>>,
    answered_to: RefCell<BTreeMap<u32, Callback<Envelope>>>,
    last_number: Cell<u32>,
    on_health: Callback<Health>,
}

impl Agent {
    /// Starts the worker of an entry once that is there; `on_health` hears of every change.
    #[must_use]
    pub fn start(
        entry: impl Future<Output = Option<Entry>> + 'static,
        patience: u32,
        on_health: Callback<Health>,
    ) -> Self {
        let desk = Rc::new(Desk {
            worker: RefCell::default(),
            listeners: RefCell::default(),
            deadline: RefCell::default(),
            ready: Cell::new(false),
            unsent: RefCell::default(),
            answered_to: RefCell::default(),
            last_number: Cell::new(HELLO),
            on_health,
        });
        desk.wait(patience);
        let weak = Rc::downgrade(&desk);
        spawn_local(async move {
            let entry = entry.await;
            // Nobody waits for it any more where the agent is gone or has given up.
            if let Some(desk) = weak.upgrade().filter(|desk| desk.deadline.borrow().is_some()) {
                match entry.and_then(|entry| start(&entry)) {
                    Some(worker) => Desk::attend(&desk, worker),
                    None => desk.fail(Failure::Refused),
                }
            }
        });
        Self { desk }
    }

    /// Asks; each answer to it goes to `on_answer`.
    pub fn ask(
        &self,
        text: String,
        enclosed: Vec<JsValue>,
        on_answer: Callback<Envelope>,
    ) -> Question {
        let desk = &self.desk;
        let number = desk.last_number.get().wrapping_add(1).max(HELLO + 1);
        desk.last_number.set(number);
        desk.answered_to.borrow_mut().insert(number, on_answer);
        let envelope = Envelope { number, text, enclosed };
        if desk.ready.get() {
            desk.send(&envelope);
        } else {
            desk.unsent.borrow_mut().push(envelope);
        }
        Question { number, desk: Rc::downgrade(desk) }
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        self.desk.end();
    }
}

impl Drop for Question {
    fn drop(&mut self) {
        if let Some(desk) = self.desk.upgrade() {
            desk.answered_to.borrow_mut().remove(&self.number);
            desk.unsent.borrow_mut().retain(|envelope| envelope.number != self.number);
        }
    }
}

/// A worker that has been told its module.
fn start(entry: &Entry) -> Option<Worker> {
    let worker = Worker::new(&entry.script).ok()?;
    worker.post_message(&entry.module).ok()?;
    Some(worker)
}

impl Desk {
    /// Gives a worker so long to say its first word.
    fn wait(self: &Rc<Self>, patience: u32) {
        let weak = Rc::downgrade(self);
        let deadline = Timeout::new(patience, move || {
            if let Some(desk) = weak.upgrade() {
                desk.fail(Failure::Silent);
            }
        });
        *self.deadline.borrow_mut() = Some(deadline);
        self.on_health.emit(Health::Starting);
    }

    /// Listens to a new worker.
    fn attend(desk: &Rc<Self>, worker: Worker) {
        let weak = Rc::downgrade(desk);
        let on_message = EventListener::new(&worker, "message", {
            let weak = weak.clone();
            move |event| {
                if let (Some(desk), Some(event)) = (weak.upgrade(), event.dyn_ref::<MessageEvent>())
                {
                    Self::hear(&desk, &event.data());
                }
            }
        });
        let on_error = EventListener::new(&worker, "error", move |event| {
            if let Some(desk) = weak.upgrade() {
                let words = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
                desk.fail(Failure::Died(words.unwrap_or_default()));
            }
        });
        *desk.worker.borrow_mut() = Some(worker);
        *desk.listeners.borrow_mut() = vec![on_message, on_error];
    }

    fn hear(desk: &Rc<Self>, data: &JsValue) {
        match Envelope::from_js(data) {
            Some(envelope) if envelope.number == HELLO => Self::greet(desk, envelope),
            Some(envelope) => {
                // Looked up and let go first: the one who hears may ask or drop questions.
                let listener = desk.answered_to.borrow().get(&envelope.number).cloned();
                if let Some(listener) = listener {
                    listener.emit(envelope);
                }
            }
            None => {}
        }
    }

    fn greet(desk: &Rc<Self>, hello: Envelope) {
        desk.deadline.take();
        if hello.text != BUILD_ID {
            return desk.fail(Failure::OtherBuild(hello.text));
        }
        if let Some(name) = hello.enclosed.first().and_then(JsValue::as_string) {
            let weak = Rc::downgrade(desk);
            life::watch(&name, move || {
                if let Some(desk) = weak.upgrade().filter(|desk| desk.ready.get()) {
                    desk.fail(Failure::Died(String::new()));
                }
            });
        }
        desk.ready.set(true);
        for envelope in desk.unsent.take() {
            desk.send(&envelope);
        }
        desk.on_health.emit(Health::Ready);
    }

    fn send(&self, envelope: &Envelope) {
        let sent =
            self.worker.borrow().as_ref().map(|worker| worker.post_message(&envelope.to_js()));
        if let Some(Err(fault)) = sent {
            self.fail(Failure::Died(format!("{fault:?}")));
        }
    }

    fn fail(&self, failure: Failure) {
        self.end();
        self.on_health.emit(Health::Failed(failure));
    }

    /// Ends the worker, busy or not. A listener may be the one that runs now, and is dropped with
    /// the desk.
    fn end(&self) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
        self.deadline.take();
        self.ready.set(false);
        self.unsent.take();
        self.answered_to.take();
    }
}
