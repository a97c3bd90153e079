//! Saving a file.

use gloo::timers::callback::Timeout;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Hands `blob` to the browser's downloads under that name.
pub(in crate::web) fn download(blob: &Blob, name: &str) {
    /// By then every browser has begun to read the Blob.
    const KEPT_MILLISECONDS: u32 = 60_000;
    let Ok(address) = Url::create_object_url_with_blob(blob) else { return };
    let link = document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    Timeout::new(KEPT_MILLISECONDS, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
}
