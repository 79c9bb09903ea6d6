import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/finding.ts';
import type { Report } from '../../src/domain/report.ts';
import type { TicketId } from '../../src/domain/ticket.ts';
import type { Document } from '../../src/render/document.ts';
import { printHtml } from '../../src/render/html-printer.ts';
import type { LinkSettings } from '../../src/render/links.ts';
import { printMarkdown } from '../../src/render/markdown-printer.ts';
import { overviewPage } from '../../src/render/overview-page.ts';
import { pageWithoutTicket } from '../../src/render/page-without-ticket.ts';
import { reportPage } from '../../src/render/report-page.ts';
import { finding, OVERVIEW, report } from './fixture.ts';

/** Numbers that sentences say too, and signs that mean something to a printer or to whoever reads lists. */
const IDS = ['4', '21', '-7', '1.', 'A*<"1">&', '[x](y)', 'T (1)', 'x|y\\', "o'ne", 'and 3 more'] as TicketId[];
const SENTENCE = 'Fan noise (again): from 4, 21, 7 to 4 tickets (4, 21, ratio 0.21)';
const LINKS: LinkSettings = { ticketUrl: 'https://help.example.com/t/{id}', answerTo: null };
const PLAIN: LinkSettings = { ticketUrl: null, answerTo: null };

/** Every list of a department's page holds each ticket in one of its rows. */
function reportOf(ids: readonly TicketId[]): Report {
  const rows = ids.map((_, at) => ({ sentence: SENTENCE, tickets: [...ids.slice(at), ...ids.slice(0, at)] }));
  const card: Partial<Finding> = { tickets: ids, windowTickets: ids, evidence: [] };
  const { id, owner } = finding();
  return report({
    cards: [finding(card), finding({ ...card, tickets: ids.slice(0, 1) })],
    open: rows.map((row) => ({ ...row, id, owner, state: 'steady', weeksOpen: 4, weekly: [4, 21] })),
    closed: rows.map((row) => ({ ...row, id, tickets: row.tickets.slice(0, 2) })),
    watch: rows.map((row) => ({ ...row, topicId: null, tickets: row.tickets.slice(0, 1) })),
    answers: ['Of 25 answers (4, 21)', 'Sold: 9 (4)'],
  });
}

const removing = (gone: string, ids: readonly string[] = IDS) =>
  ids.map((id) => (id === gone ? 'removed' : id)) as TicketId[];
const unlinked = (body: string) =>
  body
    .replaceAll('<a href="https://help.example.com/t/removed"><bdi>removed</bdi></a>', '<bdi>removed</bdi>')
    .replaceAll('[removed](https://help.example.com/t/removed)', 'removed');

describe('lists of tickets on published pages', () => {
  const printers: readonly (readonly [string, (document: Document) => string])[] = [
    ['sales.html', printHtml],
    ['sales.md', printMarkdown],
  ];
  it.each(IDS)('say "removed" for %s, once and for all, and nothing else changes', (id) => {
    for (const links of [PLAIN, LINKS])
      for (const [path, print] of printers) {
        const page = { path, body: print(reportPage(reportOf(IDS), links)) };
        const left = pageWithoutTicket(page, id);
        expect(left.body, path).toBe(unlinked(print(reportPage(reportOf(removing(id)), links))));
        expect(pageWithoutTicket(left, id), path).toBe(left);
      }
  });

  it('end where a bracket without its partner belongs to another id', () => {
    const ids = ['4', 'a:)', '21'] as TicketId[];
    const body = printMarkdown(reportPage(reportOf(ids), PLAIN));
    for (const id of ids) {
      const left = printMarkdown(reportPage(reportOf(removing(id, ids)), PLAIN));
      expect(pageWithoutTicket({ path: 'sales.md', body }, id).body).toBe(left);
    }
  });

  it('stay lists when all of their tickets are gone', () => {
    for (const [path, print] of printers) {
      const page = { path, body: print(reportPage(reportOf(IDS), LINKS)) };
      const all = IDS.map(() => 'removed' as TicketId);
      const left = IDS.reduce((rest, id) => pageWithoutTicket(rest, id), page);
      expect(left.body).toBe(unlinked(print(reportPage(reportOf(all), LINKS))));
    }
  });

  it('on the overview lose it, too', () => {
    const alerts = IDS.map((id) => ({ sentence: SENTENCE, topicId: null, tickets: [id, '5' as TicketId] }));
    const body = printHtml(overviewPage({ ...OVERVIEW, alerts }, LINKS));
    const left = IDS.reduce((page, id) => pageWithoutTicket(page, id), { path: 'index.html', body });
    expect(body).not.toContain('removed');
    expect(left.body.match(/\(<bdi>removed<\/bdi>, <a [^>]*><bdi>5<\/bdi><\/a>\)/g)).toHaveLength(IDS.length);
  });
});
