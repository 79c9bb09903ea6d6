import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files that ship with Coalface, parsed as JSON but not yet checked, and where its sample company lies. */
export interface ProductData {
  readonly version: string;
  readonly causes: unknown;
  readonly stopWords: Readonly<Record<string, string>>;
  readonly sampleFolder: string;
}

/** Loads the product's own data: the same files whether it runs from its sources, its build or an installed package. */
export function loadProductData(): ProductData {
  const root = packageRoot(dirname(fileURLToPath(import.meta.url)));
  const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(root, ...path), 'utf8'));
  return {
    version: (read('package.json') as { readonly version: string }).version,
    causes: read('data', 'causes.json'),
    stopWords: read('data', 'stop-words.json') as Readonly<Record<string, string>>,
    sampleFolder: join(root, 'data', 'sample'),
  };
}

function packageRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) || dirname(folder) === folder ? folder : packageRoot(dirname(folder));
}
