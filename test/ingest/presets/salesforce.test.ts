import { describe, expect, it } from 'vitest';
import { readObjects } from './read-export.ts';

const EXPORT = {
  Id: '500000000000001AAA',
  IsDeleted: 'false',
  MasterRecordId: '',
  CaseNumber: '00009001',
  SuppliedEmail: 'odalys@example.com',
  Status: 'Won’t fix',
  Subject: 'Rotor',
  Description: 'It hums.',
  IsClosed: 'true',
  ClosedDate: '2026-11-09T10:00:00.000Z',
  CreatedDate: '2026-11-02T10:00:00.000Z',
  SystemModstamp: '2026-11-10T10:00:00.000Z',
};

describe('Salesforce data export', () => {
  it('goes by the flag, not by the name of the status', () => {
    const { ticket, receipt, counts } = readObjects([EXPORT, { ...EXPORT, CaseNumber: '2', IsClosed: 'false' }]);
    expect(receipt).toMatchObject({ zoneFrom: 'column', source: { preset: 'salesforce-data-export' } });
    expect([ticket?.id, counts.notClosed]).toEqual(['00009001', 1]);
    expect(ticket?.extra).toMatchObject({ Status: 'Won’t fix' });
  });

  it('links losers of a merge, and sets deleted cases aside', () => {
    const { counts, links, reasons } = readObjects([
      EXPORT,
      { ...EXPORT, CaseNumber: '2', IsDeleted: 'true', MasterRecordId: '500000000000001AAA' },
      { ...EXPORT, CaseNumber: '3', IsDeleted: 'true' },
    ]);
    expect([counts.merged, links]).toEqual([1, [{ id: '2', into: '500000000000001AAA' }]]);
    expect(reasons).toEqual({ deleted: 1 });
  });
});

describe('Salesforce report', () => {
  const report = {
    'Case Number': '00009001',
    'Account Name': 'Marlow Bakery',
    'Contact Name': 'Odalys Fenwick',
    Subject: 'Rotor',
    Closed: '1',
    Status: 'Escalated',
    'Date/Time Opened': '25.04.2026 15:51',
    'Date/Time Closed': '26.04.2026 09:00',
    'Case Owner': 'Queue A',
  };

  it('reads local dates, the flag as a number, and asks for the user’s zone', () => {
    const { ticket, receipt } = readObjects([report, { ...report, 'Case Number': '2', Closed: '0' }]);
    expect(receipt.source?.preset).toBe('salesforce-report');
    expect(ticket).toMatchObject({ closedAt: '2026-04-26T09:00:00.000Z', accountId: 'Marlow Bakery' });
    expect(receipt.warnings.join()).toContain('the Salesforce user who exported');
  });
});
