#!/usr/bin/env node
import { Command, Option } from 'commander';
import { loadProductData } from '../adapters/product-data.ts';
import { completionScript, parseShell } from './completion.ts';
import { describeError, EXIT, exitCodeOf } from './exit-code.ts';
import { addConfigFlags, addReadingFlags, parseDayFlag, parseWeekFlag } from './job-flags.ts';
import { openTerminal, type Terminal } from './terminal.ts';

type Action = (terminal: Terminal) => Promise<number>;

const START = `Coalface reads closed support tickets and reports what other departments cause.

  coalface run --sample                 the sample company, into ./reports
  coalface check tickets.csv            how your export is read, and what its gaps disable
  coalface run tickets.csv              reports on every complete week of your export
  coalface help run                     joins, weeks, mapping of columns`;

/** Builds the command line; each action is loaded when it is called, so that help is instant. */
function buildProgram(act: (action: Action) => Promise<void>): Command {
  const program = new Command('coalface')
    .description(
      'Finds what other departments cause in closed support tickets, and reports it to the head who can end it.',
    )
    .version(loadProductData().version)
    .option('--quiet', 'no progress on stderr')
    .option('--no-color', 'no colour (none is used)')
    .showHelpAfterError('(coalface help shows what there is)')
    .configureHelp({ showGlobalOptions: true });
  const json = () => new Option('--json', 'print one JSON object');

  addReadingFlags(
    program
      .command('run')
      .argument('[tickets...]', 'ticket exports (CSV)')
      .description('the whole job: reads, clusters, tags, measures, reports'),
  )
    .option('--sample', 'the sample company that ships with Coalface')
    .option('--out <dir>', 'where reports go', 'reports')
    .option('--week <week>', 'report this ISO week alone', parseWeekFlag)
    .option('--from <day>', 'report weeks from this day on', parseDayFlag)
    .option('--to <day>', 'report weeks up to this day', parseDayFlag)
    .option('--as-of <day>', 'last day that is over (default: the last close in the input)', parseDayFlag)
    .option('--excel', 'analyst files with ; and a byte order mark')
    .option('--raw', "analyst files without the leading ' before = + - @")
    .addOption(json())
    .addHelpText(
      'before',
      'Examples:\n  coalface run tickets.csv --accounts accounts.csv --deals deals.csv\n  coalface run export.csv --map description=Details --map closed_at="Date closed" --date-order dmy\n  coalface run tickets.csv --week 2026-W46 --out /srv/reports\n',
    )
    .action((files, flags) =>
      act(async (terminal) => (await import('./run.ts')).run(required(files, flags.sample, program), flags, terminal)),
    );

  addReadingFlags(
    program
      .command('check')
      .argument('[tickets...]', 'ticket exports (CSV)')
      .description('reads everything, writes nothing, prints how'),
  )
    .option('--sample', 'the sample company that ships with Coalface')
    .addOption(json())
    .addHelpText(
      'before',
      'Examples:\n  coalface check tickets.csv\n  coalface check tickets.csv --returns returns.csv --json\n',
    )
    .action((files, flags) =>
      act(async (terminal) =>
        (await import('./check.ts')).check(required(files, flags.sample, program), flags, terminal),
      ),
    );

  addReadingFlags(
    program
      .command('evaluate')
      .argument('[labelled]', 'CSV with ticket_id and causes (or topic); with the text too, or beside --tickets')
      .description('precision, recall and F1 of causes, NMI and ARI of topics, against labels'),
  )
    .option('--tickets <file>', 'the export that the labels belong to')
    .option('--sample', 'the sample company against what was planted in it')
    .addOption(json())
    .addHelpText(
      'before',
      'Examples:\n  coalface evaluate labelled.csv\n  coalface evaluate labels.csv --tickets tickets.csv\n',
    )
    .action((file, flags) =>
      act(async (terminal) =>
        (await import('./evaluate.ts')).evaluate(
          required(file ? [file] : [], flags.sample, program)[0],
          flags,
          terminal,
        ),
      ),
    );

  addConfigFlags(program.command('doctor').description('looks at all that a run relies on'))
    .addOption(json())
    .action((flags) => act(async (terminal) => (await import('./doctor.ts')).doctor(flags, terminal)));

  const config = program.command('config').description('the settings in force');
  addConfigFlags(config.command('show').description('prints every setting'))
    .option('--origin', 'with where each value comes from, its unit and its environment name')
    .addOption(json())
    .action((flags) => act(async (terminal) => (await import('./config-show.ts')).configShow(flags, terminal)));

  program
    .command('completion')
    .argument('<shell>', 'bash, zsh or fish', parseShell)
    .description("prints a shell's completion script")
    .action((shell) => act(async (terminal) => (terminal.out(completionScript(program, shell)), EXIT.done)));
  return program;
}

function required(files: readonly string[], sample: boolean | undefined, program: Command): readonly string[] {
  if (files.length === 0 && !sample)
    program.error('error: expected a file of tickets, or --sample', { exitCode: EXIT.usage });
  return files;
}

/** Runs a command line and sets the exit code; every error ends here. */
async function main(words: readonly string[]): Promise<void> {
  const act = async (action: Action) => {
    process.exitCode = await action(openTerminal(words.includes('--quiet')));
  };
  if (words.length === 0) return act(async (terminal) => (terminal.out(START), EXIT.done));
  const program = buildProgram(act);
  for (const command of [program, ...program.commands, ...program.commands.flatMap((child) => child.commands)])
    command.exitOverride();
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (!(error instanceof Error && error.name === 'CommanderError')) process.stderr.write(`${describeError(error)}\n`);
  }
}

// A reader that closed its end early (`coalface ... | head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code));
await main(process.argv.slice(2));
