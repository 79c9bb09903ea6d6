import { describe, expect, it } from 'vitest';
import { guessLanguage, readLanguage } from '../../src/ingest/guess-language.ts';

describe('guessLanguage', () => {
  it.each([
    ['en', 'The door does not close and my technician says that it has been adjusted twice.'],
    ['de', 'Die Tür schließt nicht mehr und wir haben sie schon zweimal eingestellt.'],
    ['fr', 'La porte ne ferme plus et nous avons déjà réglé la charnière deux fois.'],
    ['es', 'La puerta no cierra bien y ya hemos ajustado la bisagra dos veces desde el lunes.'],
    ['it', 'La porta non si chiude più e abbiamo già regolato la cerniera due volte.'],
    ['nl', 'De deur sluit niet meer en wij hebben het scharnier al twee keer afgesteld.'],
    ['pt', 'A porta já não fecha e nós ajustámos a dobradiça duas vezes, mas não ajudou muito.'],
    ['pl', 'Drzwi się nie zamykają, a zawias był już dwa razy regulowany, proszę o pomoc.'],
    ['sv', 'Dörren går inte att stänga och vi har justerat gångjärnet två gånger.'],
    ['da', 'Døren kan ikke lukkes, og vi har justeret hængslet to gange, men det hjalp ikke.'],
  ])('knows %s', (language, text) => {
    expect(guessLanguage(text)).toBe(language);
  });

  it('does not guess from a few letters', () => {
    expect(guessLanguage('the and have [NAME] 12345 67890 12345')).toBe('und');
  });

  it('reads a language cell', () => {
    expect(['en-US', 'German', 'Français', 'klingon'].map(readLanguage)).toEqual(['en', 'de', 'fr', undefined]);
  });
});
