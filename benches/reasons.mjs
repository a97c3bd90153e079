// Why an aim is missed: sentences that people write. Each is printed only where its aim is missed,
// and whoever changes what it speaks of looks at it again.

const machine =
  "`JSON.parse` is machine code that looks for no fault; we check every field and every instant, " +
  "keep the place of each for the faults, calculate, and take the digest of every file";

export const reasons = {
  "page-parse":
    `${machine}, and draw the report besides. The same engine as native code takes less time than ` +
    "(a), see below; since clocks came, it reads three times as many fields of an incident. As wasm, " +
    "built for size, the worker's thread was on the processor 1.9 times as " +
    "long as that of (a), on a busy machine; about a tenth of this was the browser's copy of the " +
    "bytes for the digest, which then shares two cores with us.",
  "page-plain": `Most of (b) is (a), for which the reason above holds.`,
  "page-memory":
    "Wasm memory never shrinks. It holds the whole file, of which every text is a slice, and the " +
    "history that was read from it.",
  "page-task":
    "An answer of the worker is put into the document in one task: the report with a button for " +
    "every figure, or the charts. The figure includes what the machine did meanwhile.",
  "native-parse": `${machine}.`,
  "native-plain": `Most of (b) is (a), for which the reason above holds.`,
  "clocks-rival":
    "What is left without reading holds more than the library's work: which priority and pauses hold " +
    "at each instant, when each clock is due, in which period it counts, and the report. The library " +
    "is timed at its second turn, when its machine code is made.",
  "again-native":
    "Nothing of an evaluation is kept for the next: each of the 10,000 clocks is judged again, and " +
    "every incident put in order ten times, once for each way to count.",
  "again-page":
    "The same as wasm, built for size; and the report is put into words and sent to the page.",
  "native-memory":
    "It holds the whole file, of which every text is a slice, and the history that was read from it.",
  download:
    "Both programs' code is large. In the engine's module, as brotli: the rules of all time " +
    "zones, 60 KB; what the worker calls from one place only, which the compiler puts into one " +
    "function, 72 KB; the standard library's sort, compiled anew for each kind of list, 41 KB; " +
    "whole numbers without a largest size, 16 KB. In the page's own: Yew with the components, " +
    "80 KB; messages as JSON, 28 KB. (Measured by leaving the part out of the module and " +
    "compressing the rest.)",
  "lighthouse-performance":
    "The heading stands in the HTML and is painted first, but from a server so near the program " +
    "puts its own in that place at once. Lighthouse takes that one for the largest paint, and " +
    "reckons that on its slow line it has to wait for the program, whose start is the rest.",
};
