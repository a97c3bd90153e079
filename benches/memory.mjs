// What memory programs took at most, as Linux tells it: the resident set's high-water mark.

import { readFileSync } from "node:fs";

/** The most bytes that a process that still runs has held; 0 where nothing is known of it. */
export function peak(process) {
  try {
    const status = readFileSync(`/proc/${process}/status`, "utf8");
    return Number(status.match(/^VmHWM:\s+(\d+) kB/m)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** The most that the open tab has held: of the browser's tabs, the one that holds most. */
export async function memoryOfTab(browser) {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const tabs = processInfo.filter(({ type }) => type === "renderer");
  return Math.max(...tabs.map(({ id }) => peak(id)));
}
