import { describe, expect, it } from 'vitest';
import type { Correction } from '../../src/domain/correction.ts';
import type { TicketTags } from '../../src/domain/tag.ts';
import type { RedactedText, TicketId } from '../../src/domain/ticket.ts';
import { correctTags } from '../../src/tag/correct-tags.ts';
import { makeTicket } from '../vectorize/make-tickets.ts';

const TEXT = 'The hinge was bent out of the box, and the seller had said that it fits our door.';
const ticket = { ...makeTicket('t1', TEXT), subject: '' as RedactedText };
const evidence = { from: 'customer', field: 'description', start: 4, end: 18, quote: 'hinge was bent' } as const;
const machine: TicketTags = {
  ticketId: 't1' as TicketId,
  scores: { sales: 0.3, 'professional-services': 0.01, manufacturing: 0.8, marketing: 0.01 },
  tags: [{ cause: 'manufacturing', status: 'tagged', score: 0.8, evidence }],
  votes: [{ ruleId: 'x', cause: 'manufacturing', weight: 3 }],
  readable: true,
};

function corrected(...edits: readonly [Correction['kind'], string][]): TicketTags {
  const corrections = edits.map(([kind, value]): Correction => ({ kind, value, ticketId: 't1' }));
  return correctTags([machine], [ticket], corrections)[0] as TicketTags;
}

describe('correctTags', () => {
  it('gives a re-tagged ticket the causes that people name, the known one with its quote, a new one with the first words', () => {
    const { tags, scores, votes } = corrected(['re-tag', 'sales manufacturing']);
    expect(scores).toEqual({ sales: 1, 'professional-services': 0, manufacturing: 1, marketing: 0 });
    expect(tags).toEqual([
      {
        cause: 'sales',
        status: 'tagged',
        score: 1,
        evidence: { from: 'customer', field: 'description', start: 0, end: TEXT.length, quote: TEXT },
      },
      { cause: 'manufacturing', status: 'tagged', score: 1, evidence },
    ]);
    expect(votes).toEqual(machine.votes);
  });

  it('takes all causes from a ticket that has none', () => {
    expect(corrected(['re-tag', 'none']).tags).toEqual([]);
  });

  it('takes one cause away and leaves the others as the machine said them', () => {
    const { tags, scores } = corrected(['not-ours', 'manufacturing']);
    expect([tags, scores]).toEqual([[], { ...machine.scores, manufacturing: 0 }]);
    expect(corrected(['not-ours', 'sales']).tags).toEqual(machine.tags);
  });

  it('follows the last word', () => {
    expect(corrected(['re-tag', 'none'], ['re-tag', 'marketing']).tags.map(({ cause }) => cause)).toEqual([
      'marketing',
    ]);
  });

  it('leaves other tickets alone', () => {
    const edit: Correction = { kind: 're-tag', value: 'none', ticketId: 't2' };
    expect(correctTags([machine], [ticket], [edit])).toEqual([machine]);
  });
});
