// The longest task of a page's main thread. The page itself hears only of those over 50 ms.

/** Does something, and returns the milliseconds of the longest task meanwhile. */
export async function longestTask(page, task) {
  await page.tracing.start({ categories: ["disabled-by-default-devtools.timeline"] });
  await task();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
  const main = traceEvents.filter(
    ({ name, args }) => name === "thread_name" && args.name === "CrRendererMain",
  );
  const isMain = ({ pid, tid }) => main.some((thread) => thread.pid === pid && thread.tid === tid);
  const tasks = traceEvents.filter((event) => event.name === "RunTask" && isMain(event));
  return Math.max(...tasks.map(({ dur }) => dur ?? 0)) / 1000;
}
