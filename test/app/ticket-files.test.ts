import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openTicketFiles, readTicketFiles } from '../../src/app/ticket-files.ts';
import { normalizeConfig } from '../../src/config.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { makeZip } from '../adapters/files/make-zip.ts';

const READING = { overrides: {}, dateOrder: undefined, delimiter: undefined };
const HEADER = 'ticket_id,closed_at,subject,requester\n';
const dir = mkdtempSync(join(tmpdir(), 'coalface-tickets-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): string {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

const one = write('one.csv', `${HEADER}T-1,2026-11-15T23:30:00,Pump of Ada Lane,ada@example.com\n`);
const two = write('two.csv', `${HEADER}T-1,2026-11-10,Again,x@example.com\nT-2,2026-11-10,Valve,Ada@Example.com\n`);

async function importAll(paths: readonly string[], zone = 'UTC', key = 'key', undated = false) {
  const config = normalizeConfig([{ origin: 'flags', values: { 'reporting.zone': zone, 'jobs.shardSize': SHARD } }]);
  const tickets: Ticket[] = [];
  const plans = await openTicketFiles(paths, READING, config, undated);
  const take = (shard: readonly Ticket[]) => void tickets.push(...shard);
  const imported = await readTicketFiles(plans, { key, sellers: ['Ada Lane'] }, config, take);
  return { imported, tickets };
}

/** Rows that one task takes. */
const SHARD = 50;

describe('readTicketFiles', () => {
  it('counts an id once over all files, the first row first, and names no seller', async () => {
    const { imported, tickets } = await importAll([one, two]);
    expect(imported.map(({ receipt }) => [receipt.used, receipt.duplicate])).toEqual([
      [1, 0],
      [1, 1],
    ]);
    expect(tickets.map(({ id, subject }) => [id, subject])).toEqual([
      ['T-1', 'Pump of [SELLER]'],
      ['T-2', 'Valve'],
    ]);
  });

  it('gives one person one pseudonym under one key, and another under another', async () => {
    const [a, b] = (await importAll([one, two])).tickets;
    const other = (await importAll([one], 'UTC', 'other')).tickets[0];
    expect(a?.requester).toMatch(/^p-[0-9a-f]{16}$/);
    expect(b?.requester).toBe(a?.requester);
    expect(other?.requester).not.toBe(a?.requester);
  });

  it('reads times without a zone in the reporting zone, which decides the week', async () => {
    const { tickets, imported } = await importAll([one], 'America/New_York');
    expect(tickets[0]?.closedAt).toBe('2026-11-16T04:30:00.000Z');
    expect(tickets[0]?.week).toBe('2026-W46');
    expect(imported[0]?.receipt.zoneFrom).toBe('flag');
  });
});

describe('openTicketFiles', () => {
  it('marks where each shard of rows begins, so that any of them can be read alone', async () => {
    const rows = Array.from({ length: SHARD + 2 }, (_, at) => `T-${at},2026-11-10,"line one\nümlaut ${at}",\n`);
    const long = write('long.csv', `${HEADER}${rows.join('')}`);
    const { tickets, imported } = await importAll([long]);
    expect(imported[0]?.receipt.used).toBe(SHARD + 2);
    expect(tickets.map(({ id }) => id)).toEqual(rows.map((_, at) => `T-${at}`));
    const config = normalizeConfig([{ origin: 'flags', values: { 'jobs.shardSize': SHARD } }]);
    const [plan] = await openTicketFiles([long], READING, config);
    expect(plan?.marks).toEqual([null, { row: SHARD + 1, end: expect.any(Number) }]);
  });

  it('lets one file be empty where another holds tickets, and refuses them when all are', async () => {
    const none = write('none.csv', HEADER);
    expect((await importAll([none, one])).tickets).toHaveLength(1);
    await expect(importAll([none])).rejects.toThrow(/^none\.csv:2: expected tickets below the header row/);
  });

  it('dates files without a close alike where that is asked for, and no others', async () => {
    const undated = write('undated.csv', 'ticket_id,subject\nT-1,Pump\n');
    expect((await importAll([undated], 'UTC', 'key', true)).tickets[0]?.week).toBe('2024-W01');
    expect((await importAll([one], 'UTC', 'key', true)).tickets[0]?.week).toBe('2026-W46');
    await expect(importAll([undated])).rejects.toThrow('closing time');
  });

  it('reads each part of an archive as a source of its own, and leaves out what holds no tickets', async () => {
    const part = (ids: readonly number[]) => `${HEADER}${ids.map((id) => `T-${id},2026-11-10,Pump ${id},\n`).join('')}`;
    const archive = makeZip([
      { name: 'part-1.csv', content: part(Array.from({ length: SHARD + 9 }, (_, at) => at)) },
      { name: 'contacts.csv', content: 'contact_id,name\n1,Ada\n' },
      { name: 'part-2.csv', content: part([1, 990, 991]) },
    ]);
    const { imported, tickets } = await importAll([write('export.zip', archive)]);
    expect(imported.map(({ receipt }) => [receipt.file, receipt.used, receipt.duplicate])).toEqual([
      ['export.zip/part-1.csv', SHARD + 9, 0],
      ['export.zip/part-2.csv', 2, 1],
    ]);
    expect(tickets).toHaveLength(SHARD + 11);
    expect(imported[0]?.receipt.warnings.join()).toContain('left out: contacts.csv');
    await expect(
      importAll([write('none.zip', makeZip([{ name: 'c.csv', content: 'contact_id,name\n1,Ada\n' }]))]),
    ).rejects.toThrow(/^none\.zip\/c\.csv: expected a column/);
  });

  it('counts a broken line of JSON as a reject under its number, and titles and totals as no rows', async () => {
    const line = (id: number) => `{"ticket_id":"T-${id}","closed_at":"2026-11-10T08:00:00Z","subject":"Pump"}\n`;
    const json = await importAll([write('t.ndjson.gz', gzipSync(`${line(1)}{"ticket_id":"T-2","sub\n${line(3)}`))]);
    expect(json.imported[0]).toMatchObject({
      receipt: { rows: 3, used: 2, rejected: 1 },
      rejects: [{ file: 't.ndjson.gz', row: 2, code: 'broken-line' }],
    });
    const report = `Closed,last week\n${HEADER}T-1,2026-11-10,Pump,\nT-2,2026-11-10,Total,\nGrand Totals (2 records)\n`;
    const { receipt } = (await importAll([write('report.csv', report)])).imported[0] ?? {};
    expect(receipt).toMatchObject({ rows: 2, used: 2, rejected: 0 });
    expect(receipt?.warnings.join()).toMatch(/above the header row .*: row 1\..*below the last row .*: row 5\./);
  });
});
