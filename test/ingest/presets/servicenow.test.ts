import { describe, expect, it } from 'vitest';
import { readObjects } from './read-export.ts';

const ROW = {
  number: 'INC0900001',
  short_description: 'Scanner is dead',
  description: 'It beeps and goes off.',
  caller_id: 'Odalys Fenwick',
  state: 'Closed',
  opened_at: '2026-11-02 09:00:00',
  resolved_at: '',
  closed_at: '2026-11-09 10:00:00',
  close_notes: 'Battery replaced.',
  assignment_group: 'Field',
  reassignment_count: '0',
  reopen_count: '2',
  calendar_duration: '7200',
  made_sla: 'false',
};

describe('ServiceNow', () => {
  it('reads durations in seconds and a kept service level the other way round', () => {
    const { ticket, receipt } = readObjects([ROW]);
    expect(receipt.source?.preset).toBe('servicenow');
    expect(ticket).toMatchObject({
      closedAt: '2026-11-09T10:00:00.000Z',
      note: 'Battery replaced.',
      resolutionMinutes: 120,
      slaBreached: true,
      reassignments: 0,
      reopens: 2,
    });
  });

  it.each([
    ['6', true],
    ['7', true],
    ['6 - Resolved', true],
    ['Resolved', true],
    ['8', false],
    ['Canceled', false],
    ['On Hold', false],
    ['1', false],
  ])('takes the state %s for closed: %s', (state, isClosed) => {
    expect(readObjects([{ ...ROW, state }]).tickets).toHaveLength(isClosed ? 1 : 0);
  });

  it('splits the journal by speaker and keeps work notes private', () => {
    const comments_and_work_notes = [
      '2026-11-03 10:00:00 - Bo Lindqvist (Work notes)',
      'He dropped it.',
      '',
      '2026-11-02 10:00:00 - Odalys Fenwick (Additional comments)',
      'It fell from the table.',
    ].join('\n');
    const { ticket } = readObjects([{ ...ROW, comments_and_work_notes }]);
    expect(ticket?.messages.map(({ who, public: open, text }) => [who, open, text])).toEqual([
      ['customer', true, 'It fell from the table.'],
      ['agent', false, 'He dropped it.'],
    ]);
  });

  it('counts a child incident as merged, and a duplicate as well', () => {
    const { counts, links } = readObjects([
      { ...ROW, parent_incident: 'INC0900000' },
      { ...ROW, number: 'INC2', close_code: 'Duplicate' },
    ]);
    expect([counts.merged, links]).toEqual([2, [{ id: 'INC0900001', into: 'INC0900000' }]]);
  });

  it('says which columns the default list lacks', () => {
    const { closed_at: _, resolved_at: __, ...list } = ROW;
    expect(() => readObjects([list])).toThrow(/add the columns resolved_at, closed_at/);
  });
});
