import { type Command, InvalidArgumentError } from 'commander';

/** Shells that a completion script can be printed for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** Reads a shell's name. */
export function parseShell(text: string): (typeof SHELLS)[number] {
  const shell = SHELLS.find((known) => known === text);
  if (!shell) throw new InvalidArgumentError(`expected ${SHELLS.join(', ')}.`);
  return shell;
}

/** Writes a shell's completion script from the commands and flags themselves, so that it can never lag behind them. */
export function completionScript(program: Command, shell: (typeof SHELLS)[number]): string {
  const flags = (command: Command) => command.options.flatMap(({ long, hidden }) => (hidden ? [] : (long ?? [])));
  const words = program.commands.map((command) => ({
    name: command.name(),
    flags: flags(command),
    words: command.commands.map((child) => child.name()),
  }));
  return { bash, zsh, fish }[shell](words, flags(program));
}

type Words = readonly { readonly name: string; readonly flags: readonly string[]; readonly words: readonly string[] }[];

function bash(commands: Words, general: readonly string[]): string {
  const cases = commands.map(({ name, flags, words }) => `    ${name}) words="${[...words, ...flags].join(' ')}" ;;`);
  return `# coalface completion bash >> ~/.bashrc
_coalface() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) words="${[...commands.map(({ name }) => name), ...general].join(' ')}" ;;
  esac
  [ "$COMP_CWORD" -eq 1 ] && words="${[...commands.map(({ name }) => name), ...general].join(' ')}"
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _coalface coalface`;
}

function zsh(commands: Words, general: readonly string[]): string {
  return `#compdef coalface
# coalface completion zsh > "\${fpath[1]}/_coalface"
autoload -U bashcompinit && bashcompinit
${bash(commands, general)}`;
}

function fish(commands: Words, general: readonly string[]): string {
  const names = commands.map(({ name }) => name);
  const lines = commands.flatMap(({ name, flags, words }) => [
    ...words.map((word) => `complete -c coalface -n "__fish_seen_subcommand_from ${name}" -a ${word}`),
    ...flags.map((flag) => `complete -c coalface -n "__fish_seen_subcommand_from ${name}" -l ${flag.slice(2)}`),
  ]);
  return [
    '# coalface completion fish > ~/.config/fish/completions/coalface.fish',
    `complete -c coalface -n "not __fish_seen_subcommand_from ${names.join(' ')}" -a "${names.join(' ')}"`,
    ...general.map((flag) => `complete -c coalface -l ${flag.slice(2)}`),
    ...lines,
  ].join('\n');
}
