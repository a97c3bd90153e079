// Starts the engine in its worker. That the engine cannot be loaded reaches the page as the
// worker's own error, as every later fault does.
importScripts("./engine/worker.js");
wasm_bindgen({ module_or_path: new URL("./engine/worker_bg.wasm", self.location) }).catch((fault) => {
  setTimeout(() => {
    throw fault;
  });
});
// A fault in an answer that is waited for is the worker's own error too.
addEventListener("unhandledrejection", (event) => {
  setTimeout(() => {
    throw event.reason;
  });
});
