import { answerTask, type ThreadAnswer, type ThreadTask } from '../adapters/threads.ts';
import { THOUGHTS } from './thoughts.ts';

/** A thread's one task: think. */
export function answer(task: ThreadTask): Promise<ThreadAnswer> {
  return answerTask({ ...THOUGHTS }, task);
}
