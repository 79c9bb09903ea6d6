import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../src/adapters/store/codec.ts';
import { ContractError } from '../../../src/domain/errors.ts';

const roundTrip = (value: unknown) => decode(encode(value));

describe('the codec of stored values', () => {
  it('gives back plain data, typed arrays and maps exactly, however they are nested', () => {
    const float32 = fc.float32Array({ noNaN: true, noDefaultInfinity: true, maxLength: 9 });
    const data = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.boolean(),
          fc.constant(null),
        ),
        fc.oneof(float32, fc.int32Array({ maxLength: 9 })),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$', '__proto__', 'of')), tie('value'), {
          noNullPrototype: true,
          maxKeys: 4,
        }),
        fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 4 }).map((pairs) => new Map(pairs)),
      ),
    }));
    const property = fc.property(data.value, (value) => {
      expect(roundTrip(value)).toStrictEqual(value);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('keeps the bits of every float', () => {
    const bits = Int32Array.of(1, 0x7f7fffff, -0x80000000, 0x00800000, 0x3dcccccd);
    const floats = new Float32Array(bits.buffer);
    expect(new Int32Array((roundTrip(floats) as Float32Array).buffer)).toEqual(bits);
  });

  it('writes floats little-endian, as base64', () => {
    expect(encode(Float32Array.of(1))).toBe(`{"$":"f32","of":"${Buffer.from([0, 0, 128, 63]).toString('base64')}"}`);
  });

  it('reads a view into a larger buffer as the view', () => {
    expect(roundTrip(Float32Array.of(1, 2, 3, 4).subarray(1, 3))).toEqual(Float32Array.of(2, 3));
  });

  it('keeps the order of keys and leaves undefined fields out', () => {
    const back = roundTrip({ b: 1, a: undefined, '0': null, c: { d: undefined } }) as object;
    expect(Object.keys(back)).toEqual(['0', 'b', 'c']);
    expect(back).toStrictEqual({ '0': null, b: 1, c: {} });
  });

  it.each([
    ['NaN', Number.NaN],
    ['an infinity', [Number.NEGATIVE_INFINITY]],
    ['a hole in a list', [1, undefined]],
    ['a date', { at: new Date(0) }],
    ['a set', new Set([1])],
    ['a big integer', 1n],
    ['an array of doubles', new Float64Array(1)],
  ])('refuses %s instead of losing it', (_, value) => {
    expect(() => encode(value)).toThrow(ContractError);
  });
});
