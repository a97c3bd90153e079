//! How the page hears that its worker is gone, even one that was closed without a word: the worker
//! holds a lock for as long as it lives, and the page asks for the same (Web Locks API). A browser
//! without locks tells nothing.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Takes the lock of that name for ever, and calls `taken` once it is held, or where there are no
/// locks.
pub(super) fn hold(name: &str, taken: impl FnOnce() + 'static) {
    let Some(locks) = locks() else { return taken() };
    let held = Closure::once_into_js(move || {
        taken();
        // Never settled: the lock goes with the worker.
        Promise::new(&mut |_, _| ())
    });
    request(&locks, name, &held);
}

/// Calls `gone` when whoever holds the lock of that name is no more.
pub(super) fn watch(name: &str, gone: impl FnOnce() + 'static) {
    if let Some(locks) = locks() {
        request(&locks, name, &Closure::once_into_js(gone));
    }
}

fn locks() -> Option<Object> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    Reflect::get(&navigator, &"locks".into()).ok()?.dyn_into().ok()
}

fn request(locks: &Object, name: &str, granted: &JsValue) {
    let request = Reflect::get(locks, &"request".into()).ok();
    if let Some(request) = request.and_then(|it| it.dyn_into::<Function>().ok()) {
        // Refused only where storage is, and then nothing is heard.
        let _ = request.call2(locks, &name.into(), granted);
    }
}
