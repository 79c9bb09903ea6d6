import type { CauseRule, CauseRules } from '../domain/cause.ts';
import { ConfigError } from '../domain/errors.ts';
import { requiredLiterals } from './required-literals.ts';
import { hashLiteral, type LiteralHashes } from './trigram-filter.ts';

/** A rule ready to search with. */
export interface CompiledRule {
  readonly rule: CauseRule;
  /** Null for `grammar` rules, whose pattern is no regular expression. */
  readonly pattern: RegExp | null;
  readonly and: readonly RegExp[];
  readonly unless: readonly RegExp[];
  /** Each set must have a literal that may occur in the text, else the rule is not searched. */
  readonly required: readonly (readonly LiteralHashes[])[];
}

const compiled = new WeakMap<CauseRules, readonly CompiledRule[]>();

/**
 * Compiles rules once per rule set.
 * @returns one entry a rule, in rule order.
 * @throws ConfigError when a pattern is no regular expression.
 */
export function compileRules(rules: CauseRules): readonly CompiledRule[] {
  let list = compiled.get(rules);
  if (!list) {
    list = rules.rules.map(compileRule);
    compiled.set(rules, list);
  }
  return list;
}

function compileRule(rule: CauseRule): CompiledRule {
  const regular = rule.where === 'grammar' ? [] : [rule.pattern];
  const and = rule.and ?? [];
  const sets = [...regular, ...and].map(requiredLiterals).filter((set) => set !== null);
  return {
    rule,
    pattern: rule.where === 'grammar' ? null : compilePattern(rule.pattern, rule.id),
    and: and.map((pattern) => compilePattern(pattern, rule.id)),
    unless: (rule.unless ?? []).map((pattern) => compilePattern(pattern, rule.id)),
    required: sets.map((set) => set.map(hashLiteral)),
  };
}

const LETTER = '[\\p{L}\\p{N}_]';
const NO_LETTER_BEFORE = `(?<!${LETTER})`;
const NO_LETTER_AFTER = `(?!${LETTER})`;

/**
 * Compiles a rule's pattern. It matches whole words in any alphabet, `\w` is a letter or digit of any alphabet, `\b` a border of such a word
 * (ASCII's own would see one inside "privé"), and a space stands for one or more.
 * @throws ConfigError when it is no regular expression.
 */
export function compilePattern(pattern: string, ruleId: string): RegExp {
  const source = pattern
    .replace(/\\w/gu, LETTER)
    .replace(/\\b/gu, `(?:${NO_LETTER_BEFORE}(?=${LETTER})|(?<=${LETTER})${NO_LETTER_AFTER})`)
    .replace(/ (?![?*+{])/gu, ' +');
  try {
    return new RegExp(`${NO_LETTER_BEFORE}(?:${source})${NO_LETTER_AFTER}`, 'u');
  } catch (cause) {
    throw new ConfigError('cause-rule-pattern', `rule ${ruleId}: expected a regular expression, got one that does not compile; mend it`, { cause });
  }
}
