import { InputError } from '../../../domain/errors.ts';
import { parseObject } from './parse-object.ts';

/** A line longer than this is no ticket, and the file surely not one object a line. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** An object of a JSON file; undefined where the text there is none. */
export interface JsonRecord {
  readonly row: number;
  readonly value: Readonly<Record<string, unknown>> | undefined;
  readonly end: number;
  readonly start?: number | undefined;
}

/**
 * The objects of a text with one a line; blank lines are left out but numbered.
 * @param start number of the line before, and bytes before
 * @throws InputError `line-too-long`
 */
export async function* jsonLines(
  chunks: AsyncIterable<Buffer>,
  start: { readonly row: number; readonly end: number },
  file: string,
): AsyncGenerator<readonly JsonRecord[]> {
  let { row, end } = start;
  let open: Buffer[] = [];
  let held = 0;
  const take = (line: Buffer, batch: JsonRecord[]): void => {
    row += 1;
    const text = line.toString().trim();
    if (text !== '') batch.push({ row, value: parseObject(text), end, start: end - line.length });
  };
  for await (const chunk of chunks) {
    const batch: JsonRecord[] = [];
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      const line = chunk.subarray(from, at + 1);
      end += held + line.length;
      take(open.length > 0 ? Buffer.concat([...open, line]) : line, batch);
      [open, held, from] = [[], 0, at + 1];
    }
    open.push(chunk.subarray(from));
    held += chunk.length - from;
    if (held > MAX_LINE_BYTES) throw tooLong(file, row + 1);
    if (batch.length > 0) yield batch;
  }
  const last: JsonRecord[] = [];
  end += held;
  if (held > 0) take(Buffer.concat(open), last);
  if (last.length > 0) yield last;
}

function tooLong(file: string, row: number): InputError {
  const message = `expected one object a line, got a line of more than ${MAX_LINE_BYTES >> 20} MB; export again`;
  return new InputError('line-too-long', { file, row }, message);
}
