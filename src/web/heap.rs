//! The memory of both programs in the browser.

/// The standard library's own allocator sets anything that wants sixteen bytes of alignment, as
/// instants do, into a larger piece and gives the rest back.
#[global_allocator]
static HEAP: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
