import { rowsWithoutTickets } from '../../domain/business-rows.ts';
import { type Intake, type IntakeId, intakeIdOf } from '../../domain/intake.ts';
import type { ImportReceipt } from '../../domain/receipt.ts';
import { type RunId, runIdOf } from '../../domain/run.ts';
import type { StepMark } from '../../domain/status.ts';
import type { TicketTags } from '../../domain/tag.ts';
import type { Ticket, TicketId } from '../../domain/ticket.ts';
import type { IsoWeek } from '../../domain/week.ts';
import type { BusinessFile, RunRecord, RunValueKind, RunValues, Store, StoredTags, StoredTicket } from '../../ports.ts';
import { decode, encode } from './codec.ts';
import { stagedWithoutTicket } from './staged-without-ticket.ts';
import {
  closedAgain,
  compareBytes,
  extendList,
  fingerprintText,
  importKey,
  latestById,
  MODEL_KINDS,
  unknownRun,
} from './store-rules.ts';
import { manifestWithoutTicket, QUOTING_KIND, receiptWithoutTicket, withoutTicket } from './without-ticket.ts';

/** A store that lasts as long as the process: for tests and for a look at a file that should leave nothing behind. */
export function openMemoryStore(): Store {
  return new MemoryStore();
}

// Bodies are kept encoded, as the databases keep them: nobody can change a stored value through a reference, and a value that cannot be stored fails here too.
class MemoryStore implements Store {
  readonly kind = 'memory';
  readonly place = 'memory';
  readonly #tickets = new Map<TicketId, StoredTicket>();
  readonly #imports = new Map<string, string>();
  readonly #runs = new Map<RunId, RunRecord & { readonly number: number }>();
  readonly #values = new Map<RunId, Map<RunValueKind, Map<number, string>>>();
  readonly #settings = new Map<string, string>();
  readonly #intakes: (Intake & {
    readonly key: string;
    readonly number: number;
    readonly since: string;
    settledAt: string | null;
  })[] = [];
  readonly #staged = new Map<string, string>();
  readonly #steps = new Map<string, StepMark>();
  readonly #tags = new Map<TicketId, { readonly model: string; readonly hash: string; readonly body: string }>();
  readonly #business = new Map<string, string>();

  async saveTickets(tickets: readonly StoredTicket[]) {
    const saved = { added: 0, changed: 0, unchanged: 0 };
    const weeks = new Set<IsoWeek>();
    for (const { ticket, hash } of latestById(tickets)) {
      const before = this.#tickets.get(ticket.id);
      const outcome = before === undefined ? 'added' : before.hash === hash ? 'unchanged' : 'changed';
      saved[outcome] += 1;
      if (outcome === 'unchanged') continue;
      const merged = closedAgain(ticket, before?.ticket);
      weeks.add(merged.week);
      this.#tickets.set(ticket.id, { ticket: decode(encode(merged)), hash });
    }
    return { ...saved, weeks: [...weeks].sort() };
  }

  async loadTickets(first: IsoWeek, last: IsoWeek): Promise<Ticket[]> {
    return this.#between(first, last).map(({ ticket }) => decode(encode(ticket)));
  }

  async loadTicketHashes(first: IsoWeek, last: IsoWeek) {
    return this.#between(first, last).map(({ ticket, hash }) => ({ id: ticket.id, week: ticket.week, hash }));
  }

  #between(first: IsoWeek, last: IsoWeek): StoredTicket[] {
    return [...this.#tickets.values()]
      .filter(({ ticket }) => ticket.week >= first && ticket.week <= last)
      .sort((a, b) => compareBytes(a.ticket.closedAt, b.ticket.closedAt) || compareBytes(a.ticket.id, b.ticket.id));
  }

  async countClosedAgain(week: IsoWeek): Promise<number> {
    return [...this.#tickets.values()].filter(({ ticket }) => ticket.closedAgain?.includes(week)).length;
  }

  async countTickets() {
    const counts = new Map<IsoWeek, number>();
    for (const { ticket } of this.#tickets.values()) counts.set(ticket.week, (counts.get(ticket.week) ?? 0) + 1);
    return [...counts].sort(([a], [b]) => compareBytes(a, b)).map(([week, tickets]) => ({ week, tickets }));
  }

  async saveTags(model: string, tags: readonly StoredTags[]): Promise<void> {
    for (const { tags: entry, hash } of tags) this.#tags.set(entry.ticketId, { model, hash, body: encode(entry) });
  }

  async loadTags(model: string, ids: readonly TicketId[]): Promise<TicketTags[]> {
    return ids.flatMap((id) => {
      const known = this.#tags.get(id);
      return known?.model === model && known.hash === this.#tickets.get(id)?.hash
        ? [decode<TicketTags>(known.body)]
        : [];
    });
  }

  async forgetTicket(id: TicketId): Promise<boolean> {
    let found = this.#tickets.delete(id);
    this.#tags.delete(id);
    this.#forgetInputs(id);
    for (const kinds of this.#values.values()) {
      const quotes = [...(kinds.get(QUOTING_KIND) ?? [])].some(([, body]) => body.includes(JSON.stringify(id)));
      if (quotes) kinds.delete(QUOTING_KIND);
      for (const [kind, shards] of kinds) {
        for (const [shard, body] of shards) {
          const stripped = encode(withoutTicket(kind, decode(body), id));
          if (stripped !== body) found = true;
          shards.set(shard, stripped);
        }
      }
    }
    return found;
  }

  #forgetInputs(id: TicketId): void {
    for (const [key, body] of this.#staged)
      this.#staged.set(key, encode(stagedWithoutTicket(key.split(' ')[1] ?? '', decode(body), id)));
    for (const [kind, body] of this.#business) {
      const file = decode<BusinessFile>(body);
      this.#business.set(
        kind,
        encode({ ...file, rows: rowsWithoutTickets(kind, file.rows, (ticket) => ticket === id) }),
      );
    }
    for (const [key, body] of this.#imports) this.#imports.set(key, encode(receiptWithoutTicket(decode(body), id)));
    for (const [runId, run] of this.#runs)
      if (run.manifest !== null) this.#runs.set(runId, { ...run, manifest: manifestWithoutTicket(run.manifest, id) });
  }

  async saveImport(receipt: ImportReceipt): Promise<void> {
    this.#imports.set(importKey(receipt), encode(receipt));
  }

  async loadImports(): Promise<ImportReceipt[]> {
    return [...this.#imports.values()].map((body) => decode(body));
  }

  async saveBusiness(files: readonly BusinessFile[]): Promise<void> {
    for (const file of files) this.#business.set(file.kind, encode(file));
  }

  async loadBusiness(): Promise<BusinessFile[]> {
    return [...this.#business].sort(([a], [b]) => compareBytes(a, b)).map(([, body]) => decode(body));
  }

  async openIntake(key: string, intake: Omit<Intake, 'id'>): Promise<Intake> {
    const newest = this.#intakes.filter((one) => one.key === key).at(-1);
    if (newest && newest.settledAt === null) return asIntake(newest);
    const number = (newest?.number ?? 0) + 1;
    const opened = { id: intakeIdOf(key, number), ...intake };
    this.#intakes.push({ ...opened, key, number, since: new Date().toISOString(), settledAt: null });
    return opened;
  }

  async waitingIntakes() {
    return this.#intakes
      .filter(({ settledAt }) => settledAt === null)
      .map((one) => ({ ...asIntake(one), since: one.since }));
  }

  async settledIntakes(most: number) {
    const settled = this.#intakes.flatMap((one) =>
      one.settledAt === null ? [] : { ...asIntake(one), since: one.since, settledAt: one.settledAt },
    );
    // Of two that were settled in one millisecond, the one that was opened last comes first.
    return settled
      .reverse()
      .sort((a, b) => compareBytes(b.settledAt, a.settledAt))
      .slice(0, most);
  }

  async knowsFile(sha256: string): Promise<boolean> {
    return this.#intakes.some(({ files }) => files.some((file) => file.sha256.startsWith(sha256)));
  }

  async settleIntake(id: IntakeId): Promise<void> {
    for (const intake of this.#intakes) if (intake.id === id) intake.settledAt ??= new Date().toISOString();
    for (const key of [...this.#staged.keys()]) if (key.startsWith(`${id} `)) this.#staged.delete(key);
  }

  async stage(id: IntakeId, kind: string, shard: number, value: unknown): Promise<void> {
    const isOpen = this.#intakes.some((intake) => intake.id === id && intake.settledAt === null);
    if (isOpen) this.#staged.set(`${id} ${kind} ${shard}`, encode(value));
  }

  async loadStaged(id: IntakeId, kind: string, only?: number) {
    const prefix = `${id} ${kind} `;
    return [...this.#staged]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, body]) => ({ shard: Number(key.slice(prefix.length)), value: decode<unknown>(body) }))
      .filter(({ shard }) => only === undefined || shard === only)
      .sort((a, b) => a.shard - b.shard);
  }

  async markStep(mark: StepMark): Promise<void> {
    const key = `${mark.scope} ${mark.step} ${mark.shard}`;
    if (this.#steps.get(key)?.state !== 'done') this.#steps.set(key, { ...mark, ms: Math.round(mark.ms) });
  }

  async listSteps(scope: StepMark['scope']): Promise<StepMark[]> {
    return [...this.#steps.values()]
      .filter((mark) => mark.scope === scope)
      .sort((a, b) => compareBytes(a.step, b.step) || a.shard - b.shard);
  }

  async clearSteps(scope: StepMark['scope']): Promise<void> {
    for (const [key, mark] of this.#steps) if (mark.scope === scope && mark.state !== 'done') this.#steps.delete(key);
  }

  async openRun(week: IsoWeek, fingerprint: RunRecord['fingerprint']): Promise<RunRecord> {
    const runs = this.#runsOf(week);
    const same = fingerprintText(fingerprint);
    for (const run of runs) {
      if (run.manifest !== null) break;
      if (fingerprintText(run.fingerprint) === same) return record(run);
    }
    const number = (runs[0]?.number ?? 0) + 1;
    const run = {
      runId: runIdOf(week, number),
      week,
      fingerprint: { ...fingerprint },
      manifest: null,
      finishedAt: null,
      number,
    };
    this.#runs.set(run.runId, run);
    return record(run);
  }

  async finishRun(runId: RunId, manifest: NonNullable<RunRecord['manifest']>): Promise<void> {
    const run = this.#run(runId);
    if (run.manifest !== null) return;
    this.#runs.set(runId, {
      ...run,
      manifest: decode(encode(manifest)),
      finishedAt: new Date().toISOString(),
    });
  }

  async latestRun(week: IsoWeek): Promise<RunRecord | null> {
    const run = this.#runsOf(week).find(({ manifest }) => manifest !== null);
    return run === undefined ? null : record(run);
  }

  async listRuns(): Promise<RunRecord[]> {
    const latest = await Promise.all(this.#weeks().map((week) => this.latestRun(week)));
    return latest.filter((run) => run !== null);
  }

  async openRuns(): Promise<RunRecord[]> {
    const newest = this.#weeks().flatMap((week) => this.#runsOf(week)[0] ?? []);
    return newest.filter(({ manifest }) => manifest === null).map(record);
  }

  async findRun(runId: RunId): Promise<RunRecord> {
    return record(this.#run(runId));
  }

  #weeks(): IsoWeek[] {
    return [...new Set([...this.#runs.values()].map(({ week }) => week))].sort(compareBytes);
  }

  /** Newest first. */
  #runsOf(week: IsoWeek) {
    return [...this.#runs.values()].filter((run) => run.week === week).sort((a, b) => b.number - a.number);
  }

  #run(runId: RunId) {
    const run = this.#runs.get(runId);
    if (run === undefined) throw unknownRun(runId);
    return run;
  }

  async save<K extends RunValueKind>(runId: RunId, kind: K, shard: number, value: RunValues[K]): Promise<void> {
    const kinds = this.#values.get(this.#run(runId).runId) ?? new Map<RunValueKind, Map<number, string>>();
    const shards = kinds.get(kind) ?? new Map<number, string>();
    this.#values.set(runId, kinds.set(kind, shards.set(shard, encode(value))));
  }

  async load<K extends RunValueKind>(runId: RunId, kind: K): Promise<RunValues[K][]> {
    const shards = this.#values.get(runId)?.get(kind) ?? new Map<number, string>();
    return [...shards].sort(([a], [b]) => a - b).map(([, body]) => decode(body));
  }

  async prune(): Promise<void> {
    const finished = [...this.#runs.values()].filter(({ manifest }) => manifest !== null);
    for (const { runId, week, number, manifest } of this.#runs.values()) {
      const isReplaced = finished.some((other) => other.week === week && other.number > number);
      const isOld = manifest !== null && finished.some((other) => other.week > week);
      if (isReplaced) this.#values.delete(runId);
      else if (isOld) for (const kind of MODEL_KINDS) this.#values.get(runId)?.delete(kind);
    }
  }

  async setting(name: string, make: () => string): Promise<string> {
    const value = this.#settings.get(name) ?? make();
    this.#settings.set(name, value);
    return value;
  }

  async extendSetting(name: string, words: readonly string[]): Promise<readonly string[]> {
    const list = extendList(this.#settings.get(name) ?? null, words);
    if (list.isNew) this.#settings.set(name, JSON.stringify(list.words));
    return list.words;
  }

  async readSetting(name: string): Promise<string | null> {
    return this.#settings.get(name) ?? null;
  }

  async writeSetting(name: string, value: string | null): Promise<void> {
    if (value === null) this.#settings.delete(name);
    else this.#settings.set(name, value);
  }

  async close(): Promise<void> {}
}

function asIntake({ id, files, period, out, lane }: Intake): Intake {
  return { id, files, period, out, lane };
}

function record({ runId, week, fingerprint, manifest, finishedAt }: RunRecord): RunRecord {
  return { runId, week, fingerprint, manifest, finishedAt };
}
