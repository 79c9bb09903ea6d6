import { type Cause, isCause } from '../../domain/cause.ts';
import { readNumber } from '../read-cells.ts';

/** Reads a join file's cell; undefined where it is not of the type. */
export type CellReader<T> = (cell: string) => T | undefined;

/** Any text. */
export const text: CellReader<string> = (cell) => cell;

/** A number in major units. */
export const number: CellReader<number> = readNumber;

/** Words split at spaces, commas and semicolons. */
export const words: CellReader<readonly string[]> = (cell) => cell.split(/[\s,;]+/).filter((word) => word !== '');

/** Words in lower case: mail domains. */
export const lowerWords: CellReader<readonly string[]> = (cell) => words(cell)?.map((word) => word.toLowerCase());

/** Words in upper case: codes that customers quote. */
export const upperWords: CellReader<readonly string[]> = (cell) => words(cell)?.map((word) => word.toUpperCase());

/** Causes by name, `_` for `-` allowed; exactly `none` is the empty list. */
export const causes: CellReader<readonly Cause[]> = (cell) => {
  if (cell === 'none') return [];
  const names = (words(cell) ?? []).map((word) => word.toLowerCase().replaceAll('_', '-'));
  return names.length > 0 && names.every(isCause) ? [...new Set(names)] : undefined;
};

/** One word of a closed list, in whatever case. */
export function oneOf<const T extends string>(...allowed: readonly T[]): CellReader<T> {
  return (cell) => allowed.find((word) => word === cell.toLowerCase());
}

/** Whether a deal is new business or a renewal; undefined for other kinds. */
export const dealKind: CellReader<'new' | 'renewal'> = (cell) => {
  if (/renew|existing|verl[äa]nger|renouvel|renovaci/i.test(cell)) return 'renewal';
  return /new|neu|nouv|nuev/i.test(cell) ? 'new' : undefined;
};
