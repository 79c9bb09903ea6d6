import { InputError } from '../domain/errors.ts';
import { DATE_FORMATS, type DateFormat, isRelativeDate, readDate } from './read-date.ts';

/** Order of day and month where the numbers alone cannot tell. */
export type DateOrder = 'dmy' | 'mdy';

/** Share of filled cells that one format must read. */
const MIN_READ = 0.995;
/** From this many cells on, one unreadable cell is a typo in its row and not the column's format. */
const TYPO_FROM = 10;

/** What a column's cells said about their format so far. */
export interface DateVote {
  /** Shows a cell to every format; `row` is kept for messages. */
  add(cell: string, row: number): void;
  /**
   * The one format that reads the column; `order` decides only where day and month could be either.
   * Undefined where no cell was filled.
   * @throws InputError `relative-date`, `date-format` or `date-order-undecided`.
   */
  decide(order?: DateOrder): DateDecision | undefined;
  /** The order that a day above 12 gave away, if one did. */
  order(): DateOrder | undefined;
}

/** The winning format. */
export interface DateDecision {
  readonly format: DateFormat;
  /** True where each cell that was read states its own zone. */
  readonly zoned: boolean;
  /** True where no cell has a time of day. */
  readonly dayOnly: boolean;
}

interface Tally {
  read: number;
  zoned: number;
  dayOnly: number;
}

/** Starts the vote on a date column; `column` is the file's header, `advice` what to tell where its dates are relative. */
export function startDateVote(file: string, column: string, advice?: string): DateVote {
  const tallies = new Map<DateFormat, Tally>(DATE_FORMATS.map((format) => [format, { read: 0, zoned: 0, dayOnly: 0 }]));
  let filled = 0;
  let unread: number | undefined;
  let relative: number | undefined;

  function add(cell: string, row: number): void {
    if (cell.trim() === '') return;
    filled += 1;
    let any = false;
    for (const [format, tally] of tallies) {
      const reading = readDate(cell, format);
      if (!reading) continue;
      any = true;
      tally.read += 1;
      tally.zoned += reading.zoned ? 1 : 0;
      tally.dayOnly += reading.dayOnly ? 1 : 0;
    }
    if (any) return;
    unread ??= row;
    if (isRelativeDate(cell)) relative ??= row;
  }

  function decide(order?: DateOrder): DateDecision | undefined {
    if (filled === 0) return undefined;
    const allowed = Math.max(filled * (1 - MIN_READ), filled >= TYPO_FROM ? 1 : 0);
    const fits = [...tallies].filter(([, tally]) => filled - tally.read <= allowed).map(([format]) => format);
    const best = Math.max(...fits.map((format) => tallies.get(format)?.read ?? 0));
    const winners = fits.filter((format) => tallies.get(format)?.read === best);
    const format = winners.length === 1 ? winners[0] : winners.find((each) => each === order);
    if (format === undefined) throw winners.length > 1 ? undecided() : unreadable(relative, unread);
    const tally = tallies.get(format);
    return { format, zoned: tally?.zoned === best, dayOnly: tally?.dayOnly === best };
  }

  function seenOrder(): DateOrder | undefined {
    const [dmy, mdy] = [tallies.get('dmy')?.read ?? 0, tallies.get('mdy')?.read ?? 0];
    if (dmy === mdy) return undefined;
    return dmy > mdy ? 'dmy' : 'mdy';
  }

  function undecided(): InputError {
    const message = `expected dates whose day and month can be told apart, got none with a day above 12 in ${filled} cells; pass --date-order dmy or --date-order mdy`;
    return new InputError('date-order-undecided', { file, column }, message);
  }

  function unreadable(relativeRow: number | undefined, row: number | undefined): InputError {
    if (relativeRow !== undefined) {
      const todo = advice === undefined ? 'export absolute dates (ISO 8601)' : `export absolute dates: ${advice}`;
      const message = `expected a date, got one relative to the day of the export ("3 weeks ago"); ${todo}`;
      return new InputError('relative-date', { file, row: relativeRow, column }, message);
    }
    const most = Math.max(...[...tallies.values()].map(({ read }) => read));
    const message = `expected one date format in at least 99.5 % of the filled cells, got ${most} of ${filled} in the commonest; correct the column or export ISO 8601 dates`;
    return new InputError('date-format', { file, row, column }, message);
  }

  return { add, decide, order: seenOrder };
}
