import type { Preset } from './preset.ts';

const STATUS = {
  closed: ['solved', 'closed'],
  open: ['new', 'open', 'pending', 'hold', 'on-hold', 'on hold'],
  deleted: ['deleted'],
} as const;

const COMMON = {
  product: 'zendesk',
  status: STATUS,
  mergeTags: ['closed_by_merge'],
  // A new satisfaction survey writes 1 to 5 into the same column.
  csat: { good: 5, bad: 1 },
  countsFirstAssignment: true,
  rowCaps: [10_000],
  link: 'https://{subdomain}.zendesk.com/agent/tickets/{id}',
} as const satisfies Partial<Preset>;

const CSV_COLUMNS = {
  ticket_id: ['Id', 'Ticket ID'],
  created_at: ['Created at'],
  closed_at: ['Solved at'],
  status: ['Status'],
  subject: ['Subject'],
  account_id: ['Organization'],
  requester: ['Requester id', 'Requester email', 'Requester'],
  channel: ['Via'],
  group: ['Group'],
  assignee: ['Assignee'],
  reassignments: ['Assignee stations'],
  reopens: ['Reopens'],
  first_response_minutes: ['First reply time in minutes', 'First reply time (min)'],
  resolution_minutes: ['Full resolution time in minutes', 'Full resolution time (min)'],
  csat: ['Satisfaction Score'],
  tags: ['Tags'],
  resolution: [],
  sla_breached: [],
} as const satisfies Preset['columns'];

const CSV_PRINT = {
  'Assignee stations': 0.5,
  'Group stations': 0.5,
  'Requester wait time in minutes': 0.5,
  'Full resolution time in minutes': 0.5,
  'Satisfaction Score': 0.3,
  'Requester domain': 0.3,
  'Initially assigned at': 0.3,
  'Solved at': 0.2,
  'Ticket type': 0.15,
  Via: 0.2,
} as const;

const NO_TEXT = {
  missing: 'description',
  text: 'Zendesk’s CSV exports hold the subject alone: no description, no comments. Ask the administrator for the JSON export (Admin Center, Account, Tools, Reports, Export; Zendesk support enables it) or pull the tickets with their comments through the API.',
} as const;

const ZONE = 'the Zendesk account’s time zone';

/** Zendesk's exports: the CSV of a view, the CSV of the whole account, a table from Explore, and JSON of the export or the API. */
export const ZENDESK: readonly Preset[] = [
  {
    ...COMMON,
    name: 'zendesk-view',
    title: 'Zendesk view CSV',
    fingerprint: { 'Summation column': 0.8, ...CSV_PRINT },
    columns: CSV_COLUMNS,
    zone: 'ask',
    zoneOf: ZONE,
    conversation: { kind: 'own' },
    advice: 'add the columns ID, Subject, Status and Solved to the view, or export the whole account',
    notes: [
      NO_TEXT,
      { text: 'A view’s CSV holds what the view shows and no more: check that its conditions leave no ticket out.' },
    ],
  },
  {
    ...COMMON,
    name: 'zendesk-account',
    title: 'Zendesk account CSV',
    fingerprint: { ...CSV_PRINT, 'Requester id': 0.2 },
    columns: CSV_COLUMNS,
    zone: 'ask',
    zoneOf: ZONE,
    conversation: { kind: 'own' },
    notes: [
      NO_TEXT,
      { text: 'Zendesk’s account CSV drops multi-line, multi-select and custom date fields, and deleted tickets.' },
    ],
  },
  {
    ...COMMON,
    name: 'zendesk-explore',
    title: 'Zendesk Explore table',
    fingerprint: {
      'First reply time (min)': 0.5,
      'Full resolution time (min)': 0.5,
      'First resolution time (min)': 0.5,
      'Requester wait time (min)': 0.5,
      'Ticket solved - Date': 0.5,
      'Ticket created - Date': 0.5,
      'Ticket ID': 0.1,
    },
    columns: {
      ...CSV_COLUMNS,
      ticket_id: ['Ticket ID', 'Id'],
      created_at: ['Ticket created - Timestamp', 'Ticket created - Date', 'Created at'],
      closed_at: ['Ticket solved - Timestamp', 'Ticket solved - Date', 'Solved at'],
      status: ['Ticket status', 'Status'],
      subject: ['Ticket subject', 'Subject'],
    },
    zone: 'ask',
    zoneOf: 'the time zone of the user who exported from Explore',
    conversation: { kind: 'own' },
    advice: 'add the attributes Ticket ID, Ticket status, Ticket subject and Ticket solved - Timestamp to the query',
    notes: [NO_TEXT],
  },
  {
    ...COMMON,
    name: 'zendesk-json',
    title: 'Zendesk JSON (export or API)',
    fingerprint: {
      raw_subject: 0.6,
      generated_timestamp: 0.6,
      'via.channel': 0.6,
      requester_id: 0.3,
      submitter_id: 0.4,
      ticket_form_id: 0.4,
      satisfaction_rating: 0.3,
      'satisfaction_rating.score': 0.5,
      'metric_set.reopens': 0.5,
      custom_status_id: 0.4,
      comments: 0.2,
    },
    columns: {
      ticket_id: ['id'],
      created_at: ['created_at'],
      closed_at: ['metric_set.solved_at', 'metric_sets.solved_at', 'solved_at', 'closed_at'],
      status: ['status'],
      subject: ['subject', 'raw_subject'],
      description: ['description'],
      conversation: ['comments'],
      resolution: [],
      account_id: ['organization_id', 'organization.id', 'organization.name'],
      requester: ['requester_id', 'requester.id', 'requester.email'],
      channel: ['via.channel'],
      group: ['group_id', 'group.name'],
      assignee: ['assignee_id', 'assignee.email'],
      priority: ['priority'],
      reassignments: ['metric_set.assignee_stations'],
      reopens: ['metric_set.reopens'],
      first_response_minutes: ['metric_set.reply_time_in_minutes.calendar'],
      resolution_minutes: ['metric_set.full_resolution_time_in_minutes.calendar'],
      csat: ['satisfaction_rating.score', 'satisfaction_rating'],
      tags: ['tags'],
      sla_breached: [],
    },
    zone: 'utc',
    conversation: {
      kind: 'json',
      text: ['plain_body', 'body', 'html_body'],
      at: ['created_at'],
      public: { path: 'public', words: ['true'] },
      who: ['author.role', 'author_id', 'author.id'],
      customer: ['end-user', 'end user', 'enduser'],
      system: ['-1'],
      requesterIsCustomer: true,
    },
    advice:
      'JSON of tickets states the solving time in its metric set: ask the API for include=metric_sets, or export tickets with their metric sets',
    notes: [
      {
        missing: 'conversation',
        text: 'Tickets without comments: the export drops them from tickets above 1 MB, the API gives them per ticket.',
      },
    ],
  },
];
