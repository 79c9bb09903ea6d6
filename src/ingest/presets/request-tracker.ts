import type { Preset } from './preset.ts';

const FORMAT =
  "'__id__','__Subject__','__Status__','__QueueName__','__OwnerName__','__Requestors__','__Priority__','__Created__','__Resolved__','__LastUpdated__','__TimeWorked__'";

const STATUS = {
  closed: ['resolved'],
  open: ['new', 'open', 'stalled', 'rejected'],
  deleted: ['deleted'],
} as const;

/** Request Tracker's search results as TSV, and its REST 2 JSON. */
export const REQUEST_TRACKER: readonly Preset[] = [
  {
    name: 'rt',
    product: 'rt',
    title: 'Request Tracker TSV',
    fingerprint: {
      Requestors: 0.7,
      TimeLeft: 0.6,
      TimeWorked: 0.5,
      Told: 0.5,
      ToldRelative: 0.6,
      CreatedRelative: 0.6,
      LastUpdated: 0.2,
      LastUpdatedRelative: 0.6,
      QueueName: 0.6,
      OwnerName: 0.5,
      ExtendedStatus: 0.5,
      Queue: 0.3,
      EffectiveId: 0.6,
    },
    columns: {
      ticket_id: ['id', '#'],
      created_at: ['Created', 'CreatedRelative'],
      closed_at: ['Resolved', 'ResolvedRelative'],
      status: ['Status', 'ExtendedStatus'],
      subject: ['Subject'],
      description: ['Content', 'Description', 'CF.{Description}'],
      account_id: ['CF.{Customer}', 'CF.{Account}', 'CF.{Company}'],
      requester: ['Requestors', 'Requestor'],
      assignee: ['OwnerName', 'Owner'],
      group: ['QueueName', 'Queue'],
      priority: ['Priority'],
      handle_minutes: ['TimeWorked'],
      merged_into: ['EffectiveId'],
    },
    status: STATUS,
    // A time that never was.
    blank: ['not set'],
    zone: 'ask',
    zoneOf: 'the RT user who exported',
    conversation: { kind: 'own' },
    advice: `RT’s default search writes relative times ("3 weeks ago") and no Resolved: set the search’s Format (Advanced) to ${FORMAT} and export the spreadsheet again`,
    notes: [
      {
        missing: 'description',
        text: 'RT’s spreadsheet holds no message: the REST 2 API gives each ticket’s history.',
      },
      {
        text: 'RT writes localised status names and folds line breaks to spaces; rejected tickets count as not closed.',
      },
    ],
    link: '{base}/Ticket/Display.html?id={id}',
  },
  {
    name: 'rt-json',
    product: 'rt',
    title: 'Request Tracker JSON (REST 2)',
    fingerprint: {
      'EffectiveId.id': 0.8,
      'Queue.id': 0.5,
      'Queue.Name': 0.5,
      _hyperlinks: 0.4,
      Requestor: 0.4,
      'Owner.id': 0.3,
      InitialPriority: 0.5,
      TimeWorked: 0.4,
    },
    columns: {
      ticket_id: ['id'],
      created_at: ['Created'],
      closed_at: ['Resolved'],
      status: ['Status'],
      subject: ['Subject'],
      description: ['Content', 'Description'],
      conversation: ['history', 'transactions'],
      account_id: ['CF.{Customer}', 'CF.{Account}'],
      requester: ['Requestor', 'Requestors', 'Requestor.id'],
      assignee: ['Owner.id', 'Owner'],
      group: ['Queue.Name', 'Queue.id', 'Queue'],
      priority: ['Priority'],
      handle_minutes: ['TimeWorked'],
      merged_into: ['EffectiveId.id', 'EffectiveId'],
      url: ['_url'],
    },
    status: STATUS,
    zone: 'utc',
    conversation: {
      kind: 'json',
      text: ['Content', 'content'],
      at: ['Created'],
      who: ['Creator.id', 'Creator'],
      customer: [],
      requesterIsCustomer: true,
    },
    link: '{base}/Ticket/Display.html?id={id}',
  },
];
