import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { inject } from 'vitest';

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

export type TrainProcess = ChildProcessByStdio<null, Readable, Readable>;

/**
 * Runs the train command in a process of its own.
 *
 * @param onOutput receives everything printed so far each time more is printed
 */
export function train(
  args: readonly string[],
  onOutput: (output: string, child: TrainProcess) => void = () => undefined,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [inject('cli'), 'train', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      onOutput(output, child);
    });
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('close', (code, signal) => resolve({ code, signal, output, errors }));
  });
}
