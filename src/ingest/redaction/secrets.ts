import { matchAt, type PatternRule, type WordRule } from './rule.ts';
import { MARK } from './scan-text.ts';
import { WORD } from './words.ts';

const KEYS =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,8000}(?:-----END [A-Z ]{0,30}KEY-----)?|\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9_-]{16,200}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{20,255}|\bxox[abprs]-[A-Za-z0-9-]{10,200}|\bAIza[\w-]{35}|\bglpat-[\w-]{20,80}|\beyJ[\w-]{10,4000}\.[\w-]{10,4000}(?:\.[\w-]{0,4000})?/g;
/** A connection string with a user and a password in it. */
const CONNECTION = /\b[a-z][a-z0-9+]{1,20}:\/\/[^\s:@/"'<>]{0,100}:[^\s@/"'<>]{1,200}@[^\s"'<>]{1,500}/gi;

/** A long run of letters and digits. */
const RUN = /(?<![\w/.+-])[A-Za-z0-9_-]{20,500}(?![\w/+-]|\.\w)/g;

/** Whether a piece of a run looks drawn by lot: both cases, and letters and digits change places four times or more. Serials, order numbers and UUIDs have one case only. */
function isRandom(run: string): boolean {
  return run.split(/[-_]/).some((piece) => {
    if (piece.length < 12) return false;
    const changes = piece.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
    return changes >= 4 && (piece.match(/[A-Z]/g)?.length ?? 0) >= 3 && (piece.match(/[a-z]/g)?.length ?? 0) >= 3;
  });
}

/** Keys of known forms, private keys, web tokens and connection strings: they need no word beside them. */
export const KEY_SECRETS: PatternRule = {
  name: 'secret',
  marks: MARK.token | MARK.url | WORD.secret,
  redact: (text, marks) => {
    const known = (marks & (MARK.token | WORD.secret)) !== 0 ? text.replace(KEYS, '[SECRET]') : text;
    const keyless =
      (marks & MARK.token) !== 0 ? known.replace(RUN, (run) => (isRandom(run) ? '[SECRET]' : run)) : known;
    return (marks & MARK.url) !== 0 ? keyless.replace(CONNECTION, '[SECRET]') : keyless;
  },
};

/** Ordinary words that follow "password" and are none. */
const NO_SECRET =
  /^(?:is|was|not|no|the|a|an|and|or|to|for|in|on|my|your|his|her|has|had|have|does|did|do|will|can|cannot|be|been|it|that|this|reset|resets|wrong|incorrect|invalid|expired|expires|change|changed|forgot|forgotten|lost|required|missing|unknown|policy|protected|manager|error|failed|again|never|still|ist|nicht|falsch|vergessen|abgelaufen|est|pas|oubli[ée]|incorrecta?|olvidad[oa]|no|n\/?a|none|null|unlock|account|login|sync|issue|problem|request|verified|working|works|length|field|page|link|email|mail|prompt|box|screen|errata|scaduta|verlopen|onjuist|errada|expirada|nieprawidłowe|wygasło|fel)[.,;:!?)]*$/i;
const VALUE =
  /[\s_-]{0,2}(?:key|token|code|secret|api|clave)?\s{0,2}(?:[:=]{1,2}|(?:is|was|ist|lautet|war|est|c['’]est|es|era|è|é|to|jest|är)(?=[\s:])[:]?)\s{0,3}(?:["'«„“]([^"'»”“\n]{3,100})(?=["'»”“])|([^\s"'»”,;]{3,400}))/iuy;
const BEARER = /\s(?=\S{0,60}\d)([\w.~+/=-]{8,4000})/y;
/** What a key, clave or code must look like to be one: letters and digits, eight signs or more. */
const KEY_LIKE = /^(?=\S*\d)(?=\S*[A-Za-z])\S{8,}$/;
/** What no serial or order number looks like: eight signs or more with a small letter, a digit, and a capital or a sign. Behind "login with" and the like no more is needed. */
const MIXED = /^(?=\S*\p{Ll})(?=\S*\d)(?=\S*[\p{Lu}!#$%&*~^?_+])[^\s/@:=]{8,100}$/u;
const LOGIN = /^(?:login|logins|signin|inloggen|einloggen|anmeldung|logowanie|connexion|acceso|accesso)$/;
const LOOSE = /\s(?:(?:with|mit|met|med|con|com|avec|z)\s)?([^\s"'»”,;]{8,100})/iuy;
const KEY_BEFORE = /(?:api|access|secret|client|auth|wlan|wifi|wi-fi|encryption|license)[ _-]{0,2}$/i;

/** Passwords, tokens and keys after the word that says so. */
export const STATED_SECRETS: WordRule = {
  name: 'secret',
  marks: WORD.secret | WORD.weakSecret,
  findAt: (text, start, end, kind) => {
    const word = text.slice(start, end).toLowerCase();
    const match = matchAt(word === 'bearer' ? BEARER : VALUE, text, end) ?? loginAt(word, text, end);
    const value = match?.[1] ?? match?.[2];
    if (!match || value === undefined) return undefined;
    const valueEnd = end + match[0].length;
    const stated = /[:=]/.test(match[0].slice(0, -value.length));
    const weak = (kind & WORD.secret) === 0 && !KEY_BEFORE.test(text.slice(Math.max(0, start - 12), start));
    const secret = word === 'bearer' || isSecret(word, value, stated, weak);
    return secret ? { start: valueEnd - value.length, end: valueEnd, label: '[SECRET]' } : undefined;
  },
};

function loginAt(word: string, text: string, end: number): RegExpExecArray | null {
  const match = LOGIN.test(word) ? matchAt(LOOSE, text, end) : null;
  return match?.[1] !== undefined && MIXED.test(match[1]) ? match : null;
}

function isSecret(word: string, value: string, stated: boolean, weak: boolean): boolean {
  if (word === 'pin' || word === 'otp') return /^\d{4,8}\b/.test(value);
  if (weak) return (stated && KEY_LIKE.test(value)) || MIXED.test(value);
  const odd = /\d|[^\p{L}\d.,;:!?'")]/u.test(value);
  return !NO_SECRET.test(value) && (stated || odd);
}
