import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../src/render/csv.ts';
import type { Document, QuoteLine } from '../../src/render/document.ts';
import { printHtml } from '../../src/render/html-printer.ts';
import { printMarkdown } from '../../src/render/markdown-printer.ts';
import { pageWithoutTicket } from '../../src/render/page-without-ticket.ts';

const IDS = ['T-1', 'T-11', 'A*<"1">&', '[x](y)', "o'ne"];

const quote = (ticketId: string, index: number, isLinked: boolean): QuoteLine => ({
  text: `Said in ${index} “twice” (ticket T-1)`,
  ticketId,
  href: isLinked ? `https://help.example.com/tickets/${encodeURIComponent(ticketId)}` : null,
});

const documentOf = (isLinked: boolean) =>
  ({
    title: 'Sales',
    kicker: [],
    language: 'en',
    masthead: [],
    notices: [],
    blocks: [{ kind: 'quotes', quotes: IDS.map((id, index) => quote(id, index, isLinked)) }],
    foot: [],
    siblings: [],
  }) as unknown as Document;

const said = (body: string) => IDS.map((_, index) => body.includes(`Said in ${index} `));
const left = (gone: string) => IDS.map((id) => id !== gone);

describe('pageWithoutTicket', () => {
  it.each(IDS)('takes the quotes of %s out of what the printers print, and no other', (id) => {
    for (const isLinked of [true, false]) {
      const html = { path: '2026-W46/sales.html', body: printHtml(documentOf(isLinked)) };
      const markdown = { path: '2026-W46/sales.md', body: printMarkdown(documentOf(isLinked)) };
      for (const page of [html, markdown]) {
        expect(said(page.body)).toEqual(IDS.map(() => true));
        expect(said(pageWithoutTicket(page, id).body)).toEqual(left(id));
        expect(pageWithoutTicket(page, 'T-2')).toBe(page);
      }
    }
  });

  it.each(['guarded', 'raw', 'excel'] as const)('takes its row out of a %s table of tickets', (style) => {
    const ids = ['T-1', '=1+1', 'a,b;c', 'q"t', 'T-11'];
    const rows = ids.map((id, index) => [id, `Said in ${index} "twice",\nand again`, index]);
    const page = { path: '2026-W46/analyst/tickets.csv', body: renderCsv(['ticket_id', 'evidence', 'n'], rows, style) };
    for (const gone of ids) {
      const kept = rows.filter(([id]) => id !== gone);
      expect(pageWithoutTicket(page, gone).body).toBe(renderCsv(['ticket_id', 'evidence', 'n'], kept, style));
    }
  });

  it('takes its quotes and its id out of the findings, and keeps the counts', () => {
    const finding = {
      id: 'F-1',
      tickets: ['T-1'],
      ticket_count: 1,
      window_tickets: ['T-1', 'T-11'],
      evidence: [{ ticket_id: 'T-1', quote: 'Said' }],
    };
    const page = { path: '2026-W46/findings.json', body: JSON.stringify({ week: 'w', findings: [finding] }) };
    expect(JSON.parse(pageWithoutTicket(page, 'T-1').body)).toEqual({
      week: 'w',
      findings: [{ ...finding, tickets: [], window_tickets: ['T-11'], evidence: [] }],
    });
    expect(pageWithoutTicket(page, 'T-2')).toBe(page);
  });
});
