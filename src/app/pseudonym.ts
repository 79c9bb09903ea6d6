import { createHmac } from 'node:crypto';

/** The pseudonym of a person's address or name: a keyed hash, the same each time under the same key; without the key nobody tells whose it is. */
export function pseudonymOf(text: string, key: string): string {
  return `p-${createHmac('sha256', key).update(text).digest('hex').slice(0, 16)}`;
}
