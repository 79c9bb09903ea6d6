import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ContractError } from '../../src/domain/errors.ts';
import type { Finding, LedgerEntry } from '../../src/domain/finding.ts';
import type { Intake } from '../../src/domain/intake.ts';
import type { Measures } from '../../src/domain/measure.ts';
import type { ImportReceipt, SourceReceipt } from '../../src/domain/receipt.ts';
import type { RunFingerprint, RunId, RunManifest, WeekPlan } from '../../src/domain/run.ts';
import type { StepMark } from '../../src/domain/status.ts';
import type { TicketTags } from '../../src/domain/tag.ts';
import type { Reject, Ticket, TicketId } from '../../src/domain/ticket.ts';
import type { Assignment, Topic, TopicId, TopicRegistry } from '../../src/domain/topic.ts';
import type { Embedding } from '../../src/domain/vector.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import type { BusinessFile, Store } from '../../src/ports.ts';
import { stored, ticket } from './ticket.ts';

/** How the suite gets at one kind of store. */
export interface StoreHarness {
  /** Starts what all tests share. */
  start(): Promise<void>;
  /** A store with nothing in it. */
  openEmpty(): Promise<Store>;
  /** The same store again, after it was closed; undefined where it does not outlive its closing. */
  readonly reopen: (() => Promise<Store>) | undefined;
  stop(): Promise<void>;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const W45 = '2026-W45' as IsoWeek;
const W46 = '2026-W46' as IsoWeek;
const FINGERPRINT: RunFingerprint = { data: 'd1', config: 'c1', labels: 'l1', model: 'm1' };

/** What every Store does, whatever it is made of: one suite for all of them. */
export function describeStore(name: string, harness: StoreHarness): void {
  describe(`the ${name} store`, () => {
    let store: Store;
    beforeAll(() => harness.start(), 60_000);
    beforeEach(async () => {
      store = await harness.openEmpty();
      return () => store.close();
    }, 60_000);
    afterAll(() => harness.stop(), 60_000);

    describe('tickets', () => {
      it('come back as they were saved: every field, key order, awkward characters, absent fields absent', async () => {
        await store.saveTickets([stored(FULL_TICKET), stored(ticket('bare', W46))]);
        const [bare, full] = await store.loadTickets(W46, W46);
        expect(JSON.stringify(full)).toBe(JSON.stringify(FULL_TICKET));
        expect(bare).toStrictEqual(ticket('bare', W46));
      });

      it('are counted as added, changed or unchanged by their hash', async () => {
        const first = await store.saveTickets([stored(ticket('a', W46)), stored(ticket('b', W46))]);
        const again = [
          stored(ticket('a', W46)),
          stored(ticket('b', W46, { subject: 'other' })),
          stored(ticket('c', W46)),
        ];
        expect(first).toMatchObject({ added: 2, changed: 0, unchanged: 0 });
        expect(await store.saveTickets(again)).toMatchObject({ added: 1, changed: 1, unchanged: 1 });
        expect(await store.saveTickets(again)).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
        expect((await store.loadTickets(W46, W46)).map(({ subject }) => subject)).toEqual(['s', 'other', 's']);
      });

      it('keep the week of their first recorded close when they are closed again', async () => {
        await store.saveTickets([stored(ticket('a', W45, { closedAt: '2026-11-04T10:00:00.000Z' }))]);
        const later = ticket('a', W46, { closedAt: '2026-11-11T10:00:00.000Z', subject: 'again' });
        expect(await store.saveTickets([stored(later)])).toMatchObject({ added: 0, changed: 1, unchanged: 0 });
        const kept = { ...later, week: W45, closedAt: '2026-11-04T10:00:00.000Z' };
        const again = { closedAgain: [W46], lastClosedAt: later.closedAt };
        expect(await store.loadTickets(W45, W46)).toEqual([{ ...kept, ...again }]);
        expect([await store.countClosedAgain(W46), await store.countClosedAgain(W45)]).toEqual([1, 0]);
        expect(await store.loadTicketHashes(W45, W45)).toEqual([{ id: 'a', week: W45, hash: stored(later).hash }]);
        expect(await store.loadTickets(W46, W46)).toEqual([]);
      });

      it('note each later week of closing once, and go by a corrected close of the first week', async () => {
        const [w47, at] = ['2026-W47' as IsoWeek, '2026-11-05T10:00:00.000Z'];
        for (const [week, subject] of [
          [W45, 'a'],
          [W46, 'b'],
          [w47, 'c'],
          [w47, 'd'],
        ] as const)
          await store.saveTickets([stored(ticket('a', week, { subject }))]);
        await store.saveTickets([stored(ticket('a', W45, { closedAt: at }))]);
        expect(await store.loadTickets(W45, W45)).toMatchObject([{ closedAt: at, closedAgain: [W46, w47] }]);
        expect(await store.countClosedAgain(w47)).toBe(1);
      });

      it('given twice in one call count once: the first week, the last content', async () => {
        const twice = [stored(ticket('a', W45)), stored(ticket('a', W46, { subject: 'last' }))];
        expect(await store.saveTickets(twice)).toMatchObject({ added: 1, changed: 0, unchanged: 0 });
        expect(await store.loadTickets(W45, W46)).toEqual([ticket('a', W45, { subject: 'last' })]);
      });

      it('are ordered by closing time, then bytewise by id', async () => {
        const late = { closedAt: '2026-11-12T00:00:00.000Z' };
        const ids = ['b', 'B', 'a-1', 'a1', 'ä', '\u{1f600}', '\uffee', '10', '9'];
        const sorted = ['10', '9', 'B', 'a-1', 'a1', 'b', 'ä', '\uffee', '\u{1f600}'];
        await store.saveTickets([stored(ticket('0', W46, late)), ...ids.map((id) => stored(ticket(id, W46)))]);
        expect((await store.loadTickets(W46, W46)).map(({ id }) => id)).toEqual([...sorted, '0']);
        expect((await store.loadTicketHashes(W46, W46)).map(({ id }) => id)).toEqual([...sorted, '0']);
      });

      it('are found by weeks, both ends included, and counted by week', async () => {
        const weeks = ['2026-W53', '2027-W01', '2026-W09', '2027-W01'] as IsoWeek[];
        await store.saveTickets(weeks.map((week, number) => stored(ticket(`t${number}`, week))));
        expect((await store.loadTickets('2026-W53' as IsoWeek, '2027-W01' as IsoWeek)).length).toBe(3);
        expect(await store.countTickets()).toEqual([
          { week: '2026-W09', tickets: 1 },
          { week: '2026-W53', tickets: 1 },
          { week: '2027-W01', tickets: 2 },
        ]);
      });

      it('may be none', async () => {
        expect(await store.saveTickets([])).toMatchObject({ added: 0, changed: 0, unchanged: 0 });
        expect([await store.loadTickets(W45, W46), await store.loadTicketHashes(W45, W46)]).toEqual([[], []]);
        expect(await store.countTickets()).toEqual([]);
      });

      it('are saved a few thousand at a time, from several callers at once', async () => {
        const batch = (from: number) => Array.from({ length: 2_000 }, (_, n) => stored(ticket(`t${from + n}`, W46)));
        const saved = await Promise.all([store.saveTickets(batch(0)), store.saveTickets(batch(1_000).reverse())]);
        expect(saved.reduce((sum, { added }) => sum + added, 0)).toBe(3_000);
        expect(await store.countTickets()).toEqual([{ week: W46, tickets: 3_000 }]);
      }, 30_000);
    });

    describe('imports', () => {
      it('are kept once a file and mapping, in the order of their first saving', async () => {
        const a = receipt('a.csv', 'f1');
        const remapped = { ...a, mapping: { ...a.mapping, lot: 'Charge' } };
        await store.saveImport(a, [reject(2)]);
        await store.saveImport(receipt('b.csv', 'f0'), []);
        await store.saveImport(remapped, []);
        await store.saveImport({ ...a, used: 9 }, [reject(2), reject(3, null)]);
        expect(await store.loadImports()).toEqual([{ ...a, used: 9 }, receipt('b.csv', 'f0'), remapped]);
      });

      it('keep the order of a mapping, which does not make it another', async () => {
        const mapping = { subject: 'Betreff', ticket_id: 'Nr' };
        await store.saveImport(receipt('a.csv', 'f1'), []);
        await store.saveImport({ ...receipt('a.csv', 'f1'), mapping }, []);
        expect((await store.loadImports()).map((kept) => Object.keys(kept.mapping))).toEqual([
          ['subject', 'ticket_id'],
        ]);
      });
    });

    describe('runs', () => {
      it('are numbered by week and taken up again while unfinished', async () => {
        const first = await store.openRun(W46, FINGERPRINT);
        const unfinished = { manifest: null, finishedAt: null };
        expect(first).toEqual({ runId: '2026-W46-r1', week: W46, fingerprint: FINGERPRINT, ...unfinished });
        expect(await store.openRun(W46, { ...FINGERPRINT })).toEqual(first);
        expect((await store.openRun(W46, { ...FINGERPRINT, config: 'c2' })).runId).toBe('2026-W46-r2');
        expect((await store.openRun(W46, FINGERPRINT)).runId).toBe('2026-W46-r1');
        expect((await store.openRun(W45, FINGERPRINT)).runId).toBe('2026-W45-r1');
      });

      it('are not taken up once a newer one has ended: the newest finished run has the highest number', async () => {
        await store.openRun(W46, FINGERPRINT);
        const second = await store.openRun(W46, { ...FINGERPRINT, data: 'd2' });
        await store.finishRun(second.runId, manifest(second.runId));
        const third = await store.openRun(W46, FINGERPRINT);
        await store.finishRun(third.runId, manifest(third.runId));
        expect((await store.latestRun(W46))?.runId).toBe('2026-W46-r3');
      });

      it('opened by several callers at once under one fingerprint are one', async () => {
        const runs = await Promise.all([1, 2, 3].map(() => store.openRun(W46, FINGERPRINT)));
        expect(runs.map(({ runId }) => runId)).toEqual(['2026-W46-r1', '2026-W46-r1', '2026-W46-r1']);
      });

      it('count once they are finished, the tenth after the ninth', async () => {
        expect(await store.latestRun(W46)).toBeNull();
        for (let number = 1; number <= 10; number += 1) {
          const { runId } = await store.openRun(W46, { ...FINGERPRINT, data: `d${number}` });
          await store.finishRun(runId, manifest(runId));
        }
        await store.openRun(W46, { ...FINGERPRINT, data: 'unfinished' });
        expect(await store.latestRun(W46)).toEqual({
          runId: '2026-W46-r10',
          week: W46,
          fingerprint: { ...FINGERPRINT, data: 'd10' },
          manifest: manifest('2026-W46-r10' as RunId),
          finishedAt: expect.stringMatching(INSTANT),
        });
      });

      it('are finished once: what was published first stays', async () => {
        const { runId } = await store.openRun(W46, FINGERPRINT);
        await store.finishRun(runId, manifest(runId));
        const first = await store.findRun(runId);
        await store.finishRun(runId, { ...manifest(runId), seed: 8 });
        expect(await store.findRun(runId)).toEqual(first);
      });

      it('lose what nobody asks for again: replaced ones all, older ones what they learned, open ones nothing', async () => {
        const open = async (week: IsoWeek, data: string) => (await store.openRun(week, { ...FINGERPRINT, data })).runId;
        const [replaced, older, newest] = [await open(W45, 'a'), await open(W45, 'b'), await open(W46, 'a')];
        const begun = await open(W46, 'b');
        for (const runId of [replaced, older, newest, begun]) {
          await store.save(runId, 'embedding', 0, EMBEDDING);
          await store.save(runId, 'ledger', 0, []);
        }
        for (const runId of [older, newest]) await store.finishRun(runId, manifest(runId));
        await store.prune();
        const left = async (runId: RunId) => [
          (await store.load(runId, 'embedding')).length,
          (await store.load(runId, 'ledger')).length,
        ];
        expect(await Promise.all([replaced, older, newest, begun].map(left))).toEqual([
          [0, 0],
          [0, 1],
          [1, 1],
          [1, 1],
        ]);
      });

      it('are found by their id, and known as open until something newer of their week has ended', async () => {
        const first = await store.openRun(W45, FINGERPRINT);
        await store.openRun(W46, FINGERPRINT);
        const newer = await store.openRun(W46, { ...FINGERPRINT, data: 'd2' });
        expect((await store.openRuns()).map(({ runId }) => runId)).toEqual(['2026-W45-r1', '2026-W46-r2']);
        await store.finishRun(newer.runId, manifest(newer.runId));
        expect(await store.openRuns()).toEqual([first]);
        expect(await store.findRun(first.runId)).toEqual(first);
        await expect(store.findRun('2026-W46-r9' as RunId)).rejects.toBeInstanceOf(ContractError);
      });

      it('are listed oldest week first, the newest finished one of each', async () => {
        for (const week of [W46, W45, W46]) {
          const { runId } = await store.openRun(week, FINGERPRINT);
          await store.finishRun(runId, manifest(runId));
        }
        await store.openRun('2026-W44' as IsoWeek, FINGERPRINT);
        expect((await store.listRuns()).map(({ runId }) => runId)).toEqual(['2026-W45-r1', '2026-W46-r2']);
      });

      it('that nobody opened cannot be finished or filled', async () => {
        const unknown = '2026-W46-r7' as RunId;
        await expect(store.finishRun(unknown, manifest(unknown))).rejects.toBeInstanceOf(ContractError);
        await expect(store.save(unknown, 'tags', 0, [])).rejects.toMatchObject({ code: 'unknown-run' });
      });
    });

    describe('intakes', () => {
      const INTAKE: Omit<Intake, 'id'> = {
        files: [{ kind: 'tickets', name: 't.csv', path: '/in/t.csv', sha256: 'ab12cd' }],
        period: { week: W46 },
        out: '/out',
        lane: 'queue',
      };
      const open = (key = 'a'.repeat(64)) => store.openIntake(key, INTAKE);

      it('are taken up again until they are settled, then numbered on', async () => {
        const first = await open();
        expect(first).toEqual({ id: 'aaaaaaaaaaaa-1', ...INTAKE });
        expect(await open()).toEqual(first);
        await store.settleIntake(first.id);
        expect((await open()).id).toBe('aaaaaaaaaaaa-2');
      });

      it('opened by several callers at once are one', async () => {
        expect(new Set((await Promise.all([open(), open(), open()])).map(({ id }) => id)).size).toBe(1);
      });

      it('wait in the order of their opening, with its instant', async () => {
        const [b, a] = [await open('b'.repeat(64)), await open()];
        const since = expect.stringMatching(INSTANT);
        expect(await store.waitingIntakes()).toEqual([
          { ...b, since },
          { ...a, since },
        ]);
        await store.settleIntake(b.id);
        expect((await store.waitingIntakes()).map(({ id }) => id)).toEqual([a.id]);
      });

      it('that are settled are told the newest first, with both instants, as many as were asked for', async () => {
        expect(await store.settledIntakes(5)).toEqual([]);
        const opened: Intake[] = [];
        for (const letter of ['b', 'a', 'c']) opened.push(await open(letter.repeat(64)));
        const [b, a, c] = opened as [Intake, Intake, Intake];
        await store.settleIntake(b.id);
        await store.settleIntake(a.id);
        const times = { since: expect.stringMatching(INSTANT), settledAt: expect.stringMatching(INSTANT) };
        expect(await store.settledIntakes(5)).toEqual([
          { ...a, ...times },
          { ...b, ...times },
        ]);
        await store.settleIntake(c.id);
        expect((await store.settledIntakes(2)).map(({ id }) => id)).toEqual([c.id, a.id]);
      });

      it('tell which files they named, by whole hash or its beginning, also when they are settled', async () => {
        await store.settleIntake((await open()).id);
        expect(await Promise.all(['ab12cd', 'ab12', 'ff'].map((hash) => store.knowsFile(hash)))).toEqual([
          true,
          true,
          false,
        ]);
      });

      it('stage values by kind and shard, replace them, and drop them when they are settled', async () => {
        const { id } = await open();
        await store.stage(id, 'rows', 10, { n: 10 });
        await store.stage(id, 'rows', 9, { n: 0 });
        await store.stage(id, 'rows', 9, { n: 9, map: new Map([['a', -0]]) });
        await store.stage(id, 'other', 9, null);
        expect(await store.loadStaged(id, 'rows')).toEqual([
          { shard: 9, value: { n: 9, map: new Map([['a', -0]]) } },
          { shard: 10, value: { n: 10 } },
        ]);
        expect(await store.loadStaged(id, 'rows', 10)).toEqual([{ shard: 10, value: { n: 10 } }]);
        await store.settleIntake(id);
        await store.stage(id, 'rows', 11, 'too late');
        expect(await store.loadStaged(id, 'rows')).toEqual([]);
      });
    });

    describe('steps', () => {
      const mark = (state: StepMark['state'], more: Partial<StepMark> = {}): StepMark => ({
        scope: '2026-W46-r1' as RunId,
        step: 'tag',
        shard: 0,
        state,
        attempts: 1,
        ms: 12,
        counts: { tickets: 3 },
        code: null,
        ...more,
      });

      it('come back by scope, in order of step and shard', async () => {
        const marks = [
          mark('done', { step: 'assign' }),
          mark('started', { shard: 9 }),
          mark('failed', { shard: 10, code: 'c' }),
        ];
        for (const one of marks.toReversed()) await store.markStep(one);
        await store.markStep(mark('done', { scope: '2026-W45-r1' as RunId }));
        expect(await store.listSteps('2026-W46-r1' as RunId)).toEqual(marks);
      });

      it('that are done stay done: a worker that wakes up late changes nothing', async () => {
        await store.markStep(mark('started', { counts: {} }));
        await store.markStep(mark('done'));
        await store.markStep(mark('failed', { attempts: 2, code: 'late' }));
        await store.clearSteps(mark('done').scope);
        expect(await store.listSteps(mark('done').scope)).toEqual([mark('done')]);
      });

      it('that are not done can be forgotten', async () => {
        await store.markStep(mark('failed', { code: 'c' }));
        await store.clearSteps(mark('failed').scope);
        expect(await store.listSteps(mark('failed').scope)).toEqual([]);
      });
    });

    describe('tags of single tickets', () => {
      const [a, b] = [stored(ticket('a', W46)), stored(ticket('b', W46))];
      const ids = ['a', 'b', 'none'] as TicketId[];

      it('hold for one model and as long as the ticket is as it was read', async () => {
        await store.saveTickets([a, b]);
        await store.saveTags(
          'm1',
          [a, b].map(({ ticket: { id }, hash }) => ({ tags: tags(id), hash })),
        );
        expect(new Set(await store.loadTags('m1', ids))).toEqual(new Set([tags('a'), tags('b')]));
        expect(await store.loadTags('m2', ids)).toEqual([]);
        await store.saveTickets([stored(ticket('a', W46, { subject: 'other' }))]);
        expect(await store.loadTags('m1', ids)).toEqual([tags('b')]);
      });

      it('are replaced under a new model, and go with their ticket', async () => {
        await store.saveTickets([a]);
        for (const model of ['m1', 'm2']) await store.saveTags(model, [{ tags: tags('a'), hash: a.hash }]);
        expect([await store.loadTags('m1', ids), await store.loadTags('m2', ids)]).toEqual([[], [tags('a')]]);
        await store.forgetTicket('a' as TicketId);
        await store.saveTickets([a]);
        expect(await store.loadTags('m2', ids)).toEqual([]);
      });
    });

    describe('business files', () => {
      it('are kept as last given, one of a kind', async () => {
        const file = (kind: string, sha256: string) => ({ kind, file: `${kind}.csv`, sha256, rows: [{ id: sha256 }] });
        await store.saveBusiness([file('deals', '1'), file('accounts', '2')]);
        await store.saveBusiness([file('deals', '3')]);
        expect(await store.loadBusiness()).toEqual([file('accounts', '2'), file('deals', '3')]);
      });
    });

    describe('run values', () => {
      it('come back exactly: typed arrays, maps, empty ones, nulls, absent fields', async () => {
        const { runId } = await store.openRun(W46, FINGERPRINT);
        const topic: Topic = {
          id: 'T-1' as TopicId,
          label: 'l',
          keywords: [],
          centroid: Float32Array.of(0.1, -0, 3e-45),
          firstWeek: W46,
        };
        await store.save(runId, 'embedding', 0, EMBEDDING);
        await store.save(runId, 'embedding', 1, NOTHING_LEARNED);
        await store.save(runId, 'topics', 0, [topic]);
        await store.save(runId, 'registry', 0, REGISTRY);
        await store.save(runId, 'assignments', 0, ASSIGNMENTS);
        expect(await store.load(runId, 'embedding')).toStrictEqual([EMBEDDING, NOTHING_LEARNED]);
        expect(await store.load(runId, 'topics')).toStrictEqual([[topic]]);
        expect(await store.load(runId, 'registry')).toStrictEqual([REGISTRY]);
        expect(await store.load(runId, 'assignments')).toStrictEqual([ASSIGNMENTS]);
      });

      it('are replaced by saving them again and come in the order of their shards', async () => {
        const { runId } = await store.openRun(W46, FINGERPRINT);
        for (const shard of [10, 9, 0, 9]) await store.save(runId, 'tags', shard, [tags(`s${shard}`)]);
        const shards = await store.load(runId, 'tags');
        expect(shards.map(([first]) => first?.ticketId)).toEqual(['s0', 's9', 's10']);
      });

      it('belong to one run and one kind', async () => {
        const one = await store.openRun(W46, FINGERPRINT);
        const two = await store.openRun(W46, { ...FINGERPRINT, data: 'd2' });
        await store.save(one.runId, 'tags', 0, [tags('a')]);
        expect([await store.load(two.runId, 'tags'), await store.load(one.runId, 'findings')]).toEqual([[], []]);
      });

      it('cannot be changed through what was saved or loaded', async () => {
        const { runId } = await store.openRun(W46, FINGERPRINT);
        const embedding = { ...NOTHING_LEARNED, common: Float32Array.of(1, 2) };
        await store.save(runId, 'embedding', 0, embedding);
        embedding.common[0] = 9;
        (await store.load(runId, 'embedding'))[0]?.common.fill(7);
        expect((await store.load(runId, 'embedding'))[0]?.common).toEqual(Float32Array.of(1, 2));
      });

      it('of numbers that are none are refused, and nothing is saved', async () => {
        const { runId } = await store.openRun(W46, FINGERPRINT);
        const broken = [{ ...tags('a'), scores: { ...tags('a').scores, sales: Number.NaN } }];
        await expect(store.save(runId, 'tags', 0, broken)).rejects.toMatchObject({ code: 'codec' });
        expect(await store.load(runId, 'tags')).toEqual([]);
      });
    });

    describe('forgetting a ticket', () => {
      it('takes it out of the tickets and out of every value of every run, and leaves the others whole', async () => {
        await store.saveTickets([stored(ticket('gone', W46)), stored(ticket('gone-2', W46))]);
        const runs = [await store.openRun(W45, FINGERPRINT), await store.openRun(W46, FINGERPRINT)];
        for (const { runId } of runs) await saveMentions(store, runId);
        expect(await store.forgetTicket('gone' as TicketId)).toBe(true);
        expect((await store.loadTickets(W46, W46)).map(({ id }) => id)).toEqual(['gone-2']);
        for (const { runId } of runs) await expectForgotten(store, runId);
      });

      it('drops the reports that quote it, and takes it out of rows that are on their way', async () => {
        const { runId } = await store.openRun(W46, FINGERPRINT);
        await store.save(runId, 'reports', 0, { reports: [FINDING], overview: {} } as never);
        const other = await store.openRun(W45, FINGERPRINT);
        await store.save(other.runId, 'reports', 0, { reports: [{ tickets: ['gone-2'] }], overview: {} } as never);
        const { id } = await store.openIntake('a'.repeat(64), { files: [], period: {}, out: '/out', lane: 'own' });
        const rows = [ticket('gone', W46), ticket('gone-2', W46)];
        const merge = { id: 'gone-3', into: 'gone-2' };
        await store.stage(id, 'ingested', 0, {
          tickets: rows,
          counts: { setAside: 1, merged: 2 },
          links: [merge, { id: 'gone', into: 'gone-2' }, { id: 'gone-3', into: 'gone' }],
          aliases: { gone: '1', 'gone-2': '2' },
        });
        await store.stage(id, 'merged', 0, [
          { id: 'gone', messages: ['x'] },
          { id: 'gone-2', messages: ['y'] },
        ]);
        await store.forgetTicket('gone' as TicketId);
        expect(await store.loadStaged(id, 'merged')).toEqual([
          { shard: 0, value: [{ id: 'gone-2', messages: ['y'] }] },
        ]);
        expect([
          (await store.load(runId, 'reports')).length,
          (await store.load(other.runId, 'reports')).length,
        ]).toEqual([0, 1]);
        const counts = { setAside: 2, merged: 2 };
        const value = { tickets: [ticket('gone-2', W46)], counts, links: [merge], aliases: { 'gone-2': '2' } };
        expect(await store.loadStaged(id, 'ingested')).toEqual([{ shard: 0, value }]);
      });

      it('takes it out of receipts, audit labels, corrections and returns, whose units stay', async () => {
        await store.saveImport(MERGES, []);
        const named = [{ ticketId: 'gone' }, { ticketId: 'gone-2' }];
        const files = businessOf(
          named,
          named.map((row) => ({ returnId: 'R', quantity: 2, ...row })),
        );
        await store.saveBusiness(files);
        const { id } = await store.openIntake('b'.repeat(64), { files: [], period: {}, out: '/out', lane: 'own' });
        await store.stage(id, 'business', 0, { files, rejects: [], notices: ['n'] });
        await store.stage(id, 'gathered', 0, { receipts: [MERGES], rejects: [], seen: ['gone', 'gone-2'] });
        expect(await store.forgetTicket('gone' as TicketId)).toBe(false);
        const left = businessOf(
          [{ ticketId: 'gone-2' }],
          [
            { returnId: 'R', quantity: 2 },
            { returnId: 'R', quantity: 2, ticketId: 'gone-2' },
          ],
        );
        expect(await store.loadImports()).toEqual([MERGES_LEFT]);
        expect(await store.loadBusiness()).toEqual(left);
        expect(await store.loadStaged(id, 'business')).toEqual([
          { shard: 0, value: { files: left, rejects: [], notices: ['n'] } },
        ]);
        expect(await store.loadStaged(id, 'gathered')).toEqual([
          { shard: 0, value: { receipts: [MERGES_LEFT], rejects: [], seen: ['gone-2'] } },
        ]);
      });

      it('that was saved by no import but named by a run finds it there', async () => {
        const { runId } = await store.openRun(W46, FINGERPRINT);
        await store.save(runId, 'tags', 0, [tags('gone'), tags('"quoted"')]);
        expect(await store.forgetTicket('"quoted"' as TicketId)).toBe(true);
        expect(await store.load(runId, 'tags')).toEqual([[tags('gone')]]);
      });

      it('that is not there says so', async () => {
        const { runId } = await store.openRun(W46, FINGERPRINT);
        await store.save(runId, 'tags', 0, [tags('gone-2')]);
        expect(await store.forgetTicket('gone' as TicketId)).toBe(false);
        expect(await store.load(runId, 'tags')).toEqual([[tags('gone-2')]]);
      });
    });

    describe('settings', () => {
      it('that are lists grow by several callers at once, and lose no word of any', async () => {
        const lists = [['a', 'b'], ['b', 'c'], ['d'], [], ['e', 'a']];
        await Promise.all(lists.map((words) => store.extendSetting('list', words)));
        expect([...(await store.extendSetting('list', []))].sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
        expect(await store.extendSetting('list', ['a', 'z'])).toHaveLength(6);
        expect(JSON.parse((await store.readSetting('list')) ?? '')).toContain('z');
        expect(await store.extendSetting('other', [])).toEqual([]);
      });

      it('are made once, also for several askers at once', async () => {
        let made = 0;
        const make = () => `key-${++made}`;
        const values = await Promise.all([1, 2, 3].map(() => store.setting('pseudonyms', make)));
        expect([...values, await store.setting('pseudonyms', make)]).toEqual(['key-1', 'key-1', 'key-1', 'key-1']);
        expect(await store.setting('other', make)).toBe('key-2');
      });

      it('are written, read and removed', async () => {
        expect(await store.readSetting('schedule')).toBeNull();
        for (const value of ['one', 'two']) await store.writeSetting('schedule', value);
        expect(await store.readSetting('schedule')).toBe('two');
        await store.writeSetting('schedule', null);
        expect(await store.readSetting('schedule')).toBeNull();
      });
    });

    const { reopen } = harness;
    if (reopen === undefined) return;
    it('remembers everything after it was closed', async () => {
      await store.saveTickets([stored(FULL_TICKET)]);
      const { runId } = await store.openRun(W46, FINGERPRINT);
      await store.save(runId, 'embedding', 0, EMBEDDING);
      await store.finishRun(runId, manifest(runId));
      await store.setting('pseudonyms', () => 'key');
      await store.close();
      store = await reopen();
      expect(await store.loadTickets(W46, W46)).toEqual([FULL_TICKET]);
      expect((await store.latestRun(W46))?.manifest).toEqual(manifest(runId));
      expect(await store.load(runId, 'embedding')).toStrictEqual([EMBEDDING]);
      expect(await store.setting('pseudonyms', () => 'another')).toBe('key');
    }, 60_000);
  });
}

async function saveMentions(store: Store, runId: RunId): Promise<void> {
  await store.save(runId, 'registry', 0, REGISTRY);
  await store.save(runId, 'assignments', 0, ASSIGNMENTS);
  await store.save(runId, 'tags', 0, [tags('gone'), tags('gone-2')]);
  await store.save(runId, 'measures', 0, MEASURES);
  await store.save(runId, 'findings', 0, [FINDING]);
  await store.save(runId, 'ledger', 0, [LEDGER_ENTRY]);
  await store.save(runId, 'plan', 0, PLAN);
  await store.save(runId, 'manifest', 0, { ...manifest(runId), inputs: [MERGES] });
  await store.finishRun(runId, { ...manifest(runId), inputs: [MERGES] });
}

async function expectForgotten(store: Store, runId: RunId): Promise<void> {
  expect((await store.load(runId, 'registry'))[0]?.members).toEqual(new Map([['gone-2', 'T-1']]));
  expect(await store.load(runId, 'assignments')).toEqual([[ASSIGNMENTS[1]]]);
  expect(await store.load(runId, 'tags')).toEqual([[tags('gone-2')]]);
  const [measures] = await store.load(runId, 'measures');
  expect(measures?.issues[0]).toMatchObject({ tickets: ['gone-2'], windowTickets: ['gone-2'], weekly: [1, 2] });
  expect(measures?.answers[0]?.tickets).toEqual([]);
  expect(measures?.topicAlerts[0]?.tickets).toEqual(['gone-2']);
  const [findings] = await store.load(runId, 'findings');
  const evidence = [{ ticketId: 'gone-2', quote: 'stays' }];
  expect(findings).toEqual([{ ...FINDING, tickets: ['gone-2'], windowTickets: ['gone-2'], evidence }]);
  expect(await store.load(runId, 'ledger')).toEqual([[{ ...LEDGER_ENTRY, tickets: ['gone-2'] }]]);
  expect(await store.load(runId, 'plan')).toEqual([
    { ...PLAN, audit: [{ ticketId: 'gone-2', causes: ['sales'] }], corrections: [{ topicId: 'T-1' }] },
  ]);
  const told = { ...manifest(runId), inputs: [MERGES_LEFT] };
  expect(await store.load(runId, 'manifest')).toEqual([told]);
  expect((await store.findRun(runId)).manifest).toEqual(told);
}

const FULL_TICKET = {
  ...ticket('{"a,b\\\' NULL', W46, { subject: 'Ünï "q" \\ {x},\n\t\u{1f600} \u0000 end' }),
  createdAt: '2026-11-01T08:00:00.000Z',
  messages: [{ at: null, who: 'customer', public: true, text: 'words' }],
  zeta: 0,
  accountId: 'NULL',
  handleMinutes: 12.5,
  nps: -0.1,
  slaBreached: false,
  $: 'a field named like a tag',
} as unknown as Ticket;

const EMBEDDING: Embedding = {
  modelId: 'm',
  vocabulary: ['kettl', 'leak'],
  surface: ['kettle', ''],
  forms: [['kettle', 'kettles'], []],
  weights: Float32Array.of(0.5, 3e-45),
  dimensions: 2,
  projection: Float32Array.of(0.1, -0.2, -0, 0.25),
  common: Float32Array.of(1, 0),
  language: 'en',
};

const NOTHING_LEARNED: Embedding = {
  modelId: '',
  vocabulary: [],
  surface: [],
  weights: new Float32Array(0),
  dimensions: 1,
  projection: new Float32Array(0),
  common: new Float32Array(1),
};

const REGISTRY = {
  nextNumber: 2,
  topics: [{ id: 'T-1', label: 'l', firstWeek: W45 }],
  members: new Map([
    ['gone', 'T-1'],
    ['gone-2', 'T-1'],
  ]),
} as unknown as TopicRegistry;

const ASSIGNMENTS = [
  { ticketId: 'gone', topicId: null, similarity: -0 },
  { ticketId: 'gone-2', topicId: 'T-1', similarity: 0.1 + 0.2 },
] as unknown as Assignment[];

const MEASURES = {
  issues: [
    { cause: 'sales', tickets: ['gone', 'gone-2'], windowTickets: ['gone-2', 'gone'], weekly: [1, 2], pValue: null },
  ],
  topicAlerts: [{ topicId: 'T-1', tickets: ['gone', 'gone-2'], weekly: [1, 2] }],
  answers: [{ department: 'sales', segment: null, tickets: ['gone'] }],
  comparisons: 1,
} as unknown as Measures;

const FINDING = {
  id: 'F-1',
  tickets: ['gone', 'gone-2'],
  windowTickets: ['gone', 'gone-2'],
  weekly: [1, 2],
  evidence: [
    { ticketId: 'gone', quote: 'goes' },
    { ticketId: 'gone-2', quote: 'stays' },
  ],
} as unknown as Finding;

/** Business files in order of their kinds; accounts name no ticket, whatever their ids are. */
function businessOf(labels: readonly unknown[], returns: readonly unknown[]): readonly BusinessFile[] {
  const file = (kind: string, rows: readonly unknown[]) => ({ kind, file: `${kind}.csv`, sha256: kind, rows });
  const accounts = [{ accountId: 'gone', ticketId: 'gone' }];
  return [file('accounts', accounts), file('audit', labels), file('corrections', labels), file('returns', returns)];
}

const LEDGER_ENTRY = {
  id: 'F-1',
  key: 'topic:T-1',
  headline: 'gone',
  tickets: ['gone-2', 'gone'],
} as unknown as LedgerEntry;

const PLAN = {
  weeks: [W46],
  tickets: 2,
  audit: [
    { ticketId: 'gone', causes: [] },
    { ticketId: 'gone-2', causes: ['sales'] },
  ],
  corrections: [{ ticketId: 'gone', value: 'sales' }, { topicId: 'T-1' }],
} as unknown as WeekPlan;

/** Two of three merges name the ticket that is to go; how many there were stays. */
const MERGES = merges({ gone: 'a', b: 'gone', c: 'gone-2' });
const MERGES_LEFT = merges({ c: 'gone-2' });

function merges(mergedInto: Readonly<Record<string, string>>): ImportReceipt {
  const known = receipt('a.csv', 'a'.repeat(64));
  return { ...known, source: { preset: 'generic', mergedInto, mergedLinked: 3 } as unknown as SourceReceipt };
}

function tags(id: string): TicketTags {
  const scores = { sales: 0.1, 'professional-services': 0, manufacturing: 1, marketing: 1e-9 };
  return { ticketId: id as TicketId, scores, tags: [], votes: [], readable: true };
}

function receipt(file: string, sha256: string): ImportReceipt {
  return {
    file,
    sha256,
    mapping: { ticket_id: 'Nr', subject: 'Betreff' },
    used: 1,
    firstDay: null,
  } as unknown as ImportReceipt;
}

function reject(row: number, column: string | null = 'closed_at'): Reject {
  return { file: 'a.csv', row, column, code: 'bad-date', reason: 'expected a date' };
}

function manifest(runId: RunId): RunManifest {
  return { runId, seed: 7, counts: { tickets: 3 }, timings: { tag: 1.5 }, warnings: ['w'] } as unknown as RunManifest;
}
