#!/usr/bin/env node
import { runCommandLine } from './command-line.ts';

// A reader that closed its end early (`coalface ... | head`) is no fault of ours.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
// The first signal asks a command that listens to end well; a second one, or one that nobody listens to, ends it at once.
const exit = (code: number): void => process.exit(code);
let stop = exit;
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.on(signal, () => stop(code));
process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  environment: process.env,
  onStop: (listener) => {
    stop = (code) => {
      stop = exit;
      listener(code);
    };
  },
});
