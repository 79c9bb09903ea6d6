import { describe, expect, it } from 'vitest';
import { idsOnly } from '../../../jobs/monitor/ids-only.ts';

const TEXT = 'My pump leaks';

describe('idsOnly', () => {
  it('keeps ids, instants, names and numbers', () => {
    const data = {
      week: '2026-W46',
      runId: '2026-W46-r1',
      intake: '3f2a91c04d7e-1',
      step: 'tag',
      shard: 3,
      last: true,
    };
    expect(idsOnly({ data, at: '2026-11-16T06:00:00.000Z', none: null })).toEqual({
      data,
      at: '2026-11-16T06:00:00.000Z',
      none: null,
    });
  });

  it('hides text in values, lists and keys', () => {
    expect(idsOnly({ data: { note: TEXT, who: 'Meier', mail: 'm.meier1@x.com' }, logs: [TEXT], [TEXT]: 1 })).toEqual({
      data: { note: '(hidden)', who: '(hidden)', mail: '(hidden)' },
      logs: ['(hidden)'],
      '(hidden)': 1,
    });
  });

  it.each([
    ['job stalled more than allowable limit', 'job stalled more than allowable limit'],
    [`store-refused: ${TEXT}`, 'store-refused'],
    [TEXT, 'StoreError'],
    ['', ''],
  ])('leaves of the reason %j no more than %j', (failedReason, kept) => {
    const job = { failedReason, stacktrace: [`StoreError: ${TEXT}\n    at x (/a/b.ts:1:2)`] };
    expect(idsOnly(job)).toEqual({ failedReason: kept, stacktrace: ['StoreError'] });
  });

  it('hides a reason that nothing safe is known of', () => {
    expect(idsOnly({ failedReason: TEXT, stacktrace: [TEXT] })).toEqual({
      failedReason: '(hidden)',
      stacktrace: ['(hidden)'],
    });
    expect(idsOnly({ failedReason: { text: TEXT } })).toEqual({ failedReason: undefined });
  });

  it('keeps how a schedule is written and the keys of errors, and no text under these names', () => {
    const fields = { pattern: '0 6 * * 1', tz: 'Europe/Berlin', key: 'ERRORS.QUEUE_NOT_FOUND' };
    expect(idsOnly(fields)).toEqual(fields);
    expect(idsOnly({ pattern: TEXT, tz: TEXT, key: TEXT })).toEqual({
      pattern: '(hidden)',
      tz: '(hidden)',
      key: '(hidden)',
    });
  });
});
