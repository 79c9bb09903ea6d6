import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assertWritable } from '../../src/app/assert-writable.ts';

const dir = mkdtempSync(join(tmpdir(), 'coalface-writable-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('assertWritable', () => {
  it('accepts a folder that does not exist yet and does not make it', () => {
    assertWritable(join(dir, 'a/b/c'));
    expect(readdirSync(dir)).toEqual([]);
  });

  it('refuses a file in the way', () => {
    writeFileSync(join(dir, 'taken'), '');
    for (const path of ['taken', 'taken/reports'])
      expect(() => assertWritable(join(dir, path))).toThrow(/expected a folder to write to, got ENOTDIR/);
  });
});
