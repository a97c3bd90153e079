//! Where the keyboard is.

use std::cell::RefCell;
use std::iter::successors;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, SvgElement};

/// Brings the keyboard to the element of that id, if it is there.
pub(in crate::web) fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    // An element that takes no focus keeps none.
    let _ = match element.dyn_into::<HtmlElement>() {
        Ok(element) => element.focus(),
        Err(element) => element.dyn_into::<SvgElement>().map_or(Ok(()), |mark| mark.focus()),
    };
}

/// Remembers what has the keyboard, for the time when that goes.
pub(in crate::web) struct FocusWatch {
    last: Rc<RefCell<Option<Focused>>>,
    _on_focus: EventListener,
}

struct Focused {
    element: Element,
    /// The places around it that take the keyboard, the nearest first.
    around: Vec<HtmlElement>,
}

impl FocusWatch {
    /// Begins to watch.
    pub(in crate::web) fn begin() -> Self {
        let last = Rc::<RefCell<Option<Focused>>>::default();
        let noted = Rc::clone(&last);
        let on_focus = EventListener::new(&window(), "focusin", move |event| {
            let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            *noted.borrow_mut() = element.map(|element| {
                let parents = successors(element.parent_element(), |it| it.parent_element());
                let places = parents.filter(|it| it.has_attribute("tabindex"));
                let around = places.filter_map(|it| it.dyn_into().ok()).collect();
                Focused { element, around }
            });
        });
        Self { last, _on_focus: on_focus }
    }

    /// Where what had the keyboard is gone, the nearest place around it that is left has it, or else
    /// the element of that id; nothing is scrolled.
    pub(in crate::web) fn recover(&self, otherwise: &str) {
        let last = self.last.borrow();
        let gone = last.as_ref().filter(|it| {
            !it.element.is_connected() || it.element.matches(":disabled").unwrap_or_default()
        });
        let lost = document().active_element().is_none_or(|it| it.tag_name() == "BODY");
        let Some(gone) = gone.filter(|_| lost) else { return };
        let left = gone.around.iter().find(|place| place.is_connected()).cloned();
        let place = left.or_else(|| document().get_element_by_id(otherwise)?.dyn_into().ok());
        drop(last); // the keyboard moves, and that is noted
        if let Some(place) = place {
            let still = FocusOptions::new();
            still.set_prevent_scroll(true);
            // An element that takes no focus keeps none.
            let _ = place.focus_with_options(&still);
        }
    }
}
