import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { RunSet } from '../../../history/index.ts';
import { runInSlices } from '../../../history/scheduling/index.ts';
import { turningEpoch } from './turning-epoch.ts';

interface Found {
  /** The number of records that it was found in. */
  readonly records: number;
  readonly epoch: number | null;
}

/** The epochs from which runs overfit, found in slices for the runs that are asked for. */
export class TurningEpochs {
  readonly #found = new SvelteMap<string, Found>();

  /** Null if the run does not overfit, or that is not known yet. */
  of(id: string): number | null {
    return this.#found.get(id)?.epoch ?? null;
  }

  /** Finds the epochs of runs whose records have changed since they were last looked at. Returns a cleanup function. */
  find(set: RunSet, runs: readonly number[], preferred: string | null): () => void {
    const isNew = (run: number) => this.#found.get(set.id(run))?.records !== recordCount(set, run);
    const asked = untrack(() => runs.filter(isNew));
    if (asked.length === 0) return () => undefined;
    return runInSlices(foundInSteps(set, asked, preferred), (found) => {
      for (const [id, each] of found) this.#found.set(id, each);
    });
  }

  /** Forgets what was found by another metric. */
  clear(): void {
    this.#found.clear();
  }
}

function* foundInSteps(
  set: RunSet,
  runs: readonly number[],
  preferred: string | null,
): Generator<void, [string, Found][]> {
  const found: [string, Found][] = [];
  for (const run of runs) {
    const records = recordCount(set, run);
    found.push([set.id(run), { records, epoch: records === 0 ? null : turningEpoch(set, run, preferred) }]);
    yield;
  }
  return found;
}

function recordCount(set: RunSet, run: number): number {
  const range = set.recordRange(run);
  return range === null ? 0 : range.end - range.start;
}
