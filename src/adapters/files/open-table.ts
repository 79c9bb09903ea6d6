import { createHash, type Hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputError } from '../../domain/errors.ts';
import type { Encoding, TableFacts } from '../../domain/table.ts';
import { type ByteSource, openBytes, readHead } from './containers/byte-source.ts';
import { plainBytes } from './containers/plain.ts';
import { listParts, type ZipPart } from './containers/zip.ts';
import type { IsKnown } from './find-header.ts';
import { type Inspection, inspectBytes } from './inspect-bytes.ts';
import { type BytesKind, kindOfBytes } from './kind-of-bytes.ts';
import { openText } from './open-text.ts';
import { isWorkbook, openWorkbook, packedWorkbook } from './open-workbook.ts';

/** What the caller knows better than the bytes. */
export interface TableOptions {
  readonly delimiter?: string | undefined;
  readonly encoding?: Encoding | undefined;
  /** For messages, where the file's own name says nothing. */
  readonly name?: string | undefined;
  /** Whether a cell is a column's name; helps to find the header row. By default none is known. */
  readonly isKnown?: IsKnown | undefined;
}

/** A file whose parts are to be looked at. */
export interface OpenedFile extends Pick<TableFacts, 'path' | 'name' | 'sha256' | 'bytes'> {
  readonly options: TableOptions;
}

const KIND_BYTES = 4096;

/**
 * Opens a file that holds one table or, as an archive, several: delimited text, JSON, one JSON object a line, an Excel workbook; plain or packed. What it is
 * its bytes say, not its name.
 * @returns at least one table; of an archive one a part, in its order
 * @throws InputError `file-missing`, `not-a-file`, `file-unreadable`, `empty-file`, `not-csv`, `bad-archive`, `encrypted-archive`, `unknown-packing`,
 * `archive-bomb`, `nested-archive`, `no-table`, or what reading a part throws.
 */
export async function openTables(path: string, options: TableOptions = {}): Promise<readonly TableFacts[]> {
  const name = options.name ?? basename(path);
  const source: ByteSource = { path, name, container: 'plain' };
  const { kind, sha256, bytes, inspection } = await look(source);
  const file: OpenedFile = { path, name, sha256, bytes, options };
  if (kind.kind === 'gzip') return [await openPacked({ ...source, container: 'gzip' }, file)];
  if (kind.kind === 'zip') return openZip(file);
  assertText(kind, name);
  return [await openText(source, file, inspection)];
}

/** Opens a file that holds one table. @throws InputError `many-tables`, or as `openTables` does */
export async function openTable(path: string, options: TableOptions = {}): Promise<TableFacts> {
  const [table, ...others] = await openTables(path, options);
  if (table && others.length === 0) return table;
  const message = `expected one table, got an archive of ${others.length + 1}; unpack it and pass one`;
  throw new InputError('many-tables', { file: options.name ?? basename(path) }, message);
}

async function look(source: ByteSource) {
  const { path, name } = source;
  try {
    if (!(await stat(path)).isFile())
      throw new InputError('not-a-file', { file: name }, 'expected a CSV file, got a folder');
    const kind = kindOfBytes(await readHead(source, KIND_BYTES));
    const hash = createHash('sha256');
    let bytes = 0;
    const see = (chunk: Buffer): void => {
      hash.update(chunk);
      bytes += chunk.length;
    };
    let inspection: Inspection = { encoding: 'utf-8', badBytes: 0 };
    if (kind.kind === 'text') inspection = await inspectBytes(plainBytes(path, name), see);
    else for await (const chunk of plainBytes(path, name)) see(chunk);
    return { kind, sha256: hash.digest('hex'), bytes, inspection };
  } catch (cause) {
    throw asFileError(cause, name);
  }
}

function asFileError(cause: unknown, file: string): unknown {
  const code =
    ((cause as InputError).cause as NodeJS.ErrnoException | undefined)?.code ?? (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT')
    return new InputError('file-missing', { file }, 'there is no such file; check the path', { cause });
  if (code !== 'EACCES' && code !== 'EPERM') return cause;
  return new InputError('file-unreadable', { file }, 'the file cannot be read; check its permissions', { cause });
}

/** A table within a gzip file or an archive. */
async function openPacked(source: ByteSource, file: OpenedFile): Promise<TableFacts> {
  const kind = kindOfBytes(await readHead(source, KIND_BYTES));
  assertText(kind, source.name);
  const hash = createHash('sha256');
  // The parts of an archive are imports of their own.
  const isPart = source.container === 'zip';
  const part = () => (isPart ? { ...file, sha256: hash.digest('hex') } : file);
  const archive = isPart ? { archiveSha256: file.sha256 } : {};
  if (kind.kind !== 'text') return { ...(await openPackedWorkbook(source, hash, part)), ...archive };
  const inspection = await inspectBytes(openBytes(source), (chunk) => hash.update(chunk));
  return { ...(await openText(source, part(), inspection)), ...archive };
}

async function openPackedWorkbook(source: ByteSource, hash: Hash, part: () => OpenedFile): Promise<TableFacts> {
  const bytes = await packedWorkbook(source);
  hash.update(bytes);
  const isZip = kindOfBytes(bytes.subarray(0, KIND_BYTES)).kind === 'zip';
  const parts = isZip ? await listParts(bytes, source.name) : [];
  if (isZip && isWorkbook(parts, source.name)) return openWorkbook(bytes, source, part());
  const message = 'expected a table, got an archive within an archive; unpack the outer one and pass what is inside';
  throw new InputError('nested-archive', { file: source.name }, message);
}

function assertText(kind: BytesKind, file: string): void {
  if (kind.kind === 'empty') {
    const message = 'expected a header row and tickets, got an empty file; export it again';
    throw new InputError('empty-file', { file }, message);
  }
  if (kind.kind !== 'refused') return;
  throw new InputError('not-csv', { file }, `expected a CSV file, got ${kind.what}; ${kind.todo}`);
}

async function openZip(file: OpenedFile): Promise<readonly TableFacts[]> {
  const parts = await listParts(file.path, file.name);
  if (isWorkbook(parts, file.name))
    return [await openWorkbook(file.path, { path: file.path, name: file.name, container: 'plain' }, file)];
  const tables: TableFacts[] = [];
  const leftOut: string[] = [];
  for (const part of parts) {
    const table = await tryPart(part, file);
    if (table) tables.push(table);
    else leftOut.push(part.entry);
  }
  // Beside tables a text of one column is a note to the reader.
  const wide = tables.filter(({ headers }) => headers.length > 1);
  const kept = wide.length > 0 ? wide : tables;
  for (const table of tables) if (!kept.includes(table) && table.entry) leftOut.push(table.entry);
  if (kept.length > 0) return kept.map((table, at) => (at === 0 ? { ...table, leftOut } : table));
  throw new InputError(
    'no-table',
    { file: file.name },
    'expected a table in the archive, got none; unpack it and look',
  );
}

/** What is no table at all does not hold up the tables beside it. */
async function tryPart({ entry }: ZipPart, file: OpenedFile): Promise<TableFacts | undefined> {
  try {
    return await openPacked({ path: file.path, name: `${file.name}/${entry}`, container: 'zip', entry }, file);
  } catch (error) {
    if (error instanceof InputError && ['not-csv', 'empty-file', 'no-objects'].includes(error.code)) return undefined;
    throw error;
  }
}
