import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bytesModule, compileKernel } from './compile-kernel.ts';

/** `npm run build:kernel` writes the module that `kernel.ts` runs, after a change to `kernel.as`. */
const file = fileURLToPath(new URL('../../../src/math/kernel/kernel-bytes.ts', import.meta.url));
writeFileSync(file, bytesModule(await compileKernel()));
