import { existsSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { loadProductData } from '../adapters/product-data.ts';
import { openStore } from '../app.ts';
import { parseCauseRules } from '../tag/parse-cause-rules.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { type ConfigFlags, loadConfig } from './job-flags.ts';
import { printJson, type Terminal } from './terminal.ts';

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly says: string;
}

/** Looks at all that a run relies on; the report holds no secret and may be pasted anywhere. */
export async function doctor(flags: ConfigFlags & { readonly json?: boolean }, terminal: Terminal): Promise<number> {
  const product = loadProductData();
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const findings: Finding[] = [
    { check: 'Coalface', ok: true, says: product.version },
    {
      check: 'Node',
      ok: major > 20 || (major === 20 && minor >= 12),
      says: `${process.versions.node} (20.12 or newer is needed), ${process.platform} ${process.arch}`,
    },
    { check: 'machine', ok: true, says: `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB` },
    attempt(
      'settings',
      () =>
        `${Object.values(loadConfig(flags, terminal.environment).origins).filter((origin) => origin !== 'default').length} set, the rest are defaults`,
    ),
    attempt('cause rules', () => `${parseCauseRules(product.causes).rules.length} rules`),
    {
      check: 'sample company',
      ok: existsSync(product.sampleFolder),
      says: existsSync(product.sampleFolder) ? 'present' : 'missing',
    },
    {
      check: 'queue',
      ok: true,
      says: terminal.environment.REDIS_URL ? 'REDIS_URL is set' : 'REDIS_URL is not set: `coalface run` needs none',
    },
    await checkStore(terminal),
  ];
  if (flags.json) printJson(terminal, 'doctor', { checks: findings });
  else for (const { check, ok, says } of findings) terminal.out(`${ok ? 'ok  ' : 'BAD '} ${check.padEnd(15)} ${says}`);
  return findings.every(({ ok }) => ok) ? EXIT.done : EXIT.invalid;
}

function attempt(check: string, look: () => string): Finding {
  try {
    return { check, ok: true, says: look() };
  } catch (error) {
    return { check, ok: false, says: (error as Error).message };
  }
}

/** Opens the store only where there is one already: looking must not make one. */
async function checkStore({ environment }: Terminal): Promise<Finding> {
  const home = environment.COALFACE_HOME || '.coalface';
  const databaseUrl = environment.DATABASE_URL || undefined;
  if (!databaseUrl && !existsSync(home))
    return { check: 'store', ok: true, says: `embedded, will be made in ${resolve(home)}` };
  try {
    const store = await openStore({ databaseUrl, home });
    const weeks = await store.countTickets();
    await store.close();
    return { check: 'store', ok: true, says: `${store.kind}, ${weeks.length} weeks` };
  } catch (error) {
    return { check: 'store', ok: false, says: `${(error as Error).message} (exit ${exitCodeOf(error)})` };
  }
}
