import type { ImportReceipt } from '../../domain/receipt.ts';
import { type RunId, runIdOf } from '../../domain/run.ts';
import type { Ticket, TicketId } from '../../domain/ticket.ts';
import type { IsoWeek } from '../../domain/week.ts';
import type { RunRecord, RunValueKind, RunValues, Store, StoredTicket } from '../../ports.ts';
import { decode, encode } from './codec.ts';
import { compareBytes, fingerprintText, importKey, latestById, unknownRun } from './store-rules.ts';
import { withoutTicket } from './without-ticket.ts';

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

  async saveTickets(tickets: readonly StoredTicket[]) {
    const saved = { added: 0, changed: 0, unchanged: 0 };
    for (const { ticket, hash } of latestById(tickets)) {
      const before = this.#tickets.get(ticket.id);
      const outcome = before === undefined ? 'added' : before.hash === hash ? 'unchanged' : 'changed';
      saved[outcome] += 1;
      if (outcome === 'unchanged') continue;
      const week = before?.ticket.week ?? ticket.week;
      this.#tickets.set(ticket.id, { ticket: decode(encode({ ...ticket, week })), hash });
    }
    return saved;
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

  async countTickets() {
    const counts = new Map<IsoWeek, number>();
    for (const { ticket } of this.#tickets.values()) counts.set(ticket.week, (counts.get(ticket.week) ?? 0) + 1);
    return [...counts].sort(([a], [b]) => compareBytes(a, b)).map(([week, tickets]) => ({ week, tickets }));
  }

  async forgetTicket(id: TicketId): Promise<boolean> {
    let found = this.#tickets.delete(id);
    for (const kinds of this.#values.values()) {
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

  async saveImport(receipt: ImportReceipt): Promise<void> {
    this.#imports.set(importKey(receipt), encode(receipt));
  }

  async loadImports(): Promise<ImportReceipt[]> {
    return [...this.#imports.values()].map((body) => decode(body));
  }

  async openRun(week: IsoWeek, fingerprint: RunRecord['fingerprint']): Promise<RunRecord> {
    const runs = this.#runsOf(week);
    const same = fingerprintText(fingerprint);
    for (const run of runs) {
      if (run.manifest !== null) break;
      if (fingerprintText(run.fingerprint) === same) return record(run);
    }
    const number = (runs[0]?.number ?? 0) + 1;
    const run = { runId: runIdOf(week, number), week, fingerprint: { ...fingerprint }, manifest: null, number };
    this.#runs.set(run.runId, run);
    return record(run);
  }

  async finishRun(runId: RunId, manifest: NonNullable<RunRecord['manifest']>): Promise<void> {
    this.#runs.set(runId, { ...this.#run(runId), manifest: decode(encode(manifest)) });
  }

  async latestRun(week: IsoWeek): Promise<RunRecord | null> {
    const run = this.#runsOf(week).find(({ manifest }) => manifest !== null);
    return run === undefined ? null : record(run);
  }

  async listRuns(): Promise<RunRecord[]> {
    const weeks = [...new Set([...this.#runs.values()].map(({ week }) => week))].sort(compareBytes);
    const latest = await Promise.all(weeks.map((week) => this.latestRun(week)));
    return latest.filter((run) => run !== null);
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

  async setting(name: string, make: () => string): Promise<string> {
    const value = this.#settings.get(name) ?? make();
    this.#settings.set(name, value);
    return value;
  }

  async close(): Promise<void> {}
}

function record({ runId, week, fingerprint, manifest }: RunRecord): RunRecord {
  return { runId, week, fingerprint, manifest };
}
