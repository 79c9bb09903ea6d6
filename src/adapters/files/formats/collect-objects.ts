import Assembler from 'stream-json/assembler.js';
import type { Token } from 'stream-json/parser.js';
import { isSafe, openWrapper } from './parse-object.ts';

/** A token of JSON: a bracket, a key or a value. */
export type JsonToken = Token;

type JsonObject = ReturnType<typeof openWrapper>;

/** Takes tokens one by one and gives the elements of one list in each document; undefined for an element that is no object. */
export interface Collector {
  take(token: JsonToken, values: JsonObject[]): void;
  /** Whether the last document has ended, and each had the list. */
  isDone(): boolean;
}

/** Collects the elements of the list under a dotted key; of the document itself where the key is empty. */
export function collectObjects(path: string): Collector {
  const assembler = new Assembler();
  const keys: string[] = [];
  const depthOfList = path === '' ? 0 : path.split('.').length;
  let key = '';
  let depth = -1;
  /** Whether this document had the list, and how many before had none. */
  let found = false;
  let without = 0;
  let documents = 0;

  /** Above the list only the way to it matters. */
  function seek(token: JsonToken): void {
    const { name } = token;
    if (token.name === 'keyValue') key = token.value;
    else if (isStart(name)) {
      if (name === 'startArray' && keys.length === depthOfList && [...keys.slice(1), key].join('.') === path) depth = 0;
      keys.push(key);
      key = '';
    } else if (isEnd(name)) keys.pop();
    if (keys.length === 0) endDocument();
  }

  function endDocument(): void {
    documents += 1;
    if (!found) without += 1;
    found = false;
  }

  function take(token: JsonToken, values: JsonObject[]): void {
    if (depth < 0) seek(token);
    else if (depth > 0 || token.name !== 'endArray') add(token, values);
    else {
      depth = -1;
      keys.pop();
      found = true;
      if (keys.length === 0) endDocument();
    }
  }

  function add(token: JsonToken, values: JsonObject[]): void {
    depth += isStart(token.name) ? 1 : isEnd(token.name) ? -1 : 0;
    // A value of its own, outside any bracket, is nothing to assemble.
    if (depth === 0 && !isEnd(token.name)) values.push(undefined);
    else assembler.consume(exact(token));
    if (depth === 0 && isEnd(token.name)) values.push(openWrapper(assembler.current));
  }

  return { take, isDone: () => documents > 0 && keys.length === 0 && without === 0 };
}

function isStart(name: JsonToken['name']): boolean {
  return name === 'startObject' || name === 'startArray';
}

function isEnd(name: JsonToken['name']): boolean {
  return name === 'endObject' || name === 'endArray';
}

/** A whole number too long for a number (an id) passes as a text. */
function exact(token: JsonToken): JsonToken {
  if (token.name !== 'numberValue' || !/^-?\d{16,}$/.test(token.value) || isSafe(token.value)) return token;
  return { name: 'stringValue', value: token.value };
}
