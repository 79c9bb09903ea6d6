import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { rewritePublished } from '../adapters/published-files.ts';
import { StoreError } from '../domain/errors.ts';
import type { Ticket, TicketId } from '../domain/ticket.ts';
import { rememberForgotten } from '../pipeline/forgotten.ts';
import { loadStaged } from '../pipeline/staged.ts';
import type { Store } from '../ports.ts';
import { pageWithoutTicket } from '../render/page-without-ticket.ts';
import { digest } from './open-context.ts';
import { pseudonymOf } from './pseudonym.ts';

/** What is to be forgotten, and where its reports lie. Holds no secret. */
export interface ForgetRequest {
  /** A ticket's id as in the export, or null. */
  readonly ticket: string | null;
  /** A requester as in the export, or null. */
  readonly requester: string | null;
  /** The requester's pseudonyms where the operator's own key is known; null where the store's own key makes them. */
  readonly pseudonyms: readonly string[] | null;
  /** Reports folder; those of earlier intakes are looked through, too. */
  readonly out: string;
  /** Whether it only counts. */
  readonly isDry: boolean;
}

/** What was removed, or would be. */
export interface ForgottenCounts {
  readonly tickets: number;
  /** Files of published reports that quoted them or listed them. */
  readonly files: number;
  readonly isDry: boolean;
}

/** Reports folders of so many earlier intakes are looked through. */
const MOST_INTAKES = 1_000;

/** Pseudonyms that a requester may have been given: as ingesting makes them. @param key of the pseudonyms */
export function pseudonymsOf(requester: string, key: string): readonly string[] {
  const spellings = new Set([requester.toLowerCase(), requester.trim().toLowerCase()]);
  return [...spellings].map((text) => pseudonymOf(text, key));
}

/**
 * Removes tickets from the store and their words from published reports, and keeps in mind that they stay away. Doing it again changes nothing.
 * @throws StoreError `work-under-way` where workers have something to do that may hold the ticket in memory; retryable
 */
export async function forget(store: Store, request: ForgetRequest): Promise<ForgottenCounts> {
  const { ticket, requester, isDry } = request;
  await assertQuiet(store);
  const people = requester === null ? [] : (request.pseudonyms ?? (await ownPseudonyms(requester, store)));
  const known = await findTickets(store, ticket, new Set(people));
  const named = ticket === null ? [] : [ticket as TicketId];
  const ids = [...new Set([...named, ...known])];
  const folders = await foldersOf(store, request.out);
  // First of all: what is brought in meanwhile must not bring it back.
  if (!isDry) await rememberForgotten({ tickets: ids, people }, store, digest, () => randomBytes(32).toString('hex'));
  let tickets = known.length;
  if (!isDry) {
    tickets = 0;
    for (const id of ids) if (await store.forgetTicket(id)) tickets += 1;
  }
  const files = folders.flatMap((out) =>
    rewritePublished(out, (file) => ids.reduce((page, id) => pageWithoutTicket(page, id), file), isDry),
  );
  return { tickets, files: files.length, isDry };
}

async function assertQuiet(store: Store): Promise<void> {
  if ((await store.waitingIntakes()).every(({ lane }) => lane !== 'queue')) return;
  const message = `${store.place}: expected that nothing is under way, got files that workers work on; try again when \`coalface status\` says that nothing is waiting`;
  throw new StoreError('work-under-way', message);
}

async function ownPseudonyms(requester: string, store: Store): Promise<readonly string[]> {
  const key = await store.readSetting('pseudonymKey');
  return key === null ? [] : pseudonymsOf(requester, key);
}

/** Ids of the tickets that are meant, stored or on their way. */
async function findTickets(store: Store, id: string | null, people: ReadonlySet<string>): Promise<TicketId[]> {
  const isMeant = (ticket: Ticket) =>
    ticket.id === id || people.has(ticket.requester ?? '') || people.has(ticket.accountId ?? '');
  const found: TicketId[] = [];
  for (const { week } of await store.countTickets())
    for (const ticket of await store.loadTickets(week, week)) if (isMeant(ticket)) found.push(ticket.id);
  for (const intake of await store.waitingIntakes())
    for (const { tickets } of (await loadStaged(store, intake.id, 'ingested')).values())
      found.push(...tickets.filter(isMeant).map((ticket) => ticket.id));
  return [...new Set(found)];
}

async function foldersOf(store: Store, out: string): Promise<readonly string[]> {
  const intakes = await store.settledIntakes(MOST_INTAKES);
  return [...new Set([resolve(out), ...intakes.map((intake) => intake.out)])];
}
