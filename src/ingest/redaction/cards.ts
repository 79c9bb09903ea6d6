import { isCard } from '../checksums.ts';
import type { PatternRule } from './rule.ts';
import { MARK } from './scan-text.ts';

/** Not the digits that a UUID may begin with. */
const RUN = /(?<![\w-])(?![\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\d(?:[ .\u00a0-]?\d){11,}(?!\w)/g;
const SEPARATED = /([ .\u00a0-])/;
const MAX_GROUPS = 19;
const SERIAL =
  /(?:serial|serie\w{0,8}|série|s\/n|\bsn|imei|iccid|seriale|matricola|seryjny\w{0,2}|tracking)\W{0,3}(?:no|nr|number|n[°ºo]|num|nummer|is|ist|:)?\W{0,3}$/i;

/** Payment cards, by first digits, length and checksum, in one run or in groups. */
export const CARDS: PatternRule = {
  name: 'card',
  marks: MARK.longRun,
  redact: (text) => text.replace(RUN, (match, at: number) => withoutCards(match, text.slice(Math.max(0, at - 30), at))),
};

// Neighbouring numbers join into one run, so every stretch of whole groups in it is tried.
function withoutCards(match: string, before: string): string {
  if (SERIAL.test(before)) return match;
  const groups = match.split(SEPARATED);
  for (let start = 0; start < groups.length; start += 2) {
    if (!/^[2-6]/.test(groups[start] ?? '')) continue;
    const end = cardEnd(groups, start);
    if (end > start) groups.splice(start, end - start, '[CARD]');
  }
  return groups.join('');
}

function cardEnd(groups: readonly string[], start: number): number {
  let digits = '';
  let found = start;
  for (let end = start + 1; end <= Math.min(groups.length, start + 2 * MAX_GROUPS); end += 2) {
    digits += groups[end - 1] ?? '';
    if (digits.length > 19) break;
    if (digits.length >= 13 && isCard(digits)) found = end;
  }
  return found;
}
