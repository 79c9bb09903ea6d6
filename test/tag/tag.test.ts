import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasCause } from '../../src/domain/tag.ts';
import type { Message, RedactedText, Ticket, TicketId } from '../../src/domain/ticket.ts';
import type { IsoWeek } from '../../src/domain/week.ts';
import { explainVotes } from '../../src/tag/explain-votes.ts';
import { parseCauseRules } from '../../src/tag/parse-cause-rules.ts';
import { tag } from '../../src/tag/tag.ts';

const rules = parseCauseRules(JSON.parse(readFileSync(new URL('../../data/causes.json', import.meta.url), 'utf8')));

type Words = Partial<Omit<Ticket, 'subject' | 'description' | 'note'>> & {
  readonly subject?: string;
  readonly description?: string;
  readonly note?: string;
};

function ticket({ subject = '', description = '', note = '', ...rest }: Words): Ticket {
  const texts = {
    subject: subject as RedactedText,
    description: description as RedactedText,
    note: note as RedactedText,
  };
  const base = {
    id: 'T-1' as TicketId,
    week: '2026-W46' as IsoWeek,
    closedAt: '2026-11-10T09:00:00Z',
    messages: [],
    fromText: [],
    tags: [],
  };
  return { ...base, language: 'en', ...texts, ...rest };
}

async function causesOf(words: Words): Promise<string[]> {
  const [tags] = await tag([ticket(words)], rules);
  return (tags?.tags ?? []).filter((found) => found.status === 'tagged').map((found) => found.cause);
}

describe('tag', () => {
  it.each([
    ['Before we signed, your sales rep told us the hub reads our old meters. It does not.', 'sales'],
    ['We were quoted 40 euros a month but then billed 65.', 'sales'],
    [
      'The connector your engineer built for us stopped on Sunday and nobody but him knows how it works.',
      'professional-services',
    ],
    ['The relay board of the new controller was dead on arrival, straight out of the box.', 'manufacturing'],
    ['Four of the twelve valves show the same fault: the spindle leaks.', 'manufacturing'],
    ['The voucher code from your newsletter is rejected at checkout as expired.', 'marketing'],
    ['This is false advertising.', 'marketing'],
    ['Mr Ashdown was quite definite that our old scanner would work with it. It does not.', 'sales'],
    ['Our order was placed on that basis, and now the licence costs extra.', 'sales'],
    ['The export was shown live on his laptop in our meeting room, but our version has no such menu.', 'sales'],
    ['Position 4 of your offer says that installation is included, yet it was invoiced.', 'sales'],
    ['It arrived cracked in a sealed box, the packaging without a mark.', 'manufacturing'],
    [
      'With the charger of my lamp it came up at once, so the plug you supplied is dead after nine days.',
      'manufacturing',
    ],
    ['I invited three friends with my link, and the bonus has vanished.', 'marketing'],
    ['Your leaflet said fit it yourself in ten minutes, but it needs an electrician.', 'marketing'],
    [
      'The reporting page was made for us alone by your engineer, support had never heard of it.',
      'professional-services',
    ],
  ])('tags "%s" as %s', async (description, cause) => {
    expect(await causesOf({ description })).toEqual([cause]);
  });

  it.each([
    [
      'Ihr Vertrieb hat uns vor der Unterschrift zugesagt, dass die Kühlung im Herbst kommt, sie fehlt aber.',
      'de',
      'sales',
    ],
    ['Das Netzteil brummt und die Anzeige bleibt dunkel, frisch ausgepackt.', 'de', 'manufacturing'],
    ['Votre commercial nous a promis trois ans gratuits, or on nous facture.', 'fr', 'sales'],
    ['Le bon de réduction de votre lettre est refusé, le code promo est expiré.', 'fr', 'marketing'],
    [
      'El script a medida que su ingeniero hizo para nosotros ya no corre y nadie sabe cómo funciona.',
      'es',
      'professional-services',
    ],
    ['Cuatro de las diez válvulas gotean por el eje, nunca se han caído.', 'es', 'manufacturing'],
  ])('reads "%s" in %s', async (description, language, cause) => {
    expect(await causesOf({ description, language })).toContain(cause);
  });

  it.each([
    'Your support agent told us it would be fixed by Friday, but it is not.',
    'We promised our tenants a warm house and now the wi-fi is down.',
    'The carton was crushed by the courier and the unit inside is broken.',
    'Our cleaner dropped the thermostat and the display is cracked.',
    'Our electrician swapped the wires and the controller is dead.',
    'It would be nice if the app had a dark mode.',
    'How can I subscribe to your newsletter?',
    'Our own script no longer gets data from the documented API.',
    'Could you build a custom connector for us and send a quote?',
    'When is our renewal due and what will it cost?',
    'Since the update the app crashes when I log in.',
    'We were billed twice this month.',
    'I forgot my password.',
    'The seller kept his word and the price matched to the penny, just one question about the timer.',
    'Nobody ever promised it, it is just an idea: a dark mode.',
    'I asked in your help chat and was told that any two wires are fine, they are not.',
    'Nothing is wrong with your valves, I only need the lot numbers for a folder.',
    'It slid off the shelf onto the tiles and the display cracked.',
    'The display was blank, two new batteries in and it works again.',
    'After the thunderstorm the gateway is dead and smells, the insurer wants a price.',
    'The frame contract gives us twelve percent, the order sheet shows the list price.',
    'I used the campaign tab to tell our residents about the works and some got the notice twice.',
    'The two-for-one offer went through without a hitch, can I rename the second one?',
    'Could you send a quote for a custom interface to our booking system? Nothing exists yet.',
    'Which slot can your engineer offer for the commissioning visit?',
    '',
  ])('tags nothing in "%s"', async (description) => {
    expect(await causesOf({ description })).toEqual([]);
  });

  it('gives a ticket both causes when both hold', async () => {
    const description =
      'The pump was dead on arrival, straight out of the box. Your sales rep told us before we signed that it has ten bar, but it has six.';
    expect((await causesOf({ description })).sort()).toEqual(['manufacturing', 'sales']);
  });

  it("takes the agent's note as a witness, and quotes the customer where both speak", async () => {
    const note = 'RMA approved, cold solder joint at the relay, same lot as last week.' as RedactedText;
    const [onlyNote] = await tag([ticket({ description: 'Heating stays off.', note })], rules);
    expect(onlyNote?.tags.map((found) => [found.cause, found.evidence.from])).toEqual([['manufacturing', 'note']]);
    const [both] = await tag([ticket({ description: 'The relay is stuck.', note })], rules);
    expect(both?.tags[0]?.evidence).toMatchObject({
      from: 'customer',
      field: 'description',
      quote: 'The relay is stuck.',
    });
  });

  it('reads public messages of the customer and private ones of the agent, not what the agent wrote to the customer', async () => {
    const say = (who: Message['who'], isPublic: boolean): Message[] => [
      {
        at: null,
        who,
        public: isPublic,
        text: 'The relay board was dead on arrival, straight out of the box.' as RedactedText,
      },
    ];
    const [customer] = await tag([ticket({ messages: say('customer', true) })], rules);
    expect(customer?.tags[0]?.evidence).toMatchObject({ from: 'customer', field: 'message', message: 0 });
    expect(await causesOf({ messages: say('agent', true) })).toEqual([]);
    expect(await causesOf({ messages: say('system', true) })).toEqual([]);
  });

  it('says how well a broken promise is supported', async () => {
    const description = 'Your sales rep promised us free support before we signed, but it is billed.';
    const standing = async (note: string) => (await tag([ticket({ description, note })], rules))[0]?.tags[0]?.standing;
    expect(await standing('')).toBe('alleged');
    expect(await standing('Quote lists free support for a year.')).toBe('documented');
    expect(await standing('No promise of this in the contract.')).toBe('contradicted');
  });

  it('keeps a promise unsure that only the note speaks of, and denies', async () => {
    const note = 'Says the seller told him the portal is free, contract does not mention it.';
    const [tags] = await tag([ticket({ description: 'Please look at our bill.', note })], rules);
    expect(tags?.tags).toMatchObject([{ cause: 'sales', status: 'unsure', standing: 'contradicted' }]);
  });

  it('reads the subject and the next sentence beside a promise', async () => {
    const description = 'Position 4 of your offer is the training.';
    expect(await causesOf({ description })).toEqual([]);
    expect(await causesOf({ description: `${description} It was charged all the same, not free.` })).toEqual(['sales']);
    expect(await causesOf({ subject: 'Training not free', description })).toEqual(['sales']);
  });

  it('asks for more from a long ticket, where every sentence is a chance to be misread', async () => {
    const description = 'The estimator assured us before we signed that it fits, but it does not.';
    const padded = `${description} ${'The caretaker is in on Tuesdays. '.repeat(40)}`;
    const scoreOf = async (words: string) => (await tag([ticket({ description: words })], rules))[0]?.scores.sales ?? 0;
    expect(await scoreOf(description)).toBeGreaterThan(rules.taggedFrom);
    expect(await scoreOf(padded)).toBeLessThan(await scoreOf(description));
  });

  it('quotes the passage that most speaks for a cause, not the first', async () => {
    const telling = 'The weld of the new frame cracked on the second ride, and three of the four bolts sheared.';
    const [tags] = await tag([ticket({ description: `It rattles. We like the colour. ${telling} Thanks.` })], rules);
    expect(tags?.tags[0]).toMatchObject({ cause: 'manufacturing', evidence: { quote: telling } });
  });

  it('does not tag by filled fields alone', async () => {
    const filled = { lot: 'A1', serial: 'S1', errorCode: 'E1', projectId: 'P1', campaignCode: 'C1' };
    expect(await causesOf({ description: 'Please change my address.', ...filled })).toEqual([]);
  });

  it('marks a language without rules as not readable', async () => {
    const [tags] = await tag(
      [ticket({ description: 'Das false advertising relay is dead on arrival', language: 'pl' })],
      rules,
    );
    expect(tags).toMatchObject({ readable: false, tags: [], votes: [] });
  });

  it('explains a score in words, heaviest first', async () => {
    const [tags] = await tag([ticket({ description: 'This is false advertising.' })], rules);
    const reasons = tags ? explainVotes(tags, 'marketing', rules) : [];
    expect(reasons[0]).toMatchObject({ ruleId: 'en.marketing.false-advertising', reason: expect.any(String) });
    expect(tags && hasCause(tags, 'marketing')).toBe(true);
  });

  it('quotes exact spans of at most 240 characters from any text', async () => {
    const pieces = fc.constantFrom(
      'false advertising',
      'İ',
      '’',
      '\n',
      '. ',
      'the relay is dead on arrival',
      '😀',
      'x'.repeat(50),
      ' but ',
      '[NAME]',
      ',',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), async (parts) => {
        const description = parts.join(' ');
        const [tags] = await tag([ticket({ description })], rules);
        for (const { evidence } of tags?.tags ?? []) {
          expect(evidence.quote).toBe(description.slice(evidence.start, evidence.end));
          expect(evidence.quote.length).toBeLessThanOrEqual(240);
          expect(evidence.quote).not.toMatch(/^\s|\s$|[\uD800-\uDBFF]$|^[\uDC00-\uDFFF]/);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gets through 40,000 characters of hostile text', async () => {
    const texts = [
      'a',
      ' ',
      '. ',
      'told ',
      'we were told ',
      'custom ',
      'offer code not ',
      '!)',
      "'",
      '\n',
      'free until ',
    ];
    const hostile = texts.map((text) => ticket({ description: text.repeat(40_000 / text.length), language: 'und' }));
    expect(await tag(hostile, rules)).toHaveLength(texts.length);
  });

  it('gives the same answer to the same ticket', async () => {
    const words = ticket({ description: 'The valve leaks. Your rep promised us a spare one.' });
    expect(await tag([words, words], rules)).toEqual(await tag([words, words], rules));
  });
});
