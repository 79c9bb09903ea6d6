import { describe, expect, it } from 'vitest';
import { CAUSES } from '../../src/domain/cause.ts';
import { describeLabelError } from '../../src/measure/describe-label-error.ts';
import { fitLabelError } from '../../src/measure/label-error.ts';
import { casesOf, labelOf } from './case-builder.ts';

const cases = casesOf(
  Array.from({ length: 60 }, (_, index) => ({ day: 1, causes: index < 20 ? (['sales'] as const) : [] })),
);
const labels = cases.map(({ ticket }, index) =>
  labelOf(ticket.id, index < 15 ? ['sales'] : [], { stratum: index < 5 ? 'a' : 'b', stratumSize: index < 5 ? 5 : 900 }),
);
const errors = new Map(CAUSES.map((cause) => [cause, fitLabelError(cause, cases, labels)]));

describe('describeLabelError', () => {
  it('says without an audit that tags are unchecked', () => {
    expect(describeLabelError(new Map(CAUSES.map((cause) => [cause, null])), [])).toMatch(
      /^Tagged by machine, not audited/,
    );
  });

  it('gives the counts that people saw, whatever the strata weigh', () => {
    expect(describeLabelError(errors, labels)).toBe(
      "60 tickets of the window were read by people without sight of the machine's tags. Of the tags they met, right were: sales 15 of 20, professional-services none read, manufacturing none read, marketing none read.",
    );
  });

  it("gives the readers' agreement where ten tickets were read twice, and says where fewer were", () => {
    const again = labels.slice(0, 20).map((label, index) => ({ ...label, causes: index === 0 ? [] : label.causes }));
    // 80 answers: 14 yes of both, 1 of the first alone: (0.9875 - 0.7031) / (1 - 0.7031).
    expect(describeLabelError(errors, [...labels, ...again])).toMatch(
      / 20 were read twice; the readers agree with kappa 0\.96\.$/,
    );
    expect(describeLabelError(errors, [...labels, ...again.slice(0, 9)])).toMatch(
      / 9 were read twice: too few to state the readers' agreement\.$/,
    );
  });
});
