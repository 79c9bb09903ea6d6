import { describe, expect, it } from 'vitest';
import { describeReceipt } from '../../src/cli/describe-receipt.ts';
import type { ImportReceipt } from '../../src/domain/receipt.ts';
import { makeReceipt, NO_TOTALS } from '../../src/ingest/receipt.ts';
import { readExport } from '../ingest/presets/read-export.ts';

const HEADERS = ['Issue key', 'Summary', 'Description', 'Status Category', 'Created', 'Resolved'];
const more = Array.from({ length: 30 }, (_, n) => `Custom field (Shade ${n})`);
const row = [
  'P-1',
  'Door',
  'The door of unit 4 is stuck, call +44 20 7946 0018 or write to ada@example.com.',
  'Done',
  '2026-11-02 09:00',
  '2026-11-09 10:00',
];
const { receipt } = readExport([...HEADERS, ...more], [[...row, ...more.map(() => 'red')]]);

function linesOf(given: ImportReceipt): readonly string[] {
  return describeReceipt(given).split('\n');
}

describe('describeReceipt', () => {
  it('fits a terminal of 100 columns, however many columns a file has', () => {
    expect(linesOf(receipt).filter((line) => line.length > 100)).toEqual([]);
    expect(describeReceipt(receipt)).toContain('and 10 more that --json');
  });

  it('leads with what the file is, where its rows went, what is missing and what was taken out', () => {
    const labels = linesOf(receipt).flatMap((line) => /^ {2}([a-z]+)/.exec(line)?.[1] ?? []);
    expect([...new Set(labels)].slice(0, 6)).toEqual(['source', 'rows', 'statuses', 'closed', 'missing', 'redacted']);
    expect(describeReceipt(receipt)).toContain('  redacted   email 1 (100.0 %), phone 1 (100.0 %) (tickets)');
  });

  it('says how the bytes were read in words that fit the format', () => {
    const reading = (facts: object) => {
      const of = { sha256: '0', bytes: 1, encoding: 'utf-8', delimiter: '', ...facts } as const;
      const { profile } = readExport(HEADERS, [row]);
      return linesOf(makeReceipt(of, profile, NO_TOTALS)).find((line) => line.startsWith('  read as'));
    };
    expect(reading({ delimiter: ';', format: 'csv' })).toBe('  read as    text with ";" between cells, utf-8');
    expect(reading({ delimiter: '\t', format: 'csv', container: 'gzip' })).toMatch(/gzip, tab-separated text, utf-8$/);
    expect(reading({ format: 'workbook', sheet: 'Tickets' })).toMatch(/Excel workbook, sheet "Tickets"$/);
    expect(reading({ format: 'json', list: 'tickets' })).toMatch(/JSON, utf-8, the list under "tickets"$/);
    expect(reading({ format: 'json-lines' })).toMatch(/JSON, one object a line, utf-8$/);
  });
});
