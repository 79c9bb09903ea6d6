import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/domain/errors.ts';
import { parseCauseRules } from '../../src/tag/parse-cause-rules.ts';

const RULE = {
  id: 'en.sales.x',
  cause: 'sales',
  language: 'en',
  where: 'text',
  pattern: '<seller> said',
  weight: 2,
  reason: 'A seller spoke.',
  example: 'The rep said so.',
};
const PRIOR = { sales: -3, 'professional-services': -3, manufacturing: -3, marketing: -3 };
const FILE = {
  version: '1',
  languages: ['en'],
  prior: PRIOR,
  taggedFrom: 0.5,
  unsureFrom: 0.25,
  words: { rep: 'reps?', seller: '<rep>|seller' },
  rules: [RULE],
};

function withRule(change: object): unknown {
  return { ...FILE, rules: [{ ...RULE, ...change }] };
}

describe('parseCauseRules', () => {
  it('writes named words out, those above them included', () => {
    expect(parseCauseRules(FILE).rules[0]?.pattern).toBe('(?:(?:reps?)|seller) said');
  });

  it.each([
    ['no object', null, /expected an object, got null/],
    ['an unknown cause', withRule({ cause: 'legal' }), /rule en\.sales\.x, cause: expected one of sales/],
    ['a weight beyond six', withRule({ weight: 7 }), /weight: expected a number from -6 to 6, got 7/],
    ['a weight of zero', withRule({ weight: 0 }), /other than 0/],
    ['an unknown word', withRule({ pattern: '<nobody> said' }), /"words" defines above it, got <nobody>/],
    ['an unknown field', withRule({ weigth: 2 }), /weigth: expected one of/],
    ['a pattern that does not compile', withRule({ pattern: '(' }), /rule en\.sales\.x: expected a regular expression/],
    ['an id used twice', { ...FILE, rules: [RULE, RULE] }, /an id used once/],
    ['thresholds the wrong way round', { ...FILE, unsureFrom: 0.9 }, /unsureFrom: expected at most taggedFrom/],
    ['pooling without its reason', { ...FILE, pooling: { pseudoCount: 8 } }, /pooling\.reason: expected a text/],
    ['length without its reason', { ...FILE, length: { weight: 0.5, typical: 6 } }, /length\.reason: expected a text/],
    ['a missing prior', { ...FILE, prior: { sales: -3 } }, /prior\.professional-services/],
  ])('refuses %s', (_, file, message) => {
    expect(() => parseCauseRules(file)).toThrow(ConfigError);
    expect(() => parseCauseRules(file)).toThrow(message);
  });
});
