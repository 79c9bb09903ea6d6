import type { Ticket } from '../domain/ticket.ts';

/** Texts with fewer letters ("the printer does not work") are written twice by chance. */
const MIN_LETTERS = 40;

/**
 * Tells tickets of one sender (the requester, else the account) with one text about one thing: case, numbers, placeholders, spaces and punctuation make no
 * difference, another serial number, lot, article or error code in its field does.
 * @returns a hash of 53 bits, the most that a number holds (two of a million tickets collide once in 20,000 files); undefined where the sender is unknown or the text short.
 */
export function textKey(ticket: Ticket): number | undefined {
  const sender = ticket.requester ?? ticket.accountId;
  if (sender === undefined) return undefined;
  const hash = startHash();
  const letters = addWords(hash, ticket.subject.replace(/^(?:(?:re|aw|sv|wg|fwd?|tr|rv|r|odp)\s?:\s*)+/i, ''));
  const more = addWords(hash, ticket.description);
  if (letters + more < MIN_LETTERS) return undefined;
  for (const field of [sender, ticket.product, ticket.sku, ticket.serial, ticket.lot, ticket.errorCode])
    addText(hash, field ?? '');
  return (hash.high & 0x1fffff) * 0x1_0000_0000 + (hash.low >>> 0);
}

interface Hash {
  high: number;
  low: number;
}

function startHash(): Hash {
  return { high: 0x9e3779b9, low: 0x811c9dc5 };
}

function addUnit(hash: Hash, unit: number): void {
  hash.low = Math.imul(hash.low ^ unit, 0x01000193);
  hash.high = Math.imul(hash.high ^ unit ^ (hash.low >>> 15), 0x85ebca6b);
  hash.high ^= hash.high >>> 13;
}

function addText(hash: Hash, text: string): void {
  for (let i = 0; i < text.length; i++) addUnit(hash, text.charCodeAt(i));
  addUnit(hash, 1);
}

/** Adds the words that hold a letter. @returns the number of letters. */
function addWords(hash: Hash, text: string): number {
  const lower = text.toLowerCase();
  let letters = 0;
  for (let i = 0; i < lower.length; ) {
    if (lower.charCodeAt(i) === BRACKET) i = afterPlaceholder(text, i);
    let end = i;
    let inWord = 0;
    for (; end < lower.length; end++) {
      const kind = kindOf(lower.charCodeAt(end));
      if (kind === OTHER) break;
      if (kind === LETTER) inWord += 1;
    }
    if (inWord > 0) addText(hash, lower.slice(i, end));
    letters += inWord;
    i = Math.max(end, i + 1);
  }
  return letters;
}

const BRACKET = 91;
const OTHER = 0;
const DIGIT = 1;
const LETTER = 2;

// Beyond ASCII all counts as a letter but the blocks of punctuation: this runs for each character of each ticket.
function kindOf(unit: number): number {
  if (unit < 128) return unit >= 97 && unit <= 122 ? LETTER : unit >= 48 && unit <= 57 ? DIGIT : OTHER;
  return unit < 0xc0 || (unit >= 0x2000 && unit < 0x2c00) || (unit >= 0x3000 && unit < 0x3040) ? OTHER : LETTER;
}

/** Index behind `[EMAIL]` and the like; `at` where there is none. */
function afterPlaceholder(text: string, at: number): number {
  const end = text.indexOf(']', at);
  return end > at && end - at < 20 && /^\[[A-Z_-]+$/.test(text.slice(at, end)) ? end + 1 : at;
}
