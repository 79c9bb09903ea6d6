/** The firm's own records around the tickets: accounts, won deals, custom projects, shipments, returns, campaigns and who saw them. */
import { LOT_PREFIX, TEAMS } from './cast.ts';
import { type Cell, toCsv } from './csv.ts';
import type { Dice } from './dice.ts';
import type { PlannedAccount, Slot } from './plan.ts';
import { CAMPAIGN_CODES } from './plants.ts';
import { STORIES } from './stories.ts';

type Row = Readonly<Record<string, Cell>>;
const DAY = 86_400_000;
const END = Date.UTC(2026, 10, 15);
const day = (at: number) => new Date(at).toISOString().slice(0, 10);
/** Won deals of each team: the South sells less and breaks more of its promises. */
const DEALS: Readonly<Record<string, number>> = { North: 120, South: 52, Enterprise: 120, Partner: 120 };
const REGIONS: Readonly<Record<string, string>> = { North: 'north', South: 'south', Enterprise: 'all', Partner: 'all' };
const PARTNERS = ['Gannet Building Controls', 'Humber BMS', 'Jura Systems'];

/** All join files by name. */
export function businessFiles(
  slots: readonly Slot[],
  accounts: readonly PlannedAccount[],
  dice: Dice,
): Record<string, string> {
  return {
    'accounts.csv': toCsv(
      ['account_id', 'name', 'sales_rep', 'sales_team', 'region', 'segment'],
      accounts.map((account) => accountRow(account)),
    ),
    'deals.csv': toCsv(
      [
        'deal_id',
        'account_id',
        'closed_at',
        'sales_rep',
        'sales_team',
        'region',
        'product',
        'amount',
        'currency',
        'kind',
        'implementation_partner',
      ],
      deals(slots, accounts, dice),
    ),
    'projects.csv': toCsv(['project_id', 'account_id', 'solution', 'engineer', 'go_live_at', 'revenue'], projects()),
    'shipments.csv': toCsv(['sku', 'month', 'units', 'lot', 'plant', 'component'], shipments(dice)),
    'returns.csv': toCsv(
      [
        'return_id',
        'sku',
        'returned_at',
        'ticket_id',
        'serial',
        'lot',
        'failure_code',
        'account_id',
        'quantity',
        'cost',
      ],
      returns(slots, dice),
    ),
    'campaigns.csv': toCsv(
      ['campaign_id', 'name', 'starts_at', 'ends_at', 'codes', 'channel', 'spend', 'currency'],
      campaigns(),
    ),
    'exposures.csv': toCsv(['campaign_id', 'account_id', 'arm', 'margin'], exposures(slots, accounts, dice)),
  };
}

function accountRow({ id, name, team, rep }: PlannedAccount): Row {
  return {
    account_id: id,
    name,
    sales_rep: rep,
    sales_team: team,
    region: team ? REGIONS[team] : undefined,
    segment: team ? 'business' : 'household',
  };
}

/** Every account with a broken promise has a deal closed 20 to 120 days before its first such ticket; the rest of a team's deals is spread over its other accounts. */
function deals(slots: readonly Slot[], accounts: readonly PlannedAccount[], dice: Dice): Row[] {
  const firstPromise = new Map<string, number>();
  for (const { story, account, closedAt } of slots)
    if (story.startsWith('sal-') && !firstPromise.has(account)) firstPromise.set(account, Date.parse(closedAt));
  let next = 5_001;
  return Object.keys(TEAMS).flatMap((team) => {
    const own = accounts.filter((account) => account.team === team && !account.id.startsWith('AC-2'));
    const needed = own
      .filter(({ id }) => firstPromise.has(id))
      .map((account) => ({ account, at: (firstPromise.get(account.id) as number) - dice.whole(20, 120) * DAY }));
    const quiet = own.filter(({ id }) => !firstPromise.has(id));
    const rest = Array.from({ length: Math.max(0, (DEALS[team] ?? 0) - needed.length) }, (_, index) => ({
      account: (quiet.length > 0 ? quiet : own)[index % (quiet.length || own.length)] as PlannedAccount,
      at: Date.UTC(2026, 2, 15) + dice.whole(0, 230) * DAY,
    }));
    return [...needed, ...rest].map(({ account, at }) => ({
      deal_id: `D-${next++}`,
      account_id: account.id,
      closed_at: day(at),
      sales_rep: account.rep,
      sales_team: team,
      region: REGIONS[team],
      product: dice.pick(['HPC-300', 'HPC-500', 'FLEET', 'T2']),
      amount: dice.whole(9, 480) * 100,
      currency: 'EUR',
      kind: dice.chance(0.7) ? 'new' : 'renewal',
      implementation_partner: team === 'Partner' ? dice.pick(PARTNERS) : undefined,
    }));
  });
}

function projects(): Row[] {
  const rows: readonly (readonly [
    id: string,
    account: string,
    solution: string,
    engineer: string,
    live: string,
    revenue: number,
  ])[] = [
    ['PRJ-102', 'AC-2012', 'Kestrel dashboard', 'Marek Dvorak', '2025-11-03', 9_800],
    ['PRJ-104', 'AC-2001', 'RoomBridge', 'Marek Dvorak', '2025-04-14', 21_000],
    ['PRJ-105', 'AC-2002', 'RoomBridge', 'Marek Dvorak', '2025-09-01', 8_500],
    ['PRJ-106', 'AC-2003', 'RoomBridge', 'Marek Dvorak', '2026-02-16', 8_500],
    ['PRJ-107', 'AC-2011', 'Aldergate firmware', 'Tom Okafor', '2026-05-11', 17_500],
    ['PRJ-109', 'AC-2013', 'Torvik zone map', 'Ines Castro', '2025-06-30', 6_200],
    ['PRJ-111', 'AC-2021', 'BillSync', 'Ines Castro', '2025-10-06', 4_400],
    ['PRJ-112', 'AC-2022', 'BillSync', 'Ines Castro', '2025-10-20', 4_400],
    ['PRJ-113', 'AC-2023', 'BillSync', 'Ines Castro', '2026-01-12', 4_400],
    ['PRJ-114', 'AC-2024', 'BillSync', 'Ines Castro', '2026-03-02', 4_900],
    ['PRJ-115', 'AC-2025', 'BillSync', 'Ines Castro', '2026-06-15', 4_400],
    ['PRJ-117', 'AC-1007', 'Castlegate load shift', 'Tom Okafor', '2026-04-20', 11_300],
    ['PRJ-118', 'AC-1038', 'Foxglove night setback', 'Ines Castro', '2026-07-06', 5_100],
  ];
  return rows.map(([project_id, account_id, solution, engineer, go_live_at, revenue]) => ({
    project_id,
    account_id,
    solution,
    engineer,
    go_live_at,
    revenue,
  }));
}

const STORY_LOTS = new Map<string, number>([
  ['P1-2637', 160],
  ['L2-2611', 220],
  ['L2-2614', 210],
  ['L2-2619', 230],
  ['V5-2629', 300],
  ['L1-2608', 260],
  ['L1-2609', 240],
  ['G2-2615', 150],
  ['G2-2622', 140],
]);

function shipments(dice: Dice): Row[] {
  return Object.entries(LOT_PREFIX).flatMap(([sku, prefix]) =>
    Array.from({ length: 37 }, (_, index) => {
      const lot = `${prefix}-${2602 + index}`;
      const shipped = Date.UTC(2026, 0, 5) + (index + 2) * 7 * DAY;
      return {
        sku,
        month: day(shipped).slice(0, 7),
        units: STORY_LOTS.get(lot) ?? dice.whole(40, 90),
        lot,
        plant: index % 2 === 0 ? 'Halvik' : 'Tornau',
        component: lot === 'P1-2637' ? 'relay K7-R' : undefined,
      };
    }),
  );
}

const FAILURE: Readonly<Record<string, string>> = {
  'mfg-relay': 'relay welded',
  'mfg-display': 'display segment',
  'mfg-seal': 'spindle leak',
  'mfg-clip': 'clip broken',
  'mfg-psu': 'power pack dead',
};

/** Four in five units of the planted faults come back, tied to their ticket; beside them the trickle that every product has, some with no fault found. */
function returns(slots: readonly Slot[], dice: Dice): Row[] {
  let next = 7_001;
  const planted = slots
    .filter(
      ({ story, closedAt }) => story.startsWith('mfg-') && (dice.chance(0.82) || Date.parse(closedAt) > END - 8 * DAY),
    )
    .map((slot) => ({
      return_id: `R-${next++}`,
      sku: slot.sku,
      returned_at: day(Math.min(END, Date.parse(slot.closedAt) + dice.whole(1, 9) * DAY)),
      ticket_id: slot.id,
      serial: slot.serial,
      lot: slot.lot,
      failure_code: dice.chance(0.92) ? FAILURE[slot.story] : 'no fault found',
      account_id: slot.account,
      quantity: 1,
      cost: dice.whole(18, 95),
    }));
  const trickle = Array.from({ length: 48 }, () => {
    const [sku, prefix] = dice.pick(Object.entries(LOT_PREFIX));
    return {
      return_id: `R-${next++}`,
      sku,
      returned_at: day(Date.UTC(2026, 7, 17) + dice.whole(0, 88) * DAY),
      lot: dice.chance(0.85) ? `${prefix}-${2602 + dice.whole(0, 30)}` : undefined,
      failure_code: dice.pick(['no fault found', 'radio', 'housing', 'sensor', 'no fault found']),
      quantity: 1,
      cost: dice.whole(18, 95),
    };
  });
  return [...planted, ...trickle];
}

function campaigns(): Row[] {
  const rows: readonly (readonly [
    id: string,
    name: string,
    from: string,
    to: string,
    channel: string,
    spend: number,
  ])[] = [
    ['CMP-19', 'Fitted by yourself in 10 minutes', '2026-08-03', '2026-09-27', 'flyer', 14_000],
    ['CMP-22', 'Trade in any old thermostat', '2026-08-17', '2026-12-31', 'landing page', 9_500],
    ['CMP-24', 'Save 30 percent, guaranteed', '2026-07-01', '2026-12-15', 'radio and web', 31_000],
    ['CMP-27', 'Refer a neighbour', '2026-08-31', '2026-12-31', 'scheme', 5_000],
    ['CMP-31', 'A free year of Fleet', '2026-11-09', '2026-11-30', 'mail', 2_200],
    ['CMP-28', 'Installer breakfast', '2026-09-14', '2026-10-09', 'event', 6_400],
    ['CMP-29', 'Autumn check list', '2026-10-05', '2026-10-31', 'mail', 1_100],
  ];
  return rows.map(([campaign_id, name, starts_at, ends_at, channel, spend]) => ({
    campaign_id,
    name,
    starts_at,
    ends_at,
    codes: CAMPAIGN_CODES[campaign_id],
    channel,
    spend,
    currency: 'EUR',
  }));
}

/** Margin an exposed account brought, on average: the free year loses, the neighbours pay. */
const ARMS: readonly {
  readonly campaign: string;
  readonly others: number;
  readonly holdout: number;
  readonly unexposed: number;
  readonly margin: number;
}[] = [
  { campaign: 'CMP-31', others: 66, holdout: 70, unexposed: 0, margin: 0.6 },
  { campaign: 'CMP-27', others: 60, holdout: 0, unexposed: 90, margin: 14 },
  { campaign: 'CMP-19', others: 50, holdout: 0, unexposed: 70, margin: 6 },
  { campaign: 'CMP-22', others: 40, holdout: 45, unexposed: 0, margin: 9 },
];

function exposures(slots: readonly Slot[], accounts: readonly PlannedAccount[], dice: Dice): Row[] {
  return ARMS.flatMap(({ campaign, others, holdout, unexposed, margin }) => {
    const story = STORIES.find((one) => one.campaign === campaign);
    const writers = new Set(slots.filter((slot) => slot.story === story?.id).map(({ account }) => account));
    const pool = dice.shuffle(
      accounts.filter(
        ({ id }) => !writers.has(id) && (story?.skus[0] === 'FLEET' ? id.startsWith('AC-1') : id.startsWith('HH')),
      ),
    );
    const row = (account_id: string, arm: string, mean: number): Row => ({
      campaign_id: campaign,
      account_id,
      arm,
      margin: Math.round(mean * dice.whole(0, 200)) / 100,
    });
    return [
      ...[...writers, ...pool.slice(0, others).map(({ id }) => id)].map((id) => row(id, 'exposed', margin)),
      ...pool.slice(others, others + holdout).map(({ id }) => row(id, 'holdout', 0.2)),
      ...pool.slice(others + holdout, others + holdout + unexposed).map(({ id }) => row(id, 'unexposed', 0.2)),
    ];
  });
}
