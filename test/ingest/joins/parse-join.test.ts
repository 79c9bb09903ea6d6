import { describe, expect, it } from 'vitest';
import { JOIN_KINDS, JOIN_SPECS, type JoinKind } from '../../../src/ingest/joins/join-specs.ts';
import { parseJoin } from '../../../src/ingest/joins/parse-join.ts';

function parse<K extends JoinKind>(kind: K, headers: string, ...lines: string[]) {
  const rows = lines.map((line, i) => ({ row: i + 2, cells: line.split(',') }));
  return parseJoin(kind, rows, headers.split(','), `${kind}.csv`);
}

describe('parseJoin', () => {
  it('reads accounts with their domains', () => {
    const { rows } = parse('accounts', 'account_id,account_name,domains,ARR', 'A1,Acme,acme.com; ACME.de,1200.50');
    expect(rows).toEqual([{ accountId: 'A1', name: 'Acme', domains: ['acme.com', 'acme.de'], annualValue: 1200.5 }]);
  });

  it('reads deals under their other names, days from any one format', () => {
    const { rows, mapping } = parse(
      'deals',
      'opportunity_id,account_id,owner,close_date,type',
      'O1,A1,Ann,25.04.2026,Renewal',
      'O2,A1,Bob,01.05.2026,New Business',
    );
    expect(rows.map(({ dealId, closedOn, salesRep, kind }) => [dealId, closedOn, salesRep, kind])).toEqual([
      ['O1', '2026-04-25', 'Ann', 'renewal'],
      ['O2', '2026-05-01', 'Bob', 'new'],
    ]);
    expect(mapping).toMatchObject({ deal_id: 'opportunity_id', sales_rep: 'owner' });
  });

  it('reads a month as a month or from a day', () => {
    expect(parse('shipments', 'sku,month,units', 'S,2026-04,10').rows[0]).toEqual({
      sku: 'S',
      month: '2026-04',
      units: 10,
    });
    expect(parse('shipments', 'sku,ship_date,qty', 'S,20260425,-2').rows[0]).toEqual({
      sku: 'S',
      month: '2026-04',
      units: -2,
    });
  });

  it('takes a return without a quantity as one unit and keeps a missing cost missing', () => {
    const { rows } = parse('returns', 'rma_id,sku,return_date,cost', 'R1,S,2026-04-25,');
    expect(rows).toEqual([{ returnId: 'R1', sku: 'S', returnedOn: '2026-04-25', quantity: 1 }]);
  });

  it('reads causes by name and exactly "none" as none', () => {
    const { rows, rejects } = parse(
      'audit',
      'ticket_id,causes,stratum_size',
      '1,sales professional_services,40',
      '2,none,',
      '3,weather,',
      '4,,',
    );
    expect(rows).toEqual([
      { ticketId: '1', causes: ['sales', 'professional-services'], stratumSize: 40 },
      { ticketId: '2', causes: [] },
    ]);
    expect(rejects.map(({ row, code }) => [row, code])).toEqual([
      [4, 'bad-value'],
      [5, 'missing-value'],
    ]);
  });

  it('takes off a guard apostrophe', () => {
    expect(parse('corrections', 'kind,topic_id,value', "rename,T-1,'=x").rows[0]?.value).toBe('=x');
  });

  it('rejects ragged and incomplete rows and counts unreadable optional cells', () => {
    const { rows, rejects, badCells } = parse(
      'shipments',
      'sku,month,units',
      'S,2026-04',
      'S,2026-04,many',
      ',2026-04,1',
    );
    expect([rows.length, rejects.map(({ row, code }) => [row, code])]).toEqual([
      0,
      [
        [2, 'ragged-row'],
        [3, 'bad-value'],
        [4, 'missing-value'],
      ],
    ]);
    expect(badCells).toEqual({});
    expect(parse('accounts', 'account_id,name,arr', 'A,B,much').badCells).toEqual({ annual_value: 1 });
  });

  it('refuses a file without a required column, listing what it needs and what was there', () => {
    expect(() => parse('projects', 'project_id,colour')).toThrow(
      /account_id, solution, engineer\), got: project_id, colour/,
    );
  });

  it.each(JOIN_KINDS)('accepts %s with the required columns alone', (kind) => {
    const required = Object.values(JOIN_SPECS[kind]).filter((spec) => spec.required);
    expect(parse(kind, required.map(({ column }) => column).join(',')).rows).toEqual([]);
  });
});
