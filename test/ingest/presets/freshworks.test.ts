import { describe, expect, it } from 'vitest';
import { readExport, readObjects } from './read-export.ts';

const ROW = {
  'Ticket ID': '12',
  Subject: 'Kettle lid',
  Description: 'The lid does not lock.',
  Summary: 'No Summary',
  Status: 'Closed',
  Priority: 'High',
  'Created time': '2026-11-02 09:00:00',
  'Resolved time': '',
  'Closed time': '2026-11-09 10:00:00',
  'First response time (in hrs)': '01:30:00',
  'Resolution time (in hrs)': '169:00:00',
  'Resolution status': 'SLA Violated',
  'Survey results': 'Extremely unhappy',
  'Agent interactions': '2',
  'Full name': 'Odalys Fenwick',
  'Contact ID': '88',
  'Company Name': 'Marlow Bakery',
};

describe('Freshdesk', () => {
  it('reads clock durations, service levels and surveys, and the close where no resolution is recorded', () => {
    const { ticket, receipt } = readObjects([ROW]);
    expect(receipt.source?.preset).toBe('freshdesk');
    expect(ticket).toMatchObject({
      id: '12',
      closedAt: '2026-11-09T10:00:00.000Z',
      firstResponseMinutes: 90,
      resolutionMinutes: 10_140,
      slaBreached: true,
      csat: 1,
      accountId: 'Marlow Bakery',
      extra: { 'Full name': 'p-14', 'Agent interactions': '2', Summary: 'No Summary' },
    });
  });

  it('does not take waiting for closed, and leaves "within" unbroken', () => {
    const { counts, tickets } = readObjects([
      { ...ROW, Status: 'Waiting on Third Party' },
      { ...ROW, 'Ticket ID': '13', Status: 'Resolved', 'Resolution status': 'Within SLA', 'Survey results': '' },
    ]);
    expect(counts.notClosed).toBe(1);
    expect(tickets[0]).toMatchObject({ slaBreached: false, csat: undefined });
  });
});

describe('a timer that nobody started', () => {
  it.each([
    ['00:00:00', undefined],
    ['00:05:00', 5],
  ])('reads %s as %s minutes of handling', (tracked, minutes) => {
    expect(readObjects([{ ...ROW, 'Time tracked': tracked }]).ticket?.handleMinutes).toBe(minutes);
  });
});

describe('a Freshdesk export with a header that comes twice', () => {
  it('reads the channel from the first and keeps the second beside', () => {
    const headers = [...Object.keys(ROW), 'Source', 'Source'];
    const { ticket } = readExport(headers, [[...Object.values(ROW), 'Phone', 'Partner']]);
    expect(ticket).toMatchObject({ channel: 'Phone', extra: { Source: 'Partner' } });
  });
});

describe('Freshservice', () => {
  it('is told by its own columns and gives the agent’s note', () => {
    const { ticket, receipt } = readObjects([
      {
        Subject: 'Laptop',
        Status: 'Closed',
        Urgency: 'Low',
        Impact: 'Low',
        Description: 'It is slow.',
        'Resolution Note': 'Disk was full.',
        'Requester VIP': 'false',
        'Ticket Id': 'SR-9',
        'Requester Email': 'odalys@example.com',
        'Created Time': '2026-11-02 09:00',
        'Resolved Time': '2026-11-03 09:00',
        'Resolution Time (in Hrs)': '24:00:00',
      },
    ]);
    expect(receipt.source?.preset).toBe('freshservice');
    expect(ticket).toMatchObject({ id: 'SR-9', note: 'Disk was full.', resolutionMinutes: 1_440 });
  });
});

describe('Freshdesk JSON', () => {
  const row = {
    id: '5',
    subject: 'Kettle',
    description_text: 'The lid does not lock.',
    status: '5',
    responder_id: '3',
    fr_escalated: 'false',
    spam: 'false',
    'stats.resolved_at': '2026-11-09T10:00:00Z',
  };

  it('tells incoming from outgoing and private from public messages', () => {
    const conversations = JSON.stringify([
      { body_text: 'Which lid?', incoming: false, private: false, created_at: '2026-11-02T09:00:00Z' },
      { body_text: 'The red one.', incoming: true, private: false, created_at: '2026-11-02T10:00:00Z' },
      { body_text: 'Known fault.', incoming: false, private: true, created_at: '2026-11-02T11:00:00Z' },
    ]);
    const { ticket } = readObjects([{ ...row, conversations }]);
    expect(ticket?.messages.map(({ who, public: open }) => [who, open])).toEqual([
      ['agent', true],
      ['customer', true],
      ['agent', false],
    ]);
  });

  it('sets spam aside and counts it', () => {
    const { counts, reasons } = readObjects([row, { ...row, id: '6', spam: 'true' }]);
    expect([counts.setAside, reasons]).toEqual([1, { spam: 1 }]);
  });
});
