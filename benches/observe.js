// Stands before the page's own scripts, and notes with the page's clock: when files were handed
// over, each question to the worker and each message of it, the long tasks, and when the verdict had been painted.
(() => {
  const seen = { asked: [], messages: [], tasks: [] };
  const heading = () => document.querySelector("h1")?.textContent ?? "";
  seen.painted = new Promise((resolve) => {
    new MutationObserver(() => {
      // The verdict is the first other heading after the report has arrived.
      if (!seen.reported || seen.verdict || heading() === seen.reported.heading) return;
      seen.verdict = heading();
      // The second frame begins when the first, which has the verdict, is on the screen.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  addEventListener("change", () => (seen.handed ??= performance.now()), true);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      seen.tasks.push({ at: startTime, duration });
    }
  }).observe({ type: "longtask" });
  globalThis.Worker = class extends Worker {
    constructor(...words) {
      super(...words);
      this.addEventListener("message", ({ data }) => {
        const message = { at: performance.now(), text: String(data[1]).slice(0, 120) };
        seen.messages.push(message);
        if (message.text.startsWith('{"Report"')) {
          seen.reported ??= { at: message.at, heading: heading() };
        }
      });
    }

    postMessage(...words) {
      seen.asked.push({ at: performance.now(), text: String(words[0][1]).slice(0, 120) });
      super.postMessage(...words);
    }
  };
  globalThis.seen = seen;
})();
