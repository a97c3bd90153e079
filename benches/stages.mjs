// Where our time goes, in milliseconds: by the steps that the worker tells the page of, and by what
// was noted inside of it about reading and hashing.

/** The stages of one run, in their order. Hashing goes on beside others. */
export function stages({ handed, painted, reported, messages }, { notes, origin }) {
  const inside = (what, pick) => {
    const all = notes.filter((note) => note.what === what).map(({ at }) => at - origin);
    return pick(...all.filter((at) => at >= handed));
  };
  const named = messages
    .filter(({ at }) => at >= handed)
    .map(({ at, text }) => ({ at, step: text.match(/^\{"Progress":\{"step":"(\w+)"/)?.[1] }));
  const readFrom = inside("read begins", Math.min);
  const readUntil = inside("read ends", Math.max);
  const [hashFrom, hashUntil] = [inside("hash begins", Math.min), inside("hash ends", Math.max)];
  const first = (step) => named.find((message) => message.step === step).at;
  const last = (step) => named.findLast((message) => message.step === step).at;
  return {
    start: readFrom - handed,
    read: readUntil - readFrom,
    hash: hashUntil - hashFrom,
    parse: first("Calculate") - first("Parse"),
    calculate: last("Calculate") - first("Calculate"),
    answer: reported.at - last("Calculate"),
    paint: painted - reported.at,
  };
}
