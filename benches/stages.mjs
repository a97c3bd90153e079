// Where our time goes, in milliseconds: from what page and worker noted. The worker reports its
// steps to the page; reading and hashing are also seen from inside.

/** The stages of one run, in their order. Hashing may go on beside others. */
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
  const answered = reported.at;
  const firstOf = (step) => named.find((message) => message.step === step)?.at;
  // The engine's own word for parsing is that it reads; the page may have a word for each.
  const [parse, calculate] = [firstOf("Parse") ?? firstOf("Read"), firstOf("Calculate")];
  const calculated = named.findLast(({ step }) => step === "Calculate")?.at;
  return {
    start: readFrom - handed,
    read: readUntil - readFrom,
    hash: hashUntil - hashFrom,
    ...(parse && calculate
      ? {
          parse: calculate - parse,
          calculate: calculated - calculate,
          answer: answered - calculated,
        }
      : { engine: answered - Math.max(readUntil, hashUntil) }),
    paint: painted - answered,
  };
}
