import { isAscii, isUtf8 } from 'node:buffer';
import type { Encoding } from '../../domain/table.ts';
import { wideEncoding } from './kind-of-bytes.ts';

/** How a table's text is encoded. */
export interface Inspection {
  readonly encoding: Encoding;
  /** Sequences of bytes that are none of the encoding's characters. */
  readonly badBytes: number;
}

/**
 * Finds the encoding in one streaming pass: byte order mark, zero bytes, else UTF-8 where it is UTF-8 but for a few bytes, else Windows-1252.
 * @param see is shown each chunk.
 */
export async function inspectBytes(
  chunks: AsyncIterable<Buffer>,
  see: (chunk: Buffer) => void = () => {},
): Promise<Inspection> {
  let wide: Encoding | undefined;
  let first = true;
  const count = { good: 0, bad: 0 };
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    see(chunk);
    if (first) wide = wideEncoding(chunk.subarray(0, 4096));
    first = false;
    if (wide === undefined) rest = countSequences(rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk, count);
  }
  if (wide !== undefined) return { encoding: wide, badBytes: 0 };
  if (rest.length > 0) count.bad += 1;
  return isMostlyUtf8(count) ? { encoding: 'utf-8', badBytes: count.bad } : { encoding: 'windows-1252', badBytes: 0 };
}

/** Chance makes almost no UTF-8 of Windows-1252: where there is much of it, the few others are damage. */
function isMostlyUtf8({ good, bad }: { readonly good: number; readonly bad: number }): boolean {
  return bad * 1000 < good || (bad <= 3 && bad * 20 <= good);
}

/** Counts non-ASCII sequences. @returns the beginning of a sequence that the next chunk must end */
function countSequences(bytes: Buffer, count: { good: number; bad: number }): Buffer {
  if (isAscii(bytes)) return bytes.subarray(bytes.length);
  const end = bytes.length - openTail(bytes);
  const whole = bytes.subarray(0, end);
  const valid = isUtf8(whole);
  for (let at = 0; at < end; ) {
    const byte = whole[at] as number;
    const length = byte < 0x80 ? 1 : valid ? sequenceLength(byte) : validLength(whole, at);
    if (byte >= 0x80) count[length > 0 ? 'good' : 'bad'] += 1;
    at += length || 1;
  }
  return bytes.subarray(end);
}

function sequenceLength(byte: number): number {
  return byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
}

/** Length of a whole sequence as Unicode allows it, 0 where it is none. @see Unicode 15, table 3-7 */
function validLength(bytes: Buffer, at: number): number {
  const first = bytes[at] as number;
  const length = sequenceLength(first);
  if (length === 0 || at + length > bytes.length) return 0;
  const second = bytes[at + 1] as number;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return 0;
  for (let next = 2; next < length; next++) if (((bytes[at + next] as number) & 0xc0) !== 0x80) return 0;
  return length;
}

/** Bytes at the end that begin a sequence and do not end it. */
function openTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const length = sequenceLength(bytes[bytes.length - back] as number);
    if (length > 0) return length > back ? back : 0;
  }
  return 0;
}
