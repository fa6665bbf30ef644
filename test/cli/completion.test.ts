import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CommandDef } from 'citty';
import { describe, expect, it } from 'vitest';
import { completionScript, shells, type Shell } from '../../src/cli/completion/script.ts';

const run = promisify(execFile);

const commands = new Map<string, CommandDef>([
  [
    'open',
    {
      meta: { description: "Show it: the user's $HOME and `files`" },
      args: { port: { type: 'string' }, watch: { type: 'boolean' }, inputs: { type: 'positional' } },
    } as CommandDef,
  ],
  ['convert', { args: { to: { type: 'string' }, out: { type: 'string' } } } as CommandDef],
  ['completion', { args: { shell: { type: 'positional' } } } as CommandDef],
]);
const choices = { convert: { to: ['csv', 'jsonl'] }, completion: { inputs: shells } };

const isInstalled = (shell: string) => spawnSync(shell, ['-c', 'exit']).status === 0;

describe('the completion script for bash', () => {
  it.skipIf(process.platform === 'win32').each<[string[], string[]]>([
    [['co'], ['convert', 'completion']],
    [['--v'], ['--version']],
    [
      ['open', '--'],
      ['--port', '--watch'],
    ],
    [
      ['convert', '--to', ''],
      ['csv', 'jsonl'],
    ],
    [['convert', 'runs', '--to', 'j'], ['jsonl']],
    [['completion', 'f'], ['fish']],
    [['open', 'runs'], []],
  ])('completes %j', async (typed, expected) => {
    const script = await completionScript('bash', commands, choices);
    const { stdout } = await run('bash', [
      '-c',
      `${script}\nCOMP_WORDS=(heddle "$@"); COMP_CWORD=$#; _heddle; printf '%s\\n' "\${COMPREPLY[@]}"`,
      'bash',
      ...typed,
    ]);
    expect(stdout.split('\n').filter((word) => word !== '')).toEqual(expected);
  });
});

describe('the completion script', () => {
  it.each(shells)(
    'is valid for %s if it is installed, with any text in a description',
    async (shell: Shell) => {
      const script = await completionScript(shell, commands, choices);
      for (const word of ['open', 'convert', 'csv jsonl', 'port', 'watch']) expect(script).toContain(word);
      if (isInstalled(shell)) {
        const file = join(await mkdtemp(join(tmpdir(), 'heddle-completion-')), 'script');
        await writeFile(file, script);
        const { status, stderr } = spawnSync(shell, ['-n', file]);
        expect([status, stderr.toString()]).toEqual([0, '']);
      }
    },
  );
});
