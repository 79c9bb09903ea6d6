import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { InputError } from '../../../domain/errors.ts';
import { assertNoBomb } from './no-bomb.ts';
import { CHUNK_BYTES } from './plain.ts';

/** What systems put into archives beside the files that people put in. */
const HIDDEN = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i;

/** An archive on disk by its path, or in memory. */
export type Archive = string | Buffer;

/** A file in an archive. */
export interface ZipPart {
  /** Its path in the archive. */
  readonly entry: string;
  /** Unpacked size. */
  readonly bytes: number;
}

/**
 * The files in an archive in its own order, without folders and what systems add.
 * @throws InputError `bad-archive`, `encrypted-archive`, `unknown-packing` or `archive-bomb`
 */
export async function listParts(archive: Archive, name: string): Promise<readonly ZipPart[]> {
  return withZip(archive, name, async (zip) => {
    const parts: ZipPart[] = [];
    for await (const entry of zip.eachEntry()) {
      if (!isPart(entry)) continue;
      if (parts.some((part) => part.entry === entry.fileName)) throw twice(`${name}/${entry.fileName}`);
      assertReadable(entry, `${name}/${entry.fileName}`);
      parts.push({ entry: entry.fileName, bytes: entry.uncompressedSize });
    }
    return parts;
  });
}

/**
 * Unpacks every part once. A reader that goes through an archive from its beginning, as that of workbooks does, waits for ever for a part that is cut short, or
 * that stands there under another name than the list at the end gives it.
 * @param take is given a part's path and the size of each piece that comes out; what it throws ends the reading
 * @throws InputError `bad-archive`
 */
export async function readThrough(
  archive: Archive,
  name: string,
  take: (entry: string, bytes: number) => void,
): Promise<void> {
  await withZip(archive, name, async (zip) => {
    for await (const entry of zip.eachEntry()) {
      const { fileName } = await zip.readLocalFileHeaderPromise(entry);
      if (!fileName.equals(entry.fileNameRaw)) throw new Error('a part has two names');
      if (!isPart(entry)) continue;
      for await (const chunk of await zip.openReadStreamPromise(entry)) take(entry.fileName, (chunk as Buffer).length);
    }
  });
}

/** A file that people put in. */
function isPart({ fileName }: Entry): boolean {
  return !fileName.endsWith('/') && !HIDDEN.test(fileName);
}

/** Parts are found by their names. */
function twice(file: string): InputError {
  const message = 'expected parts with names of their own, got two of this name; unpack it and pass the files inside';
  return new InputError('bad-archive', { file }, message);
}

function assertReadable(entry: Entry, file: string): void {
  if (entry.isEncrypted()) {
    const message = 'expected an archive without a password, got an encrypted one; unpack it and pass the files inside';
    throw new InputError('encrypted-archive', { file }, message);
  }
  if (!entry.canDecodeFileData()) {
    const message = 'expected the usual ZIP packing (deflate), got another; unpack it and pass the files inside';
    throw new InputError('unknown-packing', { file }, message);
  }
  assertNoBomb(entry.compressedSize, entry.uncompressedSize, file);
}

/** The unpacked bytes of a file in an archive. @throws InputError `bad-archive`, while they are read */
export async function* zipBytes(archive: Archive, entry: string, name: string): AsyncGenerator<Buffer> {
  const zip = await openZip(archive, name);
  try {
    for await (const found of zip.eachEntry())
      if (found.fileName === entry) return yield* gathered(await zip.openReadStreamPromise(found));
    throw new InputError('file-changed', { file: name }, 'the archive no longer holds this part; put it back');
  } catch (cause) {
    throw asArchiveError(cause, name);
  } finally {
    zip.close();
  }
}

/** Unpacking gives 16 kB at a time: too little for what follows. */
async function* gathered(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < CHUNK_BYTES) continue;
    yield Buffer.concat(held);
    [held, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(held);
}

async function withZip<T>(archive: Archive, name: string, use: (zip: ZipFile) => Promise<T>): Promise<T> {
  const zip = await openZip(archive, name);
  try {
    return await use(zip);
  } catch (cause) {
    throw asArchiveError(cause, name);
  } finally {
    zip.close();
  }
}

async function openZip(archive: Archive, name: string): Promise<ZipFile> {
  const options = { autoClose: false, lazyEntries: true };
  try {
    return await (typeof archive === 'string' ? openPromise(archive, options) : fromBufferPromise(archive, options));
  } catch (cause) {
    throw asArchiveError(cause, name);
  }
}

function asArchiveError(cause: unknown, file: string): unknown {
  if (cause instanceof InputError) return cause;
  const message = 'expected a whole ZIP archive, got one that is damaged or cut short; copy or export it again';
  return new InputError('bad-archive', { file }, message, { cause });
}
