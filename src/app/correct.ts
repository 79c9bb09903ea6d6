import type { Correction } from '../domain/correction.ts';
import { type KeptCorrections, keepCorrections } from '../pipeline/corrections.ts';
import { forgottenRule } from '../pipeline/forgotten.ts';
import type { Store } from '../ports.ts';
import { digest } from './open-context.ts';

/** Keeps what people put right, but for corrections of forgotten tickets: they would bring their ids back. */
export async function correct(store: Store, corrections: readonly Correction[]): Promise<KeptCorrections> {
  const isForgotten = await forgottenRule({ store, digest });
  return keepCorrections(
    corrections.filter(({ ticketId = '' }) => !isForgotten?.(ticketId, [])),
    store,
  );
}
