import { InputError } from '../domain/errors.ts';
import type { Intake } from '../domain/intake.ts';
import type { ImportReceipt } from '../domain/receipt.ts';
import type { Task, TaskCounts } from '../domain/task.ts';
import { chooseWeeks } from './choose-weeks.ts';
import type { PipelineContext } from './context.ts';
import { gatherFiles } from './gather-files.ts';
import { missingWeeks } from './missing-weeks.ts';
import { assertUsable, publishRejects } from './refuse-rejects.ts';
import { findIntake } from './run-input.ts';
import { loadStaged, type StagedValues, stage } from './staged.ts';

/** Puts an intake's tickets and business files into the store, in the order of its rows, and says which weeks are to be worked out. */
export async function gatherIntake({ intake: id }: Task, context: PipelineContext): Promise<TaskCounts> {
  const { store } = context;
  const intake = await findIntake(id, context);
  const isNew = (await store.listRuns()).length === 0;
  const earlier = await store.loadImports();
  await assertUsable(intake, context);
  const gathered = await gatherFiles(intake, context);
  // A tick goes on without: an empty export must not hold up the weeks that are stored.
  if (!intake.period.missing) await assertTickets(intake, gathered, context);
  warnOfStranger(gathered.receipts, earlier, context);
  await stage(store, id, 'gathered', 0, gathered);
  await gatherBusiness(intake, context);
  const weeks = await chooseAmongStored(intake, context);
  await stage(store, id, 'weeks', 0, { ...weeks, isNew });
  return { tickets: gathered.seen.length, weeks: weeks.wanted.length };
}

async function assertTickets(
  intake: Intake,
  { receipts, rejects }: StagedValues['gathered'],
  context: PipelineContext,
): Promise<void> {
  if (receipts.length === 0 || receipts.some(({ used }) => used > 0)) return;
  const rows = receipts.reduce((sum, receipt) => sum + receipt.rows, 0);
  await publishRejects(intake, rejects, context);
  const message = `expected at least one closed ticket, got none in ${rows} rows; \`coalface check\` says where they went`;
  throw new InputError('no-tickets', { file: receipts[0]?.file ?? 'input' }, message);
}

function warnOfStranger(
  receipts: readonly ImportReceipt[],
  earlier: readonly ImportReceipt[],
  { log }: PipelineContext,
): void {
  const isKnown = (receipt: ImportReceipt) =>
    earlier.some((known) => JSON.stringify(known.mapping) === JSON.stringify(receipt.mapping));
  const stranger = receipts.find((receipt) => earlier.length > 0 && !isKnown(receipt));
  if (stranger === undefined) return;
  log.warn(
    `${stranger.file}: this store has only seen exports with other columns; if it is another company's, keep it apart with COALFACE_HOME=FOLDER`,
  );
}

/** Business files given now take the place of the last of their kind; kinds that were not given stay as they were. */
async function gatherBusiness({ id }: Intake, { store, log }: PipelineContext): Promise<void> {
  const { files } = (await loadStaged(store, id, 'business')).get(0) as StagedValues['business'];
  await store.saveBusiness(files);
  const known = await store.loadBusiness();
  const given = new Set(files.map(({ kind }) => kind));
  const kept = known.filter(({ kind }) => !given.has(kind));
  if (kept.length > 0)
    log.info(
      `From earlier runs: ${kept.map(({ kind, file }) => `${kind} (${file})`).join(', ')}; give newer ones with --${kept[0]?.kind} and so on`,
    );
  const facts = known.map(({ kind, file, sha256, rows }) => ({ kind, file, sha256, rows: rows.length }));
  await stage(store, id, 'joins', 0, facts);
}

/** A week that was over once stays so: also an import of old tickets alone brings the later weeks up to date. */
async function chooseAmongStored({ id, files, period }: Intake, { store }: PipelineContext) {
  if (period.missing) {
    const touched = await loadStaged(store, id, 'touched');
    return missingWeeks(store, period, new Set([...touched.values()].flat()));
  }
  const closes = (await store.loadImports()).flatMap(({ lastDay }) => lastDay ?? []);
  const known = (await store.countTickets()).map(({ week }) => week);
  return chooseWeeks(known, period, closes.sort().at(-1) ?? '', files[0]?.name ?? 'input');
}
