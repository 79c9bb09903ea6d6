import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/ingest/clean-text.ts';
import { plainText } from '../../src/ingest/plain-text.ts';

/** A mail of the corpus, made up for it, and what its sender wrote himself. */
interface Example {
  readonly case: string;
  readonly mail: string;
  readonly rest: string;
}

const FOLDER = join(import.meta.dirname, 'cleaning-corpus');
const corpus: ReadonlyMap<string, readonly Example[]> = new Map(
  readdirSync(FOLDER)
    .sort()
    .map((file) => [
      file.replace('.jsonl', ''),
      readFileSync(join(FOLDER, file), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Example),
    ]),
);
const examples = [...corpus].flatMap(([name, list]) => list.map((example) => ({ name, ...example })));
const clean = (text: string) => cleanText(text, new Set());

describe('the cleaning corpus', () => {
  it('is cleaned to exactly what the sender wrote in 98 of 100 mails', () => {
    const misses = examples.filter(({ mail, rest }) => clean(mail) !== rest);
    const listed = misses.map(
      ({ name, case: title, mail, rest }) =>
        `${name}, ${title}: expected ${JSON.stringify(rest)}, got ${JSON.stringify(clean(mail))}`,
    );
    expect(examples.length).toBeGreaterThanOrEqual(120);
    expect(1 - misses.length / examples.length, listed.join('\n')).toBeGreaterThanOrEqual(0.98);
  });

  it('is left alone where nothing is to be cut', () => {
    const whole = (corpus.get('traps') ?? []).filter(({ mail, rest }) => mail === rest);
    expect(whole.filter(({ mail }) => clean(mail) !== mail).map((example) => example.case)).toEqual([]);
  });

  it('stays as it is when it is cleaned again', () => {
    expect(examples.filter(({ mail }) => clean(clean(mail)) !== clean(mail)).map((example) => example.case)).toEqual(
      [],
    );
  });
});

describe('cleanText', () => {
  const line = fc.oneof(
    fc.constantFrom(...examples.flatMap(({ mail }) => mail.split('\n'))),
    fc.constantFrom(
      '',
      '> ',
      '--',
      '____________',
      '<div>',
      '</p>',
      '&amp;lt;',
      '&#38;amp;',
      '{code}',
      '!a.png!',
      '\r',
      '\u00a0',
    ),
    fc.string({ maxLength: 30 }),
  );

  it('throws nothing, lengthens nothing and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 16 }), (lines) => {
        const text = lines.join('\n');
        const once = clean(text);
        expect(once.length).toBeLessThanOrEqual(plainText(text).length);
        expect(clean(once)).toBe(once);
        if (plainText(text) !== '') expect(once).not.toBe('');
      }),
      { numRuns: 1_500 },
    );
  });

  it.each([
    ['On 1.1.2020 10:00 '],
    ['From: a Sent: b To: c '],
    ['From: a\nTo: b\n'],
    ['wrote wrote: '],
    ['a wrote:\n'],
    ['<a '],
    ['<div>'],
    ['&amp;'],
    ['> '],
    ['>\n'],
    ['!a.png'],
    ['{code:'],
    ['[~a'],
    ['Thanks, '],
    ['Thanks,\n'],
    ['-- \n'],
    ['----'],
    ['This e-mail is confidential '],
    [' \n'],
    ['\n\n'],
    ['Sent from my '],
    ['Tel: 1\n'],
    ['é\u0301'],
    ['a'],
    ['On '],
    ['Am Montag '],
  ])('takes time in proportion to 200 kB of %j', (piece) => {
    const text = piece.repeat(Math.ceil(200_000 / piece.length));
    const from = performance.now();
    clean(text);
    clean(`${text} Subject: x`);
    expect(performance.now() - from).toBeLessThan(4_000);
  });
});
