import { InputError } from '../domain/errors.ts';
import type { Column } from './columns.ts';
import { headerKey } from './header-key.ts';

interface Need {
  readonly code: string;
  readonly what: string;
  readonly anyOf: readonly Column[];
  /** Headers that are worth suggesting. */
  readonly like: RegExp;
}

const NEEDS: readonly Need[] = [
  { code: 'no-id-column', what: 'the ticket id', anyOf: ['ticket_id'], like: /id$|nr|no\.?$|num|key|ticket|case/i },
  {
    code: 'no-close-column',
    what: 'the closing time',
    anyOf: ['closed_at'],
    like: /clos|solv|resol|complet|end|date|time/i,
  },
  {
    code: 'no-text-column',
    what: 'the customer’s text',
    anyOf: ['description', 'subject'],
    like: /text|body|narrative|complaint|message|comment|descr|summary|issue|note|title/i,
  },
];

/**
 * Checks that tickets can be made of the columns that were found.
 * @param chosen canonical column -> keys of its headers
 * @param advice what to ask the helpdesk's administrator for
 * @throws InputError `no-id-column`, `no-close-column` or `no-text-column`
 */
export function assertColumns(
  chosen: ReadonlyMap<Column, readonly string[]>,
  headers: readonly string[],
  file: string,
  advice: string | undefined,
): void {
  const taken = new Set([...chosen.values()].flat());
  for (const { code, what, anyOf, like } of NEEDS) {
    if (anyOf.some((column) => chosen.has(column))) continue;
    const free = headers.filter((header) => header !== '' && !taken.has(headerKey(header)));
    const guess = free.find((header) => like.test(header)) ?? 'Their Column';
    const todo = advice === undefined ? '' : `${advice}; or `;
    const message = `expected a column for ${what} (${anyOf.join(' or ')}), got: ${listHeaders(headers)}; ${todo}name it with --map "${anyOf[0]}=${guess}"`;
    throw new InputError(code, { file }, message);
  }
}

/** A file's headers for a message, each once and not too many. */
export function listHeaders(headers: readonly string[]): string {
  const names = [...new Set(headers.filter((header) => header !== ''))];
  return names.length > 60 ? `${names.slice(0, 60).join(', ')} and ${names.length - 60} more` : names.join(', ');
}
