import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { isCard } from '../checksums.ts';
import { EVERYWHERE } from './guess-countries.ts';
import { IBANS } from './ibans.ts';
import { PHONES } from './phones.ts';
import { ALL_MARKS } from './scan-text.ts';

/** First of the signs that stand for kept values meanwhile; they belong to no script. */
const FIRST = 0xe000;
const MAX_VALUES = 500;
const JOINED = /[\p{L}\p{N}@._+-]/u;

/** A text in which kept values are single signs, and the values by their signs. */
export interface Masked {
  readonly text: string;
  readonly values: readonly string[];
}

/** Puts a sign in place of each value that stands alone. A value of fewer than five signs, without a digit, or that is itself an address, card, account or what may be a telephone number is not kept. */
export function maskKept(text: string, keep: readonly string[]): Masked {
  const values =
    keep.length === 0 ? [] : keep.filter((value) => text.includes(value) && isKey(value)).slice(0, MAX_VALUES);
  if (values.length === 0 || /[\ue000-\ue1f3]/.test(text)) return { text, values: [] };
  return { text: values.reduce((left, value, i) => mask(left, value, String.fromCharCode(FIRST + i)), text), values };
}

/** Puts the values back. */
export function restoreKept(text: string, values: readonly string[]): string {
  return values.length === 0
    ? text
    : text.replace(/[\ue000-\ue1f3]/g, (sign) => values[sign.charCodeAt(0) - FIRST] ?? sign);
}

function isKey(value: string): boolean {
  return value.length >= 5 && /\d/.test(value) && !isPersonal(value) && !isPhone(value);
}

/**
 * Whether a cell for a key holds, as a whole, somebody's mail address, payment card or account.
 * @param device whether it is a device's number: ungrouped digits of one that pass a card's checksum do so by chance.
 */
export function isPersonal(cell: string, device = false): boolean {
  if (cell.length < 13) return cell.includes('@');
  const signs = cell.replace(/[ .\u00a0-]/g, '').toUpperCase();
  return (
    cell.includes('@') ||
    (isCard(signs) && (!device || signs !== cell)) ||
    (/^[A-Z]{2}\d{2}/.test(signs) && IBANS.redact(signs, ALL_MARKS) !== signs)
  );
}

// Bare digits tell nobody what they are: those that are somebody's number in some country are left to the words around them.
function isPhone(value: string): boolean {
  if (PHONES.redact(value, ALL_MARKS) !== value) return true;
  return /^\d{9,15}$/.test(value) && EVERYWHERE.some((country) => isValidPhoneNumber(value, country));
}

function mask(text: string, value: string, sign: string): string {
  let result = '';
  let done = 0;
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    const [before, after, next] = [
      text[at - 1] ?? ' ',
      text[at + value.length] ?? ' ',
      text[at + value.length + 1] ?? ' ',
    ];
    if (JOINED.test(before) || (JOINED.test(after) && (after !== '.' || JOINED.test(next)))) continue;
    result += text.slice(done, at) + sign;
    done = at + value.length;
  }
  return result + text.slice(done);
}
