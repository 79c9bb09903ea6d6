import { InputError } from '../domain/errors.ts';
import type { Intake } from '../domain/intake.ts';
import type { Reject } from '../domain/ticket.ts';
import { rejectsCsv } from '../render/analyst-files.ts';
import type { PipelineContext } from './context.ts';
import { settingsOf } from './run-input.ts';
import { loadStaged } from './staged.ts';

/** What it is refused for, when more rows of the input were rejected than the operator allows; the share is in [0, 1]. */
export function describeTooMany(rejected: number, rows: number, limit: number): string {
  return `expected files whose rows are tickets, got ${rejected} of ${rows} rows that cannot be used, more than the limit of ${limit} (limits.refusedShare)`;
}

/**
 * Refuses an intake of which too many rows were rejected, before any of its tickets is stored; `analyst/rejects.csv` in its folder lists the rows. Without a staged
 * limit none is refused.
 * @throws InputError `too-many-rejects`
 */
export async function assertUsable(intake: Intake, context: PipelineContext): Promise<void> {
  const { store } = context;
  const limit = (await loadStaged(store, intake.id, 'refusedShare')).get(0);
  if (limit === undefined) return;
  const sources = [...(await loadStaged(store, intake.id, 'sources')).values()];
  const rows = sources.reduce((sum, { profile }) => sum + profile.rows, 0);
  const marks = (await store.listSteps(intake.id)).filter(({ step }) => step === 'ingest');
  const rejected = marks.reduce((sum, { counts }) => sum + (counts.rejected ?? 0), 0);
  if (rejected <= rows * limit) return;
  await publishRejects(intake, await stagedRejects(intake, marks.length, context), context);
  const message = `${describeTooMany(rejected, rows, limit)}; nothing was stored, analyst/rejects.csv in ${intake.out} lists them: correct the export, or raise the limit`;
  throw new InputError('too-many-rejects', { file: sources[0]?.table.name ?? 'input' }, message);
}

/** Puts the list of rejects where the weeks' folders are: an intake that is refused has no week. */
export async function publishRejects(
  intake: Intake,
  rejects: readonly Reject[],
  context: PipelineContext,
): Promise<void> {
  if (rejects.length === 0) return;
  const { render } = await settingsOf(intake.id, context);
  await context.publisherOf(intake).publishPage(rejectsCsv(rejects, render.csv));
}

async function stagedRejects({ id }: Intake, shards: number, { store }: PipelineContext): Promise<readonly Reject[]> {
  const rejects: Reject[] = [];
  for (let shard = 0; shard < shards; shard++)
    for (const ingested of (await loadStaged(store, id, 'ingested', shard)).values()) rejects.push(...ingested.rejects);
  return rejects;
}
