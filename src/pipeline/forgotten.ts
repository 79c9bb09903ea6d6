import { rowsWithoutTickets } from '../domain/business-rows.ts';
import type { BusinessFile, Store } from '../ports.ts';
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

/**
 * Takes tickets that were forgotten out of a shard of rows; they count as set aside, and are counted on their own for the receipt. Of merged tickets, which are
 * counted as such anyway, the words alone go.
 */
export async function withoutForgotten(
  ingested: StagedValues['ingested'],
  context: Pick<PipelineContext, 'store' | 'digest'>,
): Promise<StagedValues['ingested']> {
  const isForgotten = await forgottenRule(context);
  if (isForgotten === null) return ingested;
  const tickets = ingested.tickets.filter(
    ({ id, requester, accountId }) => !isForgotten(id, [requester ?? '', accountId ?? '']),
  );
  const children = ingested.children?.filter(({ id, parties }) => !isForgotten(id, parties));
  const links = ingested.links?.filter(({ id, into }) => !isForgotten(id, []) && !isForgotten(into, []));
  const gone = ingested.tickets.length - tickets.length;
  const { counts, forgotten = 0 } = ingested;
  return {
    ...ingested,
    tickets,
    children,
    links,
    aliases: aliasesOf(tickets, ingested.aliases),
    counts: { ...counts, setAside: counts.setAside + gone },
    forgotten: forgotten + gone,
  };
}

function aliasesOf(tickets: readonly { readonly id: string }[], aliases: StagedValues['ingested']['aliases'] = {}) {
  return Object.fromEntries(tickets.flatMap(({ id }) => (aliases[id] === undefined ? [] : [[id, aliases[id]]])));
}

/** Business files without tickets that were forgotten, so that they do not bring their ids back. */
export async function filesWithoutForgotten(
  files: readonly BusinessFile[],
  context: Pick<PipelineContext, 'store' | 'digest'>,
): Promise<readonly BusinessFile[]> {
  const isForgotten = await forgottenRule(context);
  if (isForgotten === null) return files;
  const isGone = (id: string) => isForgotten(id, []);
  return files.map((file) => ({ ...file, rows: rowsWithoutTickets(file.kind, file.rows, isGone) }));
}

/** Whether a ticket, or one of the pseudonyms that it has to do with, is forgotten; null where nothing ever was. */
export async function forgottenRule({
  store,
  digest,
}: Pick<PipelineContext, 'store' | 'digest'>): Promise<
  ((ticket: string, parties: readonly string[]) => boolean) | null
> {
  const key = await store.readSetting(KEY);
  if (key === null) return null;
  const marks = new Set(JSON.parse((await store.readSetting(FORGOTTEN)) ?? '[]') as readonly string[]);
  return (ticket, parties) =>
    marks.has(markOf('ticket', ticket, key, digest)) ||
    parties.some((party) => party !== '' && marks.has(markOf('person', party, key, digest)));
}

function markOf(kind: string, value: string, key: string, digest: Digest): string {
  return digest(JSON.stringify([key, kind, value]));
}
