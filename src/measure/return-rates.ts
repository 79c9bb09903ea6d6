import { rateRatio } from '../math/intervals.ts';
import { designEffect, fitMixture, type GammaPrior, shrinkRatio } from '../math/shrinkage.ts';
import { addLists, type Cohort, groupBy, sumOf } from './cohorts.ts';

/** Lower bound of the shrunk ratio from which a lot stands out (EB05). */
const STANDS_OUT_FROM = 2;
/** A lot is named only when so many units came back from so many accounts. */
const NAMED_RETURNS = 5;
const NAMED_PARTIES = 3;
/** Rounds of setting bad lots aside and judging again: two bad lots of one product hide each other. */
const ROUNDS = 3;

/** Returns a unit-month at each age, as a gamma distribution of what they may be. */
export type Hazard = readonly GammaPrior[];

/**
 * Return rate by age over cohorts of one product, each age drawn towards the mean of all by one return's worth.
 * @returns null without unit-months.
 * @see Kalbfleisch, Lawless, Robinson 1991, Technometrics 33 (rates by build cohort and age)
 */
export function fitHazard(cohorts: readonly Cohort[]): Hazard | null {
  const exposure = addLists(cohorts.map((cohort) => cohort.exposure));
  const returns = addLists(cohorts.map((cohort) => cohort.returns));
  const months = sumOf(exposure);
  if (months === 0) return null;
  const mean = (sumOf(returns) + 0.5) / months;
  // Units that come back by the parcel tell as little as the parcels.
  const parcel = parcelOf(cohorts);
  return exposure.map((unitMonths, age) => ({
    shape: ((returns[age] ?? 0) + 1) / parcel,
    rate: (unitMonths + 1 / mean) / parcel,
  }));
}

function parcelOf(cohorts: readonly Cohort[]): number {
  return designEffect(cohorts.flatMap(({ parcels }) => parcels));
}

/** Returns that unit-months by age would bring at these rates, on average. */
export function expectReturns(unitMonths: readonly number[], hazard: Hazard): number {
  return sumOf(hazard.map(({ shape, rate }, age) => ((unitMonths[age] ?? 0) * shape) / rate));
}

/**
 * Lots of which clearly more came back than of other lots of their product at the same age: EB05 of the ratio at least 2, the exact
 * interval against the others above 1, and enough returns to be named.
 */
export function findStandOuts(cohorts: readonly Cohort[]): Cohort[] {
  let found: Cohort[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const clean = new Set(cohorts.filter((cohort) => !found.includes(cohort)));
    const next = judge(cohorts, clean);
    if (next.length === found.length) return next;
    found = next;
  }
  return found;
}

function judge(cohorts: readonly Cohort[], clean: ReadonlySet<Cohort>): Cohort[] {
  const bySku = groupBy(cohorts, ({ sku }) => sku);
  const judged = cohorts.flatMap((cohort) => {
    const peers = (bySku.get(cohort.sku) ?? []).filter(
      (other) => other !== cohort && other.lot !== null && clean.has(other),
    );
    const hazard = cohort.lot === null ? null : fitHazard(peers);
    return hazard ? { cohort, ...compare(cohort, peers, hazard) } : [];
  });
  const prior = fitMixture(judged);
  return judged
    .filter((one) => isNamed(one.cohort) && one.low > 1 && shrinkRatio(one, prior).low >= STANDS_OUT_FROM)
    .map(({ cohort }) => cohort);
}

/** Observed and expected returns in parcels' worth, and the lower end of the exact ratio to the peers. */
function compare(
  cohort: Cohort,
  peers: readonly Cohort[],
  hazard: Hazard,
): { readonly observed: number; readonly expected: number; readonly low: number } {
  const [parcel, peerParcel] = [parcelOf([cohort]), parcelOf(peers)];
  const [observed, expected] = [sumOf(cohort.returns) / parcel, expectReturns(cohort.exposure, hazard) / parcel];
  const others = addLists(peers.map(({ exposure }) => exposure));
  const returned = sumOf(peers.map(({ returns }) => sumOf(returns)));
  const usual = expectReturns(others, hazard);
  return { observed, expected, low: rateRatio(observed, expected, returned / peerParcel, usual / peerParcel).low };
}

function isNamed({ returns, parties }: Cohort): boolean {
  return sumOf(returns) >= NAMED_RETURNS && parties >= NAMED_PARTIES;
}
