import { CoalfaceError, ContractError } from '../../domain/errors.ts';
import { type PlainError, plainError, reviveError } from '../plain-error.ts';

/** What the worker answers. */
export type Reply = { readonly ok: true; readonly data?: unknown } | { readonly ok: false; readonly error: PlainError };

/** The answer that tells of an error. One that is none of ours is a bug, and its words, which may quote a ticket, are withheld. */
export function replyOfError(error: unknown): Reply {
  if (error instanceof CoalfaceError) return { ok: false, error: plainError(error) };
  const got = error instanceof Error ? error.name : typeof error;
  const message = `expected the worker to do what it was asked, got ${got}; its log tells where: please report it as a bug`;
  return { ok: false, error: plainError(new ContractError('worker-bug', message)) };
}

/** Gives an answer's data. @throws CoalfaceError of the class and code that the worker names; ContractError `bad-reply` where it is no answer */
export function openReply(text: string): unknown {
  const reply = parseReply(text);
  if (reply?.ok === true) return reply.data;
  if (reply?.ok === false && reply.error?.code !== undefined) throw reviveError(reply.error);
  const message =
    'inbox: expected an answer of this version of Coalface, got something else; run the version that the worker runs';
  throw new ContractError('bad-reply', message);
}

function parseReply(text: string): Reply | null {
  try {
    return JSON.parse(text) as Reply | null;
  } catch {
    return null;
  }
}
