import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openTicketFiles, readTicketFiles } from '../../src/app/ticket-files.ts';
import { normalizeConfig } from '../../src/config.ts';
import type { Ticket } from '../../src/domain/ticket.ts';

const READING = { overrides: {}, dateOrder: undefined, delimiter: undefined };
const HEADER = 'ticket_id,closed_at,subject,requester\n';
const dir = mkdtempSync(join(tmpdir(), 'coalface-tickets-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function write(name: string, content: string): string {
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
});
