// Why an aim is missed: sentences that people write. Each is printed only where its aim is missed,
// and whoever changes what it speaks of looks at it again.

const machine =
  "`JSON.parse` is machine code that looks for no fault; we check every field and every instant, " +
  "keep the place of each for the faults, calculate, and take the digest of every file";

export const reasons = {
  "page-parse":
    `${machine}, and draw the report besides. The same engine as native code takes less time than ` +
    "(a), see below. As wasm a browser works for 1.6 s of processor time at its machine code beside " +
    "it, which on two cores it has to wait for; it takes the digest, 0.16 s, in the worker's own " +
    "thread; and of the rest most goes to fields of incidents, one by one.",
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
  "growth-read":
    "The time for each incident rises a little with every doubling, and most where what is read no " +
    "longer fits a cache (not counted: this machine tells no misses): each id is looked up among all, " +
    "and what is told is put in order.",
  "growth-evaluate":
    "Incidents are put in order, which takes a little more than twice the time for twice as many. " +
    "Beyond that the time for each incident grows in steps, as where what is evaluated no longer fits " +
    "a cache (not counted: this machine tells no misses), and stays level between: see the table.",
  "again-native":
    "Nothing of an evaluation is kept for the next: each of 10,000 limits is held against its clock " +
    "again, and of every outage what counts is worked out ten times, once for each way to count.",
  "again-page":
    "The same as wasm, built for size; and the report is put into words and sent to the page.",
  search:
    "At the first letter the texts of all 400,000 incidents are put into small letters, unless the " +
    "worker had a moment to do that before; each further letter looks at what is left.",
  "native-memory":
    "It holds the whole file, of which every text is a slice, and the history that was read from it.",
  download:
    "Both programs' code is large: it reads, judges, explains and words what forty real agreements " +
    "say. In the engine's module, as brotli: the rules of all time zones, 60 KB; whole numbers " +
    "without a largest size, 16 KB. In the page's own: Yew with the components, 80 KB; messages as " +
    "JSON, 28 KB. (Measured by leaving the part out of the module and compressing the rest.)",
  "lighthouse-performance":
    "The heading stands in the HTML and is painted first, but from a server so near the program " +
    "puts its own in that place at once. Lighthouse takes that one for the largest paint, and " +
    "reckons that on its slow line it has to wait for the program, whose start is the rest.",
};
