import type { ArgsDef, CommandDef } from 'citty';

/** A command as a shell completes it. */
interface Completed {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Words for positional arguments; without them, files are completed. */
  readonly words: readonly string[];
}

interface CompletedOption {
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** The possible values; empty if there are others. */
  readonly values: readonly string[];
}

/** Values of options and positional arguments, which are type `string` for the sake of their error messages. */
export type Choices = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The shells that have a completion script. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/**
 * Returns the script that completes commands, options and their values in a shell.
 *
 * @param choices by command, then by option; the key `inputs` is for positional arguments
 */
export async function completionScript(
  shell: Shell,
  commands: ReadonlyMap<string, CommandDef>,
  choices: Choices,
): Promise<string> {
  const completed = await Promise.all(
    [...commands].map(async ([name, command]) => describeCommand(name, command, choices[name] ?? {})),
  );
  return { bash, zsh, fish }[shell](completed);
}

async function describeCommand(
  name: string,
  { meta, args }: CommandDef,
  choices: Readonly<Record<string, readonly string[]>>,
): Promise<Completed> {
  const { description = '' } = (typeof meta === 'function' ? await meta() : await meta) ?? {};
  const definitions: ArgsDef = (typeof args === 'function' ? await args() : await args) ?? {};
  const options = Object.entries(definitions)
    .filter(([, { type }]) => type !== 'positional')
    .map(([option, definition]) => ({
      name: option,
      description: definition.description ?? '',
      takesValue: definition.type !== 'boolean',
      values: choices[option] ?? [],
    }));
  return { name, description, options, words: choices['inputs'] ?? [] };
}

function bash(commands: readonly Completed[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter((option) => option.values.length > 0)
      .map((option) => `    '${name} --${option.name}') words='${option.values.join(' ')}' ;;`),
  );
  const options = commands.map(
    (command) =>
      `        ${command.name}) words='${command.options.map(({ name }) => `--${name}`).join(' ')}' ;;`,
  );
  const words = commands
    .filter((command) => command.words.length > 0)
    .map((command) => `        ${command.name}) words='${command.words.join(' ')}' ;;`);
  return `# Completion of heddle for bash: source <(heddle completion bash)
_heddle() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words=''
  case "$command $previous" in
${values.join('\n')}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${[...commands.map(({ name }) => name), '--help', '--version'].join(' ')}'
  elif [ -z "$words" ]; then
    case "$current" in
      -*) case "$command" in
${options.join('\n')}
      esac ;;
      *) case "$command" in
${words.join('\n')}
      esac ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
# Where nothing matches, files are completed.
complete -o default -F _heddle heddle
`;
}

function zsh(commands: readonly Completed[]): string {
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const describe = ({ name, description }: { name: string; description: string }, prefix = '') =>
    quote(`${prefix}${name}:${description}`);
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter((option) => option.values.length > 0)
      .map((option) => `    '${name} --${option.name}') compadd -- ${option.values.join(' ')}; return ;;`),
  );
  const words = commands
    .filter((command) => command.words.length > 0)
    .map((command) => `    ${command.name}) compadd -- ${command.words.join(' ')} ;;`);
  const options = commands.map(
    (command) =>
      `      ${command.name}) options=(${command.options.map((option) => describe(option, '--')).join(' ')}) ;;`,
  );
  return `#compdef heddle
# Completion of heddle for zsh: source <(heddle completion zsh), after compinit
_heddle() {
  local -a commands options
  if (( CURRENT == 2 )); then
    commands=(${commands.map((command) => describe(command)).join(' ')})
    _describe command commands
    _files
    return
  fi
  case "$words[2] $words[CURRENT-1]" in
${values.join('\n')}
  esac
  if [[ $words[CURRENT] == -* ]]; then
    case $words[2] in
${options.join('\n')}
    esac
    _describe -o option options
    return
  fi
  case $words[2] in
${words.join('\n')}
    *) _files ;;
  esac
}
if [[ $funcstack[1] == _heddle ]]; then _heddle "$@"; else compdef _heddle heddle; fi
`;
}

function fish(commands: readonly Completed[]): string {
  const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const lines = commands.flatMap(({ name, description, options, words }) => [
    `complete -c heddle -n __fish_use_subcommand -a ${name} -d ${quote(description)}`,
    ...options.map((option) => {
      const value = option.values.length > 0 ? ` -x -a ${quote(option.values.join(' '))}` : ' -r';
      return `complete -c heddle -n '__fish_seen_subcommand_from ${name}' -l ${option.name}${option.takesValue ? value : ''} -d ${quote(option.description)}`;
    }),
    ...(words.length > 0
      ? [`complete -c heddle -n '__fish_seen_subcommand_from ${name}' -f -a ${quote(words.join(' '))}`]
      : []),
  ]);
  return `# Completion of heddle for fish: heddle completion fish | source\n${lines.join('\n')}\n`;
}
