import { Command, CommanderError, Option } from 'commander';
import { loadProductData } from '../adapters/product-data.ts';
import { completionScript, parseShell } from './completion.ts';
import { describeError, EXIT, errorEntry, exitCodeOf } from './exit-code.ts';
import { type Act, addJobCommands } from './job-commands.ts';
import { addConfigFlags, addPeriodFlags, addReadingFlags, addZoneFlags, jsonFlag, sourceFlag } from './job-flags.ts';
import { openTerminal, printJson, type Streams } from './terminal.ts';

const START = `Coalface reads closed support tickets and reports what other departments cause.

  coalface run --sample                 the sample company, into ./reports
  coalface check tickets.csv            how your export is read, and what its gaps disable
  coalface run tickets.csv              reports on every complete week of your export
  coalface help run                     joins, weeks, mapping of columns`;

const CORRECT_HELP = `Kinds of correction, a row each:
  re-tag    ticket_id, value: its causes, or none
  not-ours  ticket_id, value: the cause that it does not have
  rename    topic_id, value: its label
  merge     topic_id, value: the topic that it becomes a part of; its own id undoes it
  hide      topic_id, value: yes, or no to show it again

Example:
  coalface correct corrections.csv && coalface run tickets.csv
`;

/** Builds the command line; each action is loaded when it is called, so that help is instant. */
function buildProgram(act: Act): Command {
  const program = new Command('coalface')
    .description(
      'Finds what other departments cause in closed support tickets, and reports it to the head who can end it.',
    )
    .version(loadProductData().version)
    .option('-q, --quiet', 'no progress on stderr, warnings alone')
    .option('--no-color', 'no colour (none is used)')
    .showHelpAfterError('(coalface help shows what there is)')
    .configureHelp({ showGlobalOptions: true });

  addPeriodFlags(
    addReadingFlags(
      program
        .command('run')
        .argument('[tickets...]', 'ticket exports: CSV, JSON or Excel, also in ZIP or gzip; - is standard input')
        .description('the whole job: reads, clusters, tags, measures, reports'),
    ),
  )
    .addOption(sourceFlag())
    .option('--sample', 'the sample company that ships with Coalface')
    .addOption(jsonFlag())
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
      .argument('[tickets...]', 'ticket exports: CSV, JSON or Excel, also in ZIP or gzip; - is standard input')
      .description('reads everything, writes nothing, prints how'),
  )
    .addOption(sourceFlag())
    .option('--sample', 'the sample company that ships with Coalface')
    .addOption(jsonFlag())
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
    .option('--errors <file>', 'write all errors there, with what would be quoted of the redacted text')
    .addOption(sourceFlag())
    .option('--sample', 'the sample company against what was planted in it')
    .addOption(jsonFlag())
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

  addJobCommands(program, act);

  addZoneFlags(
    program.command('forget').description('removes a ticket, or all of a requester, from the store and from reports'),
  )
    .addOption(new Option('--ticket <id>', 'the ticket, by its id in the export').conflicts('requester'))
    .option('--requester <address>', 'all tickets of this requester, as the export writes him')
    .option('-o, --out <dir>', 'reports folder, beside those that earlier runs wrote to', 'reports')
    .option('--yes', 'remove; without it, only counts')
    .addOption(jsonFlag())
    .addHelpText(
      'before',
      'Examples:\n  coalface forget --ticket 4711\n  coalface forget --requester jane.doe@example.com --yes\n',
    )
    .action((flags) => {
      if (flags.ticket === undefined && flags.requester === undefined)
        program.error('error: expected --ticket ID or --requester ADDRESS, got neither', { exitCode: EXIT.usage });
      return act(async (terminal) => (await import('./forget.ts')).forget(flags, terminal));
    });

  program
    .command('correct')
    .argument('<corrections>', 'CSV with kind, ticket_id or topic_id, value; also by, at, reason')
    .description('keeps what people put right; every later run replays it')
    .addOption(jsonFlag())
    .addHelpText('before', CORRECT_HELP)
    .action((file, flags) => act(async (terminal) => (await import('./correct.ts')).correct(file, flags, terminal)));

  addConfigFlags(program.command('doctor').description('looks at all that a run relies on'))
    .addOption(jsonFlag())
    .action((flags) => act(async (terminal) => (await import('./doctor.ts')).doctor(flags, terminal)));

  const config = program.command('config').description('the settings in force');
  addConfigFlags(config.command('show').description('prints every setting'))
    .option('--origin', 'with where each value comes from, its unit and its environment name')
    .addOption(jsonFlag())
    .action((flags) => act(async (terminal) => (await import('./config-show.ts')).configShow(flags, terminal)));

  program
    .command('completion')
    .argument('<shell>', 'bash, zsh or fish', parseShell)
    .description("prints a shell's completion script")
    .action((shell) =>
      act(async (terminal) => {
        terminal.out(completionScript(program, shell));
        return EXIT.done;
      }),
    );
  return program;
}

/** Tickets or the sample, not both: the sample company's accounts and settings say nothing of another firm's tickets. */
function required(files: readonly string[], sample: boolean | undefined, program: Command): readonly string[] {
  const wrong = files.length > 0 ? sample && 'got both; drop one of them' : !sample && 'got neither';
  if (wrong) program.error(`error: expected a file of tickets or --sample, ${wrong}`, { exitCode: EXIT.usage });
  return files;
}

/**
 * Runs a command line; every error ends here, also as the one object of `--json`.
 * @param words without the program's name
 * @returns the exit code
 */
export async function runCommandLine(words: readonly string[], streams: Streams): Promise<number> {
  let code: number = EXIT.done;
  const program = buildProgram(async (action) => {
    code = await action(openTerminal(streams, program.opts().quiet === true));
  });
  for (const command of [program, ...program.commands, ...program.commands.flatMap((child) => child.commands)])
    command.exitOverride().configureOutput({ writeOut: streams.out, writeErr: streams.err });
  const terminal = openTerminal(streams, false);
  try {
    if (words.length === 0) terminal.out(START);
    else await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    code = exitCodeOf(error);
    // Commander has told help, or what is wrong with the command line, itself.
    if (!(error instanceof CommanderError)) streams.err(`${describeError(error)}\n`);
    if (code !== EXIT.done && words.includes('--json'))
      printJson(terminal, 'error', null, { errors: [errorEntry(error)] });
  }
  return code;
}
