import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCard, passesIban, passesLuhn } from '../../src/ingest/checksums.ts';
import { redact } from '../../src/ingest/redact.ts';
import { CORPORA, readCorpus } from '../bench/redaction-figures.ts';

const redacted = (text: string): string => redact(text, new Set());
const LINES = CORPORA.flatMap(readCorpus).map(({ text }) => text);

/** Anything: prose of ten languages in pieces, digits and signs, any Unicode, halves of surrogate pairs. */
const anything = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 15 }),
      fc.string({ unit: 'grapheme', maxLength: 15 }),
      fc.stringMatching(/^[\d ()+./-]{1,24}$/),
      fc.constantFrom(...LINES),
      fc.constantFrom(...LINES.flatMap((text) => text.split(/(?<=[ ,\n])/))),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

/** What may stand next to a planted number: no letter, digit, `_`, dash, dot or other sign that would make it a part of something longer. */
const EDGES = [' ', '\n', '\t', ', ', '; ', ': ', ' (', ') ', '"', ' <', '> ', '= ', '! ', '? ', ' / '];
const edge = fc.constantFrom(...EDGES);

const grouped = (digits: string, sizes: readonly number[], gap: string): string => {
  const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
  return starts.map((start, i) => digits.slice(start, start + (sizes[i] ?? 0))).join(gap);
};
const withCheck = (body: string): string =>
  body + ([...'0123456789'].find((check) => passesLuhn(body + check)) as string);

const cards = fc
  .tuple(
    fc.oneof(
      fc.stringMatching(/^4\d{14}$/).map((body) => [body, [4, 4, 4, 4]] as const),
      fc.stringMatching(/^5[1-5]\d{13}$/).map((body) => [body, [4, 4, 4, 4]] as const),
      fc.stringMatching(/^6011\d{11}$/).map((body) => [body, [4, 4, 4, 4]] as const),
      fc.stringMatching(/^3[47]\d{12}$/).map((body) => [body, [4, 6, 5]] as const),
    ),
    fc.constantFrom('', ' ', '-', '\u00a0'),
  )
  .map(([[body, sizes], gap]) => grouped(withCheck(body), sizes, gap))
  .filter((card) => isCard(card.replace(/\D/g, '')));

const ibans = fc
  .tuple(
    fc.oneof(
      fc.stringMatching(/^\d{18}$/).map((account) => `DE${account}`),
      fc.stringMatching(/^[A-Z]{4}\d{14}$/).map((account) => `GB${account}`),
      fc.stringMatching(/^[A-Z]{4}\d{10}$/).map((account) => `NL${account}`),
      fc.stringMatching(/^\d{10}[A-Z0-9]{11}\d{2}$/).map((account) => `FR${account}`),
      fc.stringMatching(/^\d{24}$/).map((account) => `PL${account}`),
    ),
    fc.constantFrom('', ' ', '\u00a0', '-'),
    fc.boolean(),
  )
  .map(([account, gap, small]) => {
    const [country, bban] = [account.slice(0, 2), account.slice(2)];
    const check = Array.from({ length: 97 }, (_, i) => String(i + 2).padStart(2, '0'));
    const found = check.find((two) => passesIban(country + two + bban));
    const text = (`${country}${found}${bban}`.match(/.{1,4}/g) ?? []).join(gap);
    return small ? text.toLowerCase() : text;
  });

const mails = fc
  .tuple(
    fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._+-]{0,14}[a-z0-9]$/),
    fc.stringMatching(/^[a-z]{2,10}\.(?:com|de|co\.uk|museum)$/),
  )
  .map(([user, host]) => `${user}@${host}`);

/** Words that say a number is a device's: sixteen digits behind one may pass a card's checksum by chance, and stay. */
const DEVICE = /serial|serie|série|s\/n|sn|imei|iccid|matricola|seryjny|tracking/i;

describe('redaction of anything', () => {
  it('never throws, and makes a text at most three times as long', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(redacted(text).length).toBeLessThanOrEqual(3 * text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['mail address', mails],
    ['card', cards],
    ['account number', ibans],
  ])(
    'lets no %s through between spaces, line ends, brackets and signs of prose, whatever stands around',
    (_kind, planted) => {
      fc.assert(
        fc.property(anything, edge, planted, edge, anything, (before, left, value, right, after) => {
          fc.pre(!DEVICE.test(before.slice(-60)));
          expect(redacted(`${before}${left}${value}${right}${after}`)).not.toContain(value);
        }),
        { numRuns: 1500 },
      );
    },
  );

  it('leaves the numbers of things between words as they are', () => {
    const word = fc.constantFrom(
      'the',
      'unit',
      'came',
      'with',
      'und',
      'pour',
      'lote',
      'nella',
      'zonder',
      'dla',
      'och',
      'peça',
    );
    const key = fc.oneof(
      fc.stringMatching(/^[A-Z]{2,4}-\d{4,8}$/),
      fc.stringMatching(/^[A-Z]{1,3}\d{1,2}-\d{3,6}-[A-Z0-9]{1,3}$/),
      fc.stringMatching(/^[A-Z]{2,4}\d{4,9}$/),
      fc.stringMatching(/^#\d{4,12}$/),
      fc.stringMatching(/^[1-9]\d{3,5}$/),
      fc.stringMatching(/^E-?\d{2,4}$/),
      fc.stringMatching(/^v\d\.\d{1,2}\.\d{1,2}$/),
      fc.stringMatching(/^20[12]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/),
      fc.uuid(),
    );
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 5 }),
        key,
        fc.array(word, { minLength: 1, maxLength: 5 }),
        (before, thing, after) => {
          const text = `${before.join(' ')} ${thing} ${after.join(' ')}`;
          expect(redacted(text)).toBe(text);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

/** Pieces that, over and over, lead each rule as far as it goes. */
const PIECES = [
  'Anna Maria ',
  'our technician Ab Cd ',
  '\nAb Cd\n',
  '\ni. A. ',
  '[EMAIL] ',
  'Ab Cd <[EMAIL]> ',
  'aB1cD2eF3',
  'login with aB1!',
  'ZI de la Ab, ',
  'The Ab Cd, 1 ',
  'Av. de Ab 1, Ab Cd - ',
  'ask for ',
  'passport no id card ',
  'Dear Mr Dr ',
  'DE89 3704 ',
  '4111 1111 1111 ',
  '0171-',
  'https://a.b/',
];

describe('the time of redaction', () => {
  it.each(PIECES)('grows with the text and not faster, over %j', (piece) => {
    const time = (length: number): number => {
      const text = piece.repeat(Math.ceil(length / piece.length));
      const start = performance.now();
      redacted(text);
      return performance.now() - start;
    };
    time(25_000);
    // Eight times the length; four times as much again is left for a busy machine, a square would take sixty-four times.
    const [short, long] = [Math.max(2, time(25_000), time(25_000)), Math.min(time(200_000), time(200_000))];
    expect(long).toBeLessThan(32 * short);
  });
});
