import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { HEADER, csv as table, ticketRows } from '../made-export.ts';
import { type Ended, openPlace, type Place } from './harness.ts';

const ROWS = ticketRows(4);
const ZIP = Uint8Array.from([0x50, 0x4b, 3, 4, ...Array(60).fill(7)]);

/** The same rows with the cells of one column replaced. */
function withCells(column: (typeof HEADER)[number], cell: (row: number) => string): string[][] {
  const at = HEADER.indexOf(column);
  return ROWS.map((row, index) => row.with(at, cell(index)));
}

function renamed(column: (typeof HEADER)[number], name: string): string {
  return table(
    ROWS,
    HEADER.map((header) => (header === column ? name : header)),
  );
}

/** Asserts that a command was refused with this message and left nothing. */
function expectRefusal(here: Place, { code, out, err }: Ended, message: RegExp): void {
  expect(err).toMatch(message);
  expect([code, out]).toEqual([3, '']);
  expect(err.split('\n')).toHaveLength(2);
  expect(here.list().filter((path) => /home|reports/.test(path))).toEqual([]);
  expect(existsSync(join(here.dir, 'home'))).toBe(false);
}

describe('a file that cannot be read as tickets is refused before anything is written', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['an empty file', '', /^error: t\.csv: expected a header row and tickets, got an empty file/],
    ['a header alone', HEADER.join(','), /^error: t\.csv:2: expected tickets below the header row, got none/],
    [
      'no text column',
      renamed('subject', 'x').replace('"description"', '"y"'),
      /^error: t\.csv: .*description or subject/,
    ],
    [
      'no id column',
      renamed('ticket_id', 'x'),
      /^error: t\.csv: expected a column for the ticket id .*--map "ticket_id=/,
    ],
    ['no closing time', renamed('closed_at', 'x'), /^error: t\.csv: expected a column for the closing time/],
    ['a damaged ZIP archive', ZIP, /^error: t\.csv: expected a whole ZIP archive, got one that is damaged/],
    [
      'a gzip archive that is cut short',
      gzipSync(table(ROWS)).subarray(0, 99),
      /^error: t\.csv: expected a whole gzip archive/,
    ],
    [
      'a damaged archive in a gzip file',
      gzipSync(ZIP),
      /^error: t\.csv: expected a whole ZIP archive, got one that is damaged/,
    ],
    ['a web page', '<!doctype html><p>login', /^error: t\.csv: expected a CSV file, got a web page/],
    [
      'binary data',
      Buffer.from([...Buffer.from('id,subject\n'), 0, 1, 2]),
      /^error: t\.csv: .*got binary data; save as/,
    ],
    [
      'undecidable dates',
      table(withCells('closed_at', () => '03/04/2026')),
      /^error: t\.csv:closed_at: .*--date-order dmy/,
    ],
    [
      'relative dates',
      table(withCells('closed_at', () => '3 weeks ago')),
      /^error: t\.csv:2:closed_at: .*absolute dates/,
    ],
    [
      'ids that a spreadsheet broke',
      table(withCells('ticket_id', () => '1.2E+10')),
      /^error: t\.csv:2:ticket_id: .*scientific/,
    ],
    ['a quote left open', `${table(ROWS)}\n"T-999,x`, /^error: t\.csv:14: .*never closed/],
  ])('%s', async (_, content, message) => {
    const here = openPlace();
    expectRefusal(here, await here.call('run', here.write('t.csv', content)), message);
  });

  it('a file that is not there, a folder, and a good file beside a bad one', async () => {
    const here = openPlace();
    const good = here.write('good.csv', table(ROWS));
    mkdirSync(join(here.dir, 'folder'));
    const run = (path: string) => here.call('run', good, join(here.dir, path));
    expectRefusal(here, await run('absent.csv'), /^error: absent\.csv: there is no such file/);
    expectRefusal(here, await run('folder'), /^error: folder: expected a CSV file, got a folder/);
    expectRefusal(
      here,
      await run(here.write('bad.csv', '').slice(here.dir.length)),
      /^error: bad\.csv: .*an empty file/,
    );
  });

  it('a map to an unknown column, to an unknown canonical one, and of one column twice', async () => {
    const here = openPlace();
    const file = here.write('t.csv', table(ROWS));
    const run = (...map: string[]) => here.call('run', file, ...map.flatMap((pair) => ['--map', pair]));
    expectRefusal(
      here,
      await run('description=Descripton'),
      /^error: t\.csv:Descripton: .*did you mean --map "description=description"\?/,
    );
    expectRefusal(here, await run('text=subject'), /^error: t\.csv: --map names no canonical column "text"/);
    expectRefusal(
      here,
      await run('subject=lot', 'product=lot'),
      /^error: t\.csv:lot: .*got both "subject" and "product"/,
    );
  });
});

describe('a join file or setting that cannot be used is refused before anything is written', () => {
  it('a join file that is missing, empty, or lacks a column', async () => {
    const here = openPlace();
    const file = here.write('t.csv', table(ROWS));
    const run = (path: string) => here.call('run', file, '--accounts', path);
    expectRefusal(here, await run(join(here.dir, 'no.csv')), /^error: no\.csv: there is no such file/);
    expectRefusal(here, await run(here.write('a.csv', '')), /^error: a\.csv: .*an empty file/);
    const lacking = run(here.write('a.csv', 'account_id,region\nA-1,North\n'));
    expectRefusal(here, await lacking, /^error: a\.csv:name: .*needs account_id, name.*got: account_id, region/);
  });

  it.each([
    ['no JSON', '{\n  "seed": 1,\n}', /settings\.json:3:1: expected JSON/],
    ['a list', '[]', /settings\.json: expected a JSON object with settings, got a list/],
    [
      'an unknown key',
      '{"reporting":{"zon":"UTC"}}',
      /settings\.json: .*"reporting\.zon"; did you mean "reporting\.zone"\?/,
    ],
    [
      'a bad value',
      '{"warranty":{"months":"two"}}',
      /settings\.json: warranty\.months expects months, 1 to 120, got "two"/,
    ],
  ])('a settings file with %s', async (_, content, message) => {
    const here = openPlace();
    const settings = here.write('settings.json', content);
    const file = here.write('t.csv', table(ROWS));
    expectRefusal(here, await here.call('run', file, '--config', settings), message);
    expectRefusal(
      here,
      await here.call('run', file, '--config', `${settings}.gone`),
      /expected a settings file .*ENOENT/,
    );
  });

  it('reads a settings file that begins with a byte order mark', async () => {
    const here = openPlace();
    const { code, out } = await here.call('config', 'show', '--config', here.write('s.json', '\uFEFF{"seed":7}'));
    expect(code).toBe(0);
    expect(out).toContain('seed = 7');
  });

  it('a report folder that is a file', async () => {
    const here = openPlace();
    const file = here.write('t.csv', table(ROWS));
    const ended = await here.call('run', file, '--out', join(here.write('taken', ''), 'reports'));
    expectRefusal(here, ended, /^error: .*taken\/reports: expected a folder to write to, got ENOTDIR .* --out/);
  });
});

describe('--json on failure', () => {
  it('prints one object with the code and place of the error', async () => {
    const here = openPlace();
    const file = here.write('t.csv', table(withCells('closed_at', () => 'yesterday')));
    const { code, out, err } = await here.call('check', file, '--json');
    expect(code).toBe(3);
    expect(JSON.parse(out)).toEqual({
      schema: 'coalface.error/1',
      ok: false,
      data: null,
      warnings: [],
      errors: [
        { code: 'relative-date', message: err.slice('error: '.length, -1), file: 't.csv', row: 2, column: 'closed_at' },
      ],
    });
  });
});

describe('bad rows cost themselves alone', () => {
  const check = async (content: string | Uint8Array, ...flags: string[]) => {
    const here = openPlace();
    const ended = await here.call('check', here.write('t.csv', content), '--json', ...flags);
    expect(ended.err).toBe('');
    expect(here.list().map((line) => line.split(' ')[0])).toEqual(['t.csv']);
    return { ...ended, ...JSON.parse(ended.out) };
  };

  it('counts ragged rows, empty ids, bad dates and missing texts, and says where', async () => {
    const rows = ticketRows(20);
    const cell = (row: number, column: number, text: string) =>
      rows.splice(row, 1, (rows[row] as string[]).with(column, text));
    cell(0, 0, '');
    cell(1, 1, 'soon');
    rows.splice(2, 1, (rows[2] as string[]).with(2, '').with(3, ''));
    rows.splice(3, 1, (rows[3] as string[]).slice(0, 4));
    const { code, ok, data, warnings } = await check(table(rows));
    expect([code, ok]).toEqual([4, true]);
    expect(data.files[0]).toMatchObject({ rows: 60, used: 56, rejected: 4 });
    expect(warnings.map((line: string) => line.split(': ')[0])).toEqual([
      't.csv:2:ticket_id',
      't.csv:3:closed_at',
      't.csv:4:description',
      't.csv:5',
      '4 of 60 rows were rejected, more than the limit of 0.01 (limits.rejectedShare)',
    ]);
  });

  it('counts the second row of an id as a duplicate, also across files', async () => {
    const { code, data } = await check(table([...ROWS, ...ROWS.slice(0, 3)]));
    expect(code).toBe(0);
    expect(data.files[0]).toMatchObject({ used: 12, duplicate: 3, rejected: 0 });
  });

  it('takes cells of 40 kB', async () => {
    const { code, data } = await check(
      table(withCells('description', (row) => `The pump fails. ${'pump '.repeat(8_000)}${row}`)),
    );
    expect([code, data.files[0].used]).toEqual([0, 12]);
  });

  it('reads Windows-1252 with a warning, and UTF-16 with its mark', async () => {
    const umlauts = table(withCells('subject', () => 'Pumpe fällt über Nacht aus'));
    const old = await check(Buffer.from(umlauts, 'latin1'));
    expect(old.data.files[0]).toMatchObject({ encoding: 'windows-1252', used: 12 });
    expect(old.data.files[0].warnings.join()).toContain('Windows-1252');
    const wide = await check(Buffer.from(`\uFEFF${umlauts}`, 'utf16le'));
    expect(wide.data.files[0]).toMatchObject({ encoding: 'utf-16le', used: 12, warnings: [] });
    const unmarked = await check(Buffer.from(umlauts, 'utf16le'));
    expect(unmarked.data.files[0]).toMatchObject({ encoding: 'utf-16le', used: 12 });
  });

  it('reads a file without commas by the delimiter that is given', async () => {
    const tabs = [HEADER, ...ROWS].map((row) => row.join('\t')).join('\n');
    expect((await check(tabs, '--delimiter', 'tab')).data.files[0]).toMatchObject({ delimiter: '\t', used: 12 });
  });

  it('ends with code 3 where no row makes a ticket', async () => {
    const { code, ok, data, errors } = await check(table(withCells('ticket_id', () => '')));
    expect([code, ok, data.files[0].rejected, errors[0].code]).toEqual([3, false, 12, 'no-tickets']);
  });
});
