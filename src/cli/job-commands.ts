import { type Command, InvalidArgumentError, Option } from 'commander';
import { JOIN_KINDS } from '../ingest/joins/join-specs.ts';
import { SOURCE_NAMES } from '../ingest/presets/presets.ts';
import { EXIT } from './exit-code.ts';
import { addConfigFlags, addPeriodFlags, addReadingFlags, addZoneFlags, jsonFlag } from './job-flags.ts';
import type { Terminal } from './terminal.ts';

/** Runs what a command does, and keeps its exit code. */
export type Act = (action: (terminal: Terminal) => Promise<number>) => Promise<void>;

/** Adds the commands of scheduled work: `work`, `schedule`, `enqueue` and `status`. */
export function addJobCommands(program: Command, act: Act): void {
  addConfigFlags(
    program.command('work').description('a worker: does what is enqueued and scheduled, until it is stopped'),
  )
    .option('--concurrency <number>', 'tasks at once, or auto')
    .option('--drain', 'end when nothing is left to do')
    .option('--grace <seconds>', 'how long tasks under way may take to end when it is stopped', parseSeconds, 30)
    .addHelpText(
      'before',
      `Examples:\n  coalface work\n  coalface work --drain        does what there is and ends: for a cron job of your own\n${PLACES}`,
    )
    .action((flags) => act(async (terminal) => (await import('./work.ts')).work(flags, terminal)));

  addZoneFlags(
    program.command('schedule').description('sets, shows or removes the weekly schedule that workers carry out'),
  )
    .option('--cron <pattern>', 'five fields, by the clock of --tz: "0 6 * * 1" is Monday at six')
    .option('--source <folder>', 'watched folder: exports that lie there are taken at each tick')
    .option('-o, --out <dir>', 'where reports go', 'reports')
    .addOption(new Option('--remove', 'no schedule any more').conflicts(['cron', 'source']))
    .addOption(new Option('--seed <number>').hideHelp())
    .addOption(new Option('--topics <number>').hideHelp())
    .addOption(jsonFlag())
    .addHelpText(
      'before',
      `Examples:\n  coalface schedule --cron "0 6 * * 1" --tz Europe/Berlin --source /srv/exports --out /srv/reports\n  coalface schedule            shows it\n  coalface schedule --remove\n${PLACES}`,
    )
    .action((flags) => {
      // Workers carry the schedule out with the settings that they were started with.
      if (flags.seed !== undefined || flags.topics !== undefined)
        program.error(`error: --seed and --topics are not kept with a schedule: ${OF_WORKERS}`, {
          exitCode: EXIT.usage,
        });
      if (flags.source !== undefined && flags.cron === undefined)
        program.error('error: --source says what is taken at each tick: give --cron, too', { exitCode: EXIT.usage });
      return act(async (terminal) => (await import('./schedule.ts')).schedule(flags, terminal));
    });

  addPeriodFlags(
    addReadingFlags(
      program
        .command('enqueue')
        .argument('[tickets...]', 'ticket exports: CSV, JSON or Excel, also in ZIP or gzip')
        .description('the whole job, for the workers to do'),
    ),
  )
    .option(
      '--source <folder>',
      'take what lies in this folder, and bring all weeks up to date; beside files, the product that wrote them',
    )
    .option('--settle <seconds>', 'how long a file of that folder must have lain still', parseSeconds, 60)
    .option('--wait', 'wait until it is done; ends with 5 where a step failed for good')
    .addOption(jsonFlag())
    .addHelpText(
      'before',
      `Examples:\n  coalface enqueue tickets.csv --week 2026-W46 --deals deals.csv\n  coalface enqueue --source /srv/exports --out /srv/reports\n${PLACES}`,
    )
    .action((files: readonly string[], { source, ...others }, command: Command) => {
      const isProduct = files.length > 0 && SOURCE_NAMES.includes(source);
      const flags = { ...others, ...(isProduct ? { source } : { folder: source }) };
      const clash = flags.folder !== undefined && command.options.find((one) => isOfFiles(one, command));
      if (clash)
        program.error(`error: option '--source <folder>' cannot be used with option '${clash.flags}'`, {
          exitCode: EXIT.usage,
        });
      if (files.length > 0 === (flags.folder !== undefined))
        program.error('error: expected files of tickets or --source FOLDER, one of the two', { exitCode: EXIT.usage });
      return act(async (terminal) => (await import('./enqueue.ts')).enqueue(files, flags, terminal));
    });

  addConfigFlags(program.command('status').description('which weeks are out, under way, failed or missing'))
    .addOption(jsonFlag())
    .addHelpText(
      'before',
      'Examples:\n  coalface status\n  coalface status --json || mail -s "Coalface" me@example.com\n',
    )
    .addHelpText(
      'after',
      '\nEnds with 5 where a week has failed, or was missed (over, and no ticket of it was ever given), or where the last files could not be brought in.',
    )
    .action((flags) => act(async (terminal) => (await import('./status.ts')).status(flags, terminal)));
}

/** Flags that say something of files that are named one by one: nobody knows yet what lies in a folder. */
const OF_FILES = [
  ...JOIN_KINDS,
  'map',
  'mapping',
  'dateOrder',
  'delimiter',
  'week',
  'from',
  'to',
  'asOf',
  'excel',
  'raw',
];

function isOfFiles(option: Option, command: Command): boolean {
  const name = option.attributeName();
  return OF_FILES.includes(name) && command.getOptionValueSource(name) === 'cli';
}

const OF_WORKERS =
  'set seed or topics in coalface.config.json, or COALFACE_SEED or COALFACE_TOPICS, where `coalface work` runs';

const PLACES = `The queue lives on REDIS_URL, else in the database of DATABASE_URL, else in the embedded store, which one worker holds.\n`;

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 0)) throw new InvalidArgumentError('expected a number of seconds.');
  return seconds;
}
