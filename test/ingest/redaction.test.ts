import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passesIban } from '../../src/ingest/checksums.ts';
import { applyRules, redact } from '../../src/ingest/redact.ts';
import { REDACTION_RULES } from '../../src/ingest/redaction/rules.ts';
import { CORPORA, readCorpus } from '../bench/redaction-figures.ts';

const redacted = (text: string): string => redact(text, new Set());
const CORPUS = CORPORA.flatMap(readCorpus).map(({ text }) => text);

/** Prose, digits, signs and pieces of the corpus in any order: what rules meet at each other's edges. */
const surroundings = fc
  .array(
    fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.stringMatching(/^[\d ()+./-]{1,24}$/),
      fc.constantFrom(...CORPUS.flatMap((text) => text.split(/(?<=[ ,\n])/))),
      fc.constantFrom('\n', 'Tel. ', 'password: ', 'S/N ', 'Thanks, ', 'Mr ', '(', ')', 'DE', '#'),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

function luhn(body: string): string {
  const sum = [...body].reverse().reduce((left, digit, i) => {
    const twice = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return left + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return body + ((10 - (sum % 10)) % 10);
}

const cards = fc
  .tuple(fc.stringMatching(/^(?:4\d|5[1-5])\d{13}$/), fc.constantFrom('', ' ', '-', '.'))
  .map(([body, separator]) => (luhn(body).match(/.{4}/g) ?? []).join(separator));

const ibans = fc
  .tuple(fc.stringMatching(/^\d{18}$/), fc.constantFrom('', ' ', '-'), fc.integer({ min: 2, max: 6 }))
  .map(([body, separator, size]) => {
    const check = Array.from({ length: 97 }, (_, i) => String(i + 2).padStart(2, '0'));
    const account = `DE${check.find((digits) => passesIban(`DE${digits}${body}`))}${body}`;
    return (account.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(separator);
  });

const mails = fc
  .tuple(
    fc.stringMatching(/^[a-zäéß][a-z0-9._+-]{0,12}[a-z0-9]$/),
    fc.stringMatching(/^[a-zöü]{1,8}(?:-[a-z]{1,5})?\.[a-z]{2,6}$/),
  )
  .map(([user, host]) => `${user}@${host}`);

describe('redaction of any text', () => {
  it('changes nothing the second time', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(surroundings, (text) => {
        const once = redacted(text);
        expect(redacted(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
    for (const text of CORPUS) expect(redacted(redacted(text))).toBe(redacted(text));
  });

  it('is the same whether rules are tried by their marks or always', () => {
    const same = (text: string) => {
      expect(applyRules(text, new Set(), REDACTION_RULES)).toBe(applyRules(text, new Set(), REDACTION_RULES, true));
    };
    for (const text of CORPUS) same(text);
    fc.assert(fc.property(surroundings, same), { numRuns: 2000 });
  });

  it.each([
    ['mail address', mails],
    ['card', cards],
    ['account number', ibans],
  ])('lets no %s through', (_kind, planted) => {
    fc.assert(
      fc.property(
        surroundings,
        planted,
        surroundings,
        fc.constantFrom(' ', '\n', ': '),
        (before, value, after, gap) => {
          fc.pre(!/s\/n|sn|serial|serie|série|imei|iccid|tracking|matricola|seryjny/i.test(before.slice(-60)));
          expect(redacted(`${before}\n${gap}${value} ${after}`)).not.toContain(value);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps the serial behind "S/N"', () => {
    const serials = fc.stringMatching(/^(?:[A-Z]{2,3}\d?-\d{4}-\d{6}|\d{7,12}|[A-Z]{2}\d{6,9})$/);
    fc.assert(
      fc.property(fc.constantFrom('unit ', 'Hi team,\n', 'see lot 7, ', ''), serials, (before, serial) => {
        expect(redacted(`${before}S/N ${serial} fails`)).toBe(`${before}S/N ${serial} fails`);
      }),
    );
  });

  it.each([
    ['digits in groups', '12 34 56 '],
    ['local numbers', '0171 39200 '],
    ['account beginnings', 'DE12 '],
    ['capitals', 'Ab Cd Ef '],
    ['signs of mail', 'a.b@c.'],
    ['streets', '12 Main Hill '],
    ['greetings', 'Dear Mr '],
    ['farewells', 'thanks a b c d '],
    ['brackets', 'a (at) b (dot) '],
    ['dots', '1.1.1.'],
    ['colons', 'a1:'],
    ['words of secrets', 'password is key: '],
    ['one word', 'a'],
    ['dashes', '----'],
    ['line ends', 'x,\n\n'],
  ])('comes to an end over 200 kB of %s', (_name, piece) => {
    expect(redacted(piece.repeat(Math.ceil(200_000 / piece.length))).length).toBeGreaterThan(0);
  });
});

describe('names in prose', () => {
  it.each([
    ['our technician Rahat Molla came', 'our technician [NAME] came'],
    ['Der Monteur Strzelecki kam', 'Der Monteur [NAME] kam'],
    ['I asked Imogen about it', 'I asked [NAME] about it'],
    ['with Karl-Heinz Vogt today', 'with [NAME] today'],
    ['From: "Quast, Edeltraud" <e.quast@firm.example>', 'From: "[NAME]" <[EMAIL]>'],
    ['Here it is.\n\nZelda Quast\nBuyer\n+44 20 7946 0991', 'Here it is.\n\n[NAME]\nBuyer\n[PHONE]'],
  ])('go: %s', (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  it.each([
    'our technician Level 2 visit',
    'Techniker Einsatz am Montag',
    'John Deere 6120M, Carl Zeiss lens, San Francisco site',
    'see Martin_Config.xml and host Anna-7',
    'Nordhaven Billing <[EMAIL]>',
    'Control Panel\nTel [PHONE]',
  ])('are not seen in: %s', (text) => {
    expect(redacted(text)).toBe(text);
  });
});

describe('keys without a word beside them', () => {
  it('go where they look drawn by lot', () => {
    expect(redacted('it is xq_7Lm2QxZ90vTtRw41Ks8B now')).toBe('it is [SECRET] now');
  });

  it.each([
    'TICK-19cfe15a-8dd2-43ed-99c1-86a955cdc053',
    'SO-2026-0001-4471-A1B2C3D4E5F6',
    'handleOrderById2024AfterReturn',
  ])('stay where they are a thing: %s', (key) => {
    expect(redacted(`see ${key} please`)).toBe(`see ${key} please`);
  });
});

describe('values to keep', () => {
  const keep = (text: string, values: readonly string[]) => redact(text, new Set(), [], values);

  it('stay where they stand alone, though the words before them speak of a telephone', () => {
    expect(keep('call 0171 3920011 or phone 00441002.', ['00441002'])).toBe('call [PHONE] or phone 00441002.');
  });

  it('are none where they have the form of a telephone number', () => {
    expect(keep('about 0171 4410022.', ['0171 4410022'])).toBe('about [PHONE].');
  });

  it('do not save the address or number that they are a part of', () => {
    expect(keep('bob12345@firm.example, 012345', ['12345'])).toBe('[EMAIL], 012345');
  });

  it('are none where they are an address, a card or an account themselves', () => {
    const [mail, card] = ['a1@b.example', '4111 1111 1111 1111'];
    expect(keep(`${mail} ${card}`, [mail, card])).toBe('[EMAIL] [CARD]');
  });
});

describe('the sample company', () => {
  const file = new URL('../../data/sample/tickets.csv', import.meta.url);
  const rows = parse(readFileSync(file), { columns: true }) as Record<string, string>[];
  const KEYS = ['serial', 'lot', 'sku', 'project_id', 'campaign_code', 'ticket_id', 'account_id'];
  const FORM = /\b(?:TX2-\d{4}-\d{6}|P1-\d{4}|CMP-[A-Z0-9-]+|[A-Z]{1,4}\d?-\d{2,}(?:-\d+)*|E\d{2})\b/g;

  it('keeps every serial, lot, order number, campaign and project in its texts', () => {
    const values = new Set(
      rows.flatMap((row) => KEYS.map((key) => row[key] ?? '')).filter((value) => value.length > 2),
    );
    let met = 0;
    const harmed = rows.flatMap((row) =>
      ['subject', 'description', 'resolution'].flatMap((column) => {
        const text = row[column] ?? '';
        const found = [...new Set(text.match(FORM) ?? [])].concat(
          (text.match(/[\w-]+/g) ?? []).filter((word) => values.has(word)),
        );
        met += found.length;
        const left = redacted(text);
        return found
          .filter((key) => left.split(key).length < text.split(key).length)
          .map((key) => `${row.ticket_id} ${key}`);
      }),
    );
    expect(met).toBeGreaterThan(700);
    expect(harmed).toEqual([]);
  });
});
