//! How wide an element is, and when that changes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// Tells the width of an element, now and whenever it changes, until it is dropped.
pub(in crate::web) struct WidthWatch {
    observer: ResizeObserver,
    /// Called by the browser for as long as the observer lives.
    _on_resize: Closure<dyn FnMut()>,
}

impl WidthWatch {
    /// Begins to watch.
    pub(in crate::web) fn of(element: &Element, tell: impl Fn(u32) + 'static) -> Option<Self> {
        let watched = element.clone();
        let on_resize = Closure::<dyn FnMut()>::new(move || tell(width(&watched)));
        let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _on_resize: on_resize })
    }
}

impl Drop for WidthWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Whole pixels, as a style sheet's container queries compare them.
fn width(element: &Element) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a width is a small number that is not negative"
    )]
    let width = element.get_bounding_client_rect().width() as u32;
    width
}
