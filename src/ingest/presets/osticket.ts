import type { Preset } from './preset.ts';

/** osTicket's export of a queue. */
export const OSTICKET: readonly Preset[] = [
  {
    name: 'osticket',
    product: 'osticket',
    title: 'osTicket CSV',
    fingerprint: {
      'Help Topic': 0.6,
      'SLA Due Date': 0.6,
      'SLA Plan': 0.4,
      'Current Status': 0.5,
      'Agent Assigned': 0.5,
      'Team Assigned': 0.5,
      'Thread Count': 0.6,
      'Reopen Count': 0.4,
      'Task Count': 0.5,
      'Ticket Number': 0.3,
      'Date Created': 0.2,
    },
    columns: {
      ticket_id: ['Ticket Number'],
      created_at: ['Date Created'],
      closed_at: ['Closed Date'],
      status: ['Current Status'],
      subject: ['Subject'],
      description: [],
      account_id: ['Organization', 'User Organization'],
      requester: ['From Email', 'From'],
      assignee: ['Agent Assigned'],
      group: ['Department', 'Team Assigned'],
      channel: ['Source'],
      priority: ['Priority'],
      service_level: ['SLA Plan'],
      sla_breached: ['Overdue'],
      reopens: ['Reopen Count'],
      merged_into: ['Merged'],
    },
    status: { closed: ['resolved', 'closed'], open: ['open'], deleted: ['deleted'], merged: [] },
    zone: 'ask',
    zoneOf: 'the osTicket agent who exported',
    conversation: { kind: 'own' },
    advice:
      'add the columns Ticket Number, Subject, Current Status, Date Created and Closed Date to the queue’s export',
    notes: [
      {
        text: 'osTicket’s CSV holds no message: threads are in its database (thread_entry) or in a PDF per ticket. Subjects alone give topics and trends.',
      },
    ],
    link: '{base}/scp/tickets.php?number={id}',
  },
];
