import type { Intake } from '../domain/intake.ts';
import type { ImportReceipt } from '../domain/receipt.ts';
import type { Reject, Ticket } from '../domain/ticket.ts';
import type { IsoWeek } from '../domain/week.ts';
import { addTotals, type ImportTotals, makeReceipt, NO_TOTALS } from '../ingest/receipt.ts';
import { hashTicket, type PipelineContext } from './context.ts';
import { forgottenRule, withoutForgotten } from './forgotten.ts';
import { type MergedTexts, openMergedTexts } from './merged-texts.ts';
import { settingsOf } from './run-input.ts';
import { type SettleMemory, settleShard, startSettling } from './settle-shard.ts';
import { type Gathered, loadStaged, type SourcePlan, type StagedValues, stage } from './staged.ts';

/** What the files are gathered with. */
interface Gathering {
  readonly id: Intake['id'];
  readonly context: PipelineContext;
  readonly zone: string;
  readonly memory: SettleMemory;
  readonly merged: MergedTexts;
}

/** A file whose tickets are saved, and whose receipt waits for those of the others. */
interface GatheredFile {
  readonly source: SourcePlan;
  /** Number of its first shard. */
  readonly first: number;
  readonly totals: ImportTotals;
  readonly rejects: readonly Reject[];
  readonly forgotten: number;
}

/**
 * Saves the tickets of all files of an intake, in the order of their rows, each with the words of those that were merged into it, wherever they stood. Receipts come
 * last: what became of a merged ticket's words, a later file may tell.
 */
export async function gatherFiles({ id }: Intake, context: PipelineContext): Promise<Gathered> {
  const sources = [...(await loadStaged(context.store, id, 'sources')).values()];
  const { report } = await settingsOf(id, context);
  const shards = sources.reduce((sum, { marks }) => sum + marks.length, 0);
  const merged = await openMergedTexts(shards, (shard) => loadMerged(id, shard, context));
  const memory = startSettling();
  const files: GatheredFile[] = [];
  let first = 0;
  for (const source of sources) {
    files.push(await gatherFile(source, first, { id, context, zone: report.zone, memory, merged }));
    first += source.marks.length;
  }
  const receipts: ImportReceipt[] = [];
  for (const file of files) receipts.push(await keepReceipt(file, merged.index.countKept(), context));
  return { receipts, rejects: files.flatMap(({ rejects }) => rejects), seen: [...memory.seen] };
}

async function loadMerged(id: Intake['id'], shard: number, context: PipelineContext) {
  const [children = []] = (await loadStaged(context.store, id, 'merged', shard)).values();
  const isForgotten = children.length > 0 ? await forgottenRule(context) : null;
  return isForgotten === null ? children : children.filter((child) => !isForgotten(child.id, child.parties));
}

async function gatherFile(source: SourcePlan, first: number, gathering: Gathering): Promise<GatheredFile> {
  const { id, context, zone, memory, merged } = gathering;
  const rejects: Reject[] = [];
  let totals = NO_TOTALS;
  let forgotten = 0;
  for (const at of source.marks.keys()) {
    const [staged] = (await loadStaged(context.store, id, 'ingested', first + at)).values();
    const known = await withoutForgotten(staged as StagedValues['ingested'], context);
    forgotten += known.forgotten ?? 0;
    const ingested = settleShard(known, memory);
    const tickets: Ticket[] = [];
    for (const ticket of ingested.tickets) tickets.push(await merged.addTo(ticket, ingested.aliases?.[ticket.id]));
    await saveTickets(id, first + at, tickets, context);
    rejects.push(...ingested.rejects);
    totals = addTotals(totals, ingested, zone);
  }
  return { source, first, totals, rejects, forgotten };
}

async function keepReceipt(
  { source: { table, profile, marks }, first, totals, rejects, forgotten }: GatheredFile,
  kept: ReadonlyMap<number, number>,
  { store, log }: PipelineContext,
): Promise<ImportReceipt> {
  const keptMerged = [...marks.keys()].reduce((sum, at) => sum + (kept.get(first + at) ?? 0), 0);
  const made = makeReceipt({ ...table, delimiter: table.layout.delimiter }, profile, { ...totals, keptMerged });
  const receipt = forgotten === 0 ? made : { ...made, warnings: [...made.warnings, sayForgotten(forgotten)] };
  await store.saveImport(receipt, rejects);
  const { file, rows, used, rejected } = receipt;
  const leftOut = rows - used - rejected;
  log.info(`${file}: ${rows} rows: ${used} tickets, ${rejected} rejected, ${leftOut} merged, open, automatic or twice`);
  return receipt;
}

function sayForgotten(tickets: number): string {
  return `${tickets} of the tickets set aside were forgotten with \`coalface forget\` and stay so.`;
}

/**
 * Saves a shard's tickets and stages the weeks that were touched. Whoever finds them staged comes a second time and cannot tell what the first one saved before it
 * died: all weeks of these tickets count as touched then.
 */
async function saveTickets(id: Intake['id'], shard: number, tickets: readonly Ticket[], context: PipelineContext) {
  const { store } = context;
  const isAgain = (await loadStaged(store, id, 'touched', shard)).has(shard);
  if (!isAgain) await stage(store, id, 'touched', shard, []);
  const saved = await store.saveTickets(tickets.map((ticket) => ({ ticket, hash: hashTicket(ticket, context) })));
  await stage(store, id, 'touched', shard, isAgain ? await weeksOf(tickets, context) : saved.weeks);
}

/** The weeks that the store has these tickets in. */
async function weeksOf(tickets: readonly Ticket[], { store }: PipelineContext): Promise<readonly IsoWeek[]> {
  const stored = (await store.countTickets()).map(({ week }) => week);
  const [first, last] = [stored[0], stored.at(-1)];
  if (first === undefined || last === undefined) return [];
  const ids = new Set(tickets.map((ticket) => ticket.id));
  const hashes = await store.loadTicketHashes(first, last);
  return [...new Set(hashes.flatMap((known) => (ids.has(known.id) ? [known.week] : [])))].sort();
}
