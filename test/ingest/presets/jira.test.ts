import { describe, expect, it } from 'vitest';
import { readExport, readObjects } from './read-export.ts';

const HEADERS = [
  'Summary',
  'Issue key',
  'Status',
  'Status Category',
  'Resolution',
  'Reporter Id',
  'Created',
  'Resolved',
  'Description',
  'Comment',
  'Comment',
  'Comment',
  'Labels',
  'Labels',
  'Custom field (Time to resolution)',
  'Outward issue link (Duplicate)',
];

const ROW = [
  'Pump stops',
  'SUP-7',
  'Waiting for parts',
  'Done',
  'Done',
  '5b10:aa',
  '02/Nov/26 9:00 AM',
  '25/Nov/26 10:17 PM',
  '{code}E41{code} !photo.png|thumbnail! The pump stops; always.',
  '02/Nov/26 10:15 AM;5b10:aa;It leaks; a lot;\nreally.',
  '03/Nov/26 8:00 AM;77c2:bb;Seal is worn; order one.',
  '',
  'pump',
  'seal',
  '-12:30',
  '',
];

describe('Jira CSV', () => {
  it('splits a comment on its first two semicolons and tells the reporter from others', () => {
    const { ticket, receipt } = readExport(HEADERS, [ROW]);
    expect(receipt.source?.preset).toBe('jira');
    expect(ticket?.messages).toEqual([
      { at: '2026-11-02T10:15:00.000Z', who: 'customer', public: true, text: 'It leaks; a lot;\nreally.' },
      { at: '2026-11-03T08:00:00.000Z', who: 'agent', public: false, text: 'Seal is worn; order one.' },
    ]);
  });

  it('keeps repeated headers as lists, takes wiki marks out, and reads time left below zero as broken', () => {
    const { ticket } = readExport(HEADERS, [ROW]);
    expect(ticket).toMatchObject({ tags: ['pump', 'seal'], slaBreached: true });
    expect(ticket?.description).not.toMatch(/code|photo/);
    expect(ticket?.note).toBe('');
  });

  it('counts by category, not by the name of the status; by the resolution where no category is exported', () => {
    const open = ROW.with(3, 'In Progress').with(1, 'SUP-8');
    expect(readExport(HEADERS, [ROW, open]).counts.notClosed).toBe(1);
    const without = (row: readonly string[]) => row.filter((_, at) => at !== 3);
    const unresolved = without(ROW).with(3, 'Unresolved').with(1, 'SUP-9');
    const read = readExport(without(HEADERS), [without(ROW), unresolved]);
    expect([read.tickets.length, read.counts.notClosed]).toEqual([1, 1]);
  });

  it('takes what Java prints of an object, and empty braces, for nothing', () => {
    const junk = 'com.example.desk.sla.Sla@170e16ef';
    const { ticket, badCells } = readExport(HEADERS, [ROW.with(14, junk).with(9, '{}').with(10, '')]);
    expect([ticket?.slaBreached, ticket?.messages, badCells]).toEqual([undefined, [], {}]);
  });

  it('links a duplicate to the issue that it went into', () => {
    const { counts, links, receipt } = readExport(HEADERS, [ROW, ROW.with(1, 'SUP-8').with(15, 'SUP-7')]);
    expect([counts.merged, links]).toEqual([1, [{ id: 'SUP-8', into: 'SUP-7' }]]);
    expect(receipt.source).toMatchObject({ mergedLinked: 1, mergedInto: { 'SUP-8': 'SUP-7' } });
  });

  it('warns of the rows at which a Jira server stops', () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => ROW.with(1, `SUP-${at}`));
    expect(readExport(HEADERS, rows).receipt.warnings).toContainEqual(expect.stringContaining('exactly 1,000 rows'));
  });

  it('reads a satisfaction rating that stands without the name of a custom field', () => {
    const { ticket } = readObjects([
      {
        'Issue key': 'A-1',
        'Issue id': '1',
        Summary: 'x',
        Status: 'Done',
        Resolved: '2026-11-09 10:00',
        'Satisfaction rating': '4',
      },
    ]);
    expect(ticket?.csat).toBe(4);
  });
});
