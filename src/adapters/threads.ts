import { Piscina } from 'piscina';
import type { Compute } from '../ports.ts';
import { type PlainError, plainError, reviveError } from './plain-error.ts';

/** A task for a thread: the name of a pure function and its argument. */
export interface ThreadTask {
  readonly name: string;
  readonly input: unknown;
}

/** What a thread answers: errors lose their class on the way between threads, so they travel as data. */
export type ThreadAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: PlainError };

/**
 * Computes in threads, so that the event loop stays free to renew locks. A thread is started when first needed and ends after ten idle seconds; aborting ends the
 * thread at once, whatever it does.
 * @param file module that exports `answer(task: ThreadTask): Promise<ThreadAnswer>`
 * @param threads most threads at a time
 */
export function openThreads<Tasks>(file: URL, threads: number): Compute<Tasks> {
  const pool = new Piscina({
    filename: file.href,
    name: 'answer',
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 10_000,
  });
  return {
    run: async (name, input, signal) => {
      const task: ThreadTask = { name: String(name), input };
      const answer = (await pool.run(task, { signal: signal ?? null })) as ThreadAnswer;
      if (answer.ok) return answer.value as never;
      throw reviveError(answer.error);
    },
    close: () => pool.destroy(),
  };
}

/** Answers a task with one of the functions of a table. */
export async function answerTask(
  table: Readonly<Record<string, (input: never) => unknown>>,
  { name, input }: ThreadTask,
): Promise<ThreadAnswer> {
  try {
    return { ok: true, value: await table[name]?.(input as never) };
  } catch (error) {
    return { ok: false, error: plainError(error) };
  }
}
