import type { Return, Shipment } from '../../src/domain/join.ts';
import { integer, seededRandom } from '../../src/math/random.ts';

const MONTH_MS = 30.44 * 86_400_000;
/** End of the window: Monday 16 November 2026. */
export const NOW = Date.UTC(2026, 10, 16);
/** Returns a unit-month by age: faults show early. */
const HAZARD = [
  [1, 0.015],
  [3, 0.006],
  [Number.POSITIVE_INFINITY, 0.002],
] as const;

/** How a firm's lots fare. */
export interface ReturnWorldSpec {
  /** Lots of product P0 that fail more often, by number, with how many times. */
  readonly bad?: Readonly<Record<number, number>>;
  readonly lots?: number;
  readonly units?: number;
  /** Day from which the returns file is kept; earlier returns are not in it. */
  readonly from?: string;
}

/** Three products of one lot a month up to November 2026, each unit failing at the rate of its age (times its lot's); truth is known. */
export function returnWorld(seed: number, { bad = {}, lots = 12, units = 250, from = '' }: ReturnWorldSpec = {}) {
  const random = seededRandom(seed);
  const shipments: Shipment[] = [];
  const returns: Return[] = [];
  for (const sku of ['P0', 'P1', 'P2']) {
    for (let number = 0; number < lots; number++) {
      const start = Date.UTC(2026, 11 - lots + number, 1);
      const lot = `${sku}-${String(number).padStart(2, '0')}`;
      shipments.push({ sku, lot, units, month: new Date(start).toISOString().slice(0, 7) });
      for (let unit = 0; unit < units; unit++) {
        const shipped = start + random() * (Math.min(start + MONTH_MS, NOW) - start);
        const age = lifetime(-Math.log(1 - random()) / (sku === 'P0' ? (bad[number] ?? 1) : 1));
        const returnedOn = new Date(Math.min(shipped + age * MONTH_MS, NOW + MONTH_MS)).toISOString().slice(0, 10);
        if (shipped + age * MONTH_MS >= NOW || returnedOn < from) continue;
        returns.push({
          returnId: `R${returns.length}`,
          sku,
          lot,
          returnedOn,
          quantity: 1,
          accountId: `A${integer(random, 900)}`,
        });
      }
    }
  }
  return { shipments, returns };
}

/** Age in months at which a unit's risk has added up to `risk`. */
function lifetime(risk: number): number {
  let [age, left] = [0, risk];
  for (const [end, rate] of HAZARD) {
    if (left < rate * (end - age)) return age + left / rate;
    left -= rate * (end - age);
    age = end;
  }
  return age;
}
