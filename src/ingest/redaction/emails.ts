import { type Find, matchAt, type PatternRule, replaceFinds } from './rule.ts';
import { MARK } from './scan-text.ts';
import { WORD } from './words.ts';

const DOMAIN = /[ \t]?(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,8}(?:\p{L}{2,63}|xn--[a-z0-9-]{2,59})/uy;
const LOCAL = /[\p{L}\p{N}._%+'’!#$&*/=?^`{|}~-]/u;
const MAX_LOCAL = 128;

const AT = String.raw`(?:[([{<]\s?(?:@|at|arroba|arobase|arobas|chiocciola|apenstaartje|ma[łl]pa|snabel-?a|klammeraffe|ät)\s?[)\]}>]|\s(?:at|arroba|arobase|arobas|chiocciola|apenstaartje|ma[łl]pa|snabel-?a)(?=\s))`;
const DOT = String.raw`(?:\s?[([{<]\s?(?:\.|dot|punkt|punto|ponto|point|punt|kropka)\s?[)\]}>]\s?|\s(?:dot|punkt|punto|ponto|point|punt|kropka|punktum)\s|\.)`;
const SPELT = new RegExp(
  String.raw`(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}_%+'-]{1,64}(?:(?:\.|${DOT})[\p{L}\p{N}_%+-]{1,64}){0,3}\s?${AT}\s?[\p{L}\p{N}-]{1,63}(?:${DOT}[\p{L}\p{N}-]{1,63}){1,4}`,
  'giu',
);
const SPELT_SIGN = /[([{<]\s?(?:@|at\b|arr|aro|ch|ap|ma|sn|kl|ät)/i;

/** Mail addresses, in any script, and those spelt to hide them ("jane (at) firm (dot) com"). */
export const EMAILS: PatternRule = {
  name: 'email',
  marks: MARK.at | MARK.bracket | WORD.spelt,
  redact: (text, marks) => {
    const plain = text.includes('@') ? replaceFinds(text, findAddresses(text)) : text;
    return (marks & WORD.spelt) !== 0 || SPELT_SIGN.test(plain) ? plain.replace(SPELT, speltLabel) : plain;
  },
};

// A dot alone between two words joined by a bare "at" is a sentence's end ("look at it.Then"), not an address.
function speltLabel(match: string): string {
  const bare = /\sat\s/i.test(match) && !/[([{<]/.test(match);
  return bare && !/\sdot\s/i.test(match) ? match : '[EMAIL]';
}

function findAddresses(text: string): Find[] {
  const finds: Find[] = [];
  let done = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const domain = matchAt(DOMAIN, text, at + 1);
    if (!domain) continue;
    const start = localStart(text, at, Math.max(done, at - MAX_LOCAL));
    if (start === at) continue;
    done = at + 1 + domain[0].length;
    finds.push({ start, end: done, label: '[EMAIL]' });
  }
  return finds;
}

function localStart(text: string, at: number, least: number): number {
  const gap = /[ \t]/.test(text[at - 1] ?? '') && LOCAL.test(text[at - 2] ?? '') ? 1 : 0;
  let start = at - gap;
  while (start > least && LOCAL.test(text[start - 1] as string)) start -= 1;
  if (start === at - gap) return at;
  return /mailto:$/i.test(text.slice(Math.max(0, start - 7), start)) ? start - 7 : start;
}
