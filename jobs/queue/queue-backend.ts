import type { BackendFactory, ConnectionOptions, RedisQueueBackend } from 'bullmq';

/** How a queue and its workers reach one place, opened and seen to answer. */
export interface QueueBackend {
  /** Typed as the factory for Redis, whose type is the default of every class of BullMQ; what is used of a backend is the same for all. */
  readonly factory: BackendFactory<RedisQueueBackend>;
  readonly queueOptions: { readonly connection: ConnectionOptions; readonly prefix?: string };
  readonly workerOptions: { readonly connection: ConnectionOptions; readonly prefix?: string };
  /** What the operator should change, in whole sentences. */
  readonly warnings: readonly string[];
  /** Closes what was opened here, after the queue and its workers are closed; does not wait for a server. */
  close(): Promise<void>;
}
