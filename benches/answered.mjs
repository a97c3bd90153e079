// What the times of the engine by itself, and those of the page's answers, come to.

import { middle } from "./numbers.mjs";

const different = (values) => [...new Set(values)];

/** The least time of each kind for each number of incidents: other work only adds to it. */
export const least = (growth, stage) =>
  different(growth.map(({ kind }) => kind)).map((kind) => {
    const own = growth.filter((run) => run.kind === kind);
    const times = different(own.map(({ incidents }) => incidents)).map((incidents) => {
      const runs = own.filter((run) => run.incidents === incidents);
      return { incidents, time: Math.min(...runs.map((run) => run[stage])) };
    });
    return { kind, times };
  });

/** How much longer twice as many take, each time. */
export const ratios = (growth, stage) =>
  least(growth, stage).flatMap(({ kind, times }) =>
    times.slice(1).map(({ incidents, time }, at) => ({
      kind,
      incidents,
      ratio: time / times[at].time,
    })),
  );

/** Of each letter the middle one of its rounds. */
export const letters = (rounds) => rounds[0].map((_, at) => middle(rounds.map((round) => round[at])));

export const slowestLetter = (rounds) => Math.max(...letters(rounds));
