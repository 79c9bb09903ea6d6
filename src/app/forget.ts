import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { rewritePublished } from '../adapters/published-files.ts';
import { StoreError } from '../domain/errors.ts';
import type { Ticket, TicketId } from '../domain/ticket.ts';
import { hashTicket } from '../pipeline/context.ts';
import { dropCorrections } from '../pipeline/corrections.ts';
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
  const { own, children, carriers } = await findTickets(store, ticket, new Set(people));
  const named = ticket === null ? [] : [ticket as TicketId];
  const ids = [...new Set([...named, ...own, ...children])];
  const folders = await foldersOf(store, request.out);
  // First of all: what is brought in meanwhile must not bring it back.
  if (!isDry) await rememberForgotten({ tickets: ids, people }, store, digest, () => randomBytes(32).toString('hex'));
  let tickets = new Set([...own, ...children]).size;
  if (!isDry) {
    await dropCorrections(new Set(ids), store);
    tickets = 0;
    for (const id of ids) if ((await store.forgetTicket(id)) || children.has(id)) tickets += 1;
    for (const carrier of carriers) await withdraw(carrier, new Set(ids), store);
  }
  const shown = [...ids, ...carriers.map(({ id }) => id)];
  const files = folders.flatMap((out) =>
    rewritePublished(out, (file) => shown.reduce((page, id) => pageWithoutTicket(page, id), file), isDry),
  );
  return { tickets, files: files.length, isDry };
}

/** A ticket that others were merged into stays, but for their words; whatever was made of its text is made anew when its week is worked out again. */
async function withdraw(carrier: Ticket, ids: ReadonlySet<TicketId>, store: Store): Promise<void> {
  if (ids.has(carrier.id)) return;
  const messages = carrier.messages.filter(({ mergedFrom }) => mergedFrom === undefined || !ids.has(mergedFrom.id));
  const ticket = { ...carrier, messages };
  await store.forgetTicket(carrier.id);
  await store.saveTickets([{ ticket, hash: hashTicket(ticket, { digest }) }]);
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

/** What is meant, stored or on its way. */
interface FoundTickets {
  readonly own: readonly TicketId[];
  /** Tickets that were merged into others and are stored with them. */
  readonly children: ReadonlySet<TicketId>;
  /** Those others. */
  readonly carriers: readonly Ticket[];
}

async function findTickets(store: Store, id: string | null, people: ReadonlySet<string>): Promise<FoundTickets> {
  const isMeant = (ticket: string, parties: readonly (string | undefined)[]) =>
    ticket === id || parties.some((party) => people.has(party ?? ''));
  const own = new Set<TicketId>();
  const children = new Set<TicketId>();
  const carriers: Ticket[] = [];
  const addOwn = (tickets: readonly Ticket[]) => {
    for (const one of tickets) if (isMeant(one.id, [one.requester, one.accountId])) own.add(one.id);
  };
  for (const { week } of await store.countTickets()) {
    const tickets = await store.loadTickets(week, week);
    addOwn(tickets);
    for (const ticket of tickets) {
      const from = ticket.messages.flatMap(({ mergedFrom }) => mergedFrom ?? []);
      const meant = from.filter((child) => isMeant(child.id, child.parties));
      for (const child of meant) children.add(child.id);
      if (meant.length > 0) carriers.push(ticket);
    }
  }
  for (const intake of await store.waitingIntakes()) {
    for (const { tickets } of (await loadStaged(store, intake.id, 'ingested')).values()) addOwn(tickets);
    for (const merged of (await loadStaged(store, intake.id, 'merged')).values())
      for (const child of merged) if (isMeant(child.id, child.parties)) own.add(child.id as TicketId);
  }
  return { own: [...own], children, carriers };
}

async function foldersOf(store: Store, out: string): Promise<readonly string[]> {
  const intakes = await store.settledIntakes(MOST_INTAKES);
  return [...new Set([resolve(out), ...intakes.map((intake) => intake.out)])];
}
