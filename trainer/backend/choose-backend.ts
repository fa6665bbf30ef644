import type { BackendName } from './use-backend.ts';
import { backendNames, useBackend } from './use-backend.ts';
import type { WasmPaths } from './use-backend.ts';

/** What came of trying one backend. */
export interface BackendTiming {
  readonly name: BackendName;
  /** The name, with what is particular about it here: see `useBackend`. */
  readonly note: string;
  /** Milliseconds per training step; null when it could not run. */
  readonly msPerStep: number | null;
  /** Why it could not run; null when it could. */
  readonly problem: string | null;
}

export interface BackendChoice {
  readonly name: BackendName;
  /** A sentence for people: which won and by what. */
  readonly reason: string;
  readonly timings: readonly BackendTiming[];
}

export interface ChooseBackendOptions {
  /** In order of preference, which decides ties; all when left out. */
  readonly candidates?: readonly BackendName[];
  readonly wasmPaths?: WasmPaths;
  /** Runs on the current backend and measures it: milliseconds per training step. See `timeSteps`. */
  readonly trial: () => Promise<number>;
}

/**
 * Tries each candidate, and makes the one with the fewest milliseconds per step the current one. A single candidate is
 * an explicit choice, and is not measured.
 *
 * @throws {Error} when no candidate runs, with the problem of each
 */
export async function chooseBackend(options: ChooseBackendOptions): Promise<BackendChoice> {
  const { candidates = backendNames, wasmPaths, trial } = options;
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined) {
    const note = await useBackend(only, wasmPaths);
    return { name: only, reason: `${note} was asked for.`, timings: [] };
  }

  const timings: BackendTiming[] = [];
  for (const name of candidates) timings.push(await tryBackend(name, trial, wasmPaths));
  const [best] = timings
    .filter((timing): timing is BackendTiming & { msPerStep: number } => timing.msPerStep !== null)
    .sort((a, b) => a.msPerStep - b.msPerStep);
  if (!best) {
    throw new Error(`no backend runs: ${timings.map(({ problem }) => String(problem)).join('; ')}`);
  }
  await useBackend(best.name, wasmPaths);
  return { name: best.name, reason: explain(best.name, timings), timings };
}

async function tryBackend(
  name: BackendName,
  trial: () => Promise<number>,
  wasmPaths?: WasmPaths,
): Promise<BackendTiming> {
  try {
    const note = await useBackend(name, wasmPaths);
    return { name, note, msPerStep: await trial(), problem: null };
  } catch (error) {
    return { name, note: name, msPerStep: null, problem: (error as Error).message };
  }
}

function explain(winner: BackendName, timings: readonly BackendTiming[]): string {
  const describe = ({ note, msPerStep }: BackendTiming) =>
    msPerStep === null ? `${note} does not run here` : `${note} takes ${msPerStep.toPrecision(3)} ms`;
  const others = timings.filter(({ name }) => name !== winner).map(describe);
  const own = timings.find(({ name }) => name === winner)!;
  return `${[`${describe(own)} a step`, ...others].join(', ')}.`;
}
