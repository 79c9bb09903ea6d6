import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Page } from '../../src/domain/report.ts';
import type { TicketId } from '../../src/domain/ticket.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { render, renderFirstLook, renderIndex } from '../../src/render/render.ts';
import { finding, firstLook, HOSTILE, measure, quietReport, report, SETTINGS, WEEK, week } from './fixture.ts';

function pagesOf(pages: readonly Page[]): (path: string) => string {
  return (path) => {
    const page = pages.find((candidate) => candidate.path === path);
    if (!page) throw new Error(`no page ${path} among ${pages.map((candidate) => candidate.path)}`);
    return page.body;
  };
}

const schema = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../data/schemas/${name}.schema.json`, import.meta.url), 'utf8'));
const TICKET = finding().tickets[0] as TicketId;
const LONG_WORD = HOSTILE[4] as string;
const page = pagesOf(render(week(), SETTINGS));

/** What is left of a page for a reader: no style, no tags. */
function textOf(markup: string): string {
  const words = markup.replace(/<style>.*?<\/style>|<[^>]*>/gs, ' ').replace(/\s+/g, ' ');
  return words
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

describe('render', () => {
  it('gives the pages of the contract', () => {
    const departments = ['sales', 'professional-services', 'manufacturing', 'marketing'];
    expect(render(week(), SETTINGS).map(({ path }) => path)).toEqual([
      'index.html',
      ...departments.flatMap((name) => [`${name}.html`, `${name}.md`]),
      'findings.json',
      'analyst/tickets.csv',
      'analyst/topics.csv',
      'analyst/rejects.csv',
      'analyst/run.json',
    ]);
  });

  it('gives the same bytes for the same week', () => {
    expect(render(week(), SETTINGS)).toEqual(render(week(), SETTINGS));
  });

  it('validates findings.json and run.json against their schemas', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    for (const [name, path] of [
      ['findings', 'findings.json'],
      ['run', 'analyst/run.json'],
    ] as const) {
      const validate = ajv.compile(schema(name));
      validate(JSON.parse(page(path)));
      expect(validate.errors).toBeNull();
    }
  });

  it('refuses by schema a finding whose refused measure has a value', () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema('findings'));
    const broken = finding({ measures: [{ ...measure('x', 'share', 0.1, null), refused: 'no file' }] });
    expect(validate(JSON.parse(pagesOf(render(week({ findings: [broken] }), SETTINGS))('findings.json')))).toBe(false);
  });

  it('writes the keys of a finding in the order of the contract, and open intervals as null', () => {
    const open = finding({ measures: [measure('change', 'ratio', 9, [3.3, Number.POSITIVE_INFINITY])] });
    const [first] = JSON.parse(pagesOf(render(week({ findings: [open] }), SETTINGS))('findings.json')).findings;
    expect(Object.keys(first).join(' ')).toBe(
      'id department also kind state first_week headline topic tickets ticket_count account_count window_tickets window_ticket_count segment measures evidence counter_evidence confidence next_step owner',
    );
    expect(first.measures[0]).toMatchObject({ low: 3.3, high: null });
    expect([first.ticket_count, first.window_ticket_count]).toEqual([27, 88]);
  });

  it('keeps whole quotes in findings.json and short ones on the card', () => {
    expect(page('findings.json')).toContain(LONG_WORD);
    const card = pagesOf(
      render(
        week({
          reports: [report({ cards: [finding({ evidence: [{ ticketId: TICKET, quote: LONG_WORD }] })] })],
        }),
        SETTINGS,
      ),
    );
    expect(card('manufacturing.html')).not.toContain('w'.repeat(300));
  });

  it('lets no ticket write markup, in HTML or in Markdown', () => {
    for (const path of ['professional-services.html', 'professional-services.md']) {
      expect(page(path)).not.toMatch(/<script|<img|<svg onload|<b>0/);
      expect(page(path)).not.toContain('\u202E');
    }
    expect(page('professional-services.md')).not.toMatch(/(?<!\\)\]\(javascript:/);
  });

  it('says on the card what happened, how sure it is and what to do', () => {
    const text = textOf(page('manufacturing.html'));
    for (const words of [
      'F-2031 · ● new · high confidence · also sent to Professional Services',
      'Pump X2 lot 24B: 27 tickets from 14 accounts this week',
      '3.1 % between 2.1 % and 4.5 % of 874 closed tickets L0',
      '5.4 times between 3.3 and 8.6',
      'Units returned: cannot be answered: no returns file since 12 May',
      'From 14 accounts this week; 88 tickets from 20 accounts in 13 weeks.',
      'region EMEA 19 of 27 tickets where it is known ( 70.4 % )',
      'Owner: J. Meyer',
      'low 2, high 27, usual 5, now 27',
      '9 more quotes',
      'All 27 tickets of this week',
    ])
      expect(text).toContain(words);
  });

  it('names the lead on the page of a department that a finding is also sent to', () => {
    const shared = report({ department: 'professional-services', title: 'Professional Services', cards: [finding()] });
    const body = pagesOf(render(week({ reports: [shared] }), SETTINGS))('professional-services.html');
    expect(textOf(body)).toContain('high confidence · led by Manufacturing ');
    expect(body).not.toContain('also sent to');
  });

  it('shows at most three quotes before the fold and thirty in all', () => {
    const evidence = Array.from({ length: 50 }, (_, index) => ({
      ticketId: TICKET,
      quote: `quote ${index}`,
    }));
    const body = pagesOf(render(week({ reports: [report({ cards: [finding({ evidence })] })] }), SETTINGS))(
      'manufacturing.html',
    );
    expect(body.match(/<blockquote>/g)).toHaveLength(30);
    expect(body.slice(0, body.indexOf('27 more quotes')).match(/<blockquote>/g)).toHaveLength(3);
  });

  it('gives the Markdown twin every block in the order of the page', () => {
    const headings = (text: string, pattern: RegExp) => Array.from(text.matchAll(pattern), (match) => match[1]);
    expect(headings(page('manufacturing.md'), /^#{1,4} (.*)$/gm)).toEqual(
      headings(page('manufacturing.html'), /<h\d[^>]*>(.*?)<\/h\d>/g).map((title) => textOf(title ?? '').trim()),
    );
    expect(page('manufacturing.md')).toContain('| Satisfied customers | cannot be answered: no csat column |  |  |');
    expect(page('manufacturing.md')).toContain('By week, 2026-W34 to 2026-W46: 4, 6, 5, 2, 7, 5, 4, 6, 5, 3, 8, 6, 27');
  });

  it('links tickets only where an address is configured, and only to the web', () => {
    const bodyWith = (ticketUrl: string | null) =>
      pagesOf(render(week(), { ...SETTINGS, ticketUrl }))('manufacturing.html');
    expect(page('manufacturing.html')).toContain('href="https://help.example.com/tickets/48012"');
    for (const none of [null, 'javascript:alert("{id}")']) expect(bodyWith(none)).not.toContain('class="ticket"');
    expect(page('professional-services.html')).toContain('href="https://help.example.com/tickets/..%2F..%2Fx%3Fy%23z"');
  });

  it('prefills the answer mails, with and without an address', () => {
    expect(page('manufacturing.html')).toContain(
      'href="mailto:support-findings@example.com?subject=F-2031%20not-ours"',
    );
    const body = pagesOf(render(week(), { ...SETTINGS, answerTo: null }))('manufacturing.html');
    expect(body).toContain('href="mailto:?subject=F-2031%20own"');
  });

  it('leaves empty blocks out of a quiet week', () => {
    const titles = Array.from(page('sales.html').matchAll(/<h2[^>]*>(.*?)<\/h2>/g), (match) => match[1]);
    expect(titles).toEqual(['Bottom line', 'Numbers', 'How this was made']);
    expect(textOf(page('sales.html'))).toContain('Nothing new for Sales in week 46. 874 tickets read');
    expect(() =>
      render(
        week({
          reports: [{ ...quietReport('sales', 'Sales'), numbers: [], topTopics: [], bottomLine: [] }],
          findings: [],
        }),
        SETTINGS,
      ),
    ).not.toThrow();
  });

  it('says why where a number cannot be computed', () => {
    const text = textOf(page('index.html'));
    expect(text).toContain('Satisfied customers cannot be answered: no csat column');
    expect(text).toContain('Support: Promised dates missed cannot be answered: no conversation column');
    expect(text).toContain('Share of closed tickets: cannot be answered: no audit yet');
  });

  it('shows a chart for a finding of its first week and none without weeks', () => {
    const body = (weekly: readonly number[]) =>
      pagesOf(render(week({ reports: [report({ open: [], topTopics: [], cards: [finding({ weekly })] })] }), SETTINGS))(
        'manufacturing.html',
      );
    expect(body([9])).toContain('now 9');
    expect(body([0, 0, 0])).not.toMatch(/NaN|Infinity/);
    expect(body([])).not.toContain('<svg');
  });

  it('needs nothing but the page itself', () => {
    for (const { path, body } of render(week(), SETTINGS)) {
      if (!path.endsWith('.html')) continue;
      expect(body).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
      expect(body).not.toMatch(/<script|<link rel="stylesheet"|@import|url\((?!#)/);
    }
  });
});

describe('analyst files', () => {
  const rows = (path: string) => parse(page(path), { columns: true }) as Record<string, string>[];

  it('spells causes as the contract does, none apart from not readable', () => {
    expect(rows('analyst/tickets.csv').map(({ causes }) => causes)).toEqual([
      'sales manufacturing',
      'none',
      'none',
      '',
      'marketing',
    ]);
  });

  it('gives scores where the language was read, and evidence with whose words it is', () => {
    const [first, unsure, , unread, noted] = rows('analyst/tickets.csv');
    expect(first).toMatchObject({
      score_sales: '0.1235',
      score_professional_services: '0',
      evidence: '\'=SUM(A1) leaks, "again"',
      evidence_from: 'customer',
    });
    expect(unsure).toMatchObject({ evidence: 'you said Friday' });
    expect(unread).toMatchObject({ score_sales: '', evidence: '' });
    expect(noted).toMatchObject({ evidence: 'customer read the flyer\nwrongly', evidence_from: 'note' });
  });

  it('leaves the topic empty where there is none and guards ids', () => {
    expect(rows('analyst/tickets.csv')[2]).toMatchObject({ ticket_id: "'-48014", topic_id: '', topic: '' });
  });

  it('lists topics and rejects', () => {
    expect(rows('analyst/topics.csv')[0]).toMatchObject({
      topic_id: 'T-4',
      tickets: '72',
      previous_tickets: '69',
      causes: 'sales marketing',
    });
    expect(rows('analyst/rejects.csv')).toEqual([
      {
        file: 'tickets.csv',
        row: '17',
        column: 'closed_at',
        code: 'no-date',
        reason: 'expected a date',
        byte_offset: '',
      },
    ]);
  });

  it('shows no private note outside the analyst folder', () => {
    for (const { path, body } of render(week(), SETTINGS))
      if (!path.startsWith('analyst/')) expect(body).not.toContain('read the flyer');
  });
});

describe('renderFirstLook', () => {
  const look = pagesOf(renderFirstLook(firstLook(), SETTINGS));

  it('shows each department, its largest and its changing topics, as a page and its twin', () => {
    const text = textOf(look('index.html'));
    for (const words of [
      '18 May to 15 November 2026',
      'pump leaks, code E41',
      '7.1 a week in the earlier half',
      'Stands out lot 24B',
      'No topic holds tickets tagged to this department.',
    ])
      expect(text).toContain(words);
    expect(look('index.md')).toContain('## Manufacturing');
  });

  it('names a topic that is both large and changing only once in full', () => {
    expect(look('index.html').match(/id="sales-T-17"/g)).toHaveLength(1);
    expect(textOf(look('index.html'))).toContain('pump leaks, code E41 (above)');
  });
});

describe('renderIndex', () => {
  const entry = (name: string) => ({ week: name as IsoWeek, runId: `${name}-r1`, tickets: 874, findings: 1 });

  it('leads with the newest week whatever the order of the input', () => {
    const { path, body } = renderIndex([entry('2026-W45'), entry(WEEK), entry('2025-W52')], true);
    expect(path).toBe('index.html');
    const links = Array.from(body.matchAll(/href="([^"#]+\.html)"/g), (match) => match[1]);
    expect(links[0]).toBe('2026-W46/index.html');
    expect(links.slice(-3)).toEqual(['first-look/index.html', '2026-W45/index.html', '2025-W52/index.html']);
  });

  it('says that there is no week yet', () => {
    expect(renderIndex([], false).body).toContain('No complete week has been reported.');
  });
});

it('gives every chart of a page its own ids', () => {
  const ids = Array.from(page('manufacturing.html').matchAll(/ id="([^"]+)"/g), (match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('trend-F-2031-t');
});
