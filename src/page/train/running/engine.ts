/** All that training needs beside its state; it is loaded when training starts. */
export { Search } from '../../../../trainer/index.ts';
export { BackendMemory } from './backend-memory.ts';
export { openWorker, roomFor } from './worker-pool.ts';
