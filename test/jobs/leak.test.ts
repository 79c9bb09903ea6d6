import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgresServer } from '../adapters/store/postgres-server.ts';
import { MARKER } from '../made-export.ts';
import { asFiles, type Planted, plantedExport } from '../privacy/planted.ts';
import { type RedisServer, startRedisServer } from './queue/redis-server.ts';
import { type Places, readDatabase, readFolder, readWrites, watchRedis } from './read-kept.ts';
import { openSite, type Site } from './site.ts';

/** What stands in a ticket in place of each kind. */
const MARKS = ['[EMAIL]', '[CARD]', '[IBAN]', '[PHONE]', '[SECRET]', '[NAME]'];
const FIRST_WRITES = 'written /000000010000000000000001';
const TOKEN = 'correct-horse-battery';
const WINDOW = ['/metrics', '/healthz', '/readyz', '/board/api/queues', '/board/api/redis/stats'];
const DEPARTMENT = /^reports\/.*(?:sales|professional-services|manufacturing|marketing|findings)\./;

const redis = await startRedisServer();
const postgres = await startPostgresServer();
const isMissing = typeof redis === 'string' || typeof postgres === 'string';
const { rows, planted } = plantedExport();

/** What two workers said and left behind when they had worked the files out. */
async function workOut(site: Site, files: Readonly<Record<string, string>>): Promise<Places> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(site.dir, name), text);
  const brought = await site.command(['enqueue', ...Object.keys(files), '--out', site.out, '--json']);
  expect(brought.code, brought.err).toBe(0);
  const watched = site.start(['work'], { COALFACE_MONITOR_PORT: '0', COALFACE_MONITOR_BOARD_TOKEN: TOKEN });
  const { monitor } = await watched.says(({ msg }) => msg === 'worker started');
  const drained = await site.command(['work', '--drain']);
  expect(drained.code, drained.err).toBe(0);
  const window = await readWindow(String(monitor));
  watched.child.kill('SIGTERM');
  const status = await site.command(['status', '--json']);
  expect(JSON.parse(status.out)).toMatchObject({ data: { intakes: [], failedIntakes: [] } });
  const said = { 'said by enqueue': brought, 'said by work': await watched.ended, 'said by --drain': drained, status };
  const texts = Object.entries(said).map(([name, { out, err }]) => [name, `${out}\n${err}`] as const);
  return { ...window, ...Object.fromEntries(texts), ...readFolder(site.out, 'reports'), ...homeFiles(site) };
}

function homeFiles(site: Site): Places {
  return readFolder(join(site.dir, 'home'), 'home');
}

async function readWindow(url: string): Promise<Places> {
  const pages = WINDOW.map(async (path) => {
    const response = await fetch(url + path, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect([path, response.status]).toEqual([path, 200]);
    return [`window ${path}`, await response.text()] as const;
  });
  return Object.fromEntries(await Promise.all(pages));
}

/** Where planted values stand in the places: as written or in other case, and with or without what groups their characters. */
function search(places: Places): readonly (Planted & { readonly place: string })[] {
  return Object.entries(places).flatMap(([place, text]) => {
    const [lower, folded] = [text.toLowerCase(), fold(text)];
    return planted
      .filter((one) => lower.includes(one.text.toLowerCase()) || coresOf(one).some((core) => folded.includes(core)))
      .map((one) => ({ ...one, place }));
  });
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[\s\-./()_]/g, '');
}

/** The whole value and the part of it that would still tell it: a number without its country, a secret cut at its sign, the mailbox. */
function coresOf({ kind, text }: Planted): readonly string[] {
  const whole = fold(text);
  if (kind === 'iban') return [whole, whole.slice(4)];
  if (kind === 'phone') return [whole, whole.slice(3)];
  if (kind === 'secret') return [whole, ...whole.split('!').slice(1)];
  return kind === 'email' ? [whole, ...whole.split('@').slice(0, 1)] : [whole];
}

/** The planted export as tickets with comments; a row with a cell too many becomes a ticket without an id. */
function asTickets(): string {
  const tickets = rows.map(
    ([id, closed, account, subject, text, conversation, resolution, tags, requester, note], at) => {
      const said = (body: string | undefined, isPublic: boolean) =>
        body
          ? [
              {
                author_id: isPublic ? at : 7,
                public: isPublic,
                plain_body: body,
                body,
                created_at: '2026-10-25T08:00:00Z',
              },
            ]
          : [];
      return {
        ...((rows[at]?.length ?? 0) > 10 ? {} : { id }),
        ...{ subject, raw_subject: subject, description: text, tags: [tags], organization_id: account },
        ...{ created_at: '2026-10-25T08:00:00Z', generated_timestamp: 1_793_369_100 + at, submitter_id: at },
        requester: { id: at, email: requester, name: requester },
        via: { channel: 'email', source: { from: { address: requester, name: requester } } },
        status: closed === '' ? 'open' : 'closed',
        metric_set: { solved_at: closed === '' ? null : closed, reopens: 0 },
        comments: [...said(text, true), ...said(conversation, true), ...said(resolution, true), ...said(note, false)],
      };
    },
  );
  return JSON.stringify({ tickets });
}

const FORMATS = [
  ['csv', asFiles(rows)],
  ['json', { 'tickets.json': asTickets() }],
] as const;

describe.skipIf(isMissing)('what customers wrote of themselves', { timeout: 240_000 }, () => {
  afterAll(async () => {
    if (typeof redis !== 'string') await redis.stop();
    if (typeof postgres !== 'string') await postgres.stop();
  });

  it.each(FORMATS)('comes from an export as %s through no worker, queue, table, log or window', async (name, files) => {
    const { socket } = redis as RedisServer;
    const database = await (postgres as PostgresServer).database(`leak-${name}`);
    const site = openSite({ REDIS_URL: socket, DATABASE_URL: database });
    const watched = await watchRedis(socket);
    const left = await workOut(site, files);
    const tables = await readDatabase(database);
    const all = { ...left, ...tables, ...(await watched.read()), ...readWrites(database) };
    // Else there is nothing to find: every kind was read and taken out of tickets, and what was written is seen.
    for (const mark of MARKS) expect(tables['table coalface.tickets'], name).toContain(mark);
    for (const place of ['table coalface.tickets', FIRST_WRITES]) expect(all[place], place).toContain(MARKER);
    const found = search(all);
    const [one] = planted as [Planted];
    await watched.put('by-hand', `{"note":"${one.text}"}`);
    expect(search(await watched.read()).map(({ text, place }) => [text, place])).toEqual([
      [one.text, 'redis commands'],
      [one.text, 'redis by-hand'],
    ]);
    await watched.close();
    await site.remove();
    const names = found.filter(({ kind }) => kind === 'name');
    const missed = [...new Set(names.map(({ where, text, place }) => `${text} (${where}) in ${place}`))];
    console.info(`${name}: ${missed.length} names came through: ${missed.join('; ')}`);
    const leaks = found.filter(({ kind }) => kind !== 'name');
    expect(leaks.map(({ kind, where, place }) => `${kind} (${where}) in ${place}`)).toEqual([]);
    expect(names.filter(({ place }) => DEPARTMENT.test(place))).toEqual([]);
  });
});
