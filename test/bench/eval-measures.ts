/**
 * Tries every measure in simulated worlds whose truth is known: `npm run eval:measures -- [--worlds N] [--only TEXT]`. The code under trial is that of
 * `src/measure` and `src/math` as the report runs it. Prints a row a property and world: what must hold, the figure with its Monte Carlo interval (95 %), the
 * mean width of the intervals judged, how often the report refused. Ends with exit code 1 where something that must hold does not.
 */
import { parseArgs } from 'node:util';
import { ALERT_TRIALS } from './worlds/alert-trials.ts';
import { CAMPAIGN_TRIALS } from './worlds/campaign-trials.ts';
import { CHANGE_TRIALS } from './worlds/change-trials.ts';
import { PEOPLE_TRIALS } from './worlds/people-trials.ts';
import { RETURN_TRIALS } from './worlds/return-trials.ts';
import { SALES_TRIALS } from './worlds/sales-trials.ts';
import { SHARE_TRIALS } from './worlds/share-trials.ts';
import { playTrial, type Result, type Trial } from './worlds/trial.ts';

const TRIALS = [
  ...SHARE_TRIALS,
  ...CHANGE_TRIALS,
  ...SALES_TRIALS,
  ...ALERT_TRIALS,
  ...CAMPAIGN_TRIALS,
  ...PEOPLE_TRIALS,
  ...RETURN_TRIALS,
];
const { values: flags } = parseArgs({
  options: { worlds: { type: 'string', default: '1000' }, only: { type: 'string', default: '' } },
});

function lineOf({ row, world, bound, figure: kind }: Trial, result: Result): string {
  const number = (value: number) => (kind === 'share' ? `${(100 * value).toFixed(1)} %` : value.toFixed(1));
  const must =
    bound === null ? 'printed' : 'atLeast' in bound ? `>= ${number(bound.atLeast)}` : `<= ${number(bound.atMost)}`;
  const figure = `${number(result.figure)} (${number(result.low)} to ${number(result.high)})`;
  const holds = result.holds === null ? '-' : result.holds ? 'yes' : 'NO';
  const width = Number.isNaN(result.width) ? '-' : result.width.toPrecision(3);
  const refused = `${(100 * result.refused).toFixed(0)} %`;
  return `| ${[row, world, must, figure, width, refused, holds, `${result.seconds.toFixed(1)} s`].join(' | ')} |`;
}

const wanted = TRIALS.filter(({ row, world }) => `${row} ${world}`.toLowerCase().includes(flags.only.toLowerCase()));
console.log('| property | worlds | must hold | figure (Monte Carlo 95 %) | mean width | refused | holds | time |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const trial of wanted) {
  const result = playTrial(trial, Number(flags.worlds));
  if (result.holds === false) process.exitCode = 1;
  console.log(lineOf(trial, result));
}
