import type { Cause } from '../../src/domain/cause.ts';
import type { Coverage } from '../../src/domain/coverage.ts';
import type { Finding, FindingId } from '../../src/domain/finding.ts';
import type { ClaimLevel, Measure, ScoreRow } from '../../src/domain/measure.ts';
import type { FirstLook, LookTopic, Masthead, Overview, Report, TopicRow } from '../../src/domain/report.ts';
import type { RunId, RunManifest } from '../../src/domain/run.ts';
import type { Tag } from '../../src/domain/tag.ts';
import type { Reject, TicketId } from '../../src/domain/ticket.ts';
import type { TopicId } from '../../src/domain/topic.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import type { TicketRow } from '../../src/render/analyst-files.ts';
import type { RenderSettings, WeekPages } from '../../src/render/render.ts';

export const WEEK = '2026-W46' as IsoWeek;

export const SETTINGS: RenderSettings = {
  ticketUrl: 'https://help.example.com/tickets/{id}',
  answerTo: 'support-findings@example.com',
  csv: 'guarded',
};

/** Texts that a page must survive: markup, quotes, a formula, right-to-left text with an override, a word of 40 kB. */
export const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(2)>',
  `"quoted" and 'single' & &amp; \`code\` [x](javascript:alert(1)) | pipe`,
  '=HYPERLINK("http://evil.example","click")',
  'مرحبا \u202Eevil\u202C שלום, the pump does not start',
  'w'.repeat(40_000),
  '# heading\n> quote\n\n</style></title><svg onload=alert(3)>',
];

export const COVERAGE: Coverage = {
  pulled: 1043,
  rejected: 12,
  merged: 31,
  duplicate: 9,
  not_closed: 58,
  set_aside: 44,
  out_of_window: 15,
  tickets: 874,
  assigned: 811,
  unassigned: 63,
};

/** Ids `from`, `from + 1`, ... */
export function ticketIds(from: number, count: number): TicketId[] {
  return Array.from({ length: count }, (_, index) => String(from + index) as TicketId);
}

/** A measure with its 95 % range. */
export function measure(
  name: string,
  unit: string,
  value: number,
  range: readonly [number, number] | null,
  base?: string,
  level: ClaimLevel = 'L0',
): Measure {
  return {
    name,
    unit,
    value,
    low: range?.[0] ?? null,
    high: range?.[1] ?? null,
    level,
    method: 'exact',
    base,
    refused: null,
  };
}

/** A measure that could not be given. */
export function refused(name: string, reason: string): Measure {
  return { name, unit: 'share', value: null, low: null, high: null, level: 'L0', method: 'none', refused: reason };
}

const QUOTES = [
  'After the March update the [PRODUCT] drops pressure every few hours and somebody has to restart it by hand.',
  'Third unit from the same pallet with the same code E41. We have stopped unpacking them.',
  '[NAME] restarts it every morning before the shift. That can’t be how it is meant to work.',
  'The replacement you sent shows E41 as well, after two days.',
  'Seal is wet on arrival, again. Serial [SERIAL].',
];

/** A pump whose newest lot leaks: a finding with everything a card can show. */
export function finding(changes: Partial<Finding> = {}): Finding {
  const tickets = ticketIds(48012, 27);
  return {
    id: 'F-2031' as FindingId,
    department: 'manufacturing',
    also: ['professional-services'],
    kind: 'change',
    state: 'new',
    firstWeek: WEEK,
    headline: 'Pump X2 lot 24B: 27 tickets from 14 accounts this week, against 5 in a usual week',
    topic: {
      id: 'T-17' as TopicId,
      label: 'pump leaks, code E41',
      keywords: ['pump', 'leak', 'E41', 'seal', 'pressure'],
    },
    tickets,
    accountCount: 14,
    windowTickets: [...tickets, ...ticketIds(45100, 61)],
    windowAccountCount: 20,
    segment: [
      { dimension: 'lot', value: '24B', tickets: 22, known: 24, usualShare: 0.041 },
      { dimension: 'region', value: 'EMEA', tickets: 19, known: 27, usualShare: 0.52 },
    ],
    measures: [
      measure('tickets', 'tickets', 27, [18, 39]),
      measure('share_of_closed', 'share', 0.0309, [0.021, 0.045], 'of 874 closed tickets'),
      measure('against_the_12_weeks_before', 'ratio', 5.4, [3.3, 8.6]),
      refused('units_returned', 'no returns file since 12 May'),
    ],
    weekly: [4, 6, 5, 2, 7, 5, 4, 6, 5, 3, 8, 6, 27],
    evidence: Array.from({ length: 12 }, (_, index) => ({
      ticketId: tickets[index] as TicketId,
      quote: QUOTES[index % QUOTES.length] as string,
    })),
    counterEvidence: '3 more tickets with the same fault name lot 23F.',
    cost: '41 hours handled, 6 reopened, CSAT 61 % (n = 18).',
    confidence: { level: 'high', why: '27 tickets from 14 accounts; 4 of 4 read by people agree.' },
    nextStep: 'Read the 22 tickets of lot 24B and check its torque log.',
    owner: 'J. Meyer',
    ...changes,
  };
}

/** A second, quieter finding: standing, little known about it. */
export function standingFinding(): Finding {
  return finding({
    id: 'F-1988' as FindingId,
    also: [],
    kind: 'standing',
    state: 'steady',
    firstWeek: '2026-W40' as IsoWeek,
    headline: 'Display cracks in transit: 11 tickets from 9 accounts this week, about the same for 13 weeks',
    topic: null,
    tickets: ticketIds(48300, 11),
    accountCount: 9,
    segment: [],
    measures: [measure('tickets', 'tickets', 11, [5, 20])],
    weekly: [12, 9, 11, 10, 13, 8, 11, 12, 10, 9, 12, 10, 11],
    evidence: [{ ticketId: '48301' as TicketId, quote: 'The box was whole, the display was not.' }],
    counterEvidence: '',
    cost: '',
    confidence: { level: 'low', why: 'tagged by machine, not audited.' },
    nextStep: 'Read the 11 tickets.',
    owner: 'no owner set',
  });
}

/** A finding whose every text is hostile. */
export function hostileFinding(): Finding {
  const text = HOSTILE.join(' ');
  return finding({
    id: 'F-666' as FindingId,
    headline: HOSTILE[3] as string,
    topic: { id: 'T-66' as TopicId, label: HOSTILE[0] as string, keywords: HOSTILE },
    segment: [{ dimension: 'lot', value: HOSTILE[0] as string, tickets: 1, known: 1, usualShare: null }],
    evidence: HOSTILE.map((quote, index) => ({ ticketId: `<b>${index}"&` as TicketId, quote })),
    tickets: ["=1+1'<" as TicketId, '../../x?y#z' as TicketId],
    counterEvidence: text,
    owner: HOSTILE[0] as string,
  });
}

export const MASTHEAD: Masthead = {
  week: WEEK,
  monday: '2026-11-09',
  sunday: '2026-11-15',
  zone: 'Europe/Berlin',
  runId: '2026-W46-r1',
  coverage: COVERAGE,
  notices: [
    'Causes are tagged by machine and not yet audited: of 10 such tags about 8 were right on test sets; yours are unchecked.',
  ],
};

function causes(
  sales: number,
  services: number,
  manufacturing: number,
  marketing: number,
): Readonly<Record<Cause, number>> {
  return { sales, 'professional-services': services, manufacturing, marketing };
}

function topic(
  number: number,
  label: string,
  weekly: readonly number[],
  tagged: Readonly<Record<Cause, number>>,
): TopicRow {
  return {
    id: `T-${number}` as TopicId,
    label,
    keywords: [...label.split(/\W+/), 'since', 'update', 'again'],
    tickets: weekly.at(-1) as number,
    previousTickets: weekly.at(-2) as number,
    median13: [...weekly].sort((a, b) => a - b)[6] as number,
    weekly,
    causes: tagged,
  };
}

const LABELS = [
  'invoice shows old price',
  'login after update',
  'import of custom fields',
  'delivery date missed',
  'coupon refused at checkout',
  'battery drains overnight',
];

export const TOPICS: readonly TopicRow[] = [
  topic(4, 'invoice shows old price', [60, 58, 71, 66, 59, 62, 64, 70, 61, 66, 63, 69, 72], causes(41, 0, 0, 12)),
  topic(17, 'pump leaks, code E41', [4, 6, 5, 2, 7, 5, 4, 6, 5, 3, 8, 6, 27], causes(0, 0, 25, 0)),
  ...Array.from({ length: 14 }, (_, index) => {
    const weekly = Array.from({ length: 13 }, (_, week) => 30 - index + ((week * 7 + index * 3) % 6));
    return topic(20 + index, `${LABELS[index % LABELS.length]} ${index}`, weekly, causes(index % 3, 0, 0, 0));
  }),
];

export const SCORECARD: readonly ScoreRow[] = [
  {
    label: 'Closed tickets',
    thisWeek: measure('closed', 'tickets', 874, null),
    lastWeek: measure('closed', 'tickets', 901, null),
    median13: measure('closed', 'tickets', 888, null),
  },
  {
    label: 'Reopened',
    thisWeek: measure('reopened', 'share', 0.041, [0.03, 0.056], '874'),
    lastWeek: measure('reopened', 'share', 0.039, [0.028, 0.053], '901'),
    median13: measure('reopened', 'share', 0.04, null),
  },
  {
    label: 'First reply, median',
    thisWeek: measure('first_reply', 'hours', 3.4, [2.9, 4.1]),
    lastWeek: measure('first_reply', 'hours', 3.6, [3.1, 4.2]),
    median13: refused('first_reply', 'fewer than 13 weeks'),
  },
  {
    label: 'Satisfied customers',
    thisWeek: refused('csat', 'no csat column'),
    lastWeek: refused('csat', 'no csat column'),
    median13: refused('csat', 'no csat column'),
  },
];

/** Manufacturing's report with every block filled. */
export function report(changes: Partial<Report> = {}): Report {
  return {
    department: 'manufacturing',
    title: 'Manufacturing',
    masthead: MASTHEAD,
    bottomLine: [
      'Decide this week: who checks the torque log of pump X2 lot 24B? Owner: J. Meyer.',
      'Nothing else needs a decision.',
    ],
    cards: [finding(), standingFinding()],
    open: [
      {
        id: 'F-2007' as FindingId,
        sentence: 'Manual page 14 is misread: 6 tickets this week',
        state: 'falling',
        weeksOpen: 3,
        owner: 'no owner set',
        weekly: [9, 8, 11, 9, 6],
      },
      {
        id: 'F-1974' as FindingId,
        sentence: 'Charger of tablet M1 gets hot: 9 tickets this week',
        state: 'growing',
        weeksOpen: 5,
        owner: 'K. Lee',
        weekly: [3, 4, 4, 7, 9],
      },
    ],
    closed: [
      {
        id: 'F-1961' as FindingId,
        sentence:
          'Fan noise: from 14 to 3 tickets a week since ECO 771, 4 weeks each side (ratio 0.21, between 0.10 and 0.40).',
      },
    ],
    watch: [
      {
        sentence: 'E41 on pump X1: 4 tickets from 2 accounts, too few to judge',
        topicId: 'T-17' as TopicId,
        tickets: ticketIds(48400, 7),
      },
    ],
    numbers: SCORECARD,
    topTopics: TOPICS.slice(0, 5),
    answers: ['No lot other than 24B stands out among tickets (EB05 below 2 for 38 lots).'],
    refusals: [
      {
        department: 'manufacturing',
        measure: 'avoidable_returns',
        reason: 'no returns file; needs return_id, sku, returned_at',
      },
    ],
    howMade: ['41 topics and 6 segments tested, 10 % false discovery rate.', 'Week 45 restated by 3 late closings.'],
    owner: 'J. Meyer',
    nextIssue: '2026-11-23',
    ...changes,
  };
}

/** A week in which nothing was found: the bottom line says so and no block is filled up. */
export function quietReport(department: Cause, title: string): Report {
  const bottomLine = [
    `Nothing new for ${title} in week 46. 874 tickets read, 41 topics checked, largest change +9 % (within the usual range).`,
  ];
  return report({
    department,
    title,
    bottomLine,
    cards: [],
    open: [],
    closed: [],
    watch: [],
    answers: [],
    refusals: [],
    owner: 'no owner set',
  });
}

export const OVERVIEW: Overview = {
  masthead: MASTHEAD,
  departments: [
    {
      department: 'sales',
      title: 'Sales',
      bottomLine: ['Nothing new for Sales in week 46.'],
      cards: 0,
      share: measure(
        'share_of_closed_tickets',
        'share',
        0.044,
        [0.021, 0.067],
        '4,000 tickets (200 read by people)',
        'L1',
      ),
    },
    {
      department: 'professional-services',
      title: 'Professional Services',
      bottomLine: ['Nothing new for Professional Services in week 46.'],
      cards: 0,
      share: refused('share_of_closed_tickets', 'no audit yet'),
    },
    {
      department: 'manufacturing',
      title: 'Manufacturing',
      bottomLine: report().bottomLine,
      cards: 2,
      share: refused('share_of_closed_tickets', 'no audit yet'),
    },
    {
      department: 'marketing',
      title: 'Marketing',
      bottomLine: ['Nothing new for Marketing in week 46.'],
      cards: 0,
      share: refused('share_of_closed_tickets', 'no audit yet'),
    },
  ],
  scorecard: SCORECARD,
  alerts: [
    {
      sentence: '“app login code” is above its usual week: 9 cases against 2 in a usual week; new this week.',
      topicId: null,
      tickets: [],
    },
  ],
  topics: TOPICS,
  refusals: [
    { department: 'support', measure: 'promised_dates_missed', reason: 'no conversation column' },
    {
      department: 'manufacturing',
      measure: 'avoidable_returns',
      reason: 'no returns file; needs return_id, sku, returned_at',
    },
  ],
  matchRates: [{ join: 'accounts', matched: 812, of: 874, what: 'tickets with an account id found in accounts' }],
  labelError: 'No audit yet: tags are unchecked.',
  howMade: ['41 topics and 6 segments tested, 10 % false discovery rate.'],
};

function tag(cause: Cause, status: Tag['status'], quote: string, from: 'customer' | 'note' = 'customer'): Tag {
  return { cause, status, score: 0.9, evidence: { from, field: 'description', start: 0, end: quote.length, quote } };
}

function ticketRow(id: string, tags: readonly Tag[], readable = true): TicketRow {
  const scores = { sales: 0.123456, 'professional-services': 0, manufacturing: 0.9, marketing: 0.01 };
  return {
    ticketId: id as TicketId,
    week: WEEK,
    topic: { id: 'T-17' as TopicId, label: 'pump leaks, code E41' },
    tags: { ticketId: id as TicketId, scores, tags, votes: [], readable },
  };
}

export const TICKETS: readonly TicketRow[] = [
  ticketRow('48012', [
    tag('manufacturing', 'tagged', '=SUM(A1) leaks, "again"'),
    tag('sales', 'tagged', 'sold as dry'),
  ]),
  ticketRow('48013', [tag('sales', 'unsure', 'you said Friday')]),
  { ...ticketRow('-48014', []), topic: null },
  ticketRow('48015', [], false),
  ticketRow('48016', [tag('marketing', 'tagged', 'customer read the flyer\nwrongly', 'note')]),
];

export const REJECTS: readonly Reject[] = [
  { file: 'tickets.csv', row: 17, column: 'closed_at', code: 'no-date', reason: 'expected a date' },
];

export const MANIFEST: RunManifest = {
  runId: '2026-W46-r1' as RunId,
  week: WEEK,
  version: '0.1.0',
  fingerprint: { data: 'd1', config: 'c1', labels: 'l1', model: 'm1' },
  seed: 42,
  inputs: [
    {
      file: 'tickets.csv',
      sha256: 'a'.repeat(64),
      bytes: 120_000,
      rows: 1043,
      encoding: 'utf-8',
      delimiter: ',',
      zone: 'Europe/Berlin',
      zoneFrom: 'flag',
      dateFormat: 'ISO 8601',
      firstDay: '2026-08-17',
      lastDay: '2026-11-15',
      mapping: { ticket_id: 'Ticket ID' },
      unmapped: ['Brand'],
      used: 874,
      rejected: 12,
      merged: 31,
      duplicate: 9,
      notClosed: 58,
      setAside: 44,
      outOfWindow: 15,
      cut: { signature: 210 },
      gaps: ['no csat column: satisfaction is not reported'],
      warnings: [],
    },
  ],
  joins: [{ kind: 'accounts', file: 'accounts.csv', sha256: 'b'.repeat(64), rows: 310 }],
  coverage: COVERAGE,
  counts: { topics: 41 },
  timings: { cluster: 812.4 },
  warnings: [],
};

/** A week with one full, one hostile and two quiet reports. */
export function week(changes: Partial<WeekPages> = {}): WeekPages {
  return {
    overview: OVERVIEW,
    reports: [
      quietReport('sales', 'Sales'),
      report({
        department: 'professional-services',
        title: 'Professional Services',
        cards: [hostileFinding()],
        watch: [{ sentence: HOSTILE.join(' '), topicId: null, tickets: [] }],
      }),
      report(),
      quietReport('marketing', 'Marketing'),
    ],
    findings: [finding(), standingFinding(), hostileFinding()],
    refusals: OVERVIEW.refusals,
    manifest: MANIFEST,
    tickets: TICKETS,
    topics: TOPICS,
    rejects: REJECTS,
    ...changes,
  };
}

function lookTopic(number: number, label: string, change: string): LookTopic {
  return {
    id: `T-${number}` as TopicId,
    label,
    keywords: label.split(' '),
    tickets: 214,
    accounts: 88,
    weekly: Array.from({ length: 26 }, (_, index) => 4 + ((index * 5 + number) % 7) + (index > 20 ? index - 15 : 0)),
    change,
    quotes: QUOTES.map((quote, index) => ({ ticketId: String(100 + index) as TicketId, quote })),
    standOut: [{ dimension: 'lot', value: '24B', tickets: 41, known: 120, usualShare: 0.05 }],
  };
}

/** A look back over half a year; Marketing has nothing. */
export function firstLook(): FirstLook {
  const entry = { tagged: 812, unsure: 140, sentence: '812 of 11,204 tickets are tagged to this department.' };
  const largest = [
    lookTopic(17, 'pump leaks, code E41', '7.1 a week in the earlier half, 10.2 in the later'),
    lookTopic(5, HOSTILE[0] as string, 'steady'),
  ];
  const changing = [
    largest[0] as LookTopic,
    lookTopic(8, 'battery drains overnight', '1.0 a week in the earlier half, 6.3 in the later'),
  ];
  return {
    zone: 'Europe/Berlin',
    firstWeek: '2026-W21' as IsoWeek,
    lastWeek: WEEK,
    coverage: { ...COVERAGE, tickets: 11_204, assigned: 10_800, unassigned: 404, pulled: 11_373 },
    notices: ['Causes are tagged by machine and not yet audited.'],
    topics: TOPICS,
    departments: [
      { department: 'sales', title: 'Sales', ...entry, largest, changing: [] },
      { department: 'professional-services', title: 'Professional Services', ...entry, largest, changing },
      { department: 'manufacturing', title: 'Manufacturing', ...entry, largest, changing },
      { department: 'marketing', title: 'Marketing', tagged: 0, unsure: 3, sentence: '', largest: [], changing: [] },
    ],
    gaps: ['No deals file: the rate of broken promises per deal cannot be answered.'],
  };
}
