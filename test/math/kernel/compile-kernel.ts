import { readFileSync } from 'node:fs';

const SOURCE = new URL('../../../src/math/kernel/kernel.as', import.meta.url);
// `--noAssert` leaves out checks of a runtime that is not used; memory grows by hand, so it may start at nothing.
const OPTIONS = ['-O3', '--noAssert', '--enable', 'simd', '--runtime', 'stub', '--initialMemory', '1'];

/** What is used of the compiler. Its own types bring the browser's with them, for the whole program. */
interface Compiler {
  main(
    words: readonly string[],
    files: {
      readonly readFile: (name: string) => string | null;
      readonly writeFile: (name: string, contents: Uint8Array) => void;
      readonly listFiles: () => readonly string[];
    },
  ): Promise<{ readonly error: Error | null; readonly stderr: { toString(): string } }>;
}

const COMPILER: string = 'assemblyscript/asc';

/** Compiles the kernel's source. @returns the bytes of the WebAssembly module @throws Error with what the compiler says */
export async function compileKernel(): Promise<Uint8Array> {
  const source = readFileSync(SOURCE, 'utf8');
  let bytes: Uint8Array | undefined;
  const compiler = (await import(COMPILER)) as Compiler;
  const { error, stderr } = await compiler.main(['kernel.ts', ...OPTIONS, '--outFile', 'kernel.wasm'], {
    readFile: (name) => (name === 'kernel.ts' ? source : null),
    writeFile: (_, contents) => {
      bytes = contents;
    },
    listFiles: () => [],
  });
  if (error || bytes === undefined) throw new Error(`kernel.as does not compile: ${stderr.toString()}`);
  return bytes;
}

/** The text of `kernel-bytes.ts`. */
export function bytesModule(bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes).toString('base64');
  return `/** The WebAssembly module made from \`kernel.as\`, ${bytes.length} bytes in base64. Written by \`npm run build:kernel\`; not to be edited. */\nexport const KERNEL_BYTES =\n  '${base64}';\n`;
}
