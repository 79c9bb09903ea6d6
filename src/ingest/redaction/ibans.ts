import { passesIban } from '../checksums.ts';
import { type Find, matchAt, type PatternRule, replaceFinds } from './rule.ts';
import { MARK } from './scan-text.ts';

/** Length of an account number by country. @see SWIFT, IBAN Registry */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BR: 29,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MR: 27,
  MT: 31,
  MU: 30,
  NL: 18,
  NO: 15,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  SA: 24,
  SC: 31,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
};
/** Countries whose account numbers hold digits alone behind the country: words behind a serial are none of them. @see SWIFT, IBAN Registry */
const DIGITS_ALONE: ReadonlySet<string> = new Set(
  'AE AT BA BE CZ DE DK EE EG ES FI FO GL HR HU IL IS LT LY ME NO PL PT RS SE SI SK SO TN VA XK'.split(' '),
);
/** The two halves of a UUID, between which a group may look like the beginning of an account. */
const UUID_HEAD = /(?<![\dA-Za-z])[\da-f]{8}-(?:[\da-f]{4}-){0,2}$/i;
const UUID_TAIL = /[\da-f]{4}(?:-[\da-f]{4}){0,2}-[\da-f]{12}(?![\dA-Za-z])/iy;
const START = /(?<![A-Za-z0-9])[A-Za-z]{2}[ .-]?\d[ .-]?\d/g;
/** Signs between two of an account number's: at most this many. */
const MAX_GAP = 2;

/** Account numbers of the lengths and check digits of their country, in any spacing. */
export const IBANS: PatternRule = {
  name: 'iban',
  marks: MARK.shortRun | MARK.token,
  redact: (text) => {
    const finds: Find[] = [];
    START.lastIndex = 0;
    for (let match = START.exec(text); match; match = START.exec(text)) {
      const end = accountEnd(text, match.index);
      if (end > 0) finds.push({ start: match.index, end, label: '[IBAN]' });
      START.lastIndex = end > 0 ? end : match.index + 1;
    }
    return replaceFinds(text, finds);
  },
};

/** Where the account number that starts at a place ends (exclusive); 0 where there is none. */
function accountEnd(text: string, start: number): number {
  const length = LENGTHS[text.slice(start, start + 2).toUpperCase()];
  if (length === undefined) return 0;
  let account = '';
  let gap = 0;
  let at = start;
  for (; account.length < length && at < text.length && gap <= MAX_GAP; at++) {
    const sign = text[at] as string;
    if (/[A-Za-z0-9]/.test(sign)) {
      account += sign.toUpperCase();
      gap = 0;
    } else if (/[ .\u00a0\u202f-]/.test(sign)) gap += 1;
    else return 0;
  }
  if (account.length !== length || /[A-Za-z0-9]/.test(text[at] ?? '')) return 0;
  const country = account.slice(0, 2);
  if (DIGITS_ALONE.has(country) && /[A-Z]/.test(account.slice(2))) return 0;
  if (/^[A-Z]{2}/.test(text.slice(start, start + 2)) && /[a-z]/.test(text.slice(start, at))) return 0;
  return passesIban(account) && !isInUuid(text, start) ? at : 0;
}

function isInUuid(text: string, start: number): boolean {
  return UUID_HEAD.test(text.slice(Math.max(0, start - 20), start)) && matchAt(UUID_TAIL, text, start) !== null;
}
