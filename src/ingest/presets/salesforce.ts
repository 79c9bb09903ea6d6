import type { Preset } from './preset.ts';

const COMMON = {
  product: 'salesforce',
  status: {
    closed: ['true', '1', 'closed', 'yes'],
    open: ['false', '0', 'no', 'new', 'working', 'escalated'],
    merged: ['merged'],
  },
  conversation: { kind: 'own' },
  rowCaps: [100_000, 2_000],
} as const satisfies Partial<Preset>;

/** Salesforce Case as a report's CSV (labels), or as the Data Export and Bulk API write it (field names). */
export const SALESFORCE: readonly Preset[] = [
  {
    ...COMMON,
    name: 'salesforce-report',
    title: 'Salesforce Case report CSV',
    fingerprint: {
      'Case Number': 0.6,
      'Date/Time Opened': 0.6,
      'Date/Time Closed': 0.6,
      'Case Owner': 0.5,
      'Case Origin': 0.6,
      'Case Reason': 0.4,
      'Account Name': 0.2,
      'Age (Hours)': 0.2,
    },
    columns: {
      ticket_id: ['Case Number', 'Case ID'],
      created_at: ['Date/Time Opened', 'Created Date', 'Opened Date'],
      closed_at: ['Date/Time Closed', 'Closed Date'],
      status: ['Closed', 'Status'],
      subject: ['Subject'],
      description: ['Description'],
      resolution: ['Internal Comments', 'Resolution'],
      conversation: ['Case Comments', 'Comment Body'],
      account_id: ['Account ID', 'Account Name'],
      requester: ['Contact ID', 'Contact Email', 'Web Email', 'Contact Name'],
      assignee: ['Case Owner', 'Owner ID'],
      channel: ['Case Origin', 'Origin'],
      priority: ['Priority'],
      product: ['Product', 'Product Name'],
      sla_breached: ['SLA Violation', 'Milestone Status'],
    },
    zone: 'ask',
    zoneOf: 'the Salesforce user who exported',
    advice:
      'add the columns Case Number, Subject, Description, Closed, Date/Time Opened and Date/Time Closed to the report',
    notes: [
      {
        missing: 'description',
        text: 'Add the column Description to the report: without it only subjects can be read.',
      },
      {
        text: 'Export the report as "Details Only" and UTF-8: a formatted report has totals and a footer among its rows.',
      },
    ],
    link: 'https://{domain}/_ui/search/ui/UnifiedSearchResults?str={id}',
  },
  {
    ...COMMON,
    name: 'salesforce-data-export',
    title: 'Salesforce Case data export',
    fingerprint: {
      CaseNumber: 0.7,
      IsClosed: 0.6,
      SystemModstamp: 0.6,
      MasterRecordId: 0.5,
      SuppliedEmail: 0.6,
      IsEscalated: 0.4,
      ClosedDate: 0.4,
      OwnerId: 0.3,
    },
    columns: {
      ticket_id: ['CaseNumber', 'Id'],
      created_at: ['CreatedDate'],
      closed_at: ['ClosedDate'],
      status: ['IsClosed', 'Status'],
      subject: ['Subject'],
      description: ['Description'],
      resolution: ['Comments'],
      conversation: [],
      account_id: ['AccountId', 'Account.Name'],
      requester: ['ContactId', 'ContactEmail', 'SuppliedEmail'],
      assignee: ['OwnerId'],
      channel: ['Origin'],
      priority: ['Priority'],
      product: ['Product__c', 'ProductId'],
      sla_breached: ['SLAViolation__c'],
      merged_into: ['MasterRecordId'],
    },
    linkId: 'Id',
    signs: [{ header: 'IsDeleted', means: 'deleted', words: ['true', '1'] }],
    zone: 'utc',
    advice:
      'export the object Case with the fields CaseNumber, Subject, Description, IsClosed, CreatedDate and ClosedDate',
    notes: [
      {
        text: 'Case comments and e-mails are objects of their own (CaseComment, EmailMessage) and are not in this file.',
      },
    ],
    link: 'https://{domain}/lightning/r/Case/{Id}/view',
  },
];
