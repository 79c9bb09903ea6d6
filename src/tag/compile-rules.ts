import type { CauseRule, CauseRules } from '../domain/cause.ts';
import { ConfigError } from '../domain/errors.ts';
import { requiredLiterals } from './required-literals.ts';
import { hashLiteral, type LiteralHashes } from './trigram-filter.ts';

/** `RequiredLiterals`, ready to be looked up. */
export type Required = readonly (readonly (readonly LiteralHashes[])[])[];

/** A rule ready to search with. */
export interface CompiledRule {
  readonly rule: CauseRule;
  /** Null for `grammar` rules, whose pattern is no regular expression. */
  readonly pattern: RegExp | null;
  readonly and: readonly RegExp[];
  readonly unless: readonly RegExp[];
  /** What a sentence must contain for the pattern to be found in it; null where nothing is certain. */
  readonly own: Required | null;
  /** What the text must contain for each of the `and` patterns, else the rule is not searched. */
  readonly required: readonly Required[];
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
  const and = rule.and ?? [];
  return {
    rule,
    pattern: rule.where === 'grammar' ? null : compilePattern(rule.pattern, rule.id),
    and: and.map((pattern) => compilePattern(pattern, rule.id)),
    unless: (rule.unless ?? []).map((pattern) => compilePattern(pattern, rule.id)),
    own: rule.where === 'grammar' ? null : requiredBy(rule.pattern),
    required: and.map(requiredBy).filter((branches) => branches !== null),
  };
}

function requiredBy(pattern: string): Required | null {
  return requiredLiterals(pattern)?.map((sets) => sets.map((set) => set.map(hashLiteral))) ?? null;
}

/** Letters and digits of the alphabets; plain ranges, since `\p{L}` needs the slow `u` mode (half the speed of all tagging). */
const LETTER = '[0-9A-Z_a-z\\u00aa-\\u02af\\u0370-\\u1fff\\u2c00-\\u2dff\\u3041-\\ud7ff]';

/**
 * Compiles a rule's pattern. It ends at a word's end in any alphabet (`findWord` sees to the start), `\w` is a letter or digit of any alphabet, `\b` a
 * border of such a word (ASCII's own would see one inside "privé"), and a space stands for one or more.
 * @throws ConfigError when it is no regular expression.
 */
export function compilePattern(pattern: string, ruleId: string): RegExp {
  const source = pattern
    .replace(/\\w/gu, LETTER)
    .replace(/\\b/gu, `(?:(?<!${LETTER})(?=${LETTER})|(?<=${LETTER})(?!${LETTER}))`)
    .replace(/ (?![?*+{])/gu, ' +');
  try {
    return new RegExp(`(?:${source})(?!${LETTER})`, 'g');
  } catch (cause) {
    throw new ConfigError(
      'cause-rule-pattern',
      `rule ${ruleId}: expected a regular expression, got one that does not compile; mend it`,
      {
        cause,
      },
    );
  }
}

const INSIDE_WORD = new RegExp(LETTER);

/**
 * Finds the first match of a compiled pattern that starts at a word's start. Looking behind here and not in the pattern lets the engine skip ahead.
 * @param folded a folded sentence.
 */
export function findWord(pattern: RegExp, folded: string): RegExpExecArray | null {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(folded); match; match = pattern.exec(folded)) {
    if (match.index === 0 || !INSIDE_WORD.test(folded.charAt(match.index - 1))) return match;
    pattern.lastIndex = match.index + 1;
  }
  return null;
}
