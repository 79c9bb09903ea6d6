import type { RedactedText } from '../domain/ticket.ts';
import { isObjectName } from './blank-cell.ts';

/** A column that no canonical one is read from. */
export interface ExtraColumn {
  readonly at: number;
  readonly header: string;
  /** Name under which its cells are kept. */
  readonly name: string;
  /** Whether its cells are kept as pseudonyms alone. */
  readonly isPerson: boolean;
}

/** What a cell is passed through before it is kept. */
export interface ExtraRules {
  /** Removes personal data from a text, the same for every row. */
  readonly redact: (text: string) => RedactedText;
  readonly pseudonymize: (text: string) => string;
  /** Called for each cell that is kept only in part. */
  readonly onCut?: (() => void) | undefined;
}

/** Longer cells are texts that no count rests on: their beginning tells what they are. */
export const MAX_EXTRA_LENGTH = 4_000;
const MAX_CACHED = 20_000;
const CACHED_LENGTH = 64;
/** Plain numbers of few digits, days, instants, yes and no: nothing to redact. */
const HARMLESS =
  /^(?:-?\d{1,5}(?:[.,]\d{1,4})?|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?|true|false|yes|no)$/i;
/** Whether there was a person, not who. */
const SAYS_WHETHER = /^(?:true|false|yes|no)$/i;
/** Fields of nested JSON that name a person. */
const NESTED =
  /"((?:\w{0,30}_)?(?:name|e?mail|phone|address|author|login|username|firstname|lastname|first|last|displayname))"\s{0,3}:\s{0,3}"((?:[^"\\]|\\.){1,400})"/gi;

/** Jira's attachment: a date, the account that added it, the file and its address. */
const ATTACHED = /^([^;\n]{6,40};)([^;\n]{3,128})(?=;[^;\n]{1,300};https?:)/;

/**
 * Makes the reader of a file's other columns. Most of their cells come back in row after row, so what is short is redacted once.
 * @returns header or given name -> redacted cell, filled cells alone; undefined where there are none. `withoutNames` takes a row's own persons out.
 */
export function extraReader(
  columns: readonly ExtraColumn[],
  { redact, pseudonymize, onCut = () => {} }: ExtraRules,
): (cells: readonly string[], withoutNames: (text: string) => string) => Readonly<Record<string, string>> | undefined {
  const known = new Map<string, string>();
  const redacted = (text: string): string => {
    if (HARMLESS.test(text)) return text;
    if (text.length > CACHED_LENGTH) return redact(withoutPersons(text.slice(0, MAX_EXTRA_LENGTH), pseudonymize));
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = redact(withoutPersons(text, pseudonymize));
    if (known.size < MAX_CACHED) known.set(text, made);
    return made;
  };
  const people = new Map<string, string>();
  const pseudonym = (text: string): string => {
    const before = people.get(text);
    if (before !== undefined) return before;
    const made = pseudonymize(text);
    if (people.size < MAX_CACHED) people.set(text, made);
    return made;
  };
  return (cells, withoutNames) => {
    const extra: Record<string, string> = {};
    let filled = false;
    for (const { at, name, isPerson } of columns) {
      const cell = (cells[at] ?? '').trim();
      if (cell === '' || cell === '{}' || cell === '[]' || isObjectName(cell)) continue;
      if (cell.length > MAX_EXTRA_LENGTH && !isPerson) onCut();
      const value = isPerson && !SAYS_WHETHER.test(cell) ? pseudonym(cell.toLowerCase()) : redacted(withoutNames(cell));
      const before = Object.hasOwn(extra, name) ? extra[name] : undefined;
      extra[name] = before === undefined ? value : `${before}; ${value}`;
      filled = true;
    }
    return filled ? extra : undefined;
  };
}

function withoutPersons(text: string, pseudonymize: (text: string) => string): string {
  if (/^\s*[[{]/.test(text))
    return text.replace(NESTED, (_, key: string, value: string) => `"${key}":"${pseudonymize(value.toLowerCase())}"`);
  return text.replace(ATTACHED, (_, at: string, account: string) => at + pseudonymize(account.toLowerCase()));
}
