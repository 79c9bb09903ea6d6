import { createHash, randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { loadProductData } from '../adapters/product-data.ts';
import { openReportsFolder } from '../adapters/reports-folder.ts';
import type { Config } from '../config.ts';
import type { PipelineContext, Product } from '../pipeline/context.ts';
import { openMemory } from '../pipeline/memory.ts';
import type { Thoughts } from '../pipeline/thoughts.ts';
import type { Compute, Log, Publisher, Store } from '../ports.ts';
import { parseCauseRules } from '../tag/parse-cause-rules.ts';
import { THOUGHTS } from './thoughts.ts';

/** Everything around the pipeline in this process. A folder's publisher is kept, so that its changes come one after the other. */
export function openContext(
  store: Store,
  { pseudonymKey }: Pick<Config, 'pseudonymKey'>,
  log: Log,
  compute: Compute<Thoughts> = COMPUTE_HERE,
): PipelineContext {
  const publishers = new Map<string, Publisher>();
  const publisherIn = (out: string) => {
    const publisher = publishers.get(out) ?? openReportsFolder(out);
    publishers.set(out, publisher);
    return publisher;
  };
  return {
    store,
    log,
    compute,
    clock: performance,
    memory: openMemory(),
    product: loadProduct(),
    publisherOf: ({ out }) => publisherIn(out),
    pseudonymKey: async () => pseudonymKey ?? store.setting('pseudonymKey', () => randomBytes(32).toString('hex')),
    digest,
    isLastAttempt: true,
  };
}

/** Computes in this very thread: nothing else waits for a command that does one thing. */
const COMPUTE_HERE: Compute<Thoughts> = {
  run: async (name, input) => THOUGHTS[name](input as never) as never,
  close: async () => {},
};

function loadProduct(): Product {
  const { version, causes, stopWords } = loadProductData();
  const rules = parseCauseRules(causes);
  return { version, rules, stopWords, tagModel: digest(JSON.stringify([version, rules])).slice(0, 16) };
}

/** Hex digest of a text. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
