import Dexie from 'dexie';

/** All that needs Dexie, which is loaded with this module. */
export { ModelStore } from '../../networks/models/model-store.ts';
export { SweepStore } from '../../train/running/sweep-store.ts';
export { RunStore } from './run-store.ts';

export const deleteDatabase = (name: string): Promise<void> => Dexie.delete(name);
