//! Fetching what lies beside the page.

use gloo::utils::window;
use js_sys::ArrayBuffer;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

/// The file at an address relative to the page.
pub(in crate::web) async fn blob(address: &str) -> Option<Blob> {
    let response = get(address).await?;
    JsFuture::from(response.blob().ok()?).await.ok()?.dyn_into().ok()
}

/// The text at an address relative to the page.
pub(in crate::web) async fn text(address: &str) -> Option<String> {
    let response = get(address).await?;
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

/// The bytes at an address relative to the page.
pub(in crate::web) async fn bytes(address: &str) -> Option<ArrayBuffer> {
    let response = get(address).await?;
    JsFuture::from(response.array_buffer().ok()?).await.ok()?.dyn_into().ok()
}

async fn get(address: &str) -> Option<Response> {
    let answer = JsFuture::from(window().fetch_with_str(address)).await.ok()?;
    answer.dyn_into::<Response>().ok().filter(Response::ok)
}
