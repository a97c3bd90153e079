//! Pictures as files.

use js_sys::{Array, Function, JsString, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url,
};

/// A picture's file.
pub(in crate::web) fn svg_file(svg: &str) -> Option<Blob> {
    let kind = BlobPropertyBag::new();
    kind.set_type("image/svg+xml");
    let parts = Array::of1(&JsString::from(svg));
    Blob::new_with_str_sequence_and_options(&parts, &kind).ok()
}

/// The pixels of a picture, of so many by so many, as a file.
pub(in crate::web) async fn png_file(svg: &str, width: u32, height: u32) -> Option<Blob> {
    let address = Url::create_object_url_with_blob(&svg_file(svg)?).ok()?;
    let drawn = drawn(&address, width, height).await;
    let _ = Url::revoke_object_url(&address);
    let canvas = drawn?;
    let promise = Promise::new(&mut |resolve: Function, _| {
        // Without an answer the promise is dropped with its caller.
        let _ = canvas.to_blob(&resolve);
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

async fn drawn(address: &str, width: u32, height: u32) -> Option<HtmlCanvasElement> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(address);
    let _: JsValue = JsFuture::from(image.decode()).await.ok()?;
    let canvas = gloo::utils::document().create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_html_image_element(&image, 0.0, 0.0).ok()?;
    Some(canvas)
}
