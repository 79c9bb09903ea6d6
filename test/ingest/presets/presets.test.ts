import { describe, expect, it } from 'vitest';
import { isColumn } from '../../../src/ingest/columns.ts';
import { headerKey } from '../../../src/ingest/header-key.ts';
import { detectPreset } from '../../../src/ingest/presets/detect-preset.ts';
import { PRESETS, SOURCE_NAMES } from '../../../src/ingest/presets/presets.ts';

describe('headerKey', () => {
  it('takes off a mark of the field’s kind, and costs no more for a header of spaces', () => {
    expect(headerKey('Ticket_Category  [list] ')).toBe('ticket category');
    const from = Date.now();
    headerKey(`a${' '.repeat(100_000)}[`);
    expect(Date.now() - from).toBeLessThan(1_000);
  });
});

describe('PRESETS', () => {
  it('have names of their own, and --source takes each of them and each product', () => {
    const names = PRESETS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, product } of PRESETS) expect(SOURCE_NAMES).toEqual(expect.arrayContaining([name, product]));
  });

  it.each(PRESETS.map((preset) => [preset.name, preset] as const))('%s is whole', (_, preset) => {
    for (const weight of Object.values(preset.fingerprint)) expect(weight > 0 && weight < 1).toBe(true);
    for (const column of Object.keys(preset.columns)) expect(isColumn(column)).toBe(true);
    // A header under two canonical columns would go to whichever comes first.
    const owners = new Map<string, string>();
    for (const [column, names] of Object.entries(preset.columns))
      for (const key of names.flatMap((name) => name.split(' + ')).map(headerKey)) {
        expect([key, owners.get(key) ?? column]).toEqual([key, column]);
        owners.set(key, column);
      }
    const words = Object.values(preset.status).flat();
    expect(words.map((word) => word.toLowerCase())).toEqual(words);
  });

  it.each(PRESETS.filter(({ name }) => name !== 'generic').map((preset) => [preset.name, preset] as const))(
    '%s is told by its own fingerprint',
    (name, preset) => {
      const { preset: found, confidence } = detectPreset(Object.keys(preset.fingerprint));
      expect([found.name, confidence > 0.9]).toEqual([name, true]);
    },
  );
});

describe('detectPreset', () => {
  it('takes a table that nothing tells for a generic one', () => {
    expect(detectPreset(['id', 'date', 'text'])).toMatchObject({ preset: { name: 'generic' }, confidence: 0 });
    expect(detectPreset(['Nr', 'Close date', 'Priority']).preset.name).toBe('generic');
  });

  it('knows Coalface’s own columns', () => {
    const { preset, confidence } = detectPreset(['ticket_id', 'closed_at', 'account_id', 'handle_minutes', 'reopens']);
    expect([preset.name, confidence > 0.7]).toEqual(['generic', true]);
  });

  it('asks only the product that it is told, and gives its likeliest kind of export', () => {
    const headers = ['Id', 'Subject', 'Via', 'Solved at', 'raw_subject'];
    expect(detectPreset(headers, 'zendesk').preset.name).toBe('zendesk-json');
    expect(detectPreset(headers, 'zendesk-account')).toMatchObject({ preset: { name: 'zendesk-account' } });
    expect(detectPreset([], 'jira')).toMatchObject({ preset: { name: 'jira' }, confidence: 0 });
  });
});
