import { describe, expect, it } from 'vitest';
import { readObjects } from './read-export.ts';

describe('HubSpot', () => {
  const labels = {
    'Ticket ID': '9',
    'Ticket name': 'Cup',
    'Ticket description': 'The cup is cracked.',
    'Ticket status': 'Closed',
    Pipeline: 'Support',
    'Create date': '2026-11-02 09:00',
    'Close date': '2026-11-09 10:00',
    'Time to close': '90000000',
    'Time to first agent reply (HH:mm:ss)': '00:30:00',
    hs_time_to_close_sla_status: 'COMPLETED_LATE',
  };

  it('reads labels, milliseconds and clock durations', () => {
    const { ticket, receipt } = readObjects([labels]);
    expect(receipt.source?.preset).toBe('hubspot');
    expect(ticket).toMatchObject({ resolutionMinutes: 1_500, firstResponseMinutes: 30, slaBreached: true });
  });

  it('reads internal names', () => {
    const { ticket, receipt } = readObjects([
      {
        hs_object_id: '10',
        subject: 'Cup',
        content: 'Cracked.',
        hs_pipeline_stage: '4',
        closed_date: '2026-11-09T10:00:00Z',
        hs_lastmodifieddate: '2026-11-09T10:00:00Z',
      },
    ]);
    expect([ticket?.id, receipt.source?.preset]).toEqual(['10', 'hubspot']);
  });
});

describe('Intercom', () => {
  const row = {
    id: '503',
    created_at: '1793000000',
    updated_at: '1794000000',
    'source.body': '<p>The lamp flickers.</p>',
    'source.delivered_as': 'customer_initiated',
    'contacts.contacts': '[{"type":"contact","id":"c-1"}]',
    admin_assignee_id: '99',
    state: 'closed',
    'statistics.first_close_at': '1793600000',
    'statistics.time_to_admin_reply': '120',
    'statistics.count_reopens': '1',
    'conversation_rating.rating': '4',
    'tags.tags': '[{"type":"tag","id":"1","name":"Lamp"}]',
    'conversation_parts.conversation_parts': JSON.stringify([
      { part_type: 'comment', body: '<p>Which lamp?</p>', created_at: 1793000100, author: { type: 'admin' } },
      { part_type: 'note', body: 'Old model', created_at: 1793000200, author: { type: 'admin' } },
      { part_type: 'comment', body: 'The blue one', created_at: 1793000300, author: { type: 'user' } },
      { part_type: 'close', body: null, created_at: 1793000400, author: { type: 'admin' } },
    ]),
  };

  it('takes the first recorded close, seconds as UTC, notes as private, and parts without words for none', () => {
    const { ticket, receipt } = readObjects([row]);
    expect(receipt).toMatchObject({ zoneFrom: 'column', source: { preset: 'intercom' } });
    expect(ticket).toMatchObject({
      closedAt: new Date(1_793_600_000_000).toISOString(),
      firstResponseMinutes: 2,
      reopens: 1,
      csat: 4,
      tags: ['Lamp'],
      requester: 'p-3',
      description: 'The lamp flickers.',
    });
    expect(ticket?.messages.map(({ who, public: open, text }) => [who, open, text])).toEqual([
      ['agent', true, 'Which lamp?'],
      ['agent', false, 'Old model'],
      ['customer', true, 'The blue one'],
    ]);
  });

  it('does not take what an agent began with for the customer’s words', () => {
    const { ticket } = readObjects([{ ...row, 'source.author.type': 'admin', 'source.subject': 'Lamp' }]);
    expect([ticket?.subject, ticket?.description]).toEqual(['Lamp', '']);
    expect(ticket?.messages[0]).toMatchObject({ who: 'agent', public: true, text: 'The lamp flickers.' });
  });

  it('goes by the last update where no statistics are given, and does not take snoozed for closed', () => {
    const bare = { ...row, 'statistics.first_close_at': '' };
    const { ticket, counts } = readObjects([bare, { ...row, id: '504', state: 'snoozed' }]);
    expect([ticket?.closedAt, counts.notClosed]).toEqual([new Date(1_794_000_000_000).toISOString(), 1]);
  });
});

describe('Zoho Desk', () => {
  it('reads the report’s own names, day first with AM and PM', () => {
    const { ticket, receipt } = readObjects([
      {
        'Ticket Id': '301',
        Subject: 'Hose',
        'Status (Ticket)': 'Closed',
        'Created Time (Ticket)': '25/04/2026 03:51 PM',
        'Ticket Closed Time': '26/04/2026 12:05 AM',
        'SLA Violation Type': 'Resolution Violation',
        'Happiness Rating': 'Okay',
      },
    ]);
    expect(receipt.source?.preset).toBe('zoho');
    expect(ticket).toMatchObject({
      createdAt: '2026-04-25T15:51:00.000Z',
      closedAt: '2026-04-26T00:05:00.000Z',
      slaBreached: true,
      csat: 3,
    });
  });
});

describe('Help Scout', () => {
  const row = {
    id: '1',
    number: '88',
    subject: 'Tap',
    preview: 'The tap drips all…',
    status: 'closed',
    mailboxId: '2',
    'primaryCustomer.id': '31',
    userUpdatedAt: '2026-11-09T10:00:00Z',
    createdAt: '2026-11-02T10:00:00Z',
    closedAt: '2026-11-09T10:00:00Z',
    '_embedded.threads': JSON.stringify([
      { type: 'note', body: 'Old washer', createdAt: '2026-11-03T10:00:00Z' },
      { type: 'customer', body: 'The tap drips all night.', createdAt: '2026-11-02T10:00:00Z' },
      { type: 'message', body: 'Turn it off.', createdAt: '2026-11-02T11:00:00Z' },
    ]),
  };

  it('reads the whole first message in place of its preview, and tells notes from replies', () => {
    const { ticket } = readObjects([row]);
    expect(ticket).toMatchObject({ id: '88', description: 'The tap drips all night.' });
    expect(ticket?.messages.map(({ who, public: open }) => [who, open])).toEqual([
      ['agent', true],
      ['agent', false],
    ]);
  });

  it('sets spam aside', () => {
    expect(readObjects([{ ...row, status: 'spam' }]).reasons).toEqual({ spam: 1 });
  });
});

describe('Request Tracker', () => {
  const row = {
    id: '55',
    Subject: 'Belt',
    Status: 'resolved',
    Queue: 'Support',
    OwnerName: 'bo',
    Requestors: 'odalys@example.com',
    Created: 'Mon Nov 02 09:00:00 2026',
    Resolved: '2026-11-09 10:00:00',
    TimeLeft: '0',
    EffectiveId: '55',
  };

  it('refuses relative dates and prints the format to use', () => {
    expect(() => readObjects([{ ...row, Resolved: '3 weeks ago' }])).toThrow(/Format.*'__Created__','__Resolved__'/);
    const { Resolved: _, ...bare } = row;
    expect(() => readObjects([bare])).toThrow(/__Resolved__/);
  });

  it('takes a time that was not set for none, and suggests no relative one', () => {
    const open = { ...row, id: '58', EffectiveId: '', Status: 'open', Resolved: 'Not set' };
    const { tickets, counts } = readObjects([row, open, { ...open, id: '59' }]);
    expect([tickets.length, counts.notClosed]).toEqual([1, 2]);
    const { Resolved: _, ...bare } = row;
    expect(() => readObjects([{ ...bare, LastUpdatedRelative: '2 days ago' }])).toThrow(/closed_at=Their Column/);
  });

  it('takes another effective id for a merge, and a rejected ticket for not closed', () => {
    const { tickets, counts, links } = readObjects([
      row,
      { ...row, id: '56', EffectiveId: '55' },
      { ...row, id: '57', EffectiveId: '57', Status: 'rejected' },
    ]);
    expect([tickets.length, counts.merged, counts.notClosed]).toEqual([1, 1, 1]);
    expect(links).toEqual([{ id: '56', into: '55' }]);
  });
});

describe('osTicket', () => {
  it('reads its default export and says that no text is in it', () => {
    const row = {
      'Ticket Number': '100200',
      'Date Created': '2026-11-02 09:00:00',
      Subject: 'Chain',
      'From Email': 'odalys@example.com',
      'Help Topic': 'Repair',
      'Current Status': 'Resolved',
      'SLA Due Date': '',
      'Closed Date': '2026-11-09 10:00:00',
      Overdue: '1',
      Merged: '0',
      'Reopen Count': '1',
    };
    const { ticket, receipt, counts } = readObjects([row, { ...row, 'Ticket Number': '2', Merged: '1' }]);
    expect(receipt.source?.preset).toBe('osticket');
    expect(receipt.gaps[0]).toMatch(/^description/);
    expect([ticket?.slaBreached, ticket?.reopens, counts.merged]).toEqual([true, 1, 1]);
  });
});
