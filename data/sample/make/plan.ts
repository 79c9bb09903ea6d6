/**
 * Draws the plan of the sample company: who writes about what, when and with which device. Writes `slots.jsonl` (one line a ticket: what its author was asked for).
 * Run by `npx tsx data/sample/make/plan.ts`; the same seed gives the same plan. The prose itself is written by hand into `prose/`.
 */
import { writeFileSync } from 'node:fs';
import { AGENTS, FAMILY, FIRM_NAMES, GIVEN, LOT_PREFIX, TEAMS } from './cast.ts';
import { createDice, type Dice } from './dice.ts';
import { STORIES, type Story } from './stories.ts';

const FIRST_MONDAY = Date.UTC(2026, 7, 17);
const DAY = 86_400_000;

export interface PlannedAccount {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly team: string | null;
  readonly rep: string | null;
  readonly people: readonly string[];
}

export interface Slot {
  readonly id: string;
  readonly story: string;
  readonly second: string | null;
  readonly causes: readonly string[];
  readonly weekIndex: number;
  readonly createdAt: string;
  readonly closedAt: string;
  readonly account: string;
  readonly accountName: string;
  readonly person: string;
  readonly language: string;
  readonly sku: string;
  readonly lot: string | null;
  readonly serial: string | null;
  readonly lotIn: 'column' | 'text' | 'nowhere';
  readonly assignee: string;
  readonly handleMinutes: number;
  readonly angle: string;
  readonly voice: string;
  readonly words: string;
  readonly quirks: readonly string[];
  readonly note: string;
}

function firms(dice: Dice): PlannedAccount[] {
  const teams = Object.keys(TEAMS);
  return FIRM_NAMES.map(([name, language], index) => {
    // Integrators (the last dozen English names) buy through partners; the warm languages mostly from the South.
    const partner = language === 'en' && index >= 78 && index < 90;
    const team = partner
      ? 'Partner'
      : language === 'fr' || language === 'es'
        ? dice.pick(['South', 'South', 'South', 'Partner'])
        : dice.pick(teams);
    return {
      id: `AC-${1001 + index}`,
      name,
      language,
      team,
      rep: dice.pick(TEAMS[team] as string[]),
      people: [person(dice, language), person(dice, language)],
    };
  });
}

function projectAccounts(dice: Dice): PlannedAccount[] {
  const named = [
    ['AC-2001', 'Hotel Lindenhof Basel', 'de'],
    ['AC-2002', 'Hotel Lindenhof York', 'en'],
    ['AC-2003', 'Hotel Lindenhof Bath', 'en'],
    ['AC-2011', 'Aldergate Homes', 'en'],
    ['AC-2012', 'Kestrel Schools', 'en'],
    ['AC-2013', 'City Museum Torvik', 'en'],
    ['AC-2021', 'Parkway Property', 'en'],
    ['AC-2022', 'Bellamy Blocks', 'en'],
    ['AC-2023', 'Tollgate Lettings', 'en'],
    ['AC-2024', 'Hausverwaltung Nordpark', 'de'],
    ['AC-2025', 'Corin Estates', 'en'],
  ] as const;
  return named.map(([id, name, language]) => ({
    id,
    name,
    language,
    team: 'Enterprise',
    rep: dice.pick(TEAMS.Enterprise as string[]),
    people: [person(dice, language), person(dice, language), person(dice, language)],
  }));
}

function households(dice: Dice): PlannedAccount[] {
  const languages = [...Array(20).fill('en'), 'de', 'de', 'fr', 'fr', 'es'] as string[];
  return Array.from({ length: 300 }, (_, index) => {
    const language = dice.pick(languages);
    const who = person(dice, language);
    return {
      id: `HH-${3001 + index}`,
      name: `Household ${who.split(' ').at(-1)}`,
      language,
      team: null,
      rep: null,
      people: [who],
    };
  });
}

function person(dice: Dice, language: string): string {
  return `${dice.pick(GIVEN[language] as string[])} ${dice.pick(FAMILY[language] as string[])}`;
}

const PROJECT_ACCOUNTS: Readonly<Record<string, readonly string[]>> = {
  'PRJ-104': ['AC-2001', 'AC-2002', 'AC-2003'],
  'PRJ-107': ['AC-2011'],
  'PRJ-102': ['AC-2012'],
  'PRJ-109': ['AC-2013'],
  'PRJ-111': ['AC-2021', 'AC-2022', 'AC-2023', 'AC-2024', 'AC-2025'],
};

function poolOf(story: Story, all: readonly PlannedAccount[], dice: Dice): PlannedAccount[] {
  if (story.project) return all.filter((account) => PROJECT_ACCOUNTS[story.project as string]?.includes(account.id));
  const isFirm = (account: PlannedAccount) => account.id.startsWith('AC-1');
  const home = (account: PlannedAccount) => account.team === null;
  const sku = story.skus[0] as string;
  let pool = all.filter((account) =>
    story.team
      ? account.team === story.team && isFirm(account)
      : story.id.startsWith('sal-') || sku === 'FLEET'
        ? isFirm(account)
        : sku.startsWith('HPC')
          ? isFirm(account) || home(account)
          : home(account) || (isFirm(account) && dice.chance(0.35)),
  );
  pool = dice.shuffle(pool);
  // A story that is new this week is written mostly in one language, so that it stands as one topic; its last account may write in another.
  if (story.course === 'new')
    pool = [
      ...pool.filter((account) => account.language === 'en').slice(0, (story.accounts ?? 1) - 1),
      ...pool.filter((account) => account.language !== 'en'),
    ];
  return story.accounts ? pool.slice(0, story.accounts) : pool;
}

const VOICES_HOME = [
  'polite pensioner',
  'busy parent',
  'engineer type, exact',
  'angry home owner',
  'friendly and chatty',
  'student in a shared flat',
  'non-native speaker with odd grammar',
  'dry and ironic',
  'worried first-time owner',
  'writes for an elderly relative',
];
const VOICES_FIRM = [
  'installer on site, short of time',
  'facility manager, matter of fact',
  'office clerk, formal',
  'managing director, annoyed',
  'technician, uses jargon',
  'property manager with many units',
  'hotel or school caretaker',
  'purchasing, quotes documents',
];
const LENGTHS = [
  '10-25 words',
  '25-50 words',
  '25-50 words',
  '50-90 words',
  '50-90 words',
  '90-150 words',
  '150-220 words',
];
const PS_NOTES = [
  'only the author could mend it, say so in own words',
  'no runbook or documentation found',
  'waited days for the author',
  'handed back to services',
  'short: what was restarted',
];
const NOTES: Readonly<Record<string, readonly string[]>> = {
  sal: [
    'checked: what the seller said is not in the contract',
    'quote or mail shows the promise (documented)',
    'sent back to sales, no fix in support',
    'denied: order papers say the opposite, nothing promised',
    'short: explained, goodwill',
    'empty',
  ],
  mfg: [
    'exchange sent, unit comes back as warranty return',
    'fault seen on the bench (say what)',
    'same lot as others',
    'short: replaced',
    'empty',
  ],
  mkt: [
    'offer text does not say the condition',
    'credited by hand as goodwill',
    'campaign team told',
    'short: explained the terms',
    'empty',
  ],
  ps: PS_NOTES,
  neg: ['says what really happened, so that the near-by cause is excluded', 'short', 'empty'],
  ord: ['says what helped', 'short', 'short', 'empty'],
};

function quirks(dice: Dice): string[] {
  const chosen: string[] = [];
  if (dice.chance(0.2)) chosen.push('several typos');
  if (dice.chance(0.22)) chosen.push('ends with a signature block: name, phone with 555, mail at example.com/.org');
  if (dice.chance(0.1))
    chosen.push('a quoted earlier mail below the text (On ... wrote: with > lines, or Outlook header in its language)');
  if (dice.chance(0.06)) chosen.push('greets or names a person');
  if (dice.chance(0.04)) chosen.push('simple HTML mail (<p>, <br>)');
  if (dice.chance(0.03)) chosen.push('WRITES PARTS IN CAPITALS');
  if (dice.chance(0.08)) chosen.push('list or numbered points');
  if (dice.chance(0.07)) chosen.push('no greeting, phone-style');
  return chosen;
}

const SECOND_STORIES = [
  'ord-schedule',
  'ord-invoice',
  'ord-login',
  'ord-notify',
  'ord-parts',
  'ord-energy',
  'ord-reading',
  'mfg-display',
  'mkt-saving',
  'mfg-clip',
  'mkt-tradein',
];

function plan(): { accounts: PlannedAccount[]; slots: Slot[] } {
  const dice = createDice(20261109);
  const accounts = [...firms(dice), ...projectAccounts(dice), ...households(dice)];
  const slots: Omit<Slot, 'id'>[] = [];
  for (const story of STORIES) {
    const pool = poolOf(story, accounts, dice);
    let turn = 0;
    story.weekly.forEach((count, weekIndex) => {
      for (let i = 0; i < count; i++)
        slots.push(slotOf(story, weekIndex, pool[turn % pool.length] as PlannedAccount, turn++, dice));
    });
  }
  const ordered = slots.sort((a, b) => (a.closedAt < b.closedAt ? -1 : 1));
  return { accounts, slots: ordered.map((slot, index) => ({ id: `NH-${20417 + index * 3}`, ...slot })) };
}

function slotOf(story: Story, weekIndex: number, account: PlannedAccount, turn: number, dice: Dice): Omit<Slot, 'id'> {
  const closed = FIRST_MONDAY + weekIndex * 7 * DAY + dice.whole(0, 4) * DAY + dice.whole(7 * 60, 17 * 60) * 60_000;
  const created = closed - dice.whole(40, story.id.startsWith('ps-') ? 8_000 : 4_000) * 60_000;
  const sku = dice.pick(story.skus);
  const kind = story.id.split('-')[0] as string;
  const second =
    kind !== 'neg' && kind !== 'ps' && dice.chance(0.05)
      ? dice.pick(SECOND_STORIES.filter((id) => id !== story.id))
      : null;
  const causes = new Set([...story.causes, ...(STORIES.find((other) => other.id === second)?.causes ?? [])]);
  const lot = lotOf(story, sku, dice);
  const byResolver = story.resolver !== undefined && dice.chance(story.resolverShare ?? 0);
  return {
    story: story.id,
    second,
    causes: [...causes],
    weekIndex,
    createdAt: new Date(created).toISOString(),
    closedAt: new Date(closed).toISOString(),
    account: account.id,
    accountName: account.name,
    person: dice.pick(account.people),
    language: account.language,
    sku,
    lot,
    serial: lot ? `${sku.replace('-', '')}-${lot.slice(3)}-${String(dice.whole(1, 99_999)).padStart(5, '0')}` : null,
    lotIn:
      lot === null
        ? 'nowhere'
        : story.lots
          ? dice.pick(['column', 'column', 'column', 'text'] as const)
          : dice.pick(['column', 'nowhere', 'nowhere'] as const),
    assignee: byResolver ? (story.resolver as string) : dice.pick(AGENTS),
    handleMinutes: dice.whole(story.handle[0], story.handle[1]),
    angle: story.angles.length ? (story.angles[turn % story.angles.length] as string) : 'free: find your own scene',
    voice: dice.pick(account.team === null ? VOICES_HOME : VOICES_FIRM),
    words: dice.pick(LENGTHS),
    quirks: quirks(dice),
    note: dice.pick(NOTES[kind] as string[]),
  };
}

function lotOf(story: Story, sku: string, dice: Dice): string | null {
  if (story.lots) return dice.pick(story.lots);
  const prefix = LOT_PREFIX[sku];
  return prefix && dice.chance(0.6) ? `${prefix}-${2600 + dice.whole(2, 36)}` : null;
}

const { accounts, slots } = plan();
const here = new URL('.', import.meta.url);
writeFileSync(new URL('accounts.json', here), `${JSON.stringify(accounts, null, 1)}\n`);
writeFileSync(new URL('slots.jsonl', here), `${slots.map((slot) => JSON.stringify(slot)).join('\n')}\n`);
console.error(`${slots.length} tickets planned for ${accounts.length} accounts`);
