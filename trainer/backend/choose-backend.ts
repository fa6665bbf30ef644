import { backendNames } from './backend-names.ts';
import type { BackendName } from './backend-names.ts';
import { BackendError, openBackend } from './use-backend.ts';
import type { WasmPaths } from './use-backend.ts';

/** The result of trying a backend. */
export interface BackendTiming {
  readonly name: BackendName;
  /** The name with details, such as the kernels in use: see `useBackend`. */
  readonly note: string;
  /** Milliseconds per training step; null if it could not run. */
  readonly msPerStep: number | null;
  /** Why it could not run, empty if unknown; null if it could. */
  readonly problem: string | null;
}

export interface BackendChoice {
  readonly name: BackendName;
  /** Human-readable: the measured times, and why others did not run. */
  readonly reason: string;
  /** See `openBackend`. */
  readonly lost: Promise<never>;
  readonly timings: readonly BackendTiming[];
}

export interface ChooseBackendOptions {
  /** In order of preference, which decides ties; default: all. */
  readonly candidates?: readonly BackendName[];
  readonly wasmPaths?: WasmPaths;
  /** Measures the current backend: milliseconds per training step. See `timeSteps`. */
  readonly trial: () => Promise<number>;
}

/**
 * Tries each candidate, and makes the fastest per step the current one. A single candidate is an explicit choice and is
 * not measured.
 *
 * @throws {Error} if no candidate runs, with the problem of each
 */
export async function chooseBackend(options: ChooseBackendOptions): Promise<BackendChoice> {
  const { candidates = backendNames, wasmPaths, trial } = options;
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined) {
    const { note, lost } = await openBackend(only, wasmPaths);
    return { name: only, reason: `${note} was asked for.`, lost, timings: [] };
  }

  const timings: BackendTiming[] = [];
  for (const name of candidates) timings.push(await tryBackend(name, trial, wasmPaths));
  const [best] = timings
    .filter((timing): timing is BackendTiming & { msPerStep: number } => timing.msPerStep !== null)
    .sort((a, b) => a.msPerStep - b.msPerStep);
  if (!best) {
    const problems = timings.map(({ name, problem }) =>
      problem === '' ? name : `${name}: ${String(problem)}`,
    );
    throw new Error(`no backend runs: ${problems.join('; ')}`);
  }
  const { lost } = await openBackend(best.name, wasmPaths);
  return { name: best.name, reason: explain(best.name, timings), lost, timings };
}

async function tryBackend(
  name: BackendName,
  trial: () => Promise<number>,
  wasmPaths?: WasmPaths,
): Promise<BackendTiming> {
  try {
    const { note, lost } = await openBackend(name, wasmPaths);
    return { name, note, msPerStep: await Promise.race([trial(), lost]), problem: null };
  } catch (error) {
    const problem = error instanceof BackendError ? error.why : (error as Error).message;
    return { name, note: name, msPerStep: null, problem };
  }
}

function explain(winner: BackendName, timings: readonly BackendTiming[]): string {
  const describe = ({ note, msPerStep, problem }: BackendTiming) => {
    if (msPerStep !== null) return `${note} takes ${msPerStep.toPrecision(3)} ms`;
    return `${note} does not run here${problem ? ` (${problem})` : ''}`;
  };
  const others = timings.filter(({ name }) => name !== winner).map(describe);
  const own = timings.find(({ name }) => name === winner)!;
  return `${[`${describe(own)} a step`, ...others].join(', ')}.`;
}
