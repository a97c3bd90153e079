// The longest task of a page's main thread. The page itself hears only of those over 50 ms.

const CATEGORIES = ["disabled-by-default-devtools.timeline", "blink.user_timing"];
const BEGIN = "bench begins";

/** Does something, and returns the longest task meanwhile: its milliseconds, and the processor's. */
export async function longestTask(page, task) {
  await page.tracing.start({ categories: CATEGORIES });
  await page.evaluate((name) => void performance.mark(name), BEGIN);
  await task();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
  const { pid, tid, ts } = traceEvents.find(({ name }) => name === BEGIN);
  const longest = traceEvents
    .filter((event) => event.name === "RunTask" && event.pid === pid && event.tid === tid)
    .filter((event) => event.ts >= ts)
    .reduce((one, other) => (other.dur > one.dur ? other : one));
  return { longest: longest.dur / 1000, processor: (longest.tdur ?? 0) / 1000 };
}
