import { describe, expect, it } from 'vitest';
import * as checks from '../../src/ingest/redaction/id-checksums.ts';

/** Numbers that authorities print in their own explanations, and the same with one digit changed. */
const CASES: readonly (readonly [check: keyof typeof checks, good: string, bad: string])[] = [
  ['isSteuerId', '86095742719', '86095742718'],
  ['isNir', '255081416802538', '255081416802539'],
  ['isDni', '12345678Z', '12345678A'],
  ['isDni', 'X1234567L', 'X1234567M'],
  ['isCodiceFiscale', 'RSSMRA85T10A562S', 'RSSMRA85T10A562T'],
  ['isPesel', '44051401359', '44051401358'],
  ['isPersonnummer', '8112189876', '8112189875'],
  ['isFodselsnummer', '01010750160', '01010750161'],
  ['isHetu', '131052308T', '131052308U'],
  ['isRijksregister', '85073003328', '85073003329'],
  ['isAhv', '7569217076985', '7569217076984'],
  ['isCpf', '11144477735', '11144477734'],
];

describe('checks of national numbers', () => {
  it.each(CASES)('%s passes %s and not %s', (check, good, bad) => {
    expect([checks[check](good), checks[check](bad)]).toEqual([true, false]);
  });
});
