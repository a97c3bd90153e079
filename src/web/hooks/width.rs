//! The width that a component has.

use web_sys::Element;
use yew::prelude::*;

use crate::web::browser::resize::WidthWatch;

/// Calls `on_width` with the width of an element, at first and whenever it changes.
#[hook]
pub(in crate::web) fn use_width(element: NodeRef, on_width: Callback<u32>) {
    use_effect_with((element, on_width), |(element, on_width)| {
        let on_width = on_width.clone();
        let element = element.cast::<Element>();
        let watch = element.and_then(|it| WidthWatch::of(&it, move |width| on_width.emit(width)));
        move || drop(watch)
    });
}
