import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { BUSINESS_KINDS } from '../../src/adapters/watched-folder/business-name.ts';
import { type TakenFile, type TakenFiles, type TakeOptions, takeFiles } from '../../src/adapters/watched-folder.ts';
import { JOIN_KINDS } from '../../src/ingest/joins/join-specs.ts';
import { deadPid, killScript } from './store/processes.ts';

const NOTHING = { tickets: [], joins: {}, replaced: [], twice: [], unsettled: [], ignored: [], unreadable: [] };
const AT_ONCE = { settleMs: 0 };
const HERE = import.meta.dirname;
const NOBODY = 65_534;

const isRoot = process.getuid?.() === 0;

let root = '';
let folder = '';
/** Digests that intakes have. */
let kept = new Set<string>();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'coalface-drop-'));
  folder = join(root, 'drop');
  mkdirSync(folder);
  kept = new Set();
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('takeFiles', () => {
  it('finds nothing in an empty folder and leaves nothing there', async () => {
    expect(await take()).toEqual(NOTHING);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes tables in order of name and moves them to a name with their digest', async () => {
    drop('week 47.CSV', 'a');
    drop('export.tsv', 'b');
    drop('Ü.txt', 'c');
    expect(await take()).toEqual({
      ...NOTHING,
      tickets: [takenFile('b', 'export.tsv'), takenFile('a', 'week 47.CSV'), takenFile('c', 'Ü.txt')],
    });
    expect(readdirSync(folder)).toEqual(['taken']);
    expect(readFileSync(takenPath('c', 'Ü.txt'), 'utf8')).toBe('c');
  });

  it('takes bytes once: what comes again goes to `twice`, whatever its name', async () => {
    drop('a.csv', 'same');
    drop('b.csv', 'same');
    expect(await takeAndKeep()).toMatchObject({ tickets: [{ name: 'a.csv' }], twice: ['b.csv'] });
    drop('a.csv', 'same');
    drop('b.csv', 'same');
    expect(await takeAndKeep()).toEqual({ ...NOTHING, twice: ['a.csv', 'b.csv'] });
    const mark = sha('same').slice(0, 12);
    expect(readdirSync(join(folder, 'twice'))).toEqual([`${mark}-2-b.csv`, `${mark}-a.csv`, `${mark}-b.csv`]);
  });

  it('sends bytes to `twice` that an intake has from elsewhere', async () => {
    kept.add(sha('run by hand'));
    drop('a.csv', 'run by hand');
    expect(await take()).toEqual({ ...NOTHING, twice: ['a.csv'] });
  });

  it('takes other bytes under a name that was taken before', async () => {
    drop('export.csv', 'week 46');
    await takeAndKeep();
    drop('export.csv', 'week 47');
    expect(await takeAndKeep()).toMatchObject({ tickets: [{ sha256: sha('week 47') }], twice: [] });
    expect(readdirSync(join(folder, 'taken')).length).toBe(2);
  });

  it('leaves files that changed lately, and empty ones', async () => {
    drop('old.csv', 'a', -70);
    drop('new.csv', 'b', -50);
    drop('ahead.csv', 'c', 50);
    drop('next-year.csv', 'd', 31_536_000);
    drop('empty.csv', '', -70);
    const taken = await take({});
    expect(taken.tickets.map(({ name }) => name)).toEqual(['next-year.csv', 'old.csv']);
    expect(taken.unsettled).toEqual(['ahead.csv', 'empty.csv', 'new.csv']);
    expect(readdirSync(folder).sort()).toEqual(['ahead.csv', 'empty.csv', 'new.csv', 'taken']);
  });

  it('goes by the time given where one is given', async () => {
    drop('a.csv', 'a');
    expect(await take({ now: Date.now() })).toMatchObject({ unsettled: ['a.csv'] });
    expect(await take({ now: Date.now() + 61_000 })).toMatchObject({ tickets: [{ name: 'a.csv' }] });
  });

  it('takes a file only when its writer has been silent for long enough', async () => {
    const path = drop('slow.csv', 'id\n');
    const writer = setInterval(() => appendFileSync(path, 'row\n'), 20);
    const rounds = await Promise.all([take({ settleMs: 400 }), pause(300).then(() => take({ settleMs: 400 }))]);
    clearInterval(writer);
    expect(rounds.flatMap(({ tickets }) => tickets)).toEqual([]);
    await pause(450);
    const whole = readFileSync(path, 'utf8');
    expect((await take({ settleMs: 400 })).tickets).toEqual([takenFile(whole, 'slow.csv')]);
  });

  it('passes over what browsers, editors and uploaders have not finished', async () => {
    for (const name of ['a.csv.part', 'b.TMP', 'c.csv.crdownload', 'd.csv~', '.e.csv', '~$f.csv', 'g.csv.filepart'])
      drop(name, name);
    expect(await take()).toEqual(NOTHING);
  });

  it('reports what it can do nothing with and leaves it', async () => {
    const outside = join(root, 'outside.csv');
    writeFileSync(outside, 'secret');
    symlinkSync(outside, join(folder, 'link.csv'));
    symlinkSync(root, join(folder, 'linked-folder'));
    execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
    drop('letter.docx', 'x');
    drop('noextension', 'x');
    mkdirSync(join(folder, 'sub.csv'));
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/M`), Buffer.from([0xfc]), Buffer.from('ller.csv')]), 'x');
    expect(await take()).toEqual({
      ...NOTHING,
      ignored: ['letter.docx', 'link.csv', 'linked-folder', 'noextension', 'pipe.csv'],
      unreadable: ['M\uFFFDller.csv'],
    });
    expect(readFileSync(outside, 'utf8')).toBe('secret');
  });

  it('takes tables, workbooks, JSON and archives of them, and knows business files among them', async () => {
    const names = ['a.XLSX', 'b.ndjson', 'c.json.gz', 'd.zip', 'e.jsonl', 'f.tsv'];
    for (const name of [...names, 'deals 2026-11-09.csv.gz', 'accounts.xlsx']) drop(name, name);
    const { tickets, joins, ignored } = await take();
    expect([tickets.map(({ name }) => name), ignored]).toEqual([names, []]);
    expect([joins.deals?.name, joins.accounts?.name]).toEqual(['deals 2026-11-09.csv.gz', 'accounts.xlsx']);
  });

  it('takes a file whose name fills what the file system allows', async () => {
    const name = `${'ü'.repeat(125)}.csv`;
    drop(name, 'a');
    const [file] = (await takeAndKeep()).tickets;
    expect(file?.name).toBe(name);
    expect(readFileSync(file?.path ?? '', 'utf8')).toBe('a');
    expect(await take()).toEqual(NOTHING);
  });

  it('takes again, under its first name, what was moved back for a store that has lost it', async () => {
    drop('export.csv', 'a');
    drop('deals.csv', 'd');
    await takeAndKeep();
    for (const name of readdirSync(join(folder, 'taken'))) renameSync(join(folder, 'taken', name), join(folder, name));
    kept.clear();
    expect(await takeAndKeep()).toMatchObject({
      tickets: [{ name: 'export.csv', path: takenPath('a', 'export.csv') }],
      joins: { deals: takenFile('d', 'deals.csv') },
    });
  });
});

describe('takeFiles with business files', () => {
  it('knows each kind of join file by its name', () => {
    expect([...BUSINESS_KINDS].sort()).toEqual([...JOIN_KINDS].sort());
  });

  it('tells kinds by names, also with dates and numbers about them', async () => {
    const business = {
      'Accounts.csv': 'accounts',
      'deals-2026-11-23.csv': 'deals',
      '20261123_projects.CSV': 'projects',
      'shipments (1).csv': 'shipments',
      'returns_2026-W47.tsv': 'returns',
      '2026-11-23T06:00:00Z campaigns.csv': 'campaigns',
    };
    const tickets = ['all-deals.csv', 'audits.csv', 'dealers.csv', 'deals-emea.csv', 'tickets-2026-11-23.csv'];
    for (const name of [...Object.keys(business), ...tickets]) drop(name, name);
    const taken = await take();
    expect(taken.tickets.map(({ name }) => name)).toEqual(tickets);
    expect(taken.joins).toEqual(
      Object.fromEntries(Object.entries(business).map(([name, kind]) => [kind, takenFile(name, name)])),
    );
  });

  it('gives the newest of a kind and moves the others too', async () => {
    drop('deals-2026-11-23.csv', 'new', -300);
    drop('deals-2026-11-16.csv', 'old', -100);
    drop('accounts.csv', 'older', -200);
    drop('ACCOUNTS (1).csv', 'newer', -100);
    drop('returns-2026-W47.csv', 'week 47', -200);
    drop('returns-2026-11-22.csv', 'its Sunday', -300);
    expect(await take()).toEqual({
      ...NOTHING,
      joins: {
        accounts: takenFile('newer', 'ACCOUNTS (1).csv'),
        deals: takenFile('new', 'deals-2026-11-23.csv'),
        returns: takenFile('its Sunday', 'returns-2026-11-22.csv'),
      },
      replaced: ['accounts.csv', 'deals-2026-11-16.csv', 'returns-2026-W47.csv'],
    });
    expect(existsSync(takenPath('old', 'deals-2026-11-16.csv'))).toBe(true);
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('never hands out again a file that gave way or was followed by another', async () => {
    drop('deals-2026-11-16.csv', 'one');
    drop('deals-2026-11-09.csv', 'none');
    await takeAndKeep();
    drop('deals-2026-11-23.csv', 'two');
    await takeAndKeep();
    // The store knows the last of each kind alone.
    kept = new Set([sha('two')]);
    expect(await take()).toEqual(NOTHING);
  });

  it('gives an older file that is dropped later, and finds it again after a crash', async () => {
    drop('deals-2026-11-23.csv', 'wrong');
    await takeAndKeep();
    drop('deals-2026-11-16.csv', 'put back');
    const expected = { ...NOTHING, joins: { deals: takenFile('put back', 'deals-2026-11-16.csv') } };
    expect(await take()).toEqual(expected);
    expect(await take()).toEqual(expected);
  });

  it('lets a newer file take the place of one that was taken and not kept', async () => {
    drop('deals-2026-11-16.csv', 'one');
    await take();
    drop('deals-2026-11-23.csv', 'two');
    expect(await take()).toEqual({
      ...NOTHING,
      joins: { deals: takenFile('two', 'deals-2026-11-23.csv') },
      replaced: ['deals-2026-11-16.csv'],
    });
  });

  it('finds the newest by its age where what was handed out is not written any more', async () => {
    drop('deals-2026-11-16.csv', 'one');
    drop('deals-2026-11-23.csv', 'two');
    await take();
    for (const text of ['', '{"deals": 7', 'null']) {
      writeFileSync(join(folder, 'taken', '.last.json'), text);
      expect((await take()).joins).toEqual({ deals: takenFile('two', 'deals-2026-11-23.csv') });
    }
  });
});

describe('takeFiles after a crash', () => {
  it('returns what was taken and not kept, until it is', async () => {
    drop('a.csv', 'a');
    drop('deals.csv', 'd');
    const first = await take();
    expect(await take()).toEqual(first);
    drop('b.csv', 'b');
    expect(await takeAndKeep()).toMatchObject({ tickets: [{ name: 'a.csv' }, { name: 'b.csv' }] });
    expect(await take()).toEqual(NOTHING);
  });

  it('does not hash again what its name shows to be known', async () => {
    drop('a.csv', 'a');
    await takeAndKeep();
    // If these bytes were hashed they would be taken for others.
    writeFileSync(takenPath('a', 'a.csv'), 'written over');
    expect(await take()).toEqual(NOTHING);
  });

  it('asks with the whole digest too, for callers that compare nothing less', async () => {
    drop('a.csv', 'a');
    (await takeFiles(folder, async () => false, AT_ONCE)).release();
    const taken = await takeFiles(folder, async (sha256) => sha256 === sha('a'), AT_ONCE);
    taken.release();
    expect(taken.tickets).toEqual([]);
  });

  it('takes a file that was written to after it had been moved by its bytes of now', async () => {
    drop('a.csv', 'half');
    await take();
    writeFileSync(takenPath('half', 'a.csv'), 'half and half');
    expect(await takeAndKeep()).toMatchObject({
      tickets: [{ name: 'a.csv', path: takenPath('half and half', 'a.csv') }],
    });
    drop('b.csv', 'half');
    expect(await take()).toMatchObject({ tickets: [{ name: 'b.csv', sha256: sha('half') }] });
  });

  it('leaves alone what people put into its folders under names of their own', async () => {
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'taken', 'notes.csv'), 'mine');
    expect(await take()).toEqual(NOTHING);
  });

  it('loses nothing when it is killed between two moves', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `${String(index).padStart(3, '0')}.csv`);
    for (const name of names) drop(name, name);
    const child = start('take-files.ts', folder, join(root, 'ledger'), 'hold');
    await child.line();
    const moved = () => (existsSync(join(folder, 'taken')) ? readdirSync(join(folder, 'taken')).length : 0);
    while (moved() < 20) await new Promise(setImmediate);
    await killScript(child.process);
    expect(moved()).toBeLessThan(300);
    expect(existsSync(join(folder, '.coalface.lock'))).toBe(true);
    const taken = await takeAndKeep();
    expect(taken.tickets.map(({ name }) => name)).toEqual(names);
    expect(taken.tickets.every(({ name, path }) => readFileSync(path, 'utf8') === name)).toBe(true);
    expect(await take()).toEqual(NOTHING);
  }, 60_000);

  it('gives files to the next when who had taken them is killed before he kept them', async () => {
    drop('a.csv', 'a');
    const child = start('take-files.ts', folder, join(root, 'ledger'), 'hold');
    await child.line();
    expect(JSON.parse(await child.line())).toMatchObject({ tickets: [{ name: 'a.csv' }] });
    await expect(take({ ...AT_ONCE, waitMs: 200 })).rejects.toMatchObject({ code: 'folder-in-use' });
    await killScript(child.process);
    expect(await take()).toMatchObject({ tickets: [{ name: 'a.csv' }] });
  }, 60_000);
});

describe('takeFiles called by several at once', () => {
  it('gives each file to one process', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `${String(index).padStart(2, '0')}.csv`);
    for (const name of names) drop(name, name);
    const children = [1, 2, 3, 4].map(() => start('take-files.ts', folder, join(root, 'ledger'), 'keep'));
    await Promise.all(children.map(({ line }) => line()));
    const got = await Promise.all(children.map(async ({ line }) => JSON.parse(await line()) as TakenFiles));
    expect(got.flatMap(({ tickets }) => tickets.map(({ name }) => name)).sort()).toEqual(names);
    expect(got.flatMap(({ twice }) => twice)).toEqual([]);
    expect(readdirSync(join(folder, 'taken')).length).toBe(60);
  }, 60_000);

  it('shows a file to nobody else of the same process until it is kept', async () => {
    drop('a.csv', 'a');
    const first = await takeFiles(folder, known, AT_ONCE);
    const second = takeFiles(folder, known, AT_ONCE);
    for (const { sha256 } of first.tickets) kept.add(sha256);
    await pause(150);
    first.release();
    first.release();
    expect((await second).tickets).toEqual([]);
    (await second).release();
  });

  it('says who is in the way when it has waited for long enough, and comes again', async () => {
    const first = await takeFiles(folder, known, AT_ONCE);
    await expect(takeFiles(folder, known, { waitMs: 150 })).rejects.toMatchObject({
      name: 'SourceError',
      code: 'folder-in-use',
      retryable: true,
      message: expect.stringContaining(join(folder, '.coalface.lock')),
    });
    first.release();
    await take();
  });

  it('takes over from a dead taker', async () => {
    const holder = { pid: deadPid(), mark: null, host: hostname(), since: '2026-11-16T06:00:00.000Z' };
    writeFileSync(join(folder, '.coalface.lock'), JSON.stringify(holder));
    expect(await take()).toEqual(NOTHING);
  });

  it('goes on where a file is gone before it can be moved', async () => {
    drop('a.csv', 'a');
    drop('b.csv', 'b');
    const taken = await takeFiles(
      folder,
      async (sha256) => {
        if (sha256 === sha('a')) unlinkSync(join(folder, 'a.csv'));
        return false;
      },
      AT_ONCE,
    );
    taken.release();
    expect(taken.tickets.map(({ name }) => name)).toEqual(['b.csv']);
  });

  it('leaves for the next call what is written to before it can be moved', async () => {
    const path = drop('a.csv', 'half', -60);
    let writes = 0;
    const writing = async () => {
      if (writes++ === 0) appendFileSync(path, ' and half');
      return false;
    };
    const first = await takeFiles(folder, writing, AT_ONCE);
    first.release();
    expect(first).toMatchObject({ tickets: [], unsettled: ['a.csv'] });
    expect((await take()).tickets).toMatchObject([{ name: 'a.csv', sha256: sha('half and half') }]);
  });

  it('gives the folder back when asking fails, with nothing moved', async () => {
    drop('a.csv', 'a');
    const failing = takeFiles(folder, () => Promise.reject(new Error('store away')), AT_ONCE);
    await expect(failing).rejects.toThrow('store away');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });
});

describe('takeFiles of a folder that cannot be used', () => {
  it('says so where there is none', async () => {
    await expect(takeFiles(join(root, 'none'), known)).rejects.toMatchObject({
      name: 'ConfigError',
      code: 'folder-missing',
      message: `${join(root, 'none')}: expected a folder that exports are dropped into, got none; create it or name another`,
    });
  });

  it('says so where it is a file', async () => {
    const path = drop('a.csv', 'a');
    await expect(takeFiles(path, known)).rejects.toMatchObject({ code: 'folder-not-usable' });
  });

  it('moves nothing through a link', async () => {
    symlinkSync(root, join(folder, 'taken'));
    drop('a.csv', 'a');
    await expect(take()).rejects.toMatchObject({
      code: 'folder-not-usable',
      message: expect.stringContaining('a link'),
    });
    expect(readdirSync(folder).sort()).toEqual(['a.csv', 'taken']);
    expect(lstatSync(join(folder, 'taken')).isSymbolicLink()).toBe(true);
  });

  it('says so where this user may not write, and reports a file that he may not read', async (context) => {
    if (isRoot && !isOpenToAll(HERE))
      return context.skip('root may do everything, and others cannot read this checkout');
    drop('a.csv', 'a');
    chmodSync(drop('secret.csv', 's'), 0);
    for (const path of [root, folder]) chmodSync(path, 0o755);
    expect(await takenByOther()).toMatchObject({ name: 'ConfigError', code: 'folder-not-usable' });
    chmodSync(folder, 0o777);
    expect(await takenByOther()).toMatchObject({
      tickets: [{ name: 'a.csv' }],
      unreadable: ['secret.csv'],
    });
  }, 60_000);
});

async function known(sha256: string): Promise<boolean> {
  return [...kept].some((one) => one.startsWith(sha256));
}

async function take(options: TakeOptions = AT_ONCE): Promise<Omit<TakenFiles, 'release'>> {
  const { release, ...taken } = await takeFiles(folder, known, options);
  release();
  return taken;
}

async function takeAndKeep(): Promise<Omit<TakenFiles, 'release'>> {
  const taken = await take();
  for (const { sha256 } of taken.tickets) kept.add(sha256);
  for (const { sha256 } of Object.values(taken.joins)) kept.add(sha256);
  return taken;
}

/** @param changed seconds from now */
function drop(name: string, text: string, changed?: number): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  const time = Date.now() / 1_000 + (changed ?? 0);
  if (changed !== undefined) utimesSync(path, time, time);
  return path;
}

function takenFile(text: string, name: string): TakenFile {
  return { name, path: takenPath(text, name), sha256: sha(text) };
}

function takenPath(text: string, name: string): string {
  return join(folder, 'taken', `${sha(text).slice(0, 12)}-${name}`);
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

interface Script {
  readonly process: ChildProcess;
  /** The next line that it prints. */
  readonly line: () => Promise<string>;
}

function start(name: string, ...args: readonly string[]): Script {
  return startAs(undefined, name, ...args);
}

function startAs(uid: number | undefined, name: string, ...args: readonly string[]): Script {
  const child = spawn(process.execPath, ['--import', 'tsx', join(HERE, name), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  onTestFinished(() => killScript(child));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return { process: child, line: async () => (await lines.next()).value ?? '' };
}

/** What a user gets who may not do everything. */
async function takenByOther(): Promise<unknown> {
  const child = startAs(isRoot ? NOBODY : undefined, 'take-files.ts', folder, join(root, 'ledger'), 'hold');
  await child.line();
  const taken: unknown = JSON.parse(await child.line());
  await killScript(child.process);
  return taken;
}

function isOpenToAll(path: string): boolean {
  return (statSync(path).mode & 0o005) === 0o005 && (path === dirname(path) || isOpenToAll(dirname(path)));
}
