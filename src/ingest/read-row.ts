import { blankRule } from './blank-cell.ts';
import type { Column } from './columns.ts';
import type { DateDecision } from './date-vote.ts';
import { headerKey } from './header-key.ts';
import { instantOf } from './local-time.ts';
import { presetOf } from './presets/presets.ts';
import { readList, withoutGuard } from './read-cells.ts';
import { readDate } from './read-date.ts';
import type { SourceProfile } from './source-profile.ts';
import { type Fate, type FateRule, fateRule } from './ticket-fate.ts';

/** A row's cells by canonical column. */
export interface Row {
  readonly cells: readonly string[];
  /** The first filled cell of a column, trimmed; empty where there is none. */
  text(column: Column): string;
  /** The same, but undefined where the file has no such column. */
  given(column: Column): string | undefined;
  /** All filled cells of a column, since headers may be repeated. */
  texts(column: Column): readonly string[];
  /** All entries of a column's list cells. */
  list(column: Column): readonly string[];
  /** What becomes of the row. */
  fate(): Fate;
  /** Whether the file says that somebody other than the customer wrote the description. */
  isAgentBody(): boolean;
  /** Cells that may name persons. */
  readonly people: readonly string[];
}

/** What is the same for all rows of a file, worked out once. */
interface RowPlan {
  readonly isBlank: (cell: string) => boolean;
  readonly fate: FateRule;
  /** Positions of the preset's signs; undefined where the file has none. */
  readonly signs: readonly (number | undefined)[];
  /** Position of the cell that names the description's author, and the words for a customer. */
  readonly author: { readonly at: number; readonly customer: readonly string[] } | undefined;
}

const plans = new WeakMap<SourceProfile, RowPlan>();

function planOf(profile: SourceProfile): RowPlan {
  const known = plans.get(profile);
  if (known) return known;
  const preset = presetOf(profile.preset);
  const keys = profile.headers.map(headerKey);
  const at = (header: string): number | undefined => {
    const found = keys.indexOf(headerKey(header));
    return found < 0 ? undefined : found;
  };
  const signs = (preset.signs ?? []).map(({ header, unless }) =>
    unless !== undefined && at(unless) !== undefined ? undefined : at(header),
  );
  const authorAt = preset.bodyAuthor && at(preset.bodyAuthor.header);
  const author = preset.bodyAuthor && authorAt !== undefined ? { ...preset.bodyAuthor, at: authorAt } : undefined;
  const plan = { isBlank: blankRule(preset), fate: fateRule(preset, profile.statuses), signs, author };
  plans.set(profile, plan);
  return plan;
}

/** Opens a row for reading by canonical column. */
export function readRow(cells: readonly string[], profile: SourceProfile): Row {
  const { positions, people } = profile;
  const { isBlank, fate, signs, author } = planOf(profile);
  const filled = (at: number): string => {
    const cell = withoutGuard(cells[at] ?? '').trim();
    return isBlank(cell) ? '' : cell;
  };
  const texts = (column: Column): readonly string[] =>
    (positions[column] ?? []).map(filled).filter((cell) => cell !== '');
  const text = (column: Column): string => {
    for (const at of positions[column] ?? []) {
      const cell = filled(at);
      if (cell !== '') return cell;
    }
    return '';
  };
  const given = (column: Column): string | undefined => (positions[column] ? text(column) : undefined);
  const list = (column: Column): readonly string[] => texts(column).flatMap(readList);
  return {
    cells,
    text,
    given,
    texts,
    list,
    fate: () =>
      fate({
        status: given('status'),
        closedAt: text('closed_at'),
        mergedInto: text('merged_into'),
        id: text('ticket_id'),
        tags: list('tags'),
        signs: signs.map((at) => (at === undefined ? undefined : filled(at))),
      }),
    isAgentBody: () => {
      const word = author ? filled(author.at).toLowerCase() : '';
      return word !== '' && author?.customer.includes(word) === false;
    },
    people: people.map((at) => cells[at] ?? ''),
  };
}

/**
 * The UTC instant of a date cell, written as the column's vote decided. A cell with a day alone is the start of that day in the reporting zone,
 * since a calendar day needs no conversion.
 * @returns undefined where the cell is no such date; `gap` where daylight saving skipped the reading.
 */
export function rowInstant(
  cell: string,
  decision: DateDecision | undefined,
  zone: string,
  reportingZone: string,
): { readonly at: string; readonly gap: boolean } | undefined {
  const reading = decision && cell !== '' ? readDate(cell, decision.format) : undefined;
  if (!reading) return undefined;
  if (reading.zoned) return { at: new Date(reading.ms).toISOString(), gap: false };
  const { ms, gap } = instantOf(reading.ms, reading.dayOnly ? reportingZone : zone);
  return { at: new Date(ms).toISOString(), gap: gap && !reading.dayOnly };
}
