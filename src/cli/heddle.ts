#!/usr/bin/env node
import { stripVTControlCharacters } from 'node:util';
import { defineCommand, renderUsage, runCommand } from 'citty';
import type { CommandDef } from 'citty';
import packageJson from '../../package.json' with { type: 'json' };
import { createCompletion } from './completion/command.ts';
import { convert } from './convert.ts';
import { exportCommand } from './export/export.ts';
import { formats } from './formats.ts';
import { inspect } from './inspect.ts';
import { isInput, open } from './open.ts';
import { codeOf, reasonOf } from './files/system-error.ts';
import { isColored } from './is-colored.ts';
import { python } from './python.ts';
import { didYouMean } from './suggest.ts';
import { terminalLines } from './terminal-text.ts';
import { train } from './train/command.ts';
import { EXIT, UsageError } from './usage.ts';

const commands = new Map<string, CommandDef>([
  ['open', open as CommandDef],
  ['inspect', inspect as CommandDef],
  ['convert', convert as CommandDef],
  ['export', exportCommand as CommandDef],
  ['train', train as CommandDef],
  ['python', python as CommandDef],
  ['formats', formats as CommandDef],
]);
commands.set('completion', createCompletion(commands) as CommandDef);

const heddle = defineCommand({
  meta: { name: 'heddle', version: packageJson.version, description: packageJson.description },
  subCommands: Object.fromEntries(commands),
});

/** A reader such as `head` may close the pipe early, which is not reported. */
process.stdout.on('error', (error) => {
  if (codeOf(error) !== 'EPIPE')
    console.error(`heddle: Standard output cannot be written: ${reasonOf(error)}.`);
  process.exit(codeOf(error) === 'EPIPE' ? EXIT.pipe : EXIT.failed);
});

function printUsage(usage: string): void {
  process.stdout.write(
    `${isColored(process.stdout, process.env) ? usage : stripVTControlCharacters(usage)}\n`,
  );
}

async function main([name, ...rest]: readonly string[]): Promise<void> {
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${packageJson.version}\n`);
    return;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    const of = commands.get(rest[0] ?? '');
    printUsage(await (of ? renderUsage(of, heddle) : renderUsage(heddle)));
    return;
  }
  if (name !== undefined && !commands.has(name) && (await isInput(name))) {
    await runCommand(open as CommandDef, { rawArgs: [name, ...rest] });
    return;
  }
  const command = commands.get(name ?? '');
  if (!command) {
    const known = `${[...commands.keys()].join(', ')} or files`;
    throw new UsageError(
      name === undefined
        ? `No command given: use ${known}.`
        : `Expected ${known}, got "${name}".${didYouMean(name, [...commands.keys(), '--help', '--version'])}`,
    );
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    printUsage(await renderUsage(command, heddle));
    return;
  }
  await runCommand(command, { rawArgs: [...rest] });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError;
  console.error(`heddle: ${terminalLines(error instanceof Error ? error.message : String(error))}`);
  if (isUsage) console.error('Try "heddle --help".');
  process.exitCode = isUsage ? EXIT.wrongCall : EXIT.failed;
}
