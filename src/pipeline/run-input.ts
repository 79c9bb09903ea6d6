import type { AuditLabel } from '../domain/audit.ts';
import { ContractError } from '../domain/errors.ts';
import type { Intake, IntakeId } from '../domain/intake.ts';
import type { Joins } from '../domain/join.ts';
import type { PipelineContext, RunInput, WeekSettings } from './context.ts';
import { loadCorrections } from './corrections.ts';
import { loadStaged, type StagedValues } from './staged.ts';

/** The intake under this id. @throws ContractError `intake-settled` where its tasks are done */
export async function findIntake(id: IntakeId, { store }: PipelineContext): Promise<Intake> {
  const intake = (await store.waitingIntakes()).find((one) => one.id === id);
  if (intake === undefined) throw new ContractError('intake-settled', `expected intake ${id} to wait, got none`);
  return intake;
}

/** The settings that an intake's weeks are worked out with: the operator's, and what comes with this version. */
export async function settingsOf(id: IntakeId, { store, memory, product }: PipelineContext): Promise<WeekSettings> {
  const staged = await memory.recall('settings', id, () => loadStaged(store, id, 'settings'));
  return { ...(staged.get(0) as StagedValues['settings']), ...product };
}

/** All that is known beside the tickets: what this intake brought, and the business files as last given, by this one or an earlier. */
export async function inputOf(id: IntakeId, { store, memory }: PipelineContext): Promise<RunInput> {
  return memory.recall('input', id, async () => {
    const [gathered, joinFiles, business] = await Promise.all([
      loadStaged(store, id, 'gathered'),
      loadStaged(store, id, 'joins'),
      loadStaged(store, id, 'business'),
    ]);
    const { receipts, rejects, seen } = gathered.get(0) as StagedValues['gathered'];
    const { rejects: joinRejects, notices } = business.get(0) as StagedValues['business'];
    const rows = Object.fromEntries((await store.loadBusiness()).map((file) => [file.kind, file.rows]));
    const { audit = [], corrections: _, ...joins } = rows;
    const corrections = await loadCorrections(store);
    return {
      receipts,
      rejects: [...rejects, ...joinRejects],
      seen: new Set(seen),
      joins: joins as Joins,
      joinFiles: joinFiles.get(0) as StagedValues['joins'],
      audit: audit as readonly AuditLabel[],
      corrections,
      notices,
    };
  });
}
