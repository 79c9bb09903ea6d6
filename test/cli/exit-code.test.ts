import { describe, expect, it } from 'vitest';
import { describeError, EXIT, errorEntry, exitCodeOf } from '../../src/cli/exit-code.ts';
import { ConfigError, ContractError, InputError, PublishError, StoreError } from '../../src/domain/errors.ts';

describe('exitCodeOf', () => {
  it.each([
    [new ConfigError('c', 'm'), EXIT.invalid],
    [new InputError('c', { file: 'f' }, 'm'), EXIT.invalid],
    [new StoreError('store-in-use', 'm', { retryable: false }), EXIT.invalid],
    [new StoreError('store-unreachable', 'm'), EXIT.remote],
    [new StoreError('store-full', 'm'), EXIT.invalid],
    [new PublishError('disk-full', 'm'), EXIT.invalid],
    [new PublishError('publish-failed', 'm'), EXIT.remote],
    [new ContractError('c', 'm'), EXIT.bug],
    [new TypeError('m'), EXIT.bug],
    ['thrown text', EXIT.bug],
  ])('gives %s its code %i', (error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});

describe('describeError', () => {
  it('shows the stack for a bug alone', () => {
    expect(describeError(new InputError('c', { file: 'f.csv', row: 3, column: 'x' }, 'why'))).toBe(
      'error: f.csv:3:x: why',
    );
    expect(describeError(new TypeError('odd'))).toMatch(/^This is a bug[^\n]+\nTypeError: odd\n\s+at /);
  });

  it('keeps back what a parser quotes of its input', () => {
    const error = readError('{"text": customer words}');
    expect(`${describeError(error)}${JSON.stringify(errorEntry(error))}`).not.toContain('customer');
  });
});

describe('errorEntry', () => {
  it('names file, row and column', () => {
    expect(errorEntry(new InputError('bad', { file: 'f.csv', row: 3, column: 'x' }, 'why'))).toEqual({
      code: 'bad',
      message: 'f.csv:3:x: why',
      file: 'f.csv',
      row: 3,
      column: 'x',
    });
    expect(errorEntry(new Error('odd'))).toEqual({ code: 'bug', message: 'odd' });
  });
});

function readError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
