import { beta, gamma, type Random } from '../math/random.ts';
import { designEffect } from '../math/shrinkage.ts';
import { addLists, type Cohort, type Cohorts, groupBy, sumOf } from './cohorts.ts';
import { expectReturns, fitHazard, type Hazard } from './return-rates.ts';

/** What share of the avoidable returns a fix would end: a prior, mean 0.8, marked as such in the report. */
const FIX_PRIOR = { a: 8, b: 2 } as const;
/** Draws of what a fix would avoid. */
export const DRAWS = 2_000;

/** A lot taken to be faulty: returns so far, and unit-months by age, seen and within the horizon. */
interface Suspect {
  readonly cohort: Cohort;
  readonly returns: number;
  readonly parcel: number;
}

/** A product: rates by age of its sound lots, what lies ahead of those, and its suspects. */
interface Product {
  readonly hazard: Hazard;
  readonly soundAhead: readonly number[];
  readonly suspects: readonly Suspect[];
  /** Part of its lots' returns that is tied to a lot. */
  readonly tied: number;
}

/** Everything that will come back within the horizon, lot by lot, with what no lot is known of. */
export interface Outlook {
  readonly products: ReadonlyMap<string, Product>;
  /** Returns ahead of units that were shipped without a lot: the past rate of returns that are tied to none. */
  readonly unlinked: number;
}

/** Returns that a fix of one lot would avoid within the horizon, and their share of all warranty returns then, draw by draw. */
export interface Avoided {
  readonly units: Float64Array;
  readonly shares: Float64Array;
}

/** Foresees the returns of every product, sound lots and suspects apart. */
export function foreseeReturns({ cohorts, unlinked }: Cohorts, suspects: readonly Cohort[]): Outlook {
  const products = new Map<string, Product>();
  let loose = 0;
  for (const [sku, own] of groupBy(cohorts, (cohort) => cohort.sku)) {
    const lots = own.filter(({ lot }) => lot !== null);
    const { tied, rate } = shareOut(own, lots, unlinked.get(sku) ?? 0);
    loose += rate * sumOf(own.flatMap(({ lot, future }) => (lot === null || lots.length === 0 ? future : [])));
    const sound = lots.filter((cohort) => !suspects.includes(cohort));
    const hazard = fitHazard(sound) ?? fitHazard(lots);
    if (!hazard) continue;
    const faulty = lots.filter((cohort) => suspects.includes(cohort)).map(describeSuspect);
    products.set(sku, { hazard, soundAhead: addLists(sound.map(({ future }) => future)), suspects: faulty, tied });
  }
  return { products, unlinked: loose };
}

/**
 * Returns tied to no lot are of lots too, as far as unit-months under warranty are: they are taken to be of the same lots as those that are tied. Left out, the
 * avoided returns of a firm that ties half of them to a lot cover the truth in 57 % of simulated worlds.
 * @returns the tied part of the lots' returns, and the returns a unit-month of units without a lot.
 */
function shareOut(
  own: readonly Cohort[],
  lots: readonly Cohort[],
  unlinked: number,
): { readonly tied: number; readonly rate: number } {
  const monthsOf = (list: readonly Cohort[]) => sumOf(list.flatMap(({ exposure }) => exposure));
  const [all, inLots] = [monthsOf(own), monthsOf(lots)];
  const linked = sumOf(lots.flatMap(({ returns }) => returns));
  if (all === 0) return { tied: 1, rate: 0 };
  const ofLots = Math.max(linked, (inLots / all) * (linked + unlinked));
  const months = inLots < all ? all - inLots : all;
  return { tied: ofLots > 0 && linked > 0 ? linked / ofLots : 1, rate: (linked + unlinked - ofLots) / months };
}

function describeSuspect(cohort: Cohort): Suspect {
  return { cohort, returns: sumOf(cohort.returns), parcel: designEffect(cohort.parcels) };
}

/** Returns that a lot's age and product lead to expect, from sound lots; 0 for a product that is not in view. */
export function expectedOf({ sku, exposure }: Cohort, { products }: Outlook): number {
  return expectReturns(exposure, products.get(sku)?.hazard ?? []);
}

/**
 * Draws what mending a suspect lot would avoid: its returns ahead at its own ratio less those at the rates of sound lots, times the effect of a fix.
 * @see measures.md section 3; Gamma(x + 1/2, expected) is the Jeffreys posterior of a ratio of Poisson counts
 */
export function drawAvoided(cohort: Cohort, { products, unlinked }: Outlook, random: Random): Avoided {
  const [units, shares] = [new Float64Array(DRAWS), new Float64Array(DRAWS)];
  for (let draw = 0; draw < DRAWS; draw++) {
    let [all, avoided] = [unlinked, 0];
    for (const { hazard, soundAhead, suspects, tied } of products.values()) {
      const rates = hazard.map(({ shape, rate }) => gamma(random, shape) / rate);
      all += multiply(soundAhead, rates) / tied;
      for (const suspect of suspects) {
        const usual = multiply(suspect.cohort.future, rates) / tied;
        const ratio = drawRatio(suspect, multiply(suspect.cohort.exposure, rates), random);
        // No more can come back than is still out.
        const coming = Math.min(ratio * usual, Math.max(0, suspect.cohort.units - suspect.returns));
        all += coming;
        if (suspect.cohort === cohort) avoided = (coming - usual) * beta(random, FIX_PRIOR.a, FIX_PRIOR.b);
      }
    }
    units[draw] = avoided;
    shares[draw] = all > 0 ? avoided / all : 0;
  }
  return { units, shares };
}

function drawRatio({ returns, parcel }: Suspect, expected: number, random: Random): number {
  return expected > 0 ? (gamma(random, returns / parcel + 0.5) * parcel) / expected : 1;
}

function multiply(unitMonths: readonly number[], rates: readonly number[]): number {
  let sum = 0;
  for (let age = 0; age < rates.length; age++) sum += (unitMonths[age] ?? 0) * (rates[age] as number);
  return sum;
}
