import type { Encoding } from '../../domain/table.ts';

/** A text's bytes in UTF-8, without byte order mark, whatever they are encoded in. Bad bytes of UTF-8 stay as they are, so that places in file and text agree. */
export async function* utf8Bytes(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') return yield* withoutMark(chunks);
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

async function* withoutMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < 3) continue;
    yield head.subarray(markLength(head));
    head = undefined;
  }
  if (head !== undefined && head.length > 0) yield head;
}

/** Bytes of the byte order mark that a UTF-8 text begins with: 3 or 0. */
export function markLength(head: Buffer): number {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}
