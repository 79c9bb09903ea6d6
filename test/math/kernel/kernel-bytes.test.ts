import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bytesModule, compileKernel } from './compile-kernel.ts';

describe('the kernel', () => {
  it('is what its source compiles to', { timeout: 60_000 }, async () => {
    const kept = readFileSync(new URL('../../../src/math/kernel/kernel-bytes.ts', import.meta.url), 'utf8');
    expect(bytesModule(await compileKernel())).toBe(kept);
  });
});
