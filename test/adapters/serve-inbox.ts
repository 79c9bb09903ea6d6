// Run as a process of its own: reads the inbox of the home given, writes each request down in the file given and answers with its number after a moment;
// where the last argument is `hangs`, requests of the kind `hang` are never answered.
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openInbox } from '../../src/adapters/inbox.ts';

const [, , home = '', record = '', mode] = process.argv;

openInbox(
  home,
  async (request) => {
    appendFileSync(record, `${JSON.stringify(request)}\n`);
    const { kind, number } = request as { readonly kind: string; readonly number: number };
    if (kind === 'hang' && mode === 'hangs') await new Promise(() => console.log('hanging'));
    await sleep(2);
    return number;
  },
  { info: () => {}, warn: () => {} },
);
console.log('reading');
