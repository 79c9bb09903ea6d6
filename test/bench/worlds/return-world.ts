import type { Return, Shipment } from '../../../src/domain/join.ts';
import { beta, integer, poisson, type Random, seededRandom } from '../../../src/math/random.ts';
import type { QuestionContext } from '../../../src/measure/question.ts';
import { contextOf } from '../../measure/case-builder.ts';

const MONTH_MS = 30.44 * 86_400_000;
const NOW = Date.UTC(2026, 10, 16);
const WARRANTY = 24;
const HORIZON = 3;
/** Returns a unit-month by age; the measure knows the ages at which they change, not the rates. */
const HAZARD = [
  [1, 0.012],
  [3, 0.006],
  [6, 0.003],
  [Number.POSITIVE_INFINITY, 0.002],
] as const;

/** A firm's shipments, and the lot that fails more often. */
export interface ReturnWorld {
  readonly products: number;
  /** One lot a month and product. */
  readonly months: number;
  /** Units of the first month's lots; each month's are `growth` times the last. */
  readonly units: number;
  readonly growth: number;
  /** Age of the bad lot of the first product, in months; null = none. */
  readonly badAge: number | null;
  /** What mending it would take off all warranty returns of the next three months. */
  readonly drop: number;
  /** Units of a parcel: returns come in clumps. */
  readonly parcel: number;
  /** Days until a return is in the file; those of the last days are missing. */
  readonly lagDays: number;
  /** Share of returns whose lot is known. */
  readonly linked: number;
}

/** Three products, a lot of 400 units each month for a year. */
export const FIRM: ReturnWorld = {
  products: 3,
  months: 12,
  units: 400,
  growth: 1,
  badAge: 5,
  drop: 0.08,
  parcel: 1,
  lagDays: 0,
  linked: 1,
};

/** What the report is made from, and the returns that mending the bad lot would truly avoid. */
export interface SimulatedReturns {
  readonly context: QuestionContext;
  readonly badLot: string;
  readonly avoided: number;
}

interface Lot {
  readonly sku: string;
  readonly lot: string;
  readonly units: number;
  readonly start: number;
}

/** Plays a firm; what a fix ends of the bad lot's excess is drawn about 80 %. */
export function simulateReturns(world: ReturnWorld, seed: number): SimulatedReturns {
  const random = seededRandom(seed);
  const lots = lotsOf(world);
  const bad = lots.find(({ sku, start }) => sku === 'P0' && start === monthStart(world.badAge ?? -1));
  const [coming, comingBad] = [lots.reduce((sum, lot) => sum + expect(lot, true), 0), bad ? expect(bad, true) : 0];
  // drop = 0.8 x excess / (all + excess)
  const excess = bad ? (world.drop * coming) / (0.8 - world.drop) : 0;
  const times = bad ? 1 + excess / comingBad : 1;
  const returns = lots.flatMap((lot) => returnsOf(lot, lot === bad ? times : 1, world, random));
  const shipments = lots.map(
    ({ sku, lot, units, start }): Shipment => ({ sku, lot, units, month: dayOf(start).slice(0, 7) }),
  );
  const context = contextOf([], { shipments, returns }, { seed });
  return { context, badLot: bad?.lot ?? '', avoided: excess * beta(random, 8, 2) };
}

function lotsOf({ products, months, units, growth }: ReturnWorld): Lot[] {
  return Array.from({ length: products }, (_, product) =>
    Array.from({ length: months }, (_unused, month): Lot => {
      const sku = `P${product}`;
      return {
        sku,
        lot: `${sku}-${month}`,
        units: Math.round(units * growth ** month),
        start: monthStart(months - 1 - month),
      };
    }),
  ).flat();
}

function monthStart(age: number): number {
  return Date.UTC(2026, 10 - age, 1);
}

/** Returns expected of a lot up to now, or within the horizon. */
function expect({ units, start }: Lot, ahead: boolean): number {
  const shipped = (start + Math.min(start + MONTH_MS, NOW)) / 2;
  const age = (NOW - shipped) / MONTH_MS;
  const [from, to] = ahead ? [age, Math.min(age + HORIZON, WARRANTY)] : [0, Math.min(age, WARRANTY)];
  let [sum, last] = [0, 0];
  for (const [end, rate] of HAZARD) {
    sum += rate * Math.max(0, Math.min(end, to) - Math.max(last, from));
    last = end;
  }
  return units * sum;
}

/** A Poisson number of parcels at the ages that the hazard gives, each unit's own shipping day drawn within its month. */
function returnsOf({ sku, lot, units, start }: Lot, times: number, world: ReturnWorld, random: Random): Return[] {
  const returns: Return[] = [];
  let last = 0;
  for (const [end, rate] of HAZARD) {
    const width = Math.min(end, 60) - last;
    for (let n = poisson(random, (units * rate * times * width) / world.parcel); n > 0; n--) {
      const shipped = start + random() * (Math.min(start + MONTH_MS, NOW) - start);
      const at = shipped + (last + random() * width) * MONTH_MS;
      if (at >= NOW - world.lagDays * 86_400_000 || at - shipped > WARRANTY * MONTH_MS) continue;
      returns.push({
        returnId: `${lot} ${returns.length}`,
        sku,
        returnedOn: dayOf(at),
        quantity: world.parcel,
        accountId: `A${integer(random, 900)}`,
        ...(random() < world.linked ? { lot } : {}),
      });
    }
    last = end;
  }
  return returns;
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
