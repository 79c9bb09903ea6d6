import { CORPORA, redactionFigures } from './redaction-figures.ts';

/** `npm run eval:redaction`: how much of the invented personal data in ten locales is removed, kind by kind, with the misses; and which join keys were harmed. */
for (const name of CORPORA) {
  const { kinds, keys } = redactionFigures(name);
  console.log(`\n${name}.jsonl`);
  for (const [kind, { planted, missed }] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const share = ((100 * (planted - missed.length)) / planted).toFixed(1);
    console.log(`${kind.padEnd(14)} ${String(planted - missed.length).padStart(4)} of ${planted}  ${share} %`);
    for (const miss of missed) console.log(`    missed  ${miss.replaceAll('\n', ' / ')}`);
  }
  console.log(`join keys      ${keys.harmed.length} of ${keys.planted} harmed`);
  for (const key of keys.harmed) console.log(`    harmed  ${key}`);
}
