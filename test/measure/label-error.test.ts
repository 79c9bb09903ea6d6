import { describe, expect, it } from 'vitest';
import type { AuditLabel } from '../../src/domain/audit.ts';
import { type Random, sample, seededRandom } from '../../src/math/random.ts';
import type { Case } from '../../src/measure/cases.ts';
import { drawLabelError, firstReadings, fitLabelError, measureCauseShare } from '../../src/measure/label-error.ts';
import { type CaseSpec, casesOf, labelOf } from './case-builder.ts';

/** Tickets of which a true share has the cause; the machine tags true ones at 0.8, untrue ones at 0.05, and is unsure of a tenth of the rest. */
function simulate(
  random: Random,
  total: number,
  share: number,
): { readonly cases: readonly Case[]; readonly truth: ReadonlySet<string> } {
  const truth = new Set<string>();
  const specs = Array.from({ length: total }, (_, index): CaseSpec => {
    const id = `T${index}`;
    if (random() < share) truth.add(id);
    const tagged = random() < (truth.has(id) ? 0.8 : 0.05);
    return {
      id,
      day: (index * 91) / total,
      causes: tagged ? ['sales'] : [],
      unsure: !tagged && random() < 0.1 ? ['sales'] : [],
    };
  });
  return { cases: casesOf(specs), truth };
}

/** Draws as many tickets from each of the machine's three answers and reads them. */
function audit(random: Random, cases: readonly Case[], truth: ReadonlySet<string>, each: number): AuditLabel[] {
  const callOf = ({ tags }: Case) => tags.tags[0]?.status ?? 'none';
  return ['tagged', 'unsure', 'none'].flatMap((stratum) => {
    const members = cases.filter((entry) => callOf(entry) === stratum);
    return sample(random, members, each).map(({ ticket }) =>
      labelOf(ticket.id, truth.has(ticket.id) ? ['sales'] : [], { stratum, stratumSize: members.length }),
    );
  });
}

const plain = casesOf(
  Array.from({ length: 60 }, (_, index) => ({ day: 1, causes: index < 20 ? (['sales'] as const) : [] })),
);
const readAll = plain.map(({ ticket }, index) => labelOf(ticket.id, index < 15 ? ['sales'] : []));

describe('fitLabelError', () => {
  it('is null with fewer than 50 audited tickets in the window', () => {
    expect(fitLabelError('sales', plain, readAll.slice(0, 49))).toBeNull();
    expect(fitLabelError('sales', plain, readAll.slice(0, 50))?.audited).toBe(50);
    expect(fitLabelError('sales', plain.slice(0, 49), readAll)).toBeNull();
  });

  it('counts what people found among the tagged and the others', () => {
    expect(fitLabelError('sales', plain, readAll)?.cells).toEqual({
      tagged: { tickets: 20, read: 20, right: 15, effective: 20, trueShare: 0.75 },
      unsure: { tickets: 0, read: 0, right: 0, effective: 0, trueShare: 0 },
      'not tagged': { tickets: 40, read: 40, right: 0, effective: 40, trueShare: 0 },
    });
  });

  it('takes the first of two readings of a ticket', () => {
    const again = readAll.map((label) => ({ ...label, causes: [] }));
    expect(firstReadings([...readAll, ...again])).toEqual(readAll);
    expect(fitLabelError('sales', plain, [...readAll, ...again])?.cells.tagged.right).toBe(15);
  });

  it('weighs a reading by the tickets that it stands for', () => {
    const labels = readAll.map((label, index) => ({
      ...label,
      stratum: index < 10 ? 'small' : 'large',
      stratumSize: index < 10 ? 10 : 500,
    }));
    const { tagged } = fitLabelError('sales', plain, labels)?.cells ?? {};
    // Ten of weight 1, all right, and ten of weight 10, half right: (10 + 50) / 110, worth 110² / 1010 readings.
    expect(tagged).toMatchObject({
      trueShare: expect.closeTo(60 / 110, 12),
      effective: expect.closeTo(110 ** 2 / 1010, 9),
    });
  });

  it('keeps apart strata of one name that were drawn in different weeks, and counts their readings outside the window', () => {
    const weekly = readAll.map((label, index) => ({
      ...label,
      stratum: 'tagged',
      stratumSize: index < 30 ? 300 : 600,
    }));
    const outside = Array.from({ length: 30 }, (_, index) =>
      labelOf(`gone${index}`, [], { stratum: 'tagged', stratumSize: 600 }),
    );
    const cell = fitLabelError('sales', plain, [...weekly, ...outside])?.cells['not tagged'];
    expect(cell?.effective).toBeCloseTo(40, 9);
  });
});

describe('drawLabelError', () => {
  it('draws sensitivity, false rate and share about the truth', () => {
    const random = seededRandom(1);
    const { cases, truth } = simulate(random, 4000, 0.1);
    const error = fitLabelError('sales', cases, audit(random, cases, truth, 400));
    const draws = Array.from({ length: 400 }, () => drawLabelError(error as NonNullable<typeof error>, random));
    const mean = (of: (draw: (typeof draws)[number]) => number) =>
      draws.reduce((sum, draw) => sum + of(draw), 0) / draws.length;
    expect(Math.abs(mean(({ sensitivity }) => sensitivity) - 0.8)).toBeLessThan(0.15);
    expect(Math.abs(mean(({ falseRate }) => falseRate) - 0.05)).toBeLessThan(0.01);
    expect(Math.abs(mean(({ share }) => share) - 0.1)).toBeLessThan(0.015);
  });

  it('leaves a call that nobody read wide open', () => {
    const error = fitLabelError('sales', plain, readAll.slice(10));
    const unread = {
      ...error,
      cells: { ...error?.cells, 'not tagged': { tickets: 4000, read: 0, right: 0, effective: 0, trueShare: 0 } },
    } as NonNullable<typeof error>;
    const shares = Float64Array.from(
      { length: 200 },
      (_, seed) => drawLabelError(unread, seededRandom(seed)).share,
    ).sort();
    expect([(shares[5] as number) < 0.05, (shares[194] as number) > 0.9]).toEqual([true, true]);
  });
});

describe('measureCauseShare', () => {
  it('is refused without an audit, with the count of tags and what is missing', () => {
    const refused = measureCauseShare('professional-services', plain, null, seededRandom(1));
    expect(refused).toMatchObject({
      name: 'share_professional_services',
      value: null,
      low: null,
      high: null,
      level: 'L0',
    });
    expect(refused.refused).toMatch(/^0 of 60 tickets are tagged .* at least 50 of them blind$/);
  });

  it('covers the true share in 37 of 40 simulated windows or more, where the raw share of tags hardly ever does', () => {
    let [covered, raw] = [0, 0];
    for (let seed = 1; seed <= 40; seed++) {
      const random = seededRandom(seed);
      const { cases, truth } = simulate(random, 1000, 0.06);
      const share = measureCauseShare(
        'sales',
        cases,
        fitLabelError('sales', cases, audit(random, cases, truth, 60)),
        random,
      );
      const [low, high, actual] = [share.low as number, share.high as number, truth.size / 1000];
      if (low <= actual && actual <= high) covered++;
      const tagged = cases.filter(({ causes }) => causes.length > 0).length / 1000;
      if (Math.abs(tagged - actual) < 0.01) raw++;
    }
    expect(covered).toBeGreaterThanOrEqual(37);
    expect(raw).toBeLessThan(4);
  });

  it('states its base, level and method', () => {
    const share = measureCauseShare('sales', plain, fitLabelError('sales', plain, readAll), seededRandom(1));
    expect(share).toMatchObject({ level: 'L1', unit: 'share', base: '60 tickets closed in this week', refused: null });
    expect(share.value).toBeCloseTo(0.25, 1);
    expect(share.method).toContain('60 tickets read by people');
  });
});
