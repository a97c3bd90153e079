// Our server and a browser for the time of a measurement, both ended with it, however it ends.

import { launch, serve } from "../tests/e2e/browser.mjs";

/** Serves a folder, or dist; calls with its address, and prints what comes back as JSON. */
export async function served(folder, measure) {
  const closing = [];
  try {
    const found = await measure(await serve("/", folder, closing), closing);
    console.log(JSON.stringify(found));
  } finally {
    for (const step of closing.reverse()) await step();
  }
}

/** Serves, and starts a browser beside. */
export const visited = (folder, measure) =>
  served(folder, async (address, closing) => {
    const browser = await launch();
    closing.push(() => browser.close());
    return measure(browser, address, closing);
  });
