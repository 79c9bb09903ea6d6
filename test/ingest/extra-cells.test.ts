import { describe, expect, it } from 'vitest';
import { extraReader } from '../../src/ingest/extra-cells.ts';
import { isPersonHeader } from '../../src/ingest/person-header.ts';
import { redact } from '../../src/ingest/redact.ts';

const RULES = {
  redact: (text: string) => redact(text, new Set()),
  pseudonymize: (text: string) => `p-${text.length}`,
};

function read(header: string, cell: string): string | undefined {
  const columns = [{ at: 0, header, name: header, isPerson: isPersonHeader(header) }];
  return extraReader(columns, RULES)([cell], (text) => text.replace('Odalys', '[NAME]'))?.[header];
}

describe('extraReader', () => {
  it('keeps things as they are, redacts texts, and takes the row’s own persons out', () => {
    expect(read('Colour', 'red')).toBe('red');
    expect(read('Due', '2026-11-09T10:00:00Z')).toBe('2026-11-09T10:00:00Z');
    expect(read('Remark', 'Odalys asked; write to a.b@example.com')).toBe('[NAME] asked; write to [EMAIL]');
    expect(read('Colour', ' ')).toBeUndefined();
    expect(read('Custom', '{}')).toBeUndefined();
    expect(read('Custom', '[com.example.desk.Approvals@170e16ef]')).toBeUndefined();
  });

  it('keeps persons as pseudonyms alone, the same in any case', () => {
    expect(read('Owner', 'Bo Lindqvist')).toBe('p-12');
    expect(read('Mobile phone', '0170 1234567')).toBe('p-12');
    expect(read('ai_agent_participated', 'false')).toBe('false');
  });

  it('finds persons in nested JSON', () => {
    expect(read('links', '[{"id":7,"name":"Bo Lindqvist","email":"bo@example.com"}]')).toBe(
      '[{"id":7,"name":"p-12","email":"p-14"}]',
    );
  });

  it('finds who added an attachment to a Jira issue', () => {
    expect(read('Attachment', '26/Oct/26 8:05 AM;5f10a:77;leak.png;https://desk.example/att/1')).toBe(
      '26/Oct/26 8:05 AM;p-8;leak.png;https://desk.example/att/1',
    );
  });

  it('tells of each cell that it keeps only the beginning of', () => {
    const columns = [0, 1].map((at) => ({ at, header: `Log ${at}`, name: `Log ${at}`, isPerson: false }));
    let cuts = 0;
    const onCut = () => {
      cuts += 1;
    };
    const extra = extraReader(columns, { ...RULES, onCut })(['x'.repeat(4_001), 'y'.repeat(4_000)], (text) => text);
    expect([extra?.['Log 0']?.length, extra?.['Log 1']?.length, cuts]).toEqual([4_000, 4_000, 1]);
  });

  it('joins repeated columns', () => {
    const columns = [0, 1, 2].map((at) => ({ at, header: 'Sprint', name: 'Sprint', isPerson: false }));
    expect(extraReader(columns, RULES)(['a', '', 'b'], (text) => text)).toEqual({ Sprint: 'a; b' });
  });
});

describe('isPersonHeader', () => {
  it.each([
    'Watchers',
    'Reporter (Email)',
    'Creator',
    'source.author.name',
    'primaryCustomer.first',
    'CreatedById',
    'Requester external id',
    'Name',
    'CC',
    'sys_updated_by',
    'caller_id',
    'Kunde',
    'Full name',
    'Phone',
    'Billing address',
    'Custom field (Approvers)',
  ])('takes %s for a person', (header) => expect(isPersonHeader(header)).toBe(true));

  it.each([
    'Colour',
    'Company Name',
    'Agent wait time in minutes',
    'Agent interactions',
    'Customer interactions',
    'Project name',
    'Custom field (Customer Segment)',
    'Status',
    'First response status',
    'Requester wait time (min)',
    'Group stations',
    'Updated at',
    'Requester VIP',
  ])('takes %s for a thing', (header) => expect(isPersonHeader(header)).toBe(false));
});
