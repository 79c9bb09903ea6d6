import { cutHistory } from './cut-history.ts';
import { cutDisclaimer, cutMobileSignature, cutSignature } from './cut-signature.ts';
import { isHtml, plainText } from './plain-text.ts';

/** Steps that take a part of a text away, in their order: history first, since it has signatures of its own. */
const CUTS: readonly (readonly [rule: string, cut: (text: string) => string])[] = [
  ['history', cutHistory],
  ['disclaimer', cutDisclaimer],
  ['mobile-signature', cutMobileSignature],
  ['signature', cutSignature],
];

/**
 * What a person wrote in a cell, as plain text: without markup, quoted history, signature and disclaimer.
 * @param changed collects the rules that changed the text.
 */
export function cleanText(cell: string, changed: Set<string>): string {
  if (isHtml(cell)) changed.add('html');
  let text = plainText(cell);
  for (const [rule, cut] of CUTS) {
    const rest = cut(text);
    if (rest !== text) changed.add(rule);
    text = rest;
  }
  return text;
}
