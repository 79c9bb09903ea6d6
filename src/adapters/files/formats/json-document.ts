import { jsonParser } from 'stream-json/parser.js';
import { InputError } from '../../../domain/errors.ts';
import { collectObjects, type JsonToken } from './collect-objects.ts';
import type { JsonRecord } from './json-lines.ts';
import { parseObject } from './parse-object.ts';

/** Characters that are looked at together: where they are no JSON, none of them counts. */
const PIECE = 1 << 14;
/** A document that is one ticket is read whole. */
const MAX_SINGLE_BYTES = 64 * 1024 * 1024;

/**
 * The objects of a JSON document, or of several one after the other as pages of an API, numbered from 1.
 * @param path the dotted key that holds the list of them; empty where the document is the list, undefined where it is one object itself
 * @throws InputError `bad-json`, with the number of an object shortly before the place
 */
export async function* jsonDocument(
  chunks: AsyncIterable<Buffer>,
  path: string | undefined,
  file: string,
): AsyncGenerator<readonly JsonRecord[]> {
  if (path === undefined) return yield [{ row: 1, value: await readSingle(chunks, file), end: 1 }];
  const tokenize = openTokenizer();
  const collector = collectObjects(path);
  const decoder = new TextDecoder();
  let row = 0;
  for await (const chunk of chunks) {
    const values: JsonRecord['value'][] = [];
    const isWhole = tryAll(tokenize, decoder.decode(chunk, { stream: true }), (token) => collector.take(token, values));
    const first = row + 1;
    row += values.length;
    if (values.length > 0) yield values.map((value, at) => ({ row: first + at, value, end: first + at }));
    // What follows the list is read too: a second document may hold tickets that nobody would count.
    if (!isWhole) throw badJson(file, row + 1);
  }
  if (!collector.isDone()) throw badJson(file, row + 1);
}

type Tokenizer = (text: string) => { readonly values?: readonly JsonToken[] };

/** Called as a function: as a stream it would cost a wait for each token. A chunk without a whole token gives no values. */
function openTokenizer(): Tokenizer {
  return jsonParser({ packValues: true, streamValues: false, jsonStreaming: true }) as unknown as Tokenizer;
}

/** @returns false where the text is no JSON; what came before that piece of it was taken */
function tryAll(tokenize: Tokenizer, text: string, take: (token: JsonToken) => void): boolean {
  try {
    for (let at = 0; at < text.length; at += PIECE)
      for (const token of tokenize(text.slice(at, at + PIECE)).values ?? []) take(token);
    return true;
  } catch {
    return false;
  }
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
    'expected a list of objects in JSON, got text that breaks or ends near here; export again, if you can one object a line';
  return new InputError('bad-json', { file, row }, message);
}
