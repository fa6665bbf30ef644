import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A single thread, also for the BLAS of Debian's PyTorch. */
const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };

/** A Python with PyTorch and skorch: `HEDDLE_PYTHON`, or Debian's; if there is none, prints a message and returns null. */
export async function findPython(): Promise<string | null> {
  const python = process.env['HEDDLE_PYTHON'] ?? '/usr/bin/python3';
  try {
    await run(python, ['-c', 'import torch, skorch'], { env });
    return python;
  } catch {
    console.log(
      `PyTorch and skorch were not measured: ${python} does not have them (HEDDLE_PYTHON names another).\n`,
    );
    return null;
  }
}

/** Runs a script of bench/python and parses its JSON output. */
export async function callPython(python: string, script: string, args: readonly string[]): Promise<unknown> {
  const file = fileURLToPath(new URL(`../python/${script}`, import.meta.url));
  const { stdout } = await run(python, [file, ...args], { env });
  return JSON.parse(stdout);
}
