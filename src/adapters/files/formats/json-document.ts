import { Readable, Transform } from 'node:stream';
import { pick } from 'stream-json/filters/pick.js';
import { parser } from 'stream-json/parser.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import { InputError } from '../../../domain/errors.ts';
import type { JsonRecord } from './json-lines.ts';
import { isSafe, openWrapper, parseObject } from './parse-object.ts';

const BATCH = 500;
/** A document that is one ticket is read whole. */
const MAX_SINGLE_BYTES = 64 * 1024 * 1024;

/**
 * The objects of one JSON document, numbered from 1.
 * @param path the key that holds the list of them; empty where the document is the list, undefined where it is one object itself
 * @throws InputError `bad-json`, with the number of the object
 */
export async function* jsonDocument(
  chunks: AsyncIterable<Buffer>,
  path: string | undefined,
  file: string,
): AsyncGenerator<readonly JsonRecord[]> {
  if (path === undefined) return yield [{ row: 1, value: await readSingle(chunks, file), end: 1 }];
  let row = 0;
  let batch: JsonRecord[] = [];
  try {
    for await (const { value } of elements(chunks, path)) {
      row += 1;
      batch.push({ row, value: openWrapper(value), end: row });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw badJson(file, row + 1);
  }
  if (batch.length > 0) yield batch;
}

function elements(chunks: AsyncIterable<Buffer>, path: string): AsyncIterable<{ readonly value: unknown }> {
  const packed = { packValues: true, streamValues: false };
  const stages = [
    parser.asStream(packed),
    exactNumbers(),
    ...(path === '' ? [] : [pick.asStream({ filter: path, once: true })]),
    streamArray.asStream(),
  ];
  const source: NodeJS.ReadableStream = Readable.from(chunks, { objectMode: false });
  return stages.reduce((from, to) => {
    // An error goes down the line, and the end of the last one goes up.
    from.on('error', (cause: Error) => to.destroy(cause));
    to.on('close', () => (from as Readable).destroy());
    return from.pipe(to);
  }, source) as unknown as AsyncIterable<{ readonly value: unknown }>;
}

/** Whole numbers too long for a number (ids) pass as texts. */
function exactNumbers(): Transform {
  return new Transform({
    objectMode: true,
    transform(token: { readonly name: string; readonly value: string }, _, done) {
      const isLong = token.name === 'numberValue' && /^-?\d{16,}$/.test(token.value) && !isSafe(token.value);
      done(null, isLong ? { name: 'stringValue', value: token.value } : token);
    },
  });
}

async function readSingle(chunks: AsyncIterable<Buffer>, file: string): Promise<JsonRecord['value']> {
  const held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_SINGLE_BYTES) throw badJson(file, 1);
  }
  const value = parseObject(Buffer.concat(held).toString());
  if (value === undefined) throw badJson(file, 1);
  return value;
}

function badJson(file: string, row: number): InputError {
  const message =
    'expected a list of objects in JSON, got text that breaks or ends here; export again, if you can one object a line';
  return new InputError('bad-json', { file, row }, message);
}
