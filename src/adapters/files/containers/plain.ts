import { createReadStream } from 'node:fs';
import { InputError } from '../../../domain/errors.ts';

/** Bytes of a chunk: fewer cost calls, more cost memory. */
export const CHUNK_BYTES = 1 << 18;

/** The bytes of a file from a place on. @throws InputError `file-unreadable`, while they are read */
export async function* plainBytes(path: string, name: string, start = 0): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path, { start, highWaterMark: CHUNK_BYTES })) yield chunk as Buffer;
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    const message = 'the file could not be read to its end; try again';
    throw new InputError('file-unreadable', { file: name }, message, { cause });
  }
}
