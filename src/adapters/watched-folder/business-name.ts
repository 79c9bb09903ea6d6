import { parseWeek, weekDays } from '../../domain/week.ts';

/** Kinds of business file that are known by their name alone. */
export const BUSINESS_KINDS = [
  'accounts',
  'deals',
  'projects',
  'shipments',
  'returns',
  'campaigns',
  'exposures',
  'audit',
  'corrections',
] as const;

/** A kind of business file. */
export type BusinessKind = (typeof BUSINESS_KINDS)[number];

const TEXT_ENDINGS = ['csv', 'tsv', 'txt', 'json', 'ndjson', 'jsonl'];

/** Endings of the files that are read: of a table, or of an archive of tables. */
export const TABLE_ENDINGS: readonly string[] = [...TEXT_ENDINGS, 'xlsx', 'zip', 'gz'];

/** The end of such a file's name; that of a packed text (`.csv.gz`) is both. */
export const TABLE_NAME = new RegExp(`(?:\\.(?:${TEXT_ENDINGS.join('|')}))?\\.(?:${TABLE_ENDINGS.join('|')})$`, 'i');

const DATE = '[\\d\\s_.()TWZ:-]*';
const BUSINESS_NAME = new RegExp(`^(?:${DATE}[\\d\\s_.()-])?(${BUSINESS_KINDS.join('|')})(?![a-z])${DATE}$`, 'i');

/** The kind that a file's name states, alone or with a date or number before or after it (`2026-11-23 Deals.csv`, `deals (1).csv`); undefined for all other names. */
export function kindOfName(name: string): BusinessKind | undefined {
  const [, kind] = BUSINESS_NAME.exec(name.replace(TABLE_NAME, '')) ?? [];
  return kind?.toLowerCase() as BusinessKind | undefined;
}

/** What tells the age of a file. */
interface Aged {
  readonly name: string;
  readonly kind: BusinessKind | undefined;
  readonly stats: { readonly mtimeMs: number };
}

/** The newest file of each kind: by the day that its name states (copying changes times, not names), else by its last change. */
export function newestOfKinds<T extends Aged>(files: readonly T[]): ReadonlyMap<BusinessKind, T> {
  const ordered = [...files].sort(
    (a, b) =>
      statedOrChanged(a) - statedOrChanged(b) || a.stats.mtimeMs - b.stats.mtimeMs || (a.name < b.name ? -1 : 1),
  );
  return new Map(ordered.flatMap((file) => (file.kind === undefined ? [] : [[file.kind, file] as const])));
}

/** Milliseconds since 1970. One number for every file, else three files could each be newer than the next. */
function statedOrChanged({ name, stats }: Aged): number {
  const stated = Date.parse(`${dayIn(name)}T00:00:00Z`);
  return Number.isNaN(stated) ? stats.mtimeMs : stated;
}

function dayIn(name: string): string {
  const [, weekYear, number] = /(?<!\d)(20\d\d)-?W(\d\d)/i.exec(name) ?? [];
  const week = parseWeek(`${weekYear}-W${number}`);
  if (week !== undefined) return weekDays(week).monday;
  const [, year, month, day = '01'] = /(?<!\d)(20\d\d)[-_.]?(\d\d)(?:[-_.]?(\d\d))?/.exec(name) ?? [];
  return `${year}-${month}-${day}`;
}
