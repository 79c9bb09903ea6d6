import { InputError } from '../domain/errors.ts';
import type { Column } from './columns.ts';
import { headerKey } from './header-key.ts';

interface Need {
  readonly code: string;
  readonly what: string;
  readonly anyOf: readonly Column[];
  /** Headers that are worth suggesting, and those that are not all the same. */
  readonly like: RegExp;
  readonly unlike?: RegExp;
}

const NEEDS: readonly Need[] = [
  {
    code: 'no-id-column',
    what: 'the ticket id',
    anyOf: ['ticket_id'],
    like: /id$|nr|no\.?$|num|key|ticket|case/i,
    unlike:
      /requester|reporter|contact|user|caller|agent|assignee|submitter|account|company|organi[sz]ation|group|type/i,
  },
  {
    code: 'no-close-column',
    what: 'the closing time',
    anyOf: ['closed_at'],
    like: /clos|solv|resol|complet|end|date|time/i,
    unlike:
      /\(min\)|\(in hrs\)|relative$|^time ?(?:left|worked|estimated)$|\b(?:minutes|hours|seconds|due|created|creation|opened|first|by)\b/i,
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
 * @param product what the file looks like, and what to ask the helpdesk's administrator for
 * @throws InputError `no-id-column`, `no-close-column` or `no-text-column`, the first that is missing; its message names all of them
 */
export function assertColumns(
  chosen: ReadonlyMap<Column, readonly string[]>,
  headers: readonly string[],
  file: string,
  product: { readonly looksLike: string | undefined; readonly advice: string | undefined },
): void {
  const missing = NEEDS.filter(({ anyOf }) => !anyOf.some((column) => chosen.has(column)));
  const [first] = missing;
  if (first === undefined) return;
  const taken = new Set([...chosen.values()].flat());
  const free = headers.filter((header) => header !== '' && !taken.has(headerKey(header)));
  const wanted = missing.map(({ what, anyOf }) => `${what} (${anyOf.join(' or ')})`).join(' and for ');
  const flags = missing.map(
    ({ anyOf, like, unlike }) =>
      `--map "${anyOf[0]}=${free.find((header) => like.test(header) && !unlike?.test(header)) ?? 'Their Column'}"`,
  );
  const todo = [
    ...(product.looksLike === undefined ? [] : [`it looks like a ${product.looksLike}`]),
    `${product.advice === undefined ? '' : `${product.advice}; or `}name it with ${flags.join(' and ')}`,
  ];
  const message = `expected a column for ${wanted}, got: ${listHeaders(headers)}; ${todo.join(': ')}`;
  throw new InputError(first.code, { file }, message);
}

/** A file's headers for a message, each once and not too many. */
export function listHeaders(headers: readonly string[]): string {
  // A broken file may have a page of text for a header.
  const names = [...new Set(headers.filter((header) => header !== '').map((header) => header.slice(0, 80)))];
  return names.length > 60 ? `${names.slice(0, 60).join(', ')} and ${names.length - 60} more` : names.join(', ');
}
