import { isObject } from './parse-object.ts';

/** Objects nested deeper stay JSON in one cell: below lie lists of things, no columns. */
const MAX_DEPTH = 6;

/**
 * An object as cells by header: nested objects have dotted headers (`via.channel`), lists are JSON, null and what is empty is an empty cell.
 * Two keys that give one header share its cell, each on a line.
 */
export function flattenObject(object: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  fill(object, '', 1, cells);
  return cells;
}

function fill(object: Readonly<Record<string, unknown>>, prefix: string, depth: number, cells: Map<string, string>) {
  for (const [key, value] of Object.entries(object)) {
    const header = `${prefix}${key}`.normalize('NFC').trim();
    if (isObject(value) && depth < MAX_DEPTH) fill(value, `${header}.`, depth + 1, cells);
    else {
      const [text, before] = [cellOf(value), cells.get(header)];
      cells.set(header, before && text ? `${before}\n${text}` : before || text);
    }
  }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  return Object.keys(value).length === 0 ? '' : toJson(value);
}

/** What is nested thousands deep, which no helpdesk writes, breaks the writer's stack. */
function toJson(value: object): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return '[nested too deep]';
    throw error;
  }
}
