import { describe, expect, it } from 'vitest';
import {
  type ConfigSpec,
  environmentName,
  isSecret,
  normalizeConfig,
  SETTINGS,
  type SettingPath,
  specOfEnvironment,
  specOfFile,
} from '../src/config.ts';
import { ConfigError } from '../src/domain/errors.ts';

const PATHS = Object.keys(SETTINGS) as SettingPath[];
const given = (values: Record<string, unknown>): ConfigSpec => ({ origin: 'here', values });

function refusal(values: Record<string, unknown>): ConfigError {
  try {
    normalizeConfig([given(values)]);
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new Error('expected a ConfigError');
}

describe('normalizeConfig', () => {
  it('takes the defaults where nothing is given', () => {
    const config = normalizeConfig([]);
    expect(config).toMatchObject({ seed: 1, topics: 'auto', windowWeeks: 13, pseudonymKey: null });
    expect(config.report).toMatchObject({ zone: 'UTC', costPerHandleMinute: null, nameSellers: false });
    expect(new Set(Object.values(config.origins))).toEqual(new Set(['default']));
  });

  it('has defaults that it would accept', () => {
    expect(normalizeConfig([given(normalizeConfig([]).values)]).values).toEqual(normalizeConfig([]).values);
  });

  it('takes each value from the strongest layer that gives it', () => {
    const weak = { origin: 'file', values: { seed: 2, topics: 7 } };
    const config = normalizeConfig([given({ seed: 3 }), weak]);
    expect([config.seed, config.topics]).toEqual([3, 7]);
    expect([config.origins.seed, config.origins.topics]).toEqual(['here', 'file']);
  });

  it('reads numbers and truth from text, as flags and the environment give them', () => {
    const config = normalizeConfig([
      given({ seed: '42', topics: '12', 'cost.perHandleMinute': '0.8', 'privacy.nameSellers': 'true' }),
    ]);
    expect([config.seed, config.topics, config.report.costPerHandleMinute]).toEqual([42, 12, 0.8]);
    expect(config.report.nameSellers).toBe(true);
  });

  it.each([
    ['seed', null],
    ['seed', ''],
    ['seed', true],
    ['seed', []],
    ['seed', '1e'],
    ['limits.rejectedShare', null],
    ['limits.rejectedShare', 1.5],
    ['topics', 0],
    ['topics', 2.5],
    ['windowWeeks', 53],
    ['reporting.zone', 'Berlin'],
    ['cost.currency', 'euro'],
    ['cost.perHandleMinute', 0],
    ['warranty.months', '24 months'],
    ['departments.sales.head', ''],
  ])('refuses %s = %j instead of guessing', (path, value) => {
    const error = refusal({ [path]: value });
    expect(error.code).toBe('bad-setting');
    expect(error.message).toContain(`here: ${path} expects ${SETTINGS[path as SettingPath].unit}, got`);
  });

  it.each([
    ['zone', 'did you mean "reporting.zone"?'],
    ['reporting.zon', 'did you mean "reporting.zone"?'],
    ['departments.sails.head', 'did you mean "departments.sales.head"?'],
    ['reporting', 'an object that holds zone'],
    ['toString', 'lists them all'],
  ])('refuses the unknown setting %s and says more', (path, hint) => {
    const error = refusal({ [path]: 'UTC' });
    expect(error.code).toBe('unknown-setting');
    expect(error.message).toContain(hint);
  });

  it('never repeats a secret', () => {
    expect(PATHS.filter(isSecret)).toEqual(['monitor.boardToken', 'pseudonymKey']);
    expect(refusal({ pseudonymKey: 'hunter2' }).message).not.toContain('hunter2');
  });
});

describe('specOfFile', () => {
  it('flattens objects into paths and leaves out notes', () => {
    const { values } = specOfFile({ $note: 'x', reporting: { zone: 'UTC' }, seed: 5 }, 'f.json');
    expect(values).toEqual({ 'reporting.zone': 'UTC', seed: 5 });
  });

  it.each([[[]], [null], ['text'], [3]])('refuses %j, which is no object', (parsed) => {
    expect(() => specOfFile(parsed, 'f.json')).toThrow(/^f\.json: expected a JSON object/);
  });
});

describe('the environment', () => {
  it('names every setting in a way of its own', () => {
    expect(environmentName('cost.perHandleMinute')).toBe('COALFACE_COST_PER_HANDLE_MINUTE');
    expect(environmentName('departments.professional-services.mail')).toBe(
      'COALFACE_DEPARTMENTS_PROFESSIONAL_SERVICES_MAIL',
    );
    expect(new Set(PATHS.map(environmentName)).size).toBe(PATHS.length);
  });

  it('gives its settings and no other name', () => {
    const { values } = specOfEnvironment({ COALFACE_SEED: '9', COALFACE_TOPICS: '', COALFACE_HOME: '/x', SEED: '1' });
    expect(values).toEqual({ seed: '9' });
  });
});
