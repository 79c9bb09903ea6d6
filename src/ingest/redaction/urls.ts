import type { PatternRule } from './rule.ts';
import { MARK } from './scan-text.ts';
import { WORD } from './words.ts';

const URL = /\b(?:https?|ftp):\/\/[^\s<>"'\])}]{3,4000}|\bwww\.[^\s<>"'\])}]{3,4000}/gi;
/** A query, a user, or a long path part with a digit in it: what lets the holder of a link in. */
const PRIVATE = /[?#&]\S|@|\/(?=[^/]*\d)[\w-]{20,}(?:\/|$)/;

/** Links that hold a query, a user or a long key; a plain link stays, for it names a page and not a person. */
export const URLS: PatternRule = {
  name: 'url',
  marks: MARK.url | WORD.www,
  redact: (text) => text.replace(URL, (match) => (PRIVATE.test(match) ? '[URL]' : match)),
};
