import {
  isAhv,
  isCodiceFiscale,
  isCpf,
  isDni,
  isFodselsnummer,
  isHetu,
  isNir,
  isPersonnummer,
  isPesel,
  isRijksregister,
  isSteuerId,
} from './id-checksums.ts';
import { namesThing } from './names-thing.ts';
import { matchAt, type PatternRule, type WordRule } from './rule.ts';
import { MARK } from './scan-text.ts';
import { WORD } from './words.ts';

interface IdForm {
  readonly pattern: RegExp;
  /** Whether the signs without spaces, dots and dashes pass the country's check. */
  readonly passes: (signs: string) => boolean;
}

const FORMS: readonly IdForm[] = [
  // US social security number
  { pattern: /(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g, passes: () => true },
  // UK national insurance number
  {
    pattern: /(?<![\w-])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![\w-])/g,
    passes: () => true,
  },
  { pattern: /(?<![\w-])\d{2} \d{3} \d{3} \d{3}(?![\w-])/g, passes: isSteuerId },
  {
    pattern: /(?<![\w-])[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![\w-])/g,
    passes: isNir,
  },
  { pattern: /(?<![\w-])(?:\d{8}|[XYZ]-?\d{7})[ -]?[A-HJ-NP-TV-Z](?![\w-])/g, passes: isDni },
  { pattern: /(?<![\w-])[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z](?![\w-])/g, passes: isCodiceFiscale },
  { pattern: /(?<![\w.-])\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}(?![\w-])/g, passes: isRijksregister },
  { pattern: /(?<![\w.-])\d{3}\.\d{3}\.\d{3}-\d{2}(?![\w-])/g, passes: isCpf },
  { pattern: /(?<![\w.-])756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}(?![\w-])/g, passes: isAhv },
  { pattern: /(?<![\w-])(?:19|20)?\d{6}[-+]\d{4}(?![\w-])/g, passes: isNordic },
  {
    pattern: /(?<![\w-])\d{6}[-+A]\d{3}[0-9A-FHJ-NPR-Y](?![\w-])/g,
    passes: (signs) => isHetu(signs.replace(/^(.{6})A/, '$1')),
  },
  { pattern: /(?<![\w.-])\d{11}(?![\w-])/g, passes: (signs) => isPesel(signs) || isFodselsnummer(signs) },
];

// Danish numbers have had no check digit since 2007: a day of birth must do.
function isNordic(signs: string): boolean {
  const short = signs.slice(-10);
  if (isPersonnummer(short)) return true;
  const [day, month] = [Number(short.slice(0, 2)), Number(short.slice(2, 4))];
  return signs.length === 10 && day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/** Numbers that a state gives to a person, told by their form and check digits; one that names a thing stays. */
export const NATIONAL_IDS: PatternRule = {
  name: 'national-id',
  marks: MARK.shortRun | MARK.token,
  redact: (text) => {
    let result = text;
    for (const { pattern, passes } of FORMS)
      result = result.replace(pattern, (match, at: number, whole: string) =>
        passes(match.replace(/[ .+-]/g, '')) && !namesThing(whole, at) ? '[ID]' : match,
      );
    return result;
  },
};

const LABEL = String.raw`(?:[ ._-]{0,3}(?:number|no|nr|num|n[°ºo]|nummer|numer|numero|número|numéro|id|is|est|es|è|é|to|jest|är|ist|lautet|am|le|il|el|em|op|on|of birth|de nascita|c\.?|date|am|osobisty|osobistego|card|kort|kaart|sécurité|sociale|sociaal|social|security|seg\.?|ident\p{L}{0,20}|was)(?![\p{L}\p{N}])){0,4}[\s.:#]{1,3}`;
const STATED = new RegExp(
  `${LABEL}((?=[^\\n]{0,12}\\d)(?:[A-Z0-9][A-Z0-9./-]{4,24}(?: \\d{2,4}){0,4}(?: [A-Z])?|\\d{4} \\d{6}|[A-Z]{2,3} \\d{6}|[A-Z]{2}(?: \\d{2}){3} [A-Z]|\\d{3} \\d{3} \\d{3,4}))(?![\\p{L}\\p{N}])`,
  'iuy',
);
const DAY = new RegExp(
  `${LABEL}(\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}|\\d{1,2}\\.? (?:de )?\\p{L}{3,12}\\.? (?:de )?\\d{4}|\\p{L}{3,12} \\d{1,2},? \\d{4})`,
  'iuy',
);

/** Words that name a person's number only behind another one. */
const BEHIND: Readonly<Record<string, RegExp>> = {
  security: /social\s$/i,
  insurance: /national\s$/i,
  licence: /driv\w{0,5}['’]?s?\s$/i,
  license: /driv\w{0,5}['’]?s?\s$/i,
  identité: /d['’]$/i,
  identità: /d['’]$/i,
  identidad: /(?:de|documento)\s$/i,
  identifikationsnummer: /steuer-?$/i,
  f: /\bc\.\s?$/i,
};
/** Words of other meanings, and the form that a number behind them must have. */
const SHAPED: Readonly<Record<string, RegExp>> = {
  steuer: /^\d{2} ?\d{3} ?\d{3} ?\d{3}$/,
  sv: /^\d{4} ?\d{6}$/,
  nip: /^\d{3}-?\d{3}-?\d{2}-?\d{2}$/,
  pan: /^[A-Z]{5}\d{4}[A-Z]$/,
  pass: /^[A-Z]{1,2}\d{6,8}$/,
  ni: /^[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]$/i,
  nie: /^[XYZ]-?\d{7}-?[A-Z]$/i,
  dni: /^[\d.]{8,10}-?[A-Z]$/i,
  rg: /^\d{1,2}\.?\d{3}\.?\d{3}-?[\dX]$/i,
  curp: /^[A-Z]{4}\d{6}/i,
};

/** Numbers of persons and days of birth after the word that says so; the word stays. */
export const STATED_IDS: WordRule = {
  name: 'national-id',
  marks: WORD.id | WORD.birth,
  also: MARK.digit,
  findAt: (text, start, end, kind) => {
    const value = matchAt((kind & WORD.birth) !== 0 ? DAY : STATED, text, end);
    if (!value?.[1] || !fits(text, start, end, value[1])) return undefined;
    const to = end + value[0].length;
    return { start: to - value[1].length, end: to, label: '[ID]' };
  },
};

function fits(text: string, start: number, end: number, value: string): boolean {
  const word = text.slice(start, end).toLowerCase();
  if (word === 'identity' && !/^ (?:card|document)/i.test(text.slice(end, end + 9))) return false;
  const behind = BEHIND[word]?.test(text.slice(Math.max(0, start - 12), start)) ?? true;
  return behind && (SHAPED[word]?.test(value) ?? true);
}
