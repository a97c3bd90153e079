//! What the browser's window is like.

use gloo::events::EventListener;
use gloo::utils::window;

/// Calls `tell` with whether a media query holds, now and whenever that changes, until the listener
/// is dropped.
pub(in crate::web) fn watch(query: &str, tell: impl Fn(bool) + 'static) -> Option<EventListener> {
    let list = window().match_media(query).ok()??;
    tell(list.matches());
    let own = list.clone();
    Some(EventListener::new(&list, "change", move |_| tell(own.matches())))
}
