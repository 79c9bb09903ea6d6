import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, sellersPattern } from '../../src/ingest/redact.ts';

const redacted = (text: string): string => redact(text, new Set());

describe('redact', () => {
  it.each([
    ['write to jane.doe+x@mail.example.co.uk today', 'write to [EMAIL] today'],
    ['call +49 170 1234567 or (555) 123-4567', 'call [PHONE] or [PHONE]'],
    ['Tel.: 0170 1234567', 'Tel.: [PHONE]'],
    ['appelez le 01 23 45 67 89', 'appelez le [PHONE]'],
    ['card 4111 1111 1111 1111 was charged', 'card [CARD] was charged'],
    ['7 4111 1111 1111 1111 10.5', '7 [CARD] 10.5'],
    ['09.11.2026 0170 1234567', '09.11.2026 [PHONE]'],
    ['+49 170 1234567 2026-11-09', '[PHONE] 2026-11-09'],
    ['IBAN DE89 3704 0044 0532 0130 00 bitte', 'IBAN [IBAN] bitte'],
    ['from 192.168.1.10 and fe80::1ff:fe23', 'from [IP] and [IP]'],
    ['SSN 123-45-6789', 'SSN [ID]'],
    ['see https://x.example/reset?token=abc now', 'see [URL] now'],
    ['we live at 12 Main Street in town', 'we live at [ADDRESS] in town'],
    ['Sie finden uns Hauptstraße 12a', 'Sie finden uns [ADDRESS]'],
    ['hi jane,\nit fails', 'hi [NAME],\nit fails'],
    ['Estimado Sr. García:', 'Estimado Sr. [NAME]:'],
    ['password: "correct horse"', 'password: "[SECRET]"'],
    ['my password is Hunter2!', 'my password is [SECRET]'],
    ['api_key=abcd1234efgh', 'api_key=[SECRET]'],
    ['Dear Mr Smith, hello', 'Dear Mr [NAME], hello'],
    ['Hi Jane,\nit fails', 'Hi [NAME],\nit fails'],
    ['It fails. Regards, Tom', 'It fails. Regards, [NAME]'],
    ['Sehr geehrte Frau Müller, es', 'Sehr geehrte Frau [NAME], es'],
    ['Bonjour Madame Dupont', 'Bonjour Madame [NAME]'],
    ['My name is Jane Doe and', 'My name is [NAME] and'],
  ])('turns "%s" into "%s"', (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  it.each([
    'S/N TX2-2638-004512 of lot P1-2637 shows E41 on HPC-300 and GW-20',
    'order 4500012345 and 4500012346, ticket #1234567890',
    'serial number 4111111111111111',
    'firmware 2.10.3.1 since 2026-11-09 10:22 and 09.11.2026',
    'the password is not working, password reset fails',
    'it costs $1,250,000.00 and 12.345.678,00 EUR',
    'see https://docs.example.com/guide/start',
    'Hello Team, we need help',
    'hello all,\nhi team,',
    'Dear Support, please help',
  ])('leaves "%s" as it is', (text) => {
    expect(redacted(text)).toBe(text);
  });

  it('lets no mail address through, wherever it stands', () => {
    const address = fc.tuple(
      fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/),
      fc.stringMatching(/^[a-z]{2,8}\.(?:com|de|fr)$/),
    );
    const around = fc.constantFrom('', ' ', '(', '<', ';', ': ', '\n', '"', 'mailto:');
    fc.assert(
      fc.property(address, around, fc.string(), ([user, host], before, rest) => {
        expect(redacted(`${before}${user}@${host} ${rest}`)).not.toContain(`${user}@${host}`);
      }),
    );
  });

  it('finds the last of many cards in a row', () => {
    expect(redacted(Array(9).fill('4111 1111 1111 1111').join(' '))).toBe(Array(9).fill('[CARD]').join(' '));
  });

  it('changes nothing the second time', () => {
    const piece = fc.constantFrom(
      'Hi Jane,',
      'a@b.com',
      '+49 170 1234567',
      '4111 1111 1111 1111',
      'password: x9!',
      'lot 7',
      'fails',
      '10.0.0.1',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const once = redacted(pieces.join(' '));
        expect(redacted(once)).toBe(once);
      }),
    );
  });
});

describe('sellersPattern', () => {
  const sellers = [{ pattern: sellersPattern(['Jules Lambert', 'Katrin Vogt']), placeholder: '[SELLER]' as const }];
  const without = (text: string) => redact(text, new Set(), sellers);

  it('removes sellers by whole name, initial, or family name behind a title, in any language', () => {
    expect(without('Jules Lambert sat with our buyer; Frau Vogt and M. Lambert too, says K. Vogt')).toBe(
      '[SELLER] sat with our buyer; [SELLER] and [SELLER] too, says [SELLER]',
    );
  });

  it('leaves a bare family name alone, for customers have it too', () => {
    expect(without('the Lambert family and Vogtland')).toBe('the Lambert family and Vogtland');
  });

  it('is undefined where no name has two words', () => {
    expect(sellersPattern(['', 'Sales'])).toBeUndefined();
  });
});
