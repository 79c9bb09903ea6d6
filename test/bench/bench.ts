import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { flagOf } from './flag-of.ts';

const BENCHES = ['ingest', 'scale'] as const;

/**
 * The job's speed, part by part: `npm run bench -- FILE.csv [...]` runs `bench-ingest.ts` (the import beside a bare csv-parse) and then `bench-scale.ts` (topics alone and
 * the whole run, beside any other program) with the same words. `--bench scale` runs one of them; their own headers name their flags.
 */
function bench(words: readonly string[]): void {
  const wanted = flagOf(words, '--bench')?.split(',') ?? BENCHES;
  for (const name of wanted) {
    if (!(BENCHES as readonly string[]).includes(name))
      throw new Error(`expected ${BENCHES.join(' or ')}, got ${name}`);
    const file = fileURLToPath(new URL(`./bench-${name}.ts`, import.meta.url));
    const { status } = spawnSync(process.execPath, [...process.execArgv, file, ...words], { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
}

bench(process.argv.slice(2));
