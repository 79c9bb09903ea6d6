import type { Correction } from '../domain/correction.ts';
import { keepCorrections } from '../pipeline/corrections.ts';
import { filesWithoutForgotten } from '../pipeline/forgotten.ts';
import type { Store } from '../ports.ts';
import { digest } from './open-context.ts';

/** What keeping corrections came to. */
export interface KeptCorrections {
  /** How many there are now. */
  readonly all: number;
  /** How many of them are new. */
  readonly added: number;
}

/** Keeps what people put right, but for corrections of forgotten tickets: they would bring their ids back. */
export async function correct(store: Store, corrections: readonly Correction[]): Promise<KeptCorrections> {
  const file = { kind: 'corrections', file: '', sha256: '', rows: corrections };
  const [known] = await filesWithoutForgotten([file], { store, digest });
  return keepCorrections((known?.rows ?? []) as readonly Correction[], store);
}
