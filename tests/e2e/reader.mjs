// What a reader does with the page: open, drop, read.

import { createHash } from "node:crypto";

/** The digest of a file, as the page tells it. */
export const digest = (text) => createHash("sha256").update(text).digest("hex");

/** Waits until the page says these words. */
export const says = (page, words) =>
  page.waitForFunction(
    (words) => document.body.innerText.replaceAll("\u00a0", " ").includes(words),
    {},
    words,
  );

/** Waits until all of the page is there, down to the files that are last on it. */
export const whole = (page) => page.waitForSelector(".case-files");

/** The words of the first element that a selector finds. */
export const text = (page, selector) => page.$eval(selector, (element) => element.innerText);

/** All words of the page, with plain blanks. */
export const report = async (page) => plainly(await text(page, "body"));

/** With plain blanks, and without the marks that keep names apart. */
export const plainly = (words) => words.replaceAll("\u00a0", " ").replace(/[\u2068\u2069]/g, "");

/** Follows the link that opens the sample whose title begins so. */
export async function openSample(page, title) {
  await page.waitForSelector(".sample a");
  for (const sample of await page.$$(".sample")) {
    const own = await sample.$eval("h3", (heading) => heading.innerText);
    if (own.startsWith(title)) return (await sample.$("a")).click();
  }
  throw new Error(`there is no sample ${title}`);
}

/** Drops files, given as names and contents, anywhere on the page. */
export const drop = (page, files) =>
  page.evaluate((files) => {
    const data = new DataTransfer();
    for (const [name, content] of Object.entries(files)) data.items.add(new File([content], name));
    const drag = (kind) =>
      document.body.dispatchEvent(
        new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    drag("dragover");
    return new Promise((resolve) =>
      requestAnimationFrame(() => {
        const framed = document.querySelector(".dragging") !== null;
        drag("drop");
        resolve(framed);
      }),
    );
  }, files);

/** Keeps what would be saved, as names and blobs in `window.saved`: the browser would write files. */
export const keepFiles = (page) =>
  page.evaluate(() => {
    window.saved = [];
    const blobs = new Map();
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      const address = create.call(URL, blob);
      blobs.set(address, blob);
      return address;
    };
    HTMLAnchorElement.prototype.click = function () {
      window.saved.push({ name: this.download, blob: blobs.get(this.href) });
    };
  });

/** Presses the button in `part` that says exactly this. */
export async function pressIn(page, part, words) {
  for (const button of await page.$$(`${part} button`)) {
    if ((await button.evaluate((own) => own.innerText)) !== words) continue;
    // In view is not enough: the sticky head may lie over it.
    await button.evaluate((own) => own.scrollIntoView({ block: "center" }));
    return button.click();
  }
  throw new Error(`there is no button ${words}`);
}
