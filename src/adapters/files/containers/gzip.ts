import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from '../../../domain/errors.ts';
import { assertNoBomb } from './no-bomb.ts';
import { CHUNK_BYTES } from './plain.ts';

/** The unpacked bytes of a gzip file. @throws InputError `bad-archive` or `archive-bomb`, while they are read */
export async function* gzipBytes(path: string, name: string): AsyncGenerator<Buffer> {
  const { size } = await stat(path);
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Errors of either stream come out of the last one.
  const unpacked = pipeline(createReadStream(path, { highWaterMark: CHUNK_BYTES }), gunzip, () => {});
  let bytes = 0;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      assertNoBomb(size, bytes, name);
      yield chunk;
    }
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_'))) throw cause;
    const message = 'expected a whole gzip archive, got one that is damaged or cut short; copy or export it again';
    throw new InputError('bad-archive', { file: name }, message, { cause });
  } finally {
    unpacked.destroy();
  }
}
