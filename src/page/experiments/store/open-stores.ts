import type { ModelStore } from '../../networks/models/model-store.ts';
import { lazy, once } from '../../shell/lazy.ts';
import type { SweepStore } from '../../train/running/sweep-store.ts';
import type { databasesOf } from '../named/experiment-list.ts';
import type { RunStore, RunStoreOptions } from './run-store.ts';

/** The databases of an experiment. Their code is loaded when one is first opened. */
export interface Stores {
  readonly openRuns: () => Promise<RunStore>;
  readonly openModels: () => Promise<ModelStore>;
  readonly openSweeps: () => Promise<SweepStore>;
}

const load = lazy('the code that stores runs', () => import('./stores.ts'));

/** Each of the functions returns the same store at every call. */
export function storesOf(
  { runs, models, sweeps }: ReturnType<typeof databasesOf>,
  options: Pick<RunStoreOptions, 'locks' | 'newKey'>,
): Stores {
  return {
    openRuns: once(async () => new (await load()).RunStore({ name: runs, ...options })),
    openModels: once(async () => new (await load()).ModelStore(models)),
    openSweeps: once(async () => new (await load()).SweepStore(sweeps)),
  };
}

export async function deleteDatabase(name: string): Promise<void> {
  await (await load()).deleteDatabase(name);
}
