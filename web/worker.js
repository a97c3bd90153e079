// Starts the engine in its worker; `wasm_bindgen` stands before this in the same script. The first
// message is the engine's module, compiled or as bytes. That it cannot be started reaches the page
// as the worker's own error, as every later fault does.
addEventListener(
  "message",
  ({ data }) => {
    wasm_bindgen({ module_or_path: data }).catch((fault) => {
      setTimeout(() => {
        throw fault;
      });
    });
  },
  { once: true },
);
// A fault in an answer that is waited for is the worker's own error too.
addEventListener("unhandledrejection", (event) => {
  setTimeout(() => {
    throw event.reason;
  });
});
