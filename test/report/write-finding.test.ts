import { describe, expect, it } from 'vitest';
import { CAUSES } from '../../src/domain/cause.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { Answer, Measures } from '../../src/domain/measure.ts';
import type { ReportInput } from '../../src/report/week-view.ts';
import { type CaseSpec, labelOf } from '../measure/case-builder.ts';
import { type RunOptions, runLastWeek, type Story, weekInput } from './week-builder.ts';

const QUIET = new Array<number>(12).fill(2);

function story(changes: Partial<Story> = {}): Story {
  return { name: 'weld', causes: ['manufacturing'], topic: 'pump stops', weekly: [...QUIET, 12], ...changes };
}

function write(changes: Partial<Story> = {}, options: RunOptions = {}): Finding {
  return runLastWeek([story(changes)], options).findings[0] as Finding;
}

/** Adds an answer about the first issue with a name. */
function answering(probability: Answer['measures'][number]['name'], value: number) {
  return (measures: Measures): Measures => {
    const issue = measures.issues.find(({ named }) => named !== null);
    const measure = {
      name: probability,
      value,
      low: null,
      high: null,
      unit: 'probability',
      level: 'L3',
      method: '',
      refused: null,
    } as const;
    if (!issue) return measures;
    const answer: Answer = {
      department: issue.cause,
      segment: issue.named,
      measures: [measure],
      stands: true,
      sentence: 'It stands.',
      tickets: issue.windowTickets,
    };
    return { ...measures, answers: [answer] };
  };
}

describe('a headline', () => {
  it('says subject, number and base', () => {
    expect(write().headline).toBe('“pump stops”: 12 tickets from 12 accounts this week, against 2 in a usual week');
    expect(write({ weekly: new Array<number>(13).fill(2) }).headline).toBe(
      '“pump stops”: 26 tickets from 26 accounts in 13 weeks, 2 of them this week',
    );
  });

  it('gives a usual week between two counts as both', () => {
    expect(write({ weekly: [2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 15] }).headline).toContain(
      'against 2 to 3 in a usual week',
    );
  });

  it('compares tickets with tickets where accounts write again and again', () => {
    expect(write({ weekly: [...new Array<number>(12).fill(3), 30], accounts: 40 }).headline).toContain('against 3 in');
  });

  it('keeps to 110 characters and closes the quotation of a label that it cuts', () => {
    const { headline } = write({
      topic: 'a very long label that a topic with many words may well be given by the clusterer one day',
    });
    expect(headline.length).toBeLessThanOrEqual(110);
    expect(headline).toMatch(/^“a very long label .*…”: 12 tickets/);
  });

  it('counts customers where accounts are not known, and nobody where neither is', () => {
    const people = write({
      fields: (index) => ({ accountId: undefined, requester: `r${index}` }) as Partial<CaseSpec>,
    });
    expect(people.headline).toContain('12 tickets from 12 customers this week');
    const nobody = write({ fields: { accountId: undefined } as Partial<CaseSpec> });
    expect(nobody.headline).toContain('12 tickets this week');
  });

  it('shows no numbers of a team that is too small', () => {
    const few = ['weld-12', 'weld-11', 'weld-10', 'weld-9'] as readonly string[] as Answer['tickets'];
    const segment = { dimension: 'sales_team', value: 'North' };
    const answer: Answer = { department: 'sales', segment, measures: [], stands: true, sentence: '', tickets: few };
    const amend = (measures: Measures): Measures => ({ ...measures, answers: [answer] });
    const { findings } = runLastWeek([story({ causes: ['sales'], weekly: new Array<number>(13).fill(1) })], { amend });
    expect(findings.map(({ headline }) => headline)).toContain(
      'Sales team North: too few tickets or accounts to show numbers',
    );
  });
});

describe('quotes', () => {
  it("are the customers' own words, of different accounts first, never a note", () => {
    const { evidence, counterEvidence } = write({
      accounts: 4,
      from: (index) => (index % 3 ? 'customer' : 'note'),
    });
    expect(evidence.length).toBeGreaterThan(4);
    expect(evidence.every(({ quote }) => quote.startsWith('customer words'))).toBe(true);
    const accounts = evidence.slice(0, 4).map(({ ticketId }) => Number(ticketId.split('-')[1]) % 4);
    expect(new Set(accounts).size).toBe(4);
    expect(counterEvidence).toMatch(/^In \d+ of \d+ tickets only the agent's note says so, not the customer\./);
  });

  it('are exactly the evidence of their ticket, at most thirty, none twice', () => {
    const input = weekInput([story({ weekly: [...QUIET, 40] })], 12);
    const finding = runLastWeek([story({ weekly: [...QUIET, 40] })]).findings[0] as Finding;
    const said = new Map(input.tags.map(({ ticketId, tags }) => [ticketId, tags[0]?.evidence.quote]));
    expect(finding.evidence).toHaveLength(30);
    expect(new Set(finding.evidence.map(({ quote }) => quote)).size).toBe(30);
    for (const { ticketId, quote } of finding.evidence) expect(quote).toBe(said.get(ticketId));
  });
});

describe('counter-evidence', () => {
  it('tells of denials in the note and of tickets outside the segment', () => {
    const { counterEvidence } = write({
      causes: ['sales'],
      standing: 'contradicted',
      fields: (index) => ({ sku: index % 6 ? 'P1' : 'P2' }),
    });
    expect(counterEvidence).toContain('In 12 of 12 tickets the agent noted that no such promise was made.');
  });

  it('says that a finding is spread where nothing stands out', () => {
    expect(write().counterEvidence).toBe('It is spread: no single part of the customers or products stands out.');
  });

  it('admits that nothing else was looked at', () => {
    expect(write({ fields: { lot: 'L1' } }).counterEvidence).toBe(
      'Nothing in these tickets speaks against it; nothing else was looked at.',
    );
  });
});

describe('confidence', () => {
  const labels = (right: number, wrong: number) => [
    ...Array.from({ length: right }, (_, index) => labelOf(`weld-${24 + index}`, ['manufacturing'])),
    ...Array.from({ length: wrong }, (_, index) => labelOf(`weld-${24 + right + index}`, [])),
    ...Array.from({ length: 60 }, (_, index) => labelOf(`other-${index}`, [])),
  ];
  const other: Story = { name: 'other', causes: [], topic: 'other', weekly: [...QUIET, 60] };
  const rate = (right: number, wrong: number) =>
    runLastWeek([story(), other], { audit: labels(right, wrong) }).findings[0]?.confidence;

  it('is low before people have read anything', () => {
    expect(write().confidence).toEqual({
      level: 'low',
      why: '12 tickets from 12 accounts, sorted by machine and checked by nobody yet',
    });
  });

  it('is high where people read four of its tickets and agreed, low where they did not', () => {
    expect(rate(4, 0)).toEqual({
      level: 'high',
      why: '12 tickets from 12 accounts; 4 of 4 checked by people are right',
    });
    expect(rate(2, 0)?.level).toBe('moderate');
    expect(rate(3, 1)?.level).toBe('moderate');
    expect(rate(2, 2)?.level).toBe('low');
    expect(rate(0, 0)?.level).toBe('moderate');
  });

  it('takes the first of two readings of one ticket', () => {
    const twice = [...labels(4, 0), labelOf('weld-24', [])];
    expect(runLastWeek([story(), other], { audit: twice }).findings[0]?.confidence.level).toBe('high');
  });
});

describe('the next step', () => {
  it('asks to read and check, by the day of the next report', () => {
    expect(write().nextStep).toBe(
      'Suggested: read the 12 tickets, then check returned units on the bench, before the next report on 23 November.',
    );
  });

  it('never asks to hold or to stop on counts alone', () => {
    for (const cause of CAUSES) {
      const { nextStep } = write({ causes: [cause], fields: { lot: 'L1', sku: 'P1' } });
      expect(nextStep).toMatch(/^Suggested: read the 12 tickets, then check /);
      expect(nextStep).not.toMatch(/hold|stop|recall/);
    }
  });

  it('asks for more where a rate with its base stands behind it', () => {
    const { nextStep } = write({ fields: { lot: 'L1' } }, { amend: answering('returned_share', 0.1) });
    expect(nextStep).toContain('check returned units of lot L1 against those of an unaffected lot');
  });

  it('invents no owner', () => {
    expect(write().owner).toBe('no owner set');
    const departments = Object.fromEntries(
      CAUSES.map((cause) => [cause, { head: 'J. Meyer' }]),
    ) as ReportInput['settings']['departments'];
    expect(write({}, { settings: { departments } }).owner).toBe('J. Meyer');
  });
});

describe('likelihood', () => {
  it('is said in fixed words where a probability was worked out, and not at all elsewhere', () => {
    const likely = (value: number) =>
      write({ fields: { lot: 'L1' } }, { amend: answering('probability_returns_fall_5_percent', value) }).likelihood;
    expect(likely(0.9)).toMatch(/^Very likely \(80–95 %\) that mending this lot would make warranty returns fall/);
    expect(likely(0.5)).toMatch(/^Roughly even chance/);
    expect(likely(1)).toMatch(/^Almost certain/);
    expect(write().likelihood).toBeUndefined();
  });
});

describe('cost', () => {
  it('is counted where the source gives it, and "not known" where it does not', () => {
    expect(write().cost).toBe('Working time not known; reopenings not known; satisfaction not known.');
    const fields = (index: number) => ({ handleMinutes: 30, reopens: index % 2, ...(index % 4 ? {} : { csat: 5 }) });
    expect(write({ fields }).cost).toBe(
      '6.0 hours of support work (288 EUR); 6 of 12 reopened; 3 of 3 answers satisfied.',
    );
  });
});
