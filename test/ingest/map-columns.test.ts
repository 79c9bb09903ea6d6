import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openTable } from '../../src/adapters/files/open-table.ts';
import { mapColumns } from '../../src/ingest/map-columns.ts';

describe('mapColumns', () => {
  it('knows headers without case, spaces and marks, and keeps all positions of a repeated one', () => {
    const { mapping, positions, unmapped } = mapColumns(
      ['ISSUE  KEY', 'Resolved', 'Summary', 'Comment', 'Colour', 'Comment'],
      'f.csv',
    );
    expect(mapping).toEqual({
      ticket_id: 'ISSUE  KEY',
      closed_at: 'Resolved',
      subject: 'Summary',
      conversation: 'Comment',
    });
    expect(positions.conversation).toEqual([3, 5]);
    expect(unmapped).toEqual(['Colour']);
  });

  it('lets --map win over a known name', () => {
    const { mapping, unmapped } = mapColumns(['id', 'closed_at', 'subject', 'Story'], 'f.csv', { subject: 'story' });
    expect(mapping.subject).toBe('Story');
    expect(unmapped).toEqual(['subject']);
  });

  it('refuses a file with no text column, listing what was there and the flag to use', () => {
    expect(() => mapColumns(['id', 'closed_at', 'Narrative'], 'f.csv')).toThrow(
      /got: id, closed_at, Narrative; .*--map "description=Narrative"/,
    );
  });

  it.each([
    [['closed_at', 'subject'], {}, 'no-id-column'],
    [['id', 'subject'], {}, 'no-close-column'],
    [['id', 'closed_at'], {}, 'no-text-column'],
    [['id', 'closed_at', 'subject'], { sbject: 'subject' }, 'unknown-canonical'],
    [['id', 'closed_at', 'subject'], { subject: 'subjekt' }, 'unknown-column'],
    [['id', 'closed_at', 'subject'], { subject: 'subject', description: 'Subject' }, 'column-mapped-twice'],
  ])('refuses %j with %j as %s', (headers, overrides, code) => {
    expect(() => mapColumns(headers, 'f.csv', overrides)).toThrow(expect.objectContaining({ code }));
  });

  it('suggests a near name', () => {
    expect(() => mapColumns(['id', 'closed_at', 'subject'], 'f.csv', { sbject: 'subject' })).toThrow(/"subject"/);
    expect(() => mapColumns(['id', 'closed_at', 'Notes'], 'f.csv', { description: 'Note' })).toThrow(
      /description=Notes/,
    );
  });
});

// Third-party files, never part of the project: where they lie beside it they are read.
const folder = fileURLToPath(new URL('../../../shared/data/exports/', import.meta.url));
const skipped = existsSync(folder) ? '' : ` (skipped: no folder ${folder})`;

describe.skipIf(skipped !== '')(`mapColumns on real exports${skipped}`, () => {
  it.each([
    ['freshdesk/freshdesk_tickets.csv', ['Ticket ID', 'Resolved time', 'Subject', 'Description']],
    ['freshdesk/header.freshservice_msp.csv', ['Ticket Id', 'Resolved Time', 'Subject', 'Description']],
    ['hubspot/hubspot_tickets.SYNTHETIC.csv', ['Ticket ID', 'Close Date', 'Ticket Name', 'Ticket Description']],
    ['jira/header.jira_cloud_all_fields.csv', ['Issue key', 'Resolved', 'Summary', 'Description']],
    ['osticket/header.default_export.csv', ['Ticket Number', 'Closed Date', 'Subject', undefined]],
    ['salesforce/Case.data_export.SAMPLE.csv', ['CaseNumber', 'ClosedDate', 'Subject', 'Description']],
    ['zendesk/header.view_csv.csv', ['Id', 'Solved at', 'Subject', undefined]],
  ])('maps %s', async (name, expected) => {
    const { headers } = await openTable(`${folder}${name}`);
    const { mapping } = mapColumns(headers, name);
    expect([mapping.ticket_id, mapping.closed_at, mapping.subject, mapping.description]).toEqual(expected);
  });

  it('asks for the closing column that a ServiceNow default list lacks', async () => {
    const { headers } = await openTable(`${folder}servicenow/header.list_default.csv`);
    expect(() => mapColumns(headers, 'list.csv')).toThrow(expect.objectContaining({ code: 'no-close-column' }));
  });
});
