import type { PatternRule } from './rule.ts';
import { MARK } from './scan-text.ts';

const V4 = /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.-]*\d)/g;
const V6 =
  /(?<![\w:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}|::[0-9a-f]{1,4})(?![\w:])/gi;
const MAC = /(?<![\w:-])[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}(?![\w:-])/gi;
const VERSION =
  /(?:\bv|\b(?:version|versi[óo]n|vers[ãa]o|versione|versie|wersja|ver|firmware|fw|release|build|software|sw|driver|update|logiciel)\W{0,3})$/i;

/** Machines' addresses: IPv4, IPv6, and those of network cards. */
export const NETWORK_ADDRESSES: PatternRule = {
  name: 'ip',
  marks: MARK.dotted | MARK.pairs,
  redact: (text, marks) => {
    const dotted = (marks & MARK.dotted) !== 0 ? text.replace(V4, v4) : text;
    if ((marks & MARK.pairs) === 0) return dotted;
    return dotted.replace(MAC, '[MAC]').replace(V6, (match) => (/[a-f]|::/i.test(match) ? '[IP]' : match));
  },
};

function v4(match: string, at: number, text: string): string {
  const version = VERSION.test(text.slice(Math.max(0, at - 30), at));
  return !version && match.split('.').every((octet) => Number(octet) <= 255) ? '[IP]' : match;
}
