import type { Clock } from '../ports.ts';

/** Adds up the wall time of each step. */
export interface Timer {
  readonly timings: Readonly<Record<string, number>>;
  time<T>(step: string, work: () => Promise<T>): Promise<T>;
}

/** Starts a timer on the given clock. */
export function startTimer(clock: Clock): Timer {
  const timings: Record<string, number> = {};
  return {
    timings,
    async time(step, work) {
      const from = clock.now();
      const result = await work();
      timings[step] = Math.round((timings[step] ?? 0) + clock.now() - from);
      return result;
    },
  };
}
