import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CAUSES } from '../../src/domain/cause.ts';
import { type CompiledRule, compileRules } from '../../src/tag/compile-rules.ts';
import { findRule, type TicketText } from '../../src/tag/find-hits.ts';
import { findGrammarHits, loadGrammar } from '../../src/tag/grammar.ts';
import { parseCauseRules } from '../../src/tag/parse-cause-rules.ts';
import { splitSentences } from '../../src/tag/sentences.ts';

const rules = parseCauseRules(JSON.parse(readFileSync(new URL('../../data/causes.json', import.meta.url), 'utf8')));
const compiled = compileRules(rules);

async function fires(rule: CompiledRule, words: string): Promise<boolean> {
  const text = textFor(rule, words);
  if (rule.rule.where === 'grammar') return findGrammarHits(text, [rule], await loadGrammar()).length > 0;
  return findRule(rule, text) !== undefined;
}

function textFor({ rule }: CompiledRule, words: string): TicketText {
  const from = rule.where === 'note' ? 'note' : 'customer';
  const field = {
    from,
    field: from === 'note' ? 'note' : 'description',
    text: words,
    sentences: splitSentences(words),
  } as const;
  const isRecord = rule.where === 'record';
  return {
    language: rule.language === 'any' ? 'en' : rule.language,
    fields: isRecord ? [] : [field],
    record: isRecord ? words : '',
  };
}

describe('data/causes.json', () => {
  it.each(compiled.map((rule) => [rule.rule.id, rule] as const))(
    '%s fires on its example and not on its counter-example',
    async (_, rule) => {
      expect(await fires(rule, rule.rule.example)).toBe(true);
      if (rule.rule.counterExample !== undefined) expect(await fires(rule, rule.rule.counterExample)).toBe(false);
    },
  );

  it('has rules for and against each cause in each language', () => {
    for (const language of rules.languages) {
      for (const cause of CAUSES) {
        const weights = rules.rules
          .filter((rule) => rule.language === language && rule.cause === cause)
          .map((rule) => rule.weight);
        expect([language, cause, Math.max(...weights) > 0, Math.min(...weights) < 0]).toEqual([
          language,
          cause,
          true,
          true,
        ]);
      }
    }
  });

  it('lets no single vote of a filled field tag a ticket', () => {
    const votes = rules.rules.filter((rule) => rule.where === 'record');
    expect(votes.length).toBeGreaterThan(0);
    for (const { cause, weight } of votes) expect(rules.prior[cause] + weight).toBeLessThan(0);
  });
});
