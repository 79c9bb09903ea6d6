import { hash } from 'node:crypto';

/** Bytes of a SHA-256 block. */
const BLOCK = 64;

/** A key padded to a block, once for the inner hash and once for the outer. */
interface PaddedKey {
  readonly key: string;
  readonly inner: Buffer;
  readonly outer: Buffer;
}

let last: PaddedKey | undefined;

/**
 * The pseudonym of a person's address or name: a keyed hash, the same each time under the same key; without the key nobody tells whose it is. HMAC-SHA-256 by two
 * one-shot hashes, since an Hmac object a ticket costs five times as much, most of it when it is collected.
 * @see RFC 2104, section 2
 */
export function pseudonymOf(text: string, key: string): string {
  const { inner, outer } = paddedKey(key);
  const digest = hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'buffer');
  return `p-${hash('sha256', Buffer.concat([outer, digest]), 'hex').slice(0, 16)}`;
}

function paddedKey(key: string): PaddedKey {
  if (last?.key === key) return last;
  const bytes = Buffer.from(key);
  const block = Buffer.alloc(BLOCK);
  (bytes.length > BLOCK ? hash('sha256', bytes, 'buffer') : bytes).copy(block);
  last = {
    key,
    inner: Buffer.from(block.map((byte) => byte ^ 0x36)),
    outer: Buffer.from(block.map((byte) => byte ^ 0x5c)),
  };
  return last;
}
