import { describe, expect, it } from 'vitest';
import { countRejected, openTerminal, printJson, summarizeRejects } from '../../src/cli/terminal.ts';
import type { ImportReceipt } from '../../src/domain/receipt.ts';

function capture(quiet: boolean) {
  const [out, err]: [string[], string[]] = [[], []];
  const streams = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  return { out, err, terminal: openTerminal({ ...streams, environment: {} }, quiet) };
}

describe('openTerminal', () => {
  it('keeps results on one stream and words on the other', () => {
    const { out, err, terminal } = capture(false);
    terminal.out('result');
    terminal.log.info('progress');
    terminal.log.warn('careful');
    expect([out, err]).toEqual([['result\n'], ['progress\n', 'warning: careful\n']]);
  });

  it('drops progress and keeps warnings when quiet', () => {
    const { err, terminal } = capture(true);
    terminal.log.info('progress');
    terminal.log.warn('careful');
    expect(err).toEqual(['warning: careful\n']);
  });
});

describe('printJson', () => {
  it('says ok where there is no error and no longer where there is one', () => {
    const { out, terminal } = capture(false);
    printJson(terminal, 'check', { a: 1 }, { warnings: ['w'] });
    printJson(terminal, 'check', null, { errors: [{ code: 'c', message: 'm' }] });
    expect(out.map((text) => JSON.parse(text))).toEqual([
      { schema: 'coalface.check/1', ok: true, data: { a: 1 }, warnings: ['w'], errors: [] },
      { schema: 'coalface.check/1', ok: false, data: null, warnings: [], errors: [{ code: 'c', message: 'm' }] },
    ]);
  });
});

describe('rejects', () => {
  it('are grouped by file, column and code, with the first place and the count', () => {
    const reject = (row: number, column: string | null) => ({ file: 'f.csv', row, column, code: 'bad', reason: 'why' });
    expect(summarizeRejects([reject(2, 'a'), reject(3, null), reject(9, 'a')])).toEqual([
      'f.csv:2:a: why (bad; 2 rows like it)',
      'f.csv:3: why (bad)',
    ]);
  });

  it('are too many above the limit and not at it', () => {
    const receipt = { rows: 100, rejected: 1 } as ImportReceipt;
    expect(countRejected([receipt], 0.01)).toEqual({ rows: 100, rejected: 1, tooMany: null });
    expect(countRejected([receipt], 0.009).tooMany).toMatch(/^1 of 100 rows were rejected/);
  });
});
