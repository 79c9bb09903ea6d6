import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/ingest/clean-text.ts';

function clean(text: string): readonly [string, readonly string[]] {
  const changed = new Set<string>();
  return [cleanText(text, changed), [...changed]];
}

describe('cleanText', () => {
  it.each([
    ['On Mon, 3 Mar 2026 at 10:00, Bob\n<bob@x.com> wrote:\n\nold'],
    ['Am 03.03.2026 um 10:00 schrieb Hilfe <h@x.de>:\nalt'],
    ['Le lun. 3 mars 2026 à 10:00, Aide <a@x.fr> a écrit :\nvieux'],
    ['El lun, 3 mar 2026 a las 10:00, Ayuda escribió:\nviejo'],
    ['-----Original Message-----\nold'],
    ['Von: A\nGesendet: Montag\nAn: B\nBetreff: C\n\nalt'],
    ['De : A\nEnvoyé : lundi\nÀ : B\nObjet : C\n\nvieux'],
  ])('cuts history below %j', (history) => {
    expect(clean(`The door is broken.\n\n${history}`)).toEqual(['The door is broken.', ['history']]);
  });

  it('keeps an answer below a quotation', () => {
    const text = 'Above.\nOn Mon, 3 Mar 2026 at 10:00, Bob\n<bob@x.com> wrote:\n> question\n\nBelow.';
    expect(clean(text)[0]).toBe('Above.\n\nBelow.');
  });

  it('keeps what a bare forward forwards', () => {
    expect(clean('From: A\nSent: Monday\nTo: B\nSubject: C\n\nThe door is broken.')[0]).toBe('The door is broken.');
  });

  it.each(['Kind regards', 'Mit freundlichen Grüßen', 'Cordialement,', 'Un saludo'])(
    'cuts the signature below "%s"',
    (closing) => {
      expect(clean(`The door is broken.\n\n${closing}\nJane Doe\nAcme Inc\n+1 555 123 4567`)[0]).toBe(
        'The door is broken.',
      );
    },
  );

  it('keeps a sentence and a serial number below a closing', () => {
    const text =
      'Broken.\nKind regards\nJane\nS/N TX2-2638-004512\nPlease also look at the second door, it squeaks loudly.';
    expect(clean(text)[0]).toBe(
      'Broken.\nS/N TX2-2638-004512\nPlease also look at the second door, it squeaks loudly.',
    );
  });

  it('drops mobile signatures and disclaimers', () => {
    const text = 'Broken.\n\nSent from my iPhone\n\nThis e-mail is confidential and intended solely for the addressee.';
    expect(clean(text)).toEqual(['Broken.', ['disclaimer', 'mobile-signature']]);
  });

  it('turns HTML into text and leaves a lone < alone', () => {
    expect(clean('<p>Door &amp; <b>lock</b></p><p>broken</p>')).toEqual(['Door & lock\n\nbroken', ['html']]);
    expect(clean('voltage < 5 and I <3 it')[0]).toBe('voltage < 5 and I <3 it');
  });

  it('is not fooled by prose that begins like an attribution', () => {
    expect(clean('On Monday your engineer wrote: all is well.\nIt is not.')[1]).toEqual([]);
  });
});
