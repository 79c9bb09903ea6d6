import { csv, ticketRows } from '../made-export.ts';

/** Kinds of personal data; names that come through are counted, of the others none may. */
export const KINDS = ['email', 'card', 'iban', 'phone', 'secret', 'name'] as const;

/** Something personal that was put into an export. */
export interface Planted {
  readonly kind: (typeof KINDS)[number];
  /** Column that it stands in, and whether its row is a broken one. */
  readonly where: string;
  readonly text: string;
}

/** How letters of ten languages name their writers and readers, the name between the bars: one for each column of each state. */
const LETTERS = [
  'Dear |Hannelore Birkenfeldt|,\n…',
  '…\n\nMit freundlichen Grüßen\n|Heinz-Dieter Wübbelsmann|\nWerkstattleiter',
  '…\nCordialement,\n|Jean-Baptiste Le Querrec|',
  '…\n\nAtentamente,\n|María del Pilar Sanchidrián Ortuño|\nJefa de recepción',
  'Gentile Dott.ssa |Campanelloni|,\n…',
  '…\nMet vriendelijke groet,\n|C.A. van der Veenhuizen|\nHoofd Techniek',
  '…\nZ poważaniem\n|Zdzisława Wróblewicz-Tran|',
  'Hej |Linnéa|!\n…\nMvh',
  '…\nCom os melhores cumprimentos\n|Duarte Sá Nogueirinha|',
  'Name: |Mehmet Yıldırımoğlu|\n…',
  '… Cheers, |Fitzwilliam|',
  '…\nkind regards\n|k whitlockson|',
  '…\nAbraços,\n|Wellingtonia dos Santos Lima|\nGerente',
  'Grüezi Herr |Zgraggenbühl|\n…',
  'On 3 March 2026 |Oluwaseun Adebayomi| wrote:\n…',
  'Hi team, |Mohammedine| here from the front desk. …',
  'Szanowna Pani |Maciejewszczyk|,\n…',
  '…\nYours truly,\n|Bartholomew "Barty" Quigleyson|\nChief Engineer',
  'Madame |de La Rochebruneau|,\n…',
  '… Saludos, |Koldo Etxeberriaga|',
  '…\nVänliga hälsningar\n|Göran Åkessonius|\nFastighetsskötare',
] as const;
const COLUMNS = ['subject', 'description', 'conversation', 'resolution', 'tags', 'requester', 'Interne Notiz'];
const HEADER = ['ticket_id', 'closed_at', 'account_id', ...COLUMNS];
/** Rows: whole, with a cell too many, not closed. */
const STATES = ['whole', 'ragged', 'open'] as const;

/** An export with something of every kind in every column, in whole and in broken rows; more than half of its rows hold nothing. */
export function plantedExport(): {
  readonly rows: readonly (readonly string[])[];
  readonly planted: readonly Planted[];
} {
  const planted: Planted[] = [];
  const clean = ticketRows(70);
  const rows = clean.map(([id = '', closed = '', subject = '', text = '', account = '']) => {
    const cells = { subject, description: text, requester: `contact ${id}`, tags: 'order' };
    return { id, closed, account, cells: cells as Record<string, string>, state: 'whole' as (typeof STATES)[number] };
  });
  let at = 0;
  for (const state of STATES)
    for (const column of COLUMNS)
      for (const kind of KINDS) {
        const row = rows[at] as (typeof rows)[number];
        const value = plantOf(kind, at);
        planted.push({ kind, where: `${column}, ${state}`, text: value });
        const before = row.cells[column] ?? '';
        row.cells[column] = kind === 'name' ? letterOf(column, at, before) : sentenceOf(column, kind, value, before);
        row.state = state;
        at += 1;
      }
  return { planted, rows: rows.map((row) => cellsOf(row)) };
}

/** The export as CSV, with semicolons. */
export function asFiles(rows: readonly (readonly string[])[]): Readonly<Record<string, string>> {
  const part = (from: number) => rows.filter((_, index) => index % 2 === from);
  return {
    'comma.csv': csv(part(0), HEADER),
    'semicolon.csv': csv(part(1), HEADER).replaceAll('","', '";"'),
  };
}

function cellsOf({
  id,
  closed,
  account,
  cells,
  state,
}: {
  readonly id: string;
  readonly closed: string;
  readonly account: string;
  readonly cells: Readonly<Record<string, string>>;
  readonly state: (typeof STATES)[number];
}): string[] {
  const all = [id, state === 'open' ? '' : closed, account, ...COLUMNS.map((name) => cells[name] ?? '')];
  return state === 'ragged' ? [...all, 'one too many'] : all;
}

function sentenceOf(column: string, kind: Exclude<Planted['kind'], 'name'>, value: string, before: string): string {
  if (column === 'requester' || column === 'tags') return kind === 'secret' ? `password: ${value}` : value;
  const words = {
    email: 'Write to',
    card: 'My card is',
    iban: 'My IBAN is',
    phone: 'Call me at',
    secret: 'The password:',
  };
  return `${before} ${words[kind]} ${value}.`;
}

/** The letter whose turn it is, around what stood in the cell before; the bare name where a cell holds no prose. */
function letterOf(column: string, at: number, before: string): string {
  if (column === 'requester' || column === 'tags') return plantOf('name', at);
  return letterAt(at).replaceAll('|', '').replace('…', before);
}

function letterAt(at: number): string {
  return LETTERS[Math.floor(at / KINDS.length) % LETTERS.length] as string;
}

function plantOf(kind: Planted['kind'], at: number): string {
  switch (kind) {
    case 'email':
      return `planted${at}.mail@seltsam-${at}.example`;
    case 'card':
      return withLuhn(`4${String(100_000_000_000 + at * 7_919).padStart(14, '0')}`).replace(/(\d{4})(?=\d)/g, '$1 ');
    case 'iban':
      return ibanOf(`37040044${String(532_013_000 + at).padStart(10, '0')}`);
    case 'phone':
      return `+49 151 2345${String(6_000 + at)}`;
    case 'secret':
      return `Zq7!xK${at}vv9Rt`;
    case 'name':
      return letterAt(at).split('|')[1] as string;
  }
}

function withLuhn(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** A German IBAN with its check digits. @see ISO 13616: letters count as 10 to 35, 98 less the rest of 97 */
function ibanOf(account: string): string {
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, '0')}${account}`;
}
