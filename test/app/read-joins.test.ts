import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeMatch, readJoins, warnOfPoorMatches } from '../../src/app/read-joins.ts';

const dir = mkdtempSync(join(tmpdir(), 'coalface-joins-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function write(name: string, content: string): string {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

describe('readJoins', () => {
  it('gives no file for a kind that was not given: missing is not empty', async () => {
    expect((await readJoins({}, undefined)).files).toEqual([]);
  });

  it('reads rows, counts rejects and cells that could not be read', async () => {
    const accounts = write('a.csv', 'account_id,name,annual_value\nA-1,One,12\nA-2,Two,much\n,Three,1\n');
    const { files, rejects, notices } = await readJoins({ accounts }, undefined);
    const rows = [{ accountId: 'A-1', annualValue: 12 }, { accountId: 'A-2' }];
    expect(files).toMatchObject([{ kind: 'accounts', file: 'a.csv', rows }]);
    expect(rejects).toMatchObject([{ file: 'a.csv', row: 4, code: 'missing-value' }]);
    expect(notices).toEqual(['a.csv: 1 cells of annual_value could not be read and count as not given.']);
  });

  it('says that a file has no usable row', async () => {
    const corrections = write('c.csv', 'kind,value\n');
    const { notices } = await readJoins({ corrections }, undefined);
    expect(notices).toEqual(['c.csv: no row of corrections could be used.']);
  });

  it('rejects a correction whose columns make no sense together, in its row', async () => {
    const lines = [
      'kind,ticket_id,topic_id,value',
      'scold,T-1,,none',
      're-tag,T-1,,none',
      'merge,,,T-4',
      'rename,,T-4,jane@example.com',
    ];
    const { files, rejects } = await readJoins({ corrections: write('k.csv', lines.join('\n')) }, undefined);
    expect(files[0]?.rows).toEqual([{ kind: 're-tag', ticketId: 'T-1', value: 'none' }]);
    expect(rejects.map(({ row, code, reason }) => [row, code, reason])).toEqual([
      [2, 'bad-value', 'expected a value that can be read as kind'],
      [4, 'bad-correction', 'expected a topic_id such as T-17 to merge, got none'],
      [5, 'bad-correction', 'expected as value a label of at most 60 characters without a mail address, got another'],
    ]);
  });

  it('passes the order of day and month on', async () => {
    const deals = write('d.csv', 'deal_id,account_id,closed_at\nD-1,A-1,03/04/2026\n');
    await expect(readJoins({ deals }, undefined)).rejects.toThrow('--date-order');
    expect((await readJoins({ deals }, 'dmy')).files[0]?.rows).toMatchObject([{ closedOn: '2026-04-03' }]);
  });
});

describe('match rates', () => {
  const rate = (join: string, matched: number, of: number) => ({ join, matched, of, what: 'tickets with an id' });

  it('are told with their base, and without a percentage of nothing', () => {
    expect(describeMatch(rate('deals', 199, 200))).toBe('deals: 199 of 200 tickets with an id (99 %)');
    expect(describeMatch(rate('deals', 0, 0))).toBe('deals: 0 of 0 tickets with an id');
  });

  it('are warned of once each where the file hardly or never matches', () => {
    const warnings = warnOfPoorMatches([rate('accounts', 1, 90), rate('deals', 0, 90), rate('projects', 0, 0)]);
    expect(warnings.map((line) => line.split(':')[0])).toEqual(['accounts', 'deals', 'projects']);
    expect(warnOfPoorMatches([rate('accounts', 90, 90), rate('deals', 3, 90)])).toEqual([]);
  });
});
