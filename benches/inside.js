// Stands before the worker's own script in the measured copy of the page, and notes when the worker
// reads and hashes, and how much memory its module holds. Tells whoever asks on the channel.
(() => {
  const notes = [];
  const note = (what) => notes.push({ what, at: performance.timeOrigin + performance.now() });
  const around = (owner, name, what) => {
    const own = owner.prototype[name];
    owner.prototype[name] = function (...words) {
      note(`${what} begins`);
      const result = own.apply(this, words);
      if (result instanceof Promise) result.finally(() => note(`${what} ends`));
      else note(`${what} ends`);
      return result;
    };
  };
  around(Blob, "arrayBuffer", "read");
  around(ReadableStreamDefaultReader, "read", "read");
  around(ReadableStreamBYOBReader, "read", "read");
  around(FileReaderSync, "readAsArrayBuffer", "read");
  around(SubtleCrypto, "digest", "hash");

  let memory;
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...words) => {
      const made = await own.apply(WebAssembly, words);
      memory = (made.instance ?? made).exports.memory;
      return made;
    };
  }
  const channel = new BroadcastChannel("bench");
  channel.onmessage = ({ data }) => {
    // Wasm memory never shrinks: what it holds at the end is the most that it held.
    if (data === "tell") channel.postMessage({ notes, bytes: memory.buffer.byteLength });
  };
})();
