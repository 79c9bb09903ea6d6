import { cutDisclaimer, cutFurniture, cutMobileSignature } from './cut-furniture.ts';
import { cutHistory } from './cut-history.ts';
import { cutMarkup } from './cut-markup.ts';
import { cutSignature } from './cut-signature.ts';
import { isHtml, plainText } from './plain-text.ts';

/** Steps that take a part of a text away, in their order: history before signatures, since it has signatures of its own. */
const CUTS: readonly (readonly [rule: string, cut: (text: string) => string])[] = [
  ['markup', cutMarkup],
  ['furniture', cutFurniture],
  ['history', cutHistory],
  ['disclaimer', cutDisclaimer],
  ['mobile-signature', cutMobileSignature],
  ['signature', cutSignature],
];
/** What a cut lays bare may be cut again: a footer above a quotation is the last line only when the quotation is gone. More rounds no mail needs. */
const MAX_ROUNDS = 6;

/**
 * What a person wrote in a cell, as plain text: without markup, quoted history, helpdesk furniture, signature and disclaimer. Never longer than the plain text, and
 * never empty where that is not: a text of nothing but a forward, a signature or a footer keeps it.
 * @param changed collects the rules that changed the text.
 */
export function cleanText(cell: string, changed: Set<string>): string {
  if (isHtml(cell)) changed.add('html');
  return cleanPlain(plainText(cell), changed);
}

/** The same of a text that `plainText` has made plain. */
export function cleanPlain(plain: string, changed: Set<string>): string {
  let text = plain;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = text;
    for (const [rule, cut] of CUTS) {
      const rest = cut(text);
      if (rest !== text) changed.add(rule);
      text = rest;
    }
    if (text === before) break;
    const again = plainText(text);
    if (again.length <= text.length) text = again;
  }
  return text;
}
