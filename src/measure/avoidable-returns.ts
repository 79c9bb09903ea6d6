import { beta, gamma, type Random } from '../math/random.ts';
import { designEffect } from '../math/shrinkage.ts';
import { addLists, type Cohort, type Cohorts, groupBy, sumOf } from './cohorts.ts';
import { expectReturns, fitHazard, type Hazard } from './return-rates.ts';

/** What share of the avoidable returns a fix would end: a prior, mean 0.8, marked as such in the report. */
const FIX_PRIOR = { a: 8, b: 2 } as const;
/** Draws of what a fix would avoid. */
export const DRAWS = 4_000;

/** A group of cohorts with one ratio to the rates by age. */
interface Block {
  readonly returns: number;
  readonly expected: number;
  /** Returns within the horizon at a ratio of 1. */
  readonly ahead: number;
  readonly parcel: number;
}

/** A product's lots: those taken to be sound share one ratio, each suspect has its own. */
interface Product {
  readonly sound: Block;
  readonly suspects: ReadonlyMap<Cohort, Block>;
}

/** Returns that a fix of one lot would avoid within the horizon, and their share of all warranty returns then, draw by draw. */
export interface Avoided {
  readonly units: Float64Array;
  readonly shares: Float64Array;
}

/** Everything that will come back within the horizon, lot by lot, with what no lot is known of. */
export interface Outlook {
  readonly products: ReadonlyMap<string, Product>;
  /** Returns ahead that are tied to no lot: their past rate, spread over all units of the product. */
  readonly unlinked: number;
}

/** Foresees the returns of every product, sound lots and suspects apart. */
export function foreseeReturns({ cohorts, unlinked }: Cohorts, suspects: readonly Cohort[]): Outlook {
  const products = new Map<string, Product>();
  let loose = 0;
  for (const [sku, own] of groupBy(cohorts, (cohort) => cohort.sku)) {
    const [past, coming] = [sumOf(own.flatMap(({ exposure }) => exposure)), sumOf(own.flatMap(({ future }) => future))];
    if (past > 0) loose += ((unlinked.get(sku) ?? 0) / past) * coming;
    const lots = own.filter(({ lot }) => lot !== null);
    const sound = lots.filter((cohort) => !suspects.includes(cohort));
    const hazard = fitHazard(sound) ?? fitHazard(lots);
    if (!hazard) continue;
    const bad = suspects.filter((cohort) => cohort.sku === sku);
    products.set(sku, {
      sound: blockOf(sound, hazard),
      suspects: new Map(bad.map((cohort) => [cohort, blockOf([cohort], hazard)])),
    });
  }
  return { products, unlinked: loose };
}

function blockOf(cohorts: readonly Cohort[], hazard: Hazard): Block {
  return {
    returns: sumOf(cohorts.flatMap(({ returns }) => returns)),
    expected: expectReturns(addLists(cohorts.map(({ exposure }) => exposure)), hazard),
    ahead: expectReturns(addLists(cohorts.map(({ future }) => future)), hazard),
    parcel: designEffect(cohorts.flatMap(({ parcels }) => parcels)),
  };
}

/** Returns that a lot's age and product lead to expect, from sound lots. */
export function expectedOf(cohort: Cohort, { products }: Outlook): number {
  return products.get(cohort.sku)?.suspects.get(cohort)?.expected ?? 0;
}

/**
 * Draws what mending a suspect lot would avoid: its returns ahead at its own ratio less those at the ratio of sound lots, times the effect of a fix.
 * @see measures.md section 3; Gamma(x + 1/2, expected) is the Jeffreys posterior of a ratio of Poisson counts
 */
export function drawAvoided(cohort: Cohort, { products, unlinked }: Outlook, random: Random): Avoided {
  const [units, shares] = [new Float64Array(DRAWS), new Float64Array(DRAWS)];
  const own = products.get(cohort.sku) as Product;
  const block = own.suspects.get(cohort) as Block;
  for (let draw = 0; draw < DRAWS; draw++) {
    let [all, avoided] = [unlinked, 0];
    for (const { sound, suspects } of products.values()) {
      const usual = drawRatio(sound, random);
      all += usual * sound.ahead;
      for (const suspect of suspects.values()) {
        const ratio = drawRatio(suspect, random);
        all += ratio * suspect.ahead;
        if (suspect === block) avoided = (ratio - usual) * suspect.ahead * beta(random, FIX_PRIOR.a, FIX_PRIOR.b);
      }
    }
    units[draw] = avoided;
    shares[draw] = all > 0 ? avoided / all : 0;
  }
  return { units, shares };
}

function drawRatio({ returns, expected, parcel }: Block, random: Random): number {
  return expected > 0 ? (gamma(random, returns / parcel + 0.5) * parcel) / expected : 0;
}
