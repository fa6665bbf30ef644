import { defineCommand } from 'citty';
import type { CommandDef } from 'citty';
import { EXPORT_FORMATS } from '../../../history/index.ts';
import { completionScript, shells, type Choices } from './script.ts';
import { didYouMean } from '../suggest.ts';
import { positionals, UsageError } from '../usage.ts';

const args = {
  shell: { type: 'positional', description: shells.join(', '), required: false },
} as const;

/**
 * `heddle completion`: prints a script that completes commands and options in a shell.
 *
 * @param commands all commands, read when the script is printed
 */
export function createCompletion(commands: ReadonlyMap<string, CommandDef>): CommandDef<typeof args> {
  return defineCommand({
    meta: {
      name: 'completion',
      description: 'Print a script that completes commands and options in a shell.',
    },
    args,
    async run({ rawArgs }) {
      const [name, extra] = positionals(rawArgs, args);
      const shell = shells.find((each) => each === name);
      if (shell === undefined || extra !== undefined) {
        const got = extra ?? name;
        throw new UsageError(
          got === undefined
            ? `No shell given: use ${shells.join(', ')}.`
            : `Expected one of ${shells.join(', ')}, got "${got}".${didYouMean(got, shells)}`,
        );
      }
      process.stdout.write(await completionScript(shell, commands, await choices(commands)));
    },
  });
}

async function choices(commands: ReadonlyMap<string, CommandDef>): Promise<Choices> {
  const { optionChoices } = await import('../train/options.ts');
  return {
    convert: { to: EXPORT_FORMATS.map(({ name }) => name) },
    train: optionChoices(),
    completion: { inputs: shells },
    help: { inputs: [...commands.keys()] },
  };
}
