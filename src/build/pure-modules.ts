import type { Rolldown } from 'vite';

/**
 * The modules of `history` do nothing when they are imported, so a bundle leaves out those that it does not use: the plot and
 * the workers that train and export have no importers, and no copy of SQLite.
 */
export const pureModules: Rolldown.TreeshakingOptions = {
  moduleSideEffects: [{ test: /\/history\/[^?]*\.ts$/, external: false, sideEffects: false }],
};
