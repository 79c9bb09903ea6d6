import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputError } from '../../domain/errors.ts';
import type { Encoding } from '../../domain/table.ts';

/** What one pass over a file's bytes tells. */
export interface Inspection {
  /** Hex digest of all bytes. */
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: Encoding;
}

const HEAD_BYTES = 4096;

/** First bytes of files that people hand in for a CSV, with what to say about them. */
const CONTAINERS: readonly { readonly magic: string; readonly what: string; readonly todo: string }[] = [
  { magic: '504b0304', what: 'a ZIP archive', todo: 'unpack it and pass the CSV inside' },
  { magic: '504b0506', what: 'an empty ZIP archive', todo: 'export the tickets again' },
  { magic: '1f8b', what: 'a gzip archive', todo: 'unpack it (gunzip) and pass the CSV inside' },
  { magic: 'd0cf11e0', what: 'an old Excel workbook (.xls)', todo: 'open it and save as "CSV UTF-8"' },
  { magic: '25504446', what: 'a PDF', todo: 'export the tickets as CSV UTF-8' },
  { magic: '28b52ffd', what: 'a Zstandard archive', todo: 'unpack it and pass the CSV inside' },
];

/**
 * Hashes a file and finds its encoding in one streaming pass: byte order mark, else strict UTF-8, else Windows-1252.
 * @throws InputError `file-missing`, `file-unreadable`, `empty-file` or `not-csv`.
 */
export async function inspectFile(path: string): Promise<Inspection> {
  const file = basename(path);
  const head = await readHead(path, file);
  assertTable(head, file);
  const marked = markedEncoding(head);
  const hash = createHash('sha256');
  const strict = new TextDecoder('utf-8', { fatal: true });
  let utf8 = marked === undefined;
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    utf8 = utf8 && decodes(() => strict.decode(chunk as Buffer, { stream: true }));
  }
  utf8 = utf8 && decodes(() => strict.decode());
  return { sha256: hash.digest('hex'), bytes, encoding: marked ?? (utf8 ? 'utf-8' : 'windows-1252') };
}

async function readHead(path: string, file: string): Promise<Buffer> {
  try {
    if (!(await stat(path)).isFile()) throw new InputError('not-a-file', { file }, 'expected a CSV file, got a folder');
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new InputError('file-missing', { file }, 'there is no such file; check the path', { cause });
    }
    throw new InputError('file-unreadable', { file }, 'the file cannot be read; check its permissions', { cause });
  }
}

function assertTable(head: Buffer, file: string): void {
  const start = head.toString('latin1').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  if (start.split('\0').join('').trim() === '') {
    throw new InputError(
      'empty-file',
      { file },
      'expected a header row and tickets, got an empty file; export it again',
    );
  }
  const hex = head.subarray(0, 4).toString('hex');
  const container = CONTAINERS.find(({ magic }) => hex.startsWith(magic));
  if (container?.magic === '504b0304' && /\[Content_Types\]|_rels\/|xl\//.test(start)) {
    throw notCsv(file, 'an Excel workbook (.xlsx)', 'open it and save as "CSV UTF-8"');
  }
  if (container) throw notCsv(file, container.what, container.todo);
  if (/^\s*(?:<!doctype|<html|<\?xml|<table)/i.test(start)) throw notCsv(file, 'a web page', 'save as "CSV UTF-8"');
  if (/^\s*(?:\[\s*)?\{\s*"/.test(start)) throw notCsv(file, 'JSON', 'export the tickets as CSV UTF-8');
  if (markedEncoding(head) === undefined && head.includes(0)) {
    throw notCsv(file, 'binary data, or UTF-16 without a byte order mark', 'save as "CSV UTF-8"');
  }
}

function notCsv(file: string, what: string, todo: string): InputError {
  return new InputError('not-csv', { file }, `expected a CSV file, got ${what}; ${todo}`);
}

function markedEncoding(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

function decodes(decode: () => unknown): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}
