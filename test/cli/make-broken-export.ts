import { appendFileSync, writeFileSync } from 'node:fs';
import { integer, type Random, seededRandom } from '../../src/math/random.ts';
import { MARKER } from '../made-export.ts';

/** A row that must be rejected: what `rejects.csv` says of it. */
export interface MadeReject {
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly byteOffset: number;
}

/** What a made export must come to. */
export interface MadeExport {
  readonly rejects: readonly MadeReject[];
  readonly duplicate: number;
  readonly used: number;
}

const HEADER = 'ticket_id,created_at,closed_at,status,subject,description,account_id';
const NOUNS = ['pump', 'valve', 'invoice', 'scanner', 'oven', 'voucher', 'module', 'licence', 'drum', 'report'];
const VERBS = ['stops', 'leaks', 'is missing', 'smells', 'shows an old price', 'was refused', 'is cracked', 'freezes'];
const PLACES = [
  'at night',
  'after the update',
  'in the second week',
  'since the delivery',
  'on Mondays',
  'in the shop',
];
const FAULTS = ['ragged', 'split', 'id', 'date', 'soon', 'text', 'quote'] as const;
/** Of more unreadable dates than one in 200 a file is refused, since nobody knows then how its dates are written. */
const SOON_EVERY = 400;

interface Cells {
  readonly id: string;
  readonly created: string;
  readonly closed: string;
  readonly subject: string;
  readonly text: string;
  readonly account: string;
}

/**
 * Writes a CSV export of which a share of rows is broken in mixed ways, with repeated ids, blank lines and cells of several lines among the others.
 * @param share of rows that must be rejected, in [0, 1]; met exactly
 * @returns what a reader must find, rows and bytes as they lie in the file
 */
export function makeBrokenExport(path: string, rows: number, share: number, seed: number): MadeExport {
  const random = seededRandom(seed);
  const broken = chooseRows(rows, Math.round(rows * share), random);
  const rejects: MadeReject[] = [];
  let [row, bytes, duplicate, soon] = [1, 0, 0, 0];
  let pending: string[] = [];
  const write = (text: string): void => {
    pending.push(text);
    bytes += Buffer.byteLength(text);
    if (pending.length < 1_000) return;
    appendFileSync(path, pending.join(''));
    pending = [];
  };
  writeFileSync(path, '');
  write(`${HEADER}\r\n`);
  for (let at = 0; at < rows; at++) {
    if (integer(random, 500) === 0) {
      write('\r\n');
      row += 1;
    }
    row += 1;
    const byteOffset = bytes;
    const cells = cellsOf(at, random);
    if (broken.has(at)) {
      const drawn = FAULTS[integer(random, FAULTS.length)] ?? 'id';
      const fault = drawn === 'soon' && ++soon > rows / SOON_EVERY ? 'date' : drawn;
      const { line, column, code } = breakRow(cells, fault);
      write(`${line}\r\n`);
      rejects.push({ row, column, code, byteOffset });
    } else if (at > 10 && integer(random, 200) === 0) {
      // The first row is never broken.
      write(`${lineOf({ ...cells, id: 'T-0' })}\r\n`);
      duplicate += 1;
    } else write(`${lineOf(cells)}\r\n`);
  }
  appendFileSync(path, pending.join(''));
  return { rejects, duplicate, used: rows - rejects.length - duplicate };
}

function chooseRows(rows: number, count: number, random: Random): ReadonlySet<number> {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(1 + integer(random, rows - 1));
  return chosen;
}

/** Tickets of three weeks, each of another account: the same words of the same one are a repeat. */
function cellsOf(at: number, random: Random): Cells {
  const pick = (words: readonly string[]) => words[integer(random, words.length)] ?? '';
  const closed = new Date(Date.UTC(2026, 9, 26, 6, integer(random, 20 * 24 * 60))).toISOString();
  const created = new Date(Date.parse(closed) - 3_600_000 * (1 + integer(random, 60))).toISOString();
  const [noun, verb] = [pick(NOUNS), pick(VERBS)];
  const note = integer(random, 40) === 0 ? '\r\nSecond line, with "quotes";\nthird line – größer.' : '';
  const text = `The ${noun} ${verb} ${pick(PLACES)}, case ${at} ${MARKER}.${note}`;
  return { id: `T-${at}`, created, closed, subject: `${noun} ${verb}`, text, account: `A-${at}` };
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const lineOf = ({ id, created, closed, subject, text, account }: Cells) =>
  [id, created, closed, 'closed', subject, text, account].map(quoted).join(',');

function breakRow(
  cells: Cells,
  fault: (typeof FAULTS)[number],
): Pick<MadeReject, 'column' | 'code'> & { readonly line: string } {
  const plain = { ...cells, text: `The drum rattles, case ${cells.id}` };
  const ragged = { column: null, code: 'ragged-row' };
  switch (fault) {
    case 'ragged':
      return { ...ragged, line: `${cells.id},${cells.created},${cells.closed},clo` };
    case 'split':
      return { ...ragged, line: lineOf(plain).replace(/"The drum.*?"/, plain.text) };
    case 'quote':
      return { ...ragged, line: lineOf(plain).replace(/"The drum.*?"/, '"He said "stop, now" and left"') };
    case 'id':
      return { column: 'ticket_id', code: 'missing-id', line: lineOf({ ...cells, id: ' ' }) };
    case 'date':
      return { column: 'closed_at', code: 'missing-date', line: lineOf({ ...cells, closed: '' }) };
    case 'soon':
      return { column: 'closed_at', code: 'bad-date', line: lineOf({ ...cells, closed: 'next week' }) };
    case 'text':
      return { column: 'description', code: 'no-text', line: lineOf({ ...cells, subject: '', text: '  ' }) };
  }
}
