//! What a worker is started from: the text of its script and the engine's module. Once a page has
//! them, wherever from, it starts as many workers as it needs and asks nobody for anything.

use gloo::utils::window;
use js_sys::{Array, WebAssembly};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Url};

use super::browser::fetch;

/// The script's two parts beside the page: what binds the module, and what starts it.
const SCRIPTS: [&str; 2] = ["engine/worker.js", "worker.js"];
/// The module beside the page.
const MODULE: &str = "engine/worker_bg.wasm";

/// A script and a module.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The address of the script, which holds for as long as the page.
    pub(super) script: String,
    /// The worker's first message.
    pub(super) module: JsValue,
}

impl Entry {
    /// Of a script's text and a module: its bytes, or what the browser made of them.
    #[must_use]
    pub fn new(script: &str, module: JsValue) -> Option<Self> {
        let kind = BlobPropertyBag::new();
        kind.set_type("text/javascript");
        let parts = Array::of1(&script.into());
        let blob = Blob::new_with_str_sequence_and_options(&parts, &kind).ok()?;
        Some(Self { script: Url::create_object_url_with_blob(&blob).ok()?, module })
    }

    /// Of the files beside the page; nothing where they cannot be had.
    pub(super) async fn fetch() -> Option<Self> {
        // The browser compiles what has arrived while the rest is on its way.
        let module =
            JsFuture::from(WebAssembly::compile_streaming(&window().fetch_with_str(MODULE)));
        let mut script = String::new();
        for part in SCRIPTS {
            script.push_str(&fetch::text(part).await?);
        }
        let module = match module.await {
            Ok(module) => module,
            // Some servers call a module by another name than the browser wants to hear.
            Err(_) => {
                let bytes = fetch::bytes(MODULE).await?;
                JsFuture::from(WebAssembly::compile(&bytes)).await.ok()?
            }
        };
        Self::new(&script, module)
    }
}
