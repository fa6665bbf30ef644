import type { BackendName } from './backend-names.ts';
import { SlowBackendError } from './time-steps.ts';
import { BackendError, openBackend } from './use-backend.ts';
import type { WasmPaths } from './use-backend.ts';

/** The result of trying a backend. */
export interface BackendTiming {
  readonly name: BackendName;
  /** The name with details, such as the kernels in use: see `useBackend`. */
  readonly note: string;
  /** Milliseconds per training step; null if it could not run, or was abandoned as too slow. */
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
  /** Whether backends were compared, so that the outcome is worth remembering. */
  readonly isCompared: boolean;
}

export interface ChooseBackendOptions {
  /** In order of preference, which decides ties; default: all. The CPU is used only if no other runs. */
  readonly candidates?: readonly BackendName[];
  readonly wasmPaths?: WasmPaths;
  /** The outcome of an earlier comparison on this machine: used without a trial if it runs. */
  readonly remembered?: BackendName | undefined;
  /**
   * Measures the current backend: milliseconds per training step. See `timeSteps`.
   *
   * @param maxWarmUp rejects with `SlowBackendError` once a warm-up step has taken more milliseconds
   */
  readonly trial: (maxWarmUp: number) => Promise<number>;
}

/** WebAssembly is first: it starts in milliseconds, while a GPU compiles shaders, in software where there is none. */
const ORDER = ['wasm', 'webgpu', 'webgl', 'cpu'] as const;

/** A backend is abandoned if its warm-up steps are this many times slower than the steps of the best so far. */
const MAX_SLOWDOWN = 5;

/**
 * Milliseconds per step below which no other backend is tried: on a GPU, a step launches over sixty kernels, which takes
 * as long whatever their size.
 */
const FAST_ENOUGH = 1;

/**
 * Makes the fastest candidate the current backend: the remembered one, or the fastest per step. A single candidate is an
 * explicit choice and is not measured.
 *
 * @throws {Error} if no candidate runs, with the problem of each
 */
export async function chooseBackend(options: ChooseBackendOptions): Promise<BackendChoice> {
  const { candidates = ORDER, wasmPaths, remembered, trial } = options;
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined) {
    const { note, lost } = await openBackend(only, wasmPaths);
    return { name: only, reason: `${note} was asked for.`, lost, timings: [], isCompared: false };
  }
  if (remembered !== undefined && candidates.includes(remembered)) {
    const choice = await openRemembered(remembered, wasmPaths);
    if (choice) return choice;
  }

  const timings: BackendTiming[] = [];
  let best: BackendTiming | null = null;
  for (const name of candidates) {
    if (name === 'cpu') continue;
    const bestTime = best?.msPerStep ?? Infinity;
    if (bestTime < FAST_ENOUGH) break;
    const timing = await tryBackend(name, () => trial(MAX_SLOWDOWN * bestTime), wasmPaths);
    timings.push(timing);
    if ((timing.msPerStep ?? Infinity) < bestTime) best = timing;
  }
  if (!best && candidates.includes('cpu')) {
    const timing = await tryBackend('cpu', () => trial(Infinity), wasmPaths);
    timings.push(timing);
    if (timing.msPerStep !== null) best = timing;
  }
  if (!best) {
    const problems = timings.map(({ name, problem }) =>
      problem === '' ? name : `${name}: ${String(problem)}`,
    );
    throw new Error(`no backend runs: ${problems.join('; ')}`);
  }
  const { lost } = await openBackend(best.name, wasmPaths);
  const isCompared = timings.length > 1;
  return { name: best.name, reason: explain(best, timings), lost, timings, isCompared };
}

/** Null if it no longer runs. */
async function openRemembered(name: BackendName, wasmPaths?: WasmPaths): Promise<BackendChoice | null> {
  try {
    const { note, lost } = await openBackend(name, wasmPaths);
    const reason = `${note} was the fastest for networks of this size in an earlier trial.`;
    return { name, reason, lost, timings: [], isCompared: false };
  } catch (error) {
    if (error instanceof BackendError) return null;
    throw error;
  }
}

async function tryBackend(
  name: BackendName,
  trial: () => Promise<number>,
  wasmPaths?: WasmPaths,
): Promise<BackendTiming> {
  let note: string = name;
  try {
    const opened = await openBackend(name, wasmPaths);
    note = opened.note;
    return { name, note, msPerStep: await Promise.race([trial(), opened.lost]), problem: null };
  } catch (error) {
    if (error instanceof SlowBackendError) return { name, note, msPerStep: null, problem: null };
    const problem = error instanceof BackendError ? error.why : (error as Error).message;
    return { name, note: name, msPerStep: null, problem };
  }
}

function explain(winner: BackendTiming, timings: readonly BackendTiming[]): string {
  const describe = ({ note, msPerStep, problem }: BackendTiming) => {
    if (msPerStep !== null) return `${note} takes ${msPerStep.toPrecision(3)} ms`;
    if (problem === null) return `${note} takes over ${String(MAX_SLOWDOWN)} times as long`;
    return `${note} does not run here${problem ? ` (${problem})` : ''}`;
  };
  const others = timings.filter((timing) => timing !== winner).map(describe);
  return `${[`${describe(winner)} a step`, ...others].join(', ')}.`;
}
