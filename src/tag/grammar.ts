import { type CompiledRule, findWord } from './compile-rules.ts';
import type { Hit, TicketText } from './find-hits.ts';
import type { ReadField } from './read-fields.ts';

/** Whether a sentence holds a match of a compromise pattern; English only. */
export type Grammar = (sentence: string, pattern: string) => boolean;

let loaded: Promise<Grammar> | undefined;

/** Loads the part-of-speech tagger. Importing it costs about a second, so this happens on the first ticket that needs it and once. */
export function loadGrammar(): Promise<Grammar> {
  loaded ??= import('compromise').then(({ default: nlp }) => {
    let [last, document] = ['', nlp('')];
    return (sentence, pattern) => {
      if (sentence !== last) [last, document] = [sentence, nlp(sentence)];
      return document.has(pattern);
    };
  });
  return loaded;
}

/**
 * Searches `grammar` rules in the customer's English sentences. A rule's `and` patterns must hold in the sentence itself: they keep the costly tagger
 * (about 500 sentences a second) away from sentences that cannot match.
 * @returns at most one hit a rule.
 */
export function findGrammarHits(text: TicketText, rules: readonly CompiledRule[], grammar: Grammar): Hit[] {
  if (text.language !== 'en' && text.language !== 'und') return [];
  const hits: Hit[] = [];
  for (const field of text.fields) {
    if (field.from !== 'customer') continue;
    field.sentences.forEach((_, index) => {
      for (const compiled of rules) {
        const found = hits.some((hit) => hit.compiled === compiled);
        if (!found && holds(compiled, field, index, grammar)) hits.push(hitOf(compiled, field, index));
      }
    });
  }
  return hits;
}

function holds(compiled: CompiledRule, field: ReadField, index: number, grammar: Grammar): boolean {
  const folded = field.sentences[index]?.folded ?? '';
  if (
    !compiled.and.every((pattern) => findWord(pattern, folded)) ||
    compiled.unless.some((pattern) => findWord(pattern, folded))
  )
    return false;
  const { start, end } = field.sentences[index] as { start: number; end: number };
  return grammar(field.text.slice(start, end), compiled.rule.pattern);
}

function hitOf(compiled: CompiledRule, field: ReadField, index: number): Hit {
  const { start, end } = field.sentences[index] as { start: number; end: number };
  return { compiled, field, sentence: index, start, end };
}
