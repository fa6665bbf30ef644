import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One thread, of the kind of BLAS that Debian's PyTorch uses as well. */
const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };

/** A Python with PyTorch and skorch: `HEDDLE_PYTHON`, or Debian's; null, having said so, where there is none. */
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

/** What a script of bench/python prints, as JSON. */
export async function callPython(python: string, script: string, args: readonly string[]): Promise<unknown> {
  const file = fileURLToPath(new URL(`../python/${script}`, import.meta.url));
  const { stdout } = await run(python, [file, ...args], { env });
  return JSON.parse(stdout);
}
