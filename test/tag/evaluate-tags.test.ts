import { describe, expect, it } from 'vitest';
import { CAUSES, type Cause } from '../../src/domain/cause.ts';
import type { Tag, TicketTags } from '../../src/domain/tag.ts';
import type { RedactedText, Ticket, TicketId } from '../../src/domain/ticket.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { type CauseLabel, evaluateTags, joinLabels } from '../../src/tag/evaluate-tags.ts';
import { compareEvidence } from '../../src/tag/evidence-overlap.ts';
import { worstErrors } from '../../src/tag/worst-errors.ts';

const TEXT = 'The hinge broke.  We were told\nit bends for years.';

function tagsOf(id: string, found: Partial<Record<Cause, number>>, [start, end] = [0, 16]): TicketTags {
  const scores = Object.fromEntries(CAUSES.map((cause) => [cause, found[cause] ?? 0.02])) as Record<Cause, number>;
  const evidence = { from: 'customer', field: 'description', start, end, quote: TEXT.slice(start, end) } as const;
  const tags = CAUSES.filter((cause) => scores[cause] >= 0.2).map(
    (cause): Tag => ({ cause, score: scores[cause], status: scores[cause] >= 0.5 ? 'tagged' : 'unsure', evidence }),
  );
  const votes = CAUSES.filter((cause) => scores[cause] >= 0.2).map((cause) => ({
    ruleId: `r.${cause}`,
    cause,
    weight: 2,
  }));
  return { ticketId: id as TicketId, scores, tags, votes, readable: true };
}

type Row = readonly [id: string, found: Partial<Record<Cause, number>>, label: CauseLabel];

function judge(...rows: readonly Row[]) {
  const labels = new Map(rows.map(([id, , label]) => [id as TicketId, label]));
  return joinLabels(
    rows.map(([id, found]) => tagsOf(id, found)),
    labels,
  );
}

const SALES: CauseLabel = { causes: ['sales'] };
const NONE: CauseLabel = { causes: [] };
const SOME = judge(
  ['a', { sales: 0.9 }, SALES],
  ['b', { sales: 0.3 }, SALES],
  ['c', { sales: 0.8 }, NONE],
  ['d', {}, NONE],
  ['e', { marketing: 0.9 }, SALES],
);

describe('evaluateTags', () => {
  it('counts by cause, unsure as not tagged', () => {
    const [sales] = evaluateTags(SOME).causes;
    expect(sales).toMatchObject({ truePositives: 1, falsePositives: 1, falseNegatives: 2, falselyFromNone: 1 });
    expect([sales?.precision?.value, sales?.recall?.value, sales?.f1]).toEqual([1 / 2, 1 / 3, 2 / 5]);
  });

  it('tells what share of tickets without a cause is blamed, and for what tickets are taken', () => {
    const { falseBlame, confusion } = evaluateTags(SOME);
    expect(falseBlame?.value).toBe(0.5);
    expect(confusion[0]).toEqual([1, 0, 0, 1, 1]);
    expect(confusion[4]).toEqual([1, 0, 0, 0, 1]);
  });

  it('means over causes with five true tickets or more, in an interval that the seed decides', () => {
    expect(evaluateTags(SOME).macroF1).toBeNull();
    const many = judge(...Array.from({ length: 6 }, (_, i): Row => [`t${i}`, i > 1 ? { sales: 0.9 } : {}, SALES]));
    const mean = evaluateTags(many, 7).macroF1;
    expect([mean?.causes, mean?.value]).toEqual([['sales'], 0.8]);
    expect(mean?.low).toBeLessThan(0.8);
    expect(mean?.high).toBeGreaterThan(0.8);
    expect(evaluateTags(many, 7).macroF1).toEqual(mean);
  });

  it('leaves out tickets without a label', () => {
    expect(joinLabels([tagsOf('x', {})], new Map())).toEqual([]);
  });
});

describe('worstErrors', () => {
  it('puts the most confident error first and names rules, no text', () => {
    const errors = worstErrors(SOME);
    expect(errors.map(({ ticketId, kind, cause }) => [ticketId, kind, cause])).toEqual([
      ['e', 'missed', 'sales'],
      ['e', 'blamed', 'marketing'],
      ['c', 'blamed', 'sales'],
      ['b', 'missed', 'sales'],
    ]);
    expect(errors[2]?.votes.map(({ ruleId }) => ruleId)).toEqual(['r.sales']);
    expect(worstErrors(SOME, 2)).toEqual(errors.slice(0, 2));
  });
});

describe('compareEvidence', () => {
  const ticket = (id: string): Ticket => ({
    id: id as TicketId,
    week: '2026-W46' as IsoWeek,
    closedAt: '2026-11-10T09:00:00Z',
    subject: 'Hinge' as RedactedText,
    description: TEXT as RedactedText,
    note: '' as RedactedText,
    language: 'en',
    messages: [],
    fromText: [],
    tags: [],
  });
  const compare = (evidence: string, range = [0, 16]) => {
    const tags = tagsOf('a', { sales: 0.9 }, range as [number, number]);
    return compareEvidence([{ tags, label: { causes: ['sales'], evidence } }], new Map([[tags.ticketId, ticket('a')]]));
  };

  it('meets a span that shares a character, whatever the case and the spaces', () => {
    expect(compare('HINGE BROKE. We were').share?.value).toBe(1);
    expect(compare('were told it bends').share?.value).toBe(0);
    expect(compare('were told it bends').elsewhere).toEqual(['a']);
  });

  it('counts a span that the redacted text no longer holds apart', () => {
    expect(compare('the lid broke')).toMatchObject({ compared: 0, notFound: 1, share: null });
  });

  it('refuses a quote that is no exact piece of the text', () => {
    const tags = tagsOf('a', { sales: 0.9 });
    const forged = { ...tags, tags: tags.tags.map((tag) => ({ ...tag, evidence: { ...tag.evidence, quote: 'x' } })) };
    const judged = [{ tags: forged, label: { causes: ['sales'] as const, evidence: 'x' } }];
    expect(() => compareEvidence(judged, new Map([[tags.ticketId, ticket('a')]]))).toThrow(RangeError);
  });
});
