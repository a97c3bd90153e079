//! The address and the browser's history: where the reader is, and where on the page.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::ScrollRestoration;

use super::focus;
use crate::web::address::Address;

/// Where on a page the reader is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::web) struct Spot {
    scroll: f64,
    focus: String,
}

/// What stands after the address of the page, from `#` on.
pub(in crate::web) fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// The reader goes to that address, and Back leads here.
pub(in crate::web) fn push(address: &str) {
    save();
    let entry = Array::of3(&0.into(), &"".into(), &hash().into());
    if let Ok(history) = window().history() {
        // Refused only where it is done hundreds of times in seconds.
        let _ = history.push_state_with_url(&entry, "", Some(address));
    }
}

/// Goes back as the browser's own button does, where the page itself led here from such an address;
/// says whether it did.
pub(in crate::web) fn goes_back(from: impl FnOnce(Address) -> bool) -> bool {
    let led = before().is_some_and(|before| from(Address::parse(&before)));
    // Refused only in a page that is going away.
    led && window().history().is_ok_and(|history| history.back().is_ok())
}

/// The address from which the page itself led here.
fn before() -> Option<String> {
    entry()?.get(2).as_string()
}

/// The reader stays, and the address says more of it.
pub(in crate::web) fn replace(hash: &str) {
    write(Some(hash));
}

/// Where on the page the reader was when this address was left.
pub(in crate::web) fn spot() -> Option<Spot> {
    let entry = entry()?;
    Some(Spot { scroll: entry.get(0).as_f64()?, focus: entry.get(1).as_string()? })
}

/// What is noted with the address: where on the page, and the address before.
fn entry() -> Option<Array> {
    window().history().ok()?.state().ok()?.dyn_into().ok()
}

/// Begins at the top of another screen.
pub(in crate::web) fn to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Goes there.
pub(in crate::web) fn restore(spot: &Spot) {
    if !spot.focus.is_empty() {
        focus::focus(&spot.focus);
    }
    window().scroll_to_with_x_and_y(0.0, spot.scroll);
}

/// Notes where the reader is whenever that changes, and calls `on_went` when the browser goes
/// elsewhere; until it is dropped.
pub(in crate::web) fn attend(on_went: impl Fn() + 'static) -> [EventListener; 3] {
    const PAUSE_MILLISECONDS: u32 = 100;
    if let Ok(history) = window().history() {
        // Without it the browser restores what it can.
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
    let pause: Rc<RefCell<Option<Timeout>>> = Rc::default();
    let note = move |_: &web_sys::Event| {
        *pause.borrow_mut() = Some(Timeout::new(PAUSE_MILLISECONDS, save));
    };
    let at_once = |_: &web_sys::Event| save();
    [
        EventListener::new(&window(), "popstate", move |_| on_went()),
        EventListener::new(&window(), "scroll", note),
        EventListener::new(&window(), "focusin", at_once),
    ]
}

fn save() {
    write(None);
}

fn write(hash: Option<&str>) {
    let scroll = window().scroll_y().unwrap_or_default();
    let focused = document().active_element();
    // What opened a panel is where the reader was, not the panel; what has no name, a link that
    // leads away, cannot be found again.
    let passing = focused.as_ref().is_some_and(|it| {
        let named = !it.id().is_empty() || it.tag_name() == "BODY";
        !named || matches!(it.closest(".panel"), Ok(Some(_)))
    });
    let focus = match spot().filter(|_| passing) {
        Some(before) => before.focus,
        None => focused.map(|element| element.id()).unwrap_or_default(),
    };
    let before = before().map_or(JsValue::UNDEFINED, JsValue::from);
    let entry = Array::of3(&scroll.into(), &focus.into(), &before);
    if let Ok(history) = window().history() {
        // As above.
        let _ = history.replace_state_with_url(&entry, "", hash);
    }
}
