//! Printing.

use gloo::events::EventListener;
use gloo::utils::window;

/// Opens the browser's own dialogue, and calls `done` when it is closed, until the listener is
/// dropped. Some browsers wait in it, others do not.
pub(in crate::web) fn print(done: impl Fn() + 'static) -> EventListener {
    let listener = EventListener::new(&window(), "afterprint", move |_| done());
    // Refused only where a page may open nothing.
    let _ = window().print();
    listener
}
