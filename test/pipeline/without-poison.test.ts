import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/domain/errors.ts';
import { withoutPoison } from '../../src/pipeline/without-poison.ts';
import { openMemoryJob } from './memory-job.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

/** Work that some numbers break; it keeps how many it was given each time. */
function breakable(...poison: readonly number[]) {
  const given: number[] = [];
  const work = async (some: readonly number[]) => {
    given.push(some.length);
    if (some.some((one) => poison.includes(one))) throw new TypeError('broken');
    return some.length;
  };
  return { given, work };
}

const context = (isLastAttempt = true, signal?: AbortSignal) => ({ ...openMemoryJob().context, isLastAttempt, signal });

describe('withoutPoison', () => {
  it('is the work itself where nothing breaks it', async () => {
    const { given, work } = breakable();
    expect(await withoutPoison(numbers(10), context(), work)).toBe(10);
    expect(given).toEqual([10]);
  });

  it('does the work on all others, on the last attempt', async () => {
    const { given, work } = breakable(17, 250);
    expect(await withoutPoison(numbers(300), context(), work)).toBe(298);
    expect(given.length).toBeLessThan(45);
    await expect(withoutPoison(numbers(300), context(false), work)).rejects.toThrow('broken');
  });

  it('may leave a small part without its only breaker', async () => {
    expect(await withoutPoison(numbers(3), context(), breakable(1).work)).toBe(2);
    expect(await withoutPoison([1], context(), breakable(1).work)).toBe(0);
  });

  it('throws where more than one in a hundred breaks it: that is no matter of single ones', async () => {
    await expect(withoutPoison(numbers(300), context(), breakable(1, 2, 3, 4).work)).rejects.toThrow('broken');
  });

  it('throws where no one breaks it alone', async () => {
    const together = async (some: readonly number[]) => {
      if (some.length > 5) throw new TypeError('too many');
    };
    await expect(withoutPoison(numbers(10), context(), together)).rejects.toThrow('too many');
  });

  it('throws what Coalface knows, and what is aborted, at once', async () => {
    const known = async () => {
      throw new InputError('no-rows', { file: 'f' }, 'expected rows, got none');
    };
    await expect(withoutPoison(numbers(3), context(), known)).rejects.toThrow(InputError);
    const { given, work } = breakable(1);
    await expect(withoutPoison(numbers(3), context(true, AbortSignal.abort()), work)).rejects.toThrow('broken');
    expect(given).toEqual([3]);
  });

  it('looks for breakers with a probe where there is one', async () => {
    const { given, work } = breakable(4);
    const probe = async (some: readonly number[]) => {
      if (some.includes(4)) throw new TypeError('broken');
    };
    expect(await withoutPoison(numbers(10), context(), work, probe)).toBe(9);
    expect(given).toEqual([10, 9]);
  });
});
