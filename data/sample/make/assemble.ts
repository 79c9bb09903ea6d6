/**
 * Puts the sample company together: the plan (`slots.jsonl`), the prose written by hand (`prose/`) and the firm's business records become the files in `data/sample/`.
 * Run by `npx tsx data/sample/make/assemble.ts`; the same input gives the same bytes.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { businessFiles } from './business.ts';
import { PRODUCT_NAMES } from './cast.ts';
import { type Cell, toCsv } from './csv.ts';
import { createDice, type Dice } from './dice.ts';
import type { PlannedAccount, Slot } from './plan.ts';
import { CAMPAIGN_CODES, PLANTED_SEGMENTS } from './plants.ts';
import { STORIES } from './stories.ts';

interface Prose {
  readonly id: string;
  readonly subject: string;
  readonly description: string;
  readonly resolution: string;
}

const here = new URL('.', import.meta.url);
const lines = <T>(file: URL): T[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
const slots = lines<Slot>(new URL('slots.jsonl', here));
const accounts = JSON.parse(readFileSync(new URL('accounts.json', here), 'utf8')) as PlannedAccount[];
const proseFolder = new URL('prose/', here);
const prose = new Map(
  readdirSync(proseFolder)
    .sort()
    .flatMap((file) => lines<Prose>(new URL(file, proseFolder)))
    .map((text) => [text.id, text]),
);
const extras = lines<Record<string, Cell>>(new URL('extras.jsonl', here));

const COLUMNS = [
  'ticket_id',
  'created_at',
  'closed_at',
  'status',
  'subject',
  'description',
  'resolution',
  'account_id',
  'requester',
  'product',
  'sku',
  'serial',
  'lot',
  'project_id',
  'campaign_code',
  'priority',
  'service_level',
  'channel',
  'group',
  'assignee',
  'reassignments',
  'reopens',
  'first_response_minutes',
  'resolution_minutes',
  'handle_minutes',
  'sla_breached',
  'csat',
  'nps',
  'merged_into',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], Cell>>;

const BILLSYNC: Readonly<Record<string, string>> = {
  'AC-2021': 'PRJ-111',
  'AC-2022': 'PRJ-112',
  'AC-2023': 'PRJ-113',
  'AC-2024': 'PRJ-114',
  'AC-2025': 'PRJ-115',
};
const LINDENHOF: Readonly<Record<string, string>> = {
  'AC-2001': 'PRJ-104',
  'AC-2002': 'PRJ-105',
  'AC-2003': 'PRJ-106',
};

/** A tenth of the tickets is closed at the weekend; in the last week one surely on Sunday, so that the week is seen to have ended. */
function closedAt(slot: Slot, dice: Dice, isLast: boolean): string {
  const day = 86_400_000;
  const at = Date.parse(slot.closedAt);
  if (!isLast && !dice.chance(0.1)) return slot.closedAt;
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at + (6 - weekday - (isLast ? 0 : dice.whole(0, 1))) * day).toISOString();
}

function ticketRow(slot: Slot, text: Prose, dice: Dice, isLast: boolean): Row {
  const story = STORIES.find(({ id }) => id === slot.story);
  const closed = closedAt(slot, dice, isLast);
  const minutes = Math.round((Date.parse(closed) - Date.parse(slot.createdAt)) / 60_000);
  const unhappy = slot.causes.length > 0;
  const custom = slot.story.startsWith('ps-');
  const project =
    custom && dice.chance(0.92) ? (BILLSYNC[slot.account] ?? LINDENHOF[slot.account] ?? story?.project) : undefined;
  const onLot = slot.lotIn === 'column';
  return {
    ticket_id: slot.id,
    created_at: slot.createdAt.replace('.000Z', 'Z'),
    closed_at: closed.replace('.000Z', 'Z'),
    status: dice.chance(0.6) ? 'solved' : 'closed',
    subject: text.subject,
    description: text.description,
    resolution: text.resolution,
    account_id: slot.account,
    requester: `${slot.person
      .toLowerCase()
      .normalize('NFD')
      .replaceAll(/[^a-z ]/g, '')
      .replaceAll(' ', '.')}@example.com`,
    product: PRODUCT_NAMES[slot.sku],
    sku: slot.sku === 'APP' ? undefined : slot.sku,
    serial: onLot ? slot.serial : undefined,
    lot: onLot ? slot.lot : undefined,
    project_id: project,
    campaign_code: story?.campaign && dice.chance(0.85) ? CAMPAIGN_CODES[story.campaign] : undefined,
    priority: dice.pick(['low', 'normal', 'normal', 'normal', 'high']),
    service_level: slot.account.startsWith('AC-2') || dice.chance(0.15) ? 'premium' : 'standard',
    channel: dice.pick(['email', 'email', 'email', 'web', 'web', 'phone', 'chat']),
    group: custom ? 'second line' : dice.pick(['first line', 'first line', 'second line']),
    assignee: slot.assignee,
    reassignments: custom ? dice.whole(1, 4) : dice.pick([0, 0, 0, 1, 1, 2]),
    reopens: dice.chance(unhappy ? 0.12 : 0.03) ? 1 : 0,
    first_response_minutes: Math.min(minutes, dice.whole(4, 400)),
    resolution_minutes: minutes,
    handle_minutes: dice.chance(0.96) ? slot.handleMinutes : undefined,
    sla_breached: minutes > 3_500 ? 'true' : 'false',
    csat: dice.chance(0.35) ? (unhappy ? dice.pick([1, 2, 2, 3, 3, 4]) : dice.pick([3, 4, 4, 5, 5, 5])) : undefined,
    nps: dice.chance(0.14)
      ? unhappy
        ? dice.pick([0, 2, 4, 5, 6, 7, 8])
        : dice.pick([6, 7, 8, 8, 9, 9, 10])
      : undefined,
  };
}

const dice = createDice(20261115);
const missing = slots.filter(({ id }) => !prose.has(id));
if (missing.length > 0) console.error(`${missing.length} planned tickets have no prose yet: left out`);
const written = slots.filter(({ id }) => prose.has(id));
const rows = written.map((slot, index) =>
  ticketRow(slot, prose.get(slot.id) as Prose, dice, index === written.length - 1),
);
const all = [...rows, ...extras].sort((a, b) =>
  String(a.closed_at ?? a.created_at) < String(b.closed_at ?? b.created_at) ? -1 : 1,
);
const sample = new URL('../', here);
const write = (name: string, body: string) => writeFileSync(new URL(name, sample), body);
write('tickets.csv', toCsv(COLUMNS, all));
for (const [name, body] of Object.entries(businessFiles(written, accounts, createDice(20261116)))) write(name, body);
write(
  'labels.csv',
  toCsv(
    ['ticket_id', 'causes', 'topic'],
    written.map(({ id, story, causes }) => ({ ticket_id: id, causes: causes.join(' ') || 'none', topic: story })),
  ),
);
const truth = {
  about: 'What was planted. Ticket causes are what the author was asked to write; a later reading may differ.',
  stories: STORIES.map(({ id, causes, course, weekly, brief }) => ({
    id,
    causes,
    course,
    weekly,
    segment: PLANTED_SEGMENTS[id] ?? null,
    brief,
  })),
  tickets: Object.fromEntries(
    written.map(({ id, story, second, causes }) => [id, { story, ...(second ? { second } : {}), causes }]),
  ),
};
write('truth.json', `${JSON.stringify(truth, null, 1)}\n`);
console.error(`${rows.length} tickets and ${extras.length} other rows written`);
