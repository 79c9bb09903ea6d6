import { describe, expect, it } from 'vitest';
import { readObjects } from './read-export.ts';

const CSV = {
  Id: '41',
  Requester: 'Odalys Fenwick',
  'Requester id': '9001',
  'Requester email': 'odalys@example.com',
  Organization: 'Marlow Bakery',
  Subject: 'Oven door',
  Status: 'Solved',
  'Status [list]': 'On site',
  Via: 'Mail',
  Tags: 'oven door_seal',
  'Created at': '2026-11-02 09:00',
  'Solved at': '2026-11-09 10:00',
  'Satisfaction Score': 'Good',
  'Group stations': '1',
  'Assignee stations': '3',
  Reopens: '0',
  'First reply time in minutes': '12',
  'Full resolution time in minutes': '600',
};

const JSON_ROW = {
  id: '77',
  raw_subject: 'Oven',
  subject: 'Oven',
  description: 'The oven stays cold.',
  status: 'closed',
  requester_id: '501',
  organization_id: '12',
  created_at: '2026-11-02T09:00:00Z',
  'metric_set.solved_at': '2026-11-09T10:00:00Z',
  'via.channel': 'email',
  tags: '["oven","cold"]',
};

describe('Zendesk CSV', () => {
  it('is read from the columns of the account export, counting the first assignment as none', () => {
    const { ticket, receipt } = readObjects([CSV]);
    expect(receipt.source).toMatchObject({ preset: 'zendesk-account', confidence: expect.closeTo(0.99, 1) });
    expect(ticket).toMatchObject({
      id: '41',
      accountId: 'Marlow Bakery',
      channel: 'Mail',
      reassignments: 2,
      reopens: 0,
      csat: 5,
      firstResponseMinutes: 12,
      resolutionMinutes: 600,
      tags: ['oven', 'door_seal'],
    });
  });

  it('tells a field of the firm’s own from the status of the same name, and keeps persons as pseudonyms', () => {
    const { ticket } = readObjects([CSV]);
    expect(ticket?.extra).toEqual({
      Requester: 'p-14',
      'Requester email': 'p-18',
      'Status [list]': 'On site',
      'Group stations': '1',
    });
  });

  it('is a view where it has the summation column, and says what to ask for', () => {
    const { receipt } = readObjects([{ 'Summation column': '1', ...CSV }]);
    expect(receipt.source?.preset).toBe('zendesk-view');
    expect(receipt.source?.notes).toEqual([
      expect.stringMatching(/subject alone.*JSON export/),
      expect.stringContaining('view'),
    ]);
    expect(receipt.warnings.join()).toContain('the Zendesk account’s time zone');
  });

  it('leaves merged, deleted and open tickets out of the counts', () => {
    const { counts, reasons } = readObjects([
      CSV,
      { ...CSV, Id: '42', Tags: 'oven closed_by_merge' },
      { ...CSV, Id: '43', Status: 'Deleted' },
      { ...CSV, Id: '44', Status: 'Pending' },
    ]);
    expect([counts.merged, counts.setAside, counts.notClosed, reasons]).toEqual([1, 1, 1, { deleted: 1 }]);
  });

  it('gives no score where none was given: missing is never zero', () => {
    const { ticket, badCells } = readObjects([{ ...CSV, 'Satisfaction Score': 'Offered', Reopens: '' }]);
    expect([ticket?.csat, ticket?.reopens, badCells]).toEqual([undefined, undefined, {}]);
  });
});

describe('Zendesk JSON', () => {
  it('keeps comments apart by author and by who may see them, and tells the description once', () => {
    const comments = JSON.stringify([
      { author_id: 501, public: true, plain_body: 'The oven stays cold.', created_at: '2026-11-02T09:00:00Z' },
      { author_id: 7, public: true, html_body: '<p>Is the <b>fuse</b> in?</p>', created_at: '2026-11-02T10:00:00Z' },
      { author_id: 7, public: false, plain_body: 'He forgot the fuse.', created_at: '2026-11-02T11:00:00Z' },
      { author_id: 501, public: true, plain_body: 'Now it is warm.', created_at: '2026-11-03T11:00:00Z' },
    ]);
    const { ticket, receipt } = readObjects([{ ...JSON_ROW, comments }]);
    expect(receipt).toMatchObject({ zone: 'UTC', source: { preset: 'zendesk-json' } });
    expect(ticket?.description).toBe('The oven stays cold.');
    expect(ticket?.messages.map(({ who, public: open, text }) => [who, open, text])).toEqual([
      ['agent', true, 'Is the fuse in?'],
      ['agent', false, 'He forgot the fuse.'],
      ['customer', true, 'Now it is warm.'],
    ]);
    expect(ticket?.tags).toEqual(['oven', 'cold']);
  });

  it('takes a survey that was not offered for no score', () => {
    const { ticket, badCells } = readObjects([{ ...JSON_ROW, 'satisfaction_rating.score': 'unoffered' }]);
    expect([ticket?.csat, badCells]).toEqual([undefined, {}]);
  });

  it('asks for metric sets where no solving time is there', () => {
    const { 'metric_set.solved_at': _, ...bare } = JSON_ROW;
    expect(() => readObjects([bare])).toThrow(/include=metric_sets/);
  });
});
