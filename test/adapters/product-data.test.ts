import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadProductData } from '../../src/adapters/product-data.ts';
import { parseCauseRules } from '../../src/tag/parse-cause-rules.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('loadProductData', () => {
  it('gives the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(loadProductData().version).toBe(version);
  });

  it('gives cause rules and stop words that the steps accept', () => {
    const { causes, stopWords } = loadProductData();
    expect(parseCauseRules(causes).rules.length).toBeGreaterThan(0);
    expect(Object.values(stopWords).every((words) => typeof words === 'string' && words !== '')).toBe(true);
  });

  it('knows where the sample company lies', () => {
    const { sampleFolder } = loadProductData();
    for (const file of ['tickets.csv', 'accounts.csv', 'coalface.config.json'])
      expect(existsSync(join(sampleFolder, file))).toBe(true);
  });
});
