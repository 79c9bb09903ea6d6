import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkFiles, type JobOptions, readTickets, runJob } from '../src/app.ts';
import { normalizeConfig } from '../src/config.ts';

const dir = mkdtempSync(join(tmpdir(), 'coalface-app-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
writeFileSync(join(dir, 't.csv'), 'ticket_id,closed_at,subject\nT-1,2026-11-15,Pump\nT-2,,Valve\n');
writeFileSync(join(dir, 'accounts.csv'), 'account_id,name\nA-1,One\nA-2,\n');

const OPTIONS: JobOptions = {
  files: [join(dir, 't.csv')],
  joins: { accounts: join(dir, 'accounts.csv') },
  out: join(dir, 'reports'),
  home: join(dir, 'home'),
  databaseUrl: undefined,
  reading: { overrides: {}, dateOrder: undefined, delimiter: undefined },
  period: {},
  csv: 'guarded',
  config: normalizeConfig([]),
};
const silent = { info: () => {}, warn: () => {} };

describe('checkFiles', () => {
  it('reads tickets and joins as a run would and writes nothing', async () => {
    const before = readdirSync(dir);
    const { imported, joins, joinRejects } = await checkFiles(OPTIONS);
    expect(imported[0]?.receipt).toMatchObject({ file: 't.csv', rows: 2, used: 1, notClosed: 1 });
    expect(joins).toMatchObject([{ kind: 'accounts', rows: 1 }]);
    expect(joinRejects).toMatchObject([{ file: 'accounts.csv', row: 3, column: 'name' }]);
    expect(readdirSync(dir)).toEqual(before);
  });
});

describe('readTickets', () => {
  it('gives the tickets of all files in order', async () => {
    expect((await readTickets(OPTIONS)).map(({ id }) => id)).toEqual(['T-1']);
  });
});

describe('runJob', () => {
  it.each<[string, Partial<JobOptions>, string]>([
    ['a ticket file is missing', { files: [...OPTIONS.files, join(dir, 'no.csv')] }, 'no.csv'],
    ['a join file is missing', { joins: { deals: join(dir, 'no.csv') } }, 'no.csv'],
    ['reports cannot be written', { out: join(dir, 't.csv') }, 'expected a folder to write to'],
  ])('refuses before it makes a store when %s', async (_, wrong, message) => {
    await expect(runJob({ ...OPTIONS, ...wrong }, silent)).rejects.toThrow(message);
    expect(existsSync(OPTIONS.home)).toBe(false);
  });
});
