import { InputError } from '../../../domain/errors.ts';

/** Tables shrink to a fifth or a twentieth; only what was made to fill a disk shrinks to less than this. */
const MOST_TIMES = 200;
/** Below this size it does no harm. */
const HARMLESS_BYTES = 1 << 30;

/**
 * Refuses what unpacks to far more than a table does.
 * @param packed bytes in the archive
 * @param unpacked bytes that came out so far, or are said to
 * @throws InputError `archive-bomb`
 */
export function assertNoBomb(packed: number, unpacked: number, name: string): void {
  if (unpacked <= HARMLESS_BYTES || unpacked <= packed * MOST_TIMES) return;
  const message = `expected a table that was packed, got one that unpacks to more than ${MOST_TIMES} times its size; unpack it, look what it is, and pass the file inside`;
  throw new InputError('archive-bomb', { file: name }, message);
}
