import type { Preset } from './presets/preset.ts';

/** What Java prints of an object that nobody made readable: `com.example.Sla@170e16ef`. */
const OBJECT_NAME = /^\[?(?:[\w$]{1,60}\.){2,12}[\w$;]{1,80}@[0-9a-f]{5,8}\]?$/;

/** Whether a trimmed cell is the name of a Java object, which says nothing. */
export function isObjectName(cell: string): boolean {
  return cell.includes('@') && cell.length < 400 && OBJECT_NAME.test(cell);
}

/** Makes the rule of which trimmed cells stand for nothing: empty ones, names of objects, and the product's words for it. */
export function blankRule({ blank = [] }: Pick<Preset, 'blank'>): (cell: string) => boolean {
  const words = new Set(blank);
  const longest = Math.max(0, ...blank.map((word) => word.length));
  return (cell) => cell === '' || (cell.length <= longest && words.has(cell.toLowerCase())) || isObjectName(cell);
}
