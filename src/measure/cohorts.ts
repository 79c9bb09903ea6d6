import type { Return, Shipment } from '../domain/join.ts';
import type { QuestionContext } from './question.ts';

/** Months ahead that avoidable returns are counted for. */
export const HORIZON_MONTHS = 3;
/** Ends of the ages, in months, within which returns are taken to come evenly: most faults show early. */
const AGE_ENDS = [1, 3, 6, 12, Number.POSITIVE_INFINITY] as const;
const DAY_MS = 86_400_000;
const MONTH_MS = 30.44 * DAY_MS;
/** Returns expected in a gap without any from which it is the end of the file: e^-5 is 0.7 %. */
const GAP_RETURNS = 5;
/** Fewest returns that a pace is told from. */
const PACED_RETURNS = 20;

/** Units of one product and lot, with their returns; lists run over the ages. */
export interface Cohort {
  readonly sku: string;
  /** Null for units shipped without a lot. */
  readonly lot: string | null;
  readonly units: number;
  /** Units that came back. */
  readonly returns: readonly number[];
  /** Unit-months under warranty that were seen, and that lie within the horizon. */
  readonly exposure: readonly number[];
  readonly future: readonly number[];
  /** Units of each return: a parcel of forty is one event, not forty. */
  readonly parcels: readonly number[];
  /** Different accounts (returns, where unknown) that sent units back. */
  readonly parties: number;
}

/** What is known of the products shipped up to now. */
export interface Cohorts {
  readonly cohorts: readonly Cohort[];
  /** Units returned so far, and those of them tied to a cohort with a lot. */
  readonly returned: number;
  readonly linked: number;
  /** Units returned that are tied to no lot, by product. */
  readonly unlinked: ReadonlyMap<string, number>;
}

interface Clock {
  /** The returns file is taken to be complete from its first return on. */
  readonly from: number;
  /** And up to here: the newest returns may not be in it yet. */
  readonly until: number;
  readonly now: number;
  readonly warrantyMonths: number;
}

/** Puts shipments and the returns up to the end of the window into cohorts of one product and lot, in order of their names. */
export function buildCohorts(
  shipments: readonly Shipment[],
  returns: readonly Return[],
  lotOf: (row: Return) => string | undefined,
  { endsAt, settings }: QuestionContext,
): Cohorts {
  const from = returns.reduce((first, { returnedOn }) => Math.min(first, Date.parse(returnedOn)), endsAt);
  const clock = { from, until: endOfFile(returns, from, endsAt), now: endsAt, warrantyMonths: settings.warrantyMonths };
  const shipped = groupBy(
    shipments.filter(({ month }) => monthStart(month) < endsAt),
    ({ sku, lot }) => keyOf(sku, lot),
  );
  const known = (row: Return) =>
    lotOf(row) !== undefined && shipped.has(keyOf(row.sku, lotOf(row))) ? lotOf(row) : undefined;
  const returned = groupBy(returns, (row) => keyOf(row.sku, known(row)));
  const cohorts = [...shipped]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, rows]) => buildCohort(rows, rows[0]?.lot === undefined ? [] : (returned.get(key) ?? []), clock));
  const loose = groupBy(
    returns.filter((row) => known(row) === undefined),
    ({ sku }) => sku,
  );
  const unlinked = new Map([...loose].map(([sku, rows]) => [sku, sumOf(rows.map(({ quantity }) => quantity))]));
  const all = sumOf(returns.map(({ quantity }) => quantity));
  return { cohorts, returned: all, linked: all - sumOf([...unlinked.values()]), unlinked };
}

/**
 * The end of the time that the file covers: that of its last return where so long without one is no chance at its usual pace (P < 0.7 %), else the end of the window.
 * Returns that reach the file days or weeks late leave such a gap; unit-months in it would make every rate look lower than it is.
 */
function endOfFile(returns: readonly Return[], from: number, endsAt: number): number {
  const last = returns.reduce((latest, { returnedOn }) => Math.max(latest, Date.parse(returnedOn)), from) + DAY_MS;
  const pace = returns.length / (last - from);
  return returns.length >= PACED_RETURNS && pace * (endsAt - last) > GAP_RETURNS ? last : endsAt;
}

function keyOf(sku: string, lot: string | undefined): string {
  return `${sku}\n${lot ?? ''}`;
}

function buildCohort(rows: readonly Shipment[], returned: readonly Return[], clock: Clock): Cohort {
  const [{ sku, lot }] = rows as [Shipment];
  const units = sumOf(rows.map((row) => row.units));
  const shippedAt = sumOf(rows.map((row) => row.units * shipInstant(row.month, clock.now))) / Math.max(1, units);
  const returns = AGE_ENDS.map(() => 0);
  for (const row of returned) {
    const age =
      (Date.parse(row.returnedOn) - (row.shippedOn === undefined ? shippedAt : Date.parse(row.shippedOn))) / MONTH_MS;
    const place = AGE_ENDS.findIndex((end) => age < end);
    returns[place] = (returns[place] as number) + row.quantity;
  }
  return {
    sku,
    lot: lot ?? null,
    units,
    returns,
    exposure: addLists(rows.map((row) => spread(row.units, ...seenAges(row, clock)))),
    future: addLists(rows.map((row) => spread(row.units, ...comingAges(row, clock)))),
    parcels: returned.map(({ quantity }) => quantity),
    parties: new Set(returned.map(({ accountId, returnId }) => accountId ?? returnId)).size,
  };
}

function seenAges({ month }: Shipment, { from, until, now, warrantyMonths }: Clock): [number, number] {
  const shipped = shipInstant(month, now);
  return [Math.max(0, (from - shipped) / MONTH_MS), Math.min((until - shipped) / MONTH_MS, warrantyMonths)];
}

function comingAges({ month }: Shipment, { now, warrantyMonths }: Clock): [number, number] {
  const age = (now - shipInstant(month, now)) / MONTH_MS;
  return [age, Math.min(age + HORIZON_MONTHS, warrantyMonths)];
}

/** Units leave evenly over their month, the current one up to now: on average in the middle of that time. */
function shipInstant(month: string, now: number): number {
  const start = monthStart(month);
  return (start + Math.min(start + MONTH_MS, now)) / 2;
}

function monthStart(month: string): number {
  return Date.parse(`${month}-01`);
}

/** Unit-months of `units` between two ages, by age. */
function spread(units: number, start: number, end: number): number[] {
  return AGE_ENDS.map(
    (ageEnd, index) => units * Math.max(0, Math.min(end, ageEnd) - Math.max(start, AGE_ENDS[index - 1] ?? 0)),
  );
}

/** Adds lists over the ages, place by place. */
export function addLists(lists: readonly (readonly number[])[]): number[] {
  return AGE_ENDS.map((_, index) => sumOf(lists.map((list) => list[index] ?? 0)));
}

/** Sum of numbers; 0 for none. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Groups items by a key, in order of first appearance. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const members = groups.get(key(item));
    if (members) members.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
