/**
 * Waits for work at most so long. The work itself goes on; its later outcome is dropped.
 * @param ms milliseconds
 * @returns what the work gives
 * @throws what the work throws, or an Error after `ms`
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`expected an answer within ${ms} ms, got none`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
