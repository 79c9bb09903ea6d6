import { gzipSync } from 'node:zlib';
import { integer, type Random } from '../../src/math/random.ts';
import { makeZip } from '../adapters/files/make-zip.ts';

/** An address that stands in no export: where it comes out of the reader whole, it was in a cell. */
export const PLANTED = 'planted.q7@leak-here.com';

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const pick = <T>(random: Random, list: readonly T[]): T => list[integer(random, list.length)] as T;
const join = (...parts: readonly (Buffer | string)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const cutOut = (bytes: Buffer, from: number, to: number) => join(bytes.subarray(0, from), bytes.subarray(to));
const putIn = (bytes: Buffer, at: number, what: Buffer | string) =>
  join(bytes.subarray(0, at), what, bytes.subarray(at));
const place = (bytes: Buffer, random: Random) => integer(random, bytes.length + 1);

/** Rewrites the lines of a text; Latin-1 keeps every byte. */
function onLines(change: (lines: string[], random: Random) => readonly string[]): Mutation {
  return (bytes, random) => Buffer.from(change(bytes.toString('latin1').split('\n'), random).join('\n'), 'latin1');
}

/** Texts that have cost readers and rules of text dear: long runs of what begins a match and never ends it. */
const LONG = [
  'a',
  '<',
  '@',
  '(',
  '"',
  '1',
  '1.',
  ' ',
  '\n>',
  'a@',
  '<a ',
  '&',
  '-',
  '=',
  '{"a":',
  '[',
  'ü',
  '\\',
  '/',
  'On ',
];
const SCRAPS = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '|',
  '\r',
  '\r\n',
  '\n',
  '\0',
  '\uFEFF',
  'ÿþ',
  '\u2028',
  '=1+1',
  "'=",
  '{}',
  '[]',
  'null',
  'NaN',
  '1E+13',
];
const VALUES: readonly unknown[] = [
  null,
  0,
  -1,
  1e300,
  true,
  '',
  ' ',
  [],
  {},
  [[]],
  'x'.repeat(40_000),
  '2026-13-45',
  { __proto__: 1 },
];

const BYTES: readonly Mutation[] = [
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    for (let times = 1 + integer(random, 20); times > 0 && changed.length > 0; times--)
      changed[integer(random, changed.length)] = integer(random, 256);
    return changed;
  },
  (bytes, random) => bytes.subarray(0, place(bytes, random)),
  (bytes, random) => bytes.subarray(place(bytes, random)),
  (bytes, random) => {
    const from = place(bytes, random);
    return cutOut(bytes, from, from + integer(random, 400));
  },
  (bytes, random) => {
    const from = place(bytes, random);
    return putIn(bytes, place(bytes, random), bytes.subarray(from, from + integer(random, 4_000)));
  },
  (bytes, random) => putIn(bytes, place(bytes, random), pick(random, SCRAPS)),
  (bytes, random) => putIn(bytes, place(bytes, random), pick(random, LONG).repeat(2_000 + integer(random, 30_000))),
];

const LINES: readonly Mutation[] = [
  onLines((lines, random) => lines.toSpliced(integer(random, lines.length), 1)),
  onLines((lines, random) => lines.toSpliced(integer(random, lines.length), 0, pick(random, lines))),
  onLines((lines, random) =>
    lines.toSpliced(integer(random, lines.length), 0, '', '  ', pick(random, ['Total', ',,,', '"'])),
  ),
  onLines((lines, random) => lines.toSorted(() => random() - 0.5)),
  onLines((lines, random) => lines.map((line) => (integer(random, 6) === 0 ? line.replace(/"/g, '') : line))),
  onLines((lines, random) => lines.map((line) => (integer(random, 6) === 0 ? line.replaceAll(',', ';') : line))),
  onLines((lines, random) => {
    const delimiter = pick(random, [';', '\t', '|', '^', ', ']);
    return lines.map((line) => line.replaceAll(',', delimiter));
  }),
  onLines((lines) => lines.map((line) => `${line}\r`)),
  onLines((lines) => [lines.join('\r')]),
];

const HEADERS: readonly Mutation[] = [
  onLines(([, ...lines]) => lines),
  onLines(([head = '', ...lines]) => [head.toUpperCase(), ...lines]),
  onLines(([head = '', ...lines], random) => [`${head},${pick(random, head.split(','))}`, ...lines]),
  onLines(([head = '', ...lines], random) => [
    head
      .split(',')
      .toSorted(() => random() - 0.5)
      .join(','),
    ...lines,
  ]),
  onLines(([head = '', ...lines], random) => [
    head
      .split(',')
      .toSpliced(integer(random, 6), 1, pick(random, ['', 'id', 'status', 'closed_at', '__proto__', 'constructor']))
      .join(','),
    ...lines,
  ]),
  onLines((lines) => ['Report of the week', '', ...lines, 'Grand Totals (3 records)']),
];

const WRAPPINGS: readonly Mutation[] = [
  (bytes) => Buffer.from(`\uFEFF${bytes.toString()}`, 'utf16le'),
  (bytes) => Buffer.from(bytes.toString(), 'utf16le').swap16(),
  (bytes) => Buffer.from(bytes.toString(), 'latin1'),
  (bytes) => join('\uFEFF', bytes),
  (bytes) => gzipSync(bytes),
  (bytes) =>
    makeZip([
      { name: 'a.csv', content: bytes },
      { name: 'readme.txt', content: 'Thank you' },
    ]),
];

/** Changes one value somewhere in a JSON document or a line of one; a file that is none stays as it is. */
const inJson: Mutation = (bytes, random) => {
  const text = bytes.toString();
  if (!/^\s*[[{]/.test(text)) return bytes;
  const isOne = text.trim().split('\n').length === 1 || !text.startsWith('{"ticket"');
  try {
    const lines = isOne ? [text] : text.trim().split('\n');
    const at = integer(random, lines.length);
    const document: unknown = JSON.parse(lines[at] ?? '');
    changeNode(document, random);
    return Buffer.from(lines.with(at, JSON.stringify(document)).join('\n'));
  } catch {
    return bytes;
  }
};

function changeNode(node: unknown, random: Random): void {
  if (typeof node !== 'object' || node === null) return;
  const keys = Object.keys(node);
  const key = pick(random, keys);
  const object = node as Record<string, unknown>;
  const value = object[key];
  if (typeof value === 'object' && value !== null && integer(random, 4) > 0) {
    changeNode(value, random);
    return;
  }
  if (key === undefined) return;
  const choice = integer(random, 4);
  if (choice === 0) delete object[key];
  else if (choice === 1) object[`${key}.x`] = structuredClone(node);
  else if (choice === 2) for (let deep = 0; deep < 60; deep++) object[key] = { [key]: object[key] };
  else object[key] = pick(random, VALUES);
}

const GROUPS = [BYTES, LINES, HEADERS, [inJson]] as const;

/** Puts the planted address between words below the first line. */
function plant(bytes: Buffer, random: Random): Buffer {
  const first = Math.max(0, bytes.indexOf(10));
  for (let tries = 0; tries < 50; tries++) {
    const at = bytes.indexOf(32, first + integer(random, bytes.length - first + 1));
    if (at > 0) return putIn(bytes, at, ` ${PLANTED}`);
  }
  return bytes;
}

/** An export with the planted address in it and one to five things wrong with it; the same for the same random stream. */
export function mutateExport(export_: Buffer, random: Random): Buffer {
  const isText = !['504b', '1f8b'].includes(export_.toString('hex', 0, 2));
  let bytes = isText ? plant(export_, random) : export_;
  for (let times = integer(random, 5); times >= 0; times--) {
    bytes = pick(random, isText ? pick(random, GROUPS) : BYTES)(bytes, random);
    if (bytes.length > 4_000_000) break;
  }
  return isText && integer(random, 5) === 0 ? pick(random, WRAPPINGS)(bytes, random) : bytes;
}
