import type { Ticket } from '../domain/ticket.ts';
import type { Store } from '../ports.ts';
import type { PipelineContext } from './context.ts';
import type { StagedValues } from './staged.ts';

/** Setting that keeps what was forgotten, as keyed hashes: it names nobody, and tells a ticket that comes again. */
const FORGOTTEN = 'forgotten';

/** Setting that holds the key of those hashes, made in the store. */
const KEY = 'forgottenKey';

type Digest = PipelineContext['digest'];

/** What is to be forgotten: tickets by their ids, persons by their pseudonyms. */
export interface Forgotten {
  readonly tickets: readonly string[];
  readonly people: readonly string[];
}

/** Keeps in mind that tickets and persons are forgotten, so that no later export brings them back. `makeKey` is called once in the store's life. */
export async function rememberForgotten(
  { tickets, people }: Forgotten,
  store: Store,
  digest: Digest,
  makeKey: () => string,
): Promise<void> {
  const key = await store.setting(KEY, makeKey);
  const marks = [
    ...tickets.map((id) => markOf('ticket', id, key, digest)),
    ...people.map((person) => markOf('person', person, key, digest)),
  ];
  await store.extendSetting(FORGOTTEN, marks);
}

/** Takes tickets that were forgotten out of a shard of rows; they count as set aside, and are counted on their own for the receipt. */
export async function withoutForgotten(
  ingested: StagedValues['ingested'],
  { store, digest }: Pick<PipelineContext, 'store' | 'digest'>,
): Promise<StagedValues['ingested']> {
  const key = await store.readSetting(KEY);
  if (key === null) return ingested;
  const marks = new Set(JSON.parse((await store.readSetting(FORGOTTEN)) ?? '[]') as readonly string[]);
  const has = (kind: string, value: string | undefined) =>
    value !== undefined && marks.has(markOf(kind, value, key, digest));
  const isForgotten = ({ id, requester, accountId }: Ticket) =>
    has('ticket', id) || has('person', requester) || has('person', accountId);
  const tickets = ingested.tickets.filter((ticket) => !isForgotten(ticket));
  const gone = ingested.tickets.length - tickets.length;
  if (gone === 0) return ingested;
  const { counts, forgotten = 0 } = ingested;
  return {
    ...ingested,
    tickets,
    counts: { ...counts, setAside: counts.setAside + gone },
    forgotten: forgotten + gone,
  };
}

function markOf(kind: string, value: string, key: string, digest: Digest): string {
  return digest(JSON.stringify([key, kind, value]));
}
