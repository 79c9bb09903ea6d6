import { endianness } from 'node:os';
import { ContractError } from '../../domain/errors.ts';

// An object that carries this key is one of ours: what it stands for is in `of`.
const TAG = '$';

const TYPED_ARRAYS = { f32: Float32Array, i32: Int32Array } as const;

/**
 * Writes a value as text that `decode` reads back exactly: JSON, with typed arrays as base64 of their little-endian bytes, maps as lists of pairs, and
 * -0 kept. Key order is kept; a field that is undefined is left out, so it stays absent.
 * @throws ContractError where JSON would lose something silently: NaN, infinities, holes in arrays, functions, dates and other classes.
 */
export function encode(value: unknown): string {
  return JSON.stringify(pack(value));
}

/** Reads what `encode` wrote. The caller names the type: the store gives back what was saved under the same kind. */
export function decode<T>(text: string): T {
  return unpack(JSON.parse(text)) as T;
}

function pack(value: unknown): unknown {
  if (typeof value === 'number') return packNumber(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return Array.from(value, pack);
  if (value instanceof Float32Array) return { [TAG]: 'f32', of: toBase64(value) };
  if (value instanceof Int32Array) return { [TAG]: 'i32', of: toBase64(value) };
  if (value instanceof Map) return { [TAG]: 'map', of: packPairs([...value]) };
  if (isPlain(value)) return packObject(value);
  throw new ContractError('codec', `expected plain data to store, got ${describe(value)}`);
}

function packNumber(value: number): unknown {
  if (!Number.isFinite(value)) throw new ContractError('codec', `expected a finite number to store, got ${value}`);
  return Object.is(value, -0) ? { [TAG]: '-0' } : value;
}

function packObject(value: object): unknown {
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  if (Object.hasOwn(value, TAG)) return { [TAG]: 'object', of: packPairs(fields) };
  return Object.fromEntries(fields.map(([key, field]) => [key, pack(field)]));
}

function packPairs(pairs: readonly (readonly [unknown, unknown])[]): unknown {
  return pairs.map(([key, field]) => [pack(key), pack(field)]);
}

/** Works in place: the tree came from JSON.parse and is nobody else's. */
function unpack(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const fields = node as Record<string, unknown>;
  if (!Array.isArray(node) && Object.hasOwn(node, TAG)) return unpackTagged(fields);
  for (const key of Object.keys(fields)) fields[key] = unpack(fields[key]);
  return node;
}

function unpackTagged(node: Record<string, unknown>): unknown {
  switch (node[TAG]) {
    case 'f32':
    case 'i32':
      return fromBase64(node[TAG], String(node.of));
    case 'map':
      return new Map(unpack(node.of) as [unknown, unknown][]);
    case 'object':
      return Object.fromEntries(unpack(node.of) as [string, unknown][]);
    case '-0':
      return -0;
    default:
      throw new ContractError('codec', `expected a known tag in a stored value, got ${String(node[TAG])}`);
  }
}

function toBase64(array: Float32Array | Int32Array): string {
  return littleEndian(Buffer.from(array.buffer, array.byteOffset, array.byteLength)).toString('base64');
}

function fromBase64(type: keyof typeof TYPED_ARRAYS, text: string): Float32Array | Int32Array {
  // Copied, because a view needs bytes that start at a multiple of four and small Buffers share a pool.
  const bytes = Uint8Array.from(littleEndian(Buffer.from(text, 'base64')));
  return new TYPED_ARRAYS[type](bytes.buffer);
}

function littleEndian(bytes: Buffer): Buffer {
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32();
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

// The kind alone: the value may hold a customer's words.
function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? (value.constructor?.name ?? 'object') : typeof value;
}
