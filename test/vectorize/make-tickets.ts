import { readFileSync } from 'node:fs';
import type { RedactedText, Ticket, TicketId } from '../../src/domain/ticket.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { integer, type Random, seededRandom, shuffle } from '../../src/math/random.ts';
import type { StopWords } from '../../src/vectorize/terms.ts';

/** The project's own stop words. */
export const STOP_WORDS: StopWords = JSON.parse(
  readFileSync(new URL('../../data/stop-words.json', import.meta.url), 'utf8'),
);

/** Makes a ticket from a few fields. */
export function makeTicket(id: string, description: string, more: Partial<Record<keyof Ticket, unknown>> = {}): Ticket {
  return {
    id: id as TicketId,
    week: '2026-W46' as IsoWeek,
    closedAt: '2026-11-10T10:00:00Z',
    subject: '' as RedactedText,
    description: description as RedactedText,
    note: '' as RedactedText,
    messages: [],
    fromText: [],
    tags: [],
    language: 'en',
    ...(more as Partial<Ticket>),
  };
}

const THEMES: readonly (readonly [name: string, nouns: string, verbs: string])[] = [
  ['pump', 'pump seal gasket valve housing bearing', 'leaking dripping cracked worn broken'],
  ['invoice', 'invoice billing amount discount payment receipt', 'overcharged doubled refunded unpaid credited'],
  ['login', 'login password account browser token session', 'locked expired rejected forgotten reset'],
  ['import', 'spreadsheet import mapping column connector sync', 'failing truncated skipped duplicated stuck'],
  ['voucher', 'voucher campaign newsletter promotion coupon banner', 'advertised misleading ended refused ignored'],
];

/** Five themes of made-up tickets in random order; the id of a ticket starts with its theme. */
export function makeThemes(perTheme: number | readonly number[], seed = 1): Ticket[] {
  const random = seededRandom(seed);
  const tickets = THEMES.flatMap(([name, nouns, verbs], theme) =>
    Array.from({ length: typeof perTheme === 'number' ? perTheme : (perTheme[theme] ?? 0) }, (_, n) => {
      const [noun, other, third] = shuffle(random, nouns.split(' '));
      const verb = pick(random, verbs.split(' '));
      const opening = pick(random, ['Since Monday', 'Again this week', 'After the upgrade', 'For two days']);
      return makeTicket(
        `${name}-${n}`,
        `${opening} our ${noun} is ${verb}. The ${other} and the ${third} look ${verb} too.`,
      );
    }),
  );
  return shuffle(random, tickets);
}

/** Theme of a ticket made by `makeThemes`. */
export function themeOf(id: string): string {
  return id.split('-')[0] as string;
}

function pick(random: Random, items: readonly string[]): string {
  return items[integer(random, items.length)] as string;
}
