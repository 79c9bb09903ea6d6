import { KERNEL_BYTES } from './kernel-bytes.ts';

type Pointer = number;

/** The functions of `kernel.as`, where each is described. Pointers are byte offsets that `lay` gave. */
export interface KernelFunctions {
  nearest(
    data: Pointer,
    width: number,
    order: Pointer,
    count: number,
    panels: Pointer,
    panelCount: number,
    names: Pointer,
    labels: Pointer,
    best: Pointer,
  ): void;
  products(data: Pointer, rows: number, width: number, panels: Pointer, panelCount: number, out: Pointer): void;
  lowerGaps(data: Pointer, rows: number, width: number, vector: Pointer, gaps: Pointer, lowered: Pointer): number;
  addRows(data: Pointer, rows: number, width: number, labels: Pointer, sums: Pointer): void;
  multiply(
    rows: number,
    starts: Pointer,
    columns: Pointer,
    values: Pointer,
    dense: Pointer,
    size: number,
    product: Pointer,
  ): void;
  addTransposed(
    rows: number,
    starts: Pointer,
    columns: Pointer,
    values: Pointer,
    dense: Pointer,
    size: number,
    product: Pointer,
  ): void;
}

interface Exports extends KernelFunctions {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
}

/** What is used of WebAssembly. Node's types leave it to the browser's, which the steps must not see; declared for all, it would change what a driver's types mean. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

const PAGE = 65_536;
/** Numbers of one column in a panel; see `panelsOf`. */
export const PANEL = 8;

let exports: Exports | undefined;

/** The kernel: compiled at the first use (2 ms), one a thread. It is synchronous, and its memory belongs to whoever laid it out last. */
export function kernel(): KernelFunctions {
  return opened();
}

/**
 * Lays arrays into the kernel's memory, in place of all that was there. Memory grows to the largest layout asked for and stays: it is handed on from call to call.
 * @param parts numbers to copy, or how many bytes to leave room for; what stands in that room is not said. Float64Array is rounded to 32 bits.
 * @returns where each part begins
 */
export function lay(...parts: readonly (Float32Array | Float64Array | Int32Array | number)[]): number[] {
  const { memory } = opened();
  const places: number[] = [];
  let end = 0;
  for (const part of parts) {
    places.push(end);
    const bytes = typeof part === 'number' ? part : part.length * 4;
    end += Math.ceil(bytes / 16) * 16;
  }
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  parts.forEach((part, at) => {
    if (part instanceof Int32Array) intsAt(places[at] as number, part.length).set(part);
    else if (typeof part !== 'number') floatsAt(places[at] as number, part.length).set(part);
  });
  return places;
}

/** The numbers at a place, as they are now: not to be kept beyond the next `lay`. */
export function floatsAt(place: number, length: number): Float32Array {
  return new Float32Array(opened().memory.buffer, place, length);
}

/** As `floatsAt`, for whole numbers. */
export function intsAt(place: number, length: number): Int32Array {
  return new Int32Array(opened().memory.buffer, place, length);
}

/** As `floatsAt`, for sums. */
export function doublesAt(place: number, length: number): Float64Array {
  return new Float64Array(opened().memory.buffer, place, length);
}

/** Bytes that `count` vectors take as panels. */
export function panelBytes(count: number, width: number): number {
  return Math.ceil(count / PANEL) * PANEL * width * 4;
}

/**
 * Writes some rows of a matrix as panels: eight vectors side by side, their numbers of one column next to each other, so that one load brings four products' worth.
 * Lanes that are left over hold NaN, which is larger than nothing.
 */
export function writePanels(
  place: number,
  data: Float32Array | Float64Array,
  width: number,
  rows: readonly number[] | Int32Array,
): void {
  const panels = floatsAt(place, panelBytes(rows.length, width) / 4);
  if (rows.length % PANEL > 0) panels.fill(Number.NaN, panels.length - PANEL * width);
  for (let at = 0; at < rows.length; at++) {
    const from = (rows[at] as number) * width;
    let to = Math.floor(at / PANEL) * PANEL * width + (at % PANEL);
    for (let i = from; i < from + width; i++, to += PANEL) panels[to] = data[i] as number;
  }
}

function opened(): Exports {
  if (exports === undefined) {
    const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
    exports = new Instance(new Module(decoded(KERNEL_BYTES))).exports as Exports;
  }
  return exports;
}

function decoded(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
